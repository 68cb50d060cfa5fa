import type { Outbox, PendingEvent } from '../bank/engine/book.ts';
import type { PetNames } from '../commands/model/pet-names.ts';
import type { Failures } from './failures.ts';
import type { NamedPeople } from './find-people.ts';
import { type Deliver, toNotice } from './notice.ts';

/** How many events are taken at once, and for how long no other process gets them. */
const PAGE = 20;
const LEASE_MS = 60_000;
/** How long sending one may take: what has no more of its lease left is given back before. */
const MAX_SEND_MS = 20_000;
/** How many pages are taken in one go, and how many events wait here at most. */
const MAX_PAGES = 50;
const MAX_IN_HAND = 200;
/** How many wait here for one person; further ones are left in the outbox. */
const MAX_PER_LANE = 20;
/** How many messages are sent at once, those that can't wait and all others. */
const MAX_AT_ONCE = 16;
/** Older events are dropped: a bot that was off for weeks sends nothing about them. */
export const MAX_NOTICE_AGE_MS = 3 * 24 * 60 * 60_000;

/** What can't wait behind anything else: somebody may be losing something now. */
const URGENT_TOPICS = [
  ...['link_taken_over', 'case_foreign_trade', 'case_teller_limit', 'teller_silent'],
  ...['bank_halted', 'bank_resumed', 'key_revoked', 'key_restored', 'staff_linked'],
] as const;
const isUrgent = ({ topic }: PendingEvent): boolean => URGENT_TOPICS.some((urgent) => urgent === topic);

export interface SenderDependencies {
  readonly outbox: Pick<Outbox, 'takeEvents' | 'acknowledgeEvents' | 'releaseEvents'>;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  /** The current names of pets. */
  readonly names: () => PetNames;
  readonly deliver: Deliver;
  /** Whether whom it is for wants to be told of it; everything is wanted unless given. */
  readonly isWanted?: ((event: PendingEvent) => Promise<boolean>) | undefined;
  /** Whom it is about besides whoever gets it; nobody is added unless given. */
  readonly findPeople?: ((event: PendingEvent) => Promise<NamedPeople | undefined>) | undefined;
  /** Whether what members give each other is on hold at first; it is unless given. */
  readonly holdsGifts?: boolean | undefined;
  readonly onError: (error: unknown) => void;
  /** Remembers why a message could not be sent. */
  readonly failures?: Failures | undefined;
  /** Told of each event that can't be read. */
  readonly onDamaged?: (() => void) | undefined;
}

/** A message and until when no other process gets it. */
interface Leased {
  readonly event: PendingEvent;
  readonly until: number;
}

/** The messages to one person of one urgency, sent one after the other. */
interface Lane {
  readonly key: string;
  readonly to: string | null;
  readonly isUrgent: boolean;
  /** The first is the one that is being sent. */
  readonly events: Leased[];
}

export interface Sender {
  /** Takes what waits, as much as can be sent soon, and returns how many events that were. */
  take(): Promise<number>;
  /** Resolves once nothing that was taken waits to be sent. */
  idle(): Promise<void>;
  /** Begins to send no more, waits for what is being sent, at most so long, and gives the rest back. */
  stop(limitMs: number): Promise<void>;
}

/**
 * Sends the outbox's events, each at least once: in order to one person, at once to several, however many
 * processes send. A person whose message fails gets it, and what follows it, when its lease has ended, and
 * keeps nobody else waiting.
 */
export function createSender(dependencies: SenderDependencies): Sender {
  const { outbox, clock } = dependencies;
  const lanes = createLanes(dependencies);

  async function takePages(areUrgent: boolean): Promise<number> {
    let taken = 0;
    for (let page = 0; page < MAX_PAGES && (areUrgent || lanes.size() < MAX_IN_HAND); page += 1) {
      const about = areUrgent ? { topics: URGENT_TOPICS } : {};
      const at = clock();
      const lease = { at, leaseMs: LEASE_MS, limit: PAGE, inHand: lanes.ids() };
      const events = await outbox.takeEvents({ ...lease, ...about, except: lanes.busy(areUrgent) });
      for (const event of events) lanes.add({ event, until: at + LEASE_MS });
      taken += events.length;
      if (events.length < PAGE) break;
    }
    return taken;
  }

  return {
    take: async () => (await takePages(true)) + (await takePages(false)),
    idle: lanes.idle,
    stop: (limitMs) => Promise.race([lanes.stop(), Bun.sleep(limitMs)]),
  };
}

async function send(
  { clock, names, deliver, isWanted, findPeople, holdsGifts, outbox, onDamaged }: SenderDependencies,
  event: PendingEvent,
): Promise<void> {
  const isRecent = event.isDamaged || clock() - event.at < MAX_NOTICE_AGE_MS;
  if (isRecent && (await isWanted?.(event)) !== false)
    await deliver(toNotice(event, names(), await findPeople?.(event), holdsGifts));
  await outbox.acknowledgeEvents({ ids: [event.id], at: clock() });
  if (event.isDamaged) onDamaged?.();
}

/** What was taken and isn't sent, by person and urgency. */
function createLanes(dependencies: SenderDependencies) {
  const { clock, onError, failures } = dependencies;
  const lanes = new Map<string, Lane>();
  const hand = createHand(dependencies);
  const urgent = createSlots(sendFirst);
  const others = createSlots(sendFirst);

  async function sendFirst(lane: Lane): Promise<boolean> {
    const [first] = lane.events;
    try {
      // Another process may send it soon: it would be sent a second time.
      if (first && clock() > first.until - MAX_SEND_MS) await hand.giveBack(lane);
      else if (first) await send(dependencies, first.event).then(() => hand.removeFirst(lane));
    } catch (error) {
      onError(error);
      if (first) failures?.add(first.event.id, error, clock());
      // Their leases go on: until those end, nobody gets what follows to this person.
      hand.remove(lane);
    }
    if (lane.events.length === 0) lanes.delete(lane.key);
    return lane.events.length > 0;
  }

  return {
    ids: hand.ids,
    size: hand.size,
    /** Leaves out what is here already. */
    add(leased: Leased): void {
      const { event } = leased;
      const key = `${isUrgent(event)} ${event.discordUserId}`;
      if (hand.has(event)) return;
      const known = lanes.get(key);
      const lane = known ?? { key, to: event.discordUserId, isUrgent: isUrgent(event), events: [] };
      hand.add(lane, leased);
      lanes.set(key, lane);
      if (!known) (lane.isUrgent ? urgent : others).add(lane);
    },
    /** Those to whom no more of this urgency can be sent for now. */
    busy(areUrgent: boolean): (string | null)[] {
      const full = [...lanes.values()].filter(({ events }) => events.length >= MAX_PER_LANE);
      return full.filter((lane) => lane.isUrgent === areUrgent).map(({ to }) => to);
    },
    idle: async (): Promise<void> => void (await Promise.all([urgent.idle(), others.idle()])),
    async stop(): Promise<void> {
      await Promise.all([urgent.stop(), others.stop()]);
      await Promise.all([...lanes.values()].map((lane) => hand.giveBack(lane).catch(onError)));
    },
  };
}

/** What is here to be sent: nobody else gets it, nor what follows it to the same person. */
function createHand({ outbox, clock }: SenderDependencies) {
  const ids = new Set<number>();
  function remove({ events }: Lane, count = events.length): Leased[] {
    const removed = events.splice(0, count);
    for (const { event } of removed) ids.delete(event.id);
    return removed;
  }
  return {
    ids: (): number[] => [...ids],
    size: (): number => ids.size,
    has: ({ id }: PendingEvent): boolean => ids.has(id),
    add(lane: Lane, leased: Leased): void {
      ids.add(leased.event.id);
      lane.events.push(leased);
    },
    removeFirst: (lane: Lane): void => void remove(lane, 1),
    remove: (lane: Lane): void => void remove(lane),
    /** What was leased for too long already may be another's by now. */
    async giveBack(lane: Lane): Promise<void> {
      const own = remove(lane).filter(({ until }) => clock() < until);
      await outbox.releaseEvents(own.map(({ event }) => event.id));
    },
  };
}

/** Works on so many lanes at once, and on each in turn: one step, then it waits behind the others. */
function createSlots(step: (lane: Lane) => Promise<boolean>) {
  const waiting: Lane[] = [];
  const running = new Set<Promise<void>>();
  let isStopped = false;
  async function run(lane: Lane): Promise<void> {
    if (await step(lane)) waiting.push(lane);
  }
  function fill(): void {
    while (!isStopped && running.size < MAX_AT_ONCE) {
      const lane = waiting.shift();
      if (!lane) return;
      const work = run(lane).finally(() => {
        running.delete(work);
        fill();
      });
      running.add(work);
    }
  }
  async function idle(): Promise<void> {
    while (running.size > 0) await Promise.race(running);
  }
  return {
    add(lane: Lane): void {
      waiting.push(lane);
      fill();
    },
    idle,
    stop(): Promise<void> {
      isStopped = true;
      return idle();
    },
  };
}
