import type { SigningKey } from './bank-server.ts';
import type { EventFault, FailPointAction } from './game.ts';
import type { GameWorld } from './game-world.ts';
import type { Random } from './random.ts';
import type { Time } from './time.ts';

/** About how many fail points a script passes while it serves a player. A crash is planned at one of them. */
const POINTS_PER_VISIT = 16;
const DOWN_SECONDS = [3, 90] as const;
/** When during a visit an account leaves for another server, and how long it takes to get there. */
const MOVE_SECONDS = [1, 12] as const;
/** An account moves, or a second server starts, this many times less often than other faults happen. */
const OTHER_FAULTS_PER_MOVE = 3;
/** An event goes wrong this many times less often than everything else: a visit has several. */
const OTHER_FAULTS_PER_EVENT = 5;
/** How long a teller is alone between two players. */
const PAUSE_SECONDS = [1, 8] as const;
/** How wrong a clock can be, in seconds in either direction. */
const MAX_OFFSET = 3_600;
/** Writes to the DataStore fail this many times less often than everything else. */
const OTHER_FAULTS_PER_WRITE = 10;

const EVENT_FAULTS = ['late', 'twice', 'maimed', 'never'] as const;
export type TellerFault =
  | 'teller crashed'
  | 'teller moved'
  | 'second server'
  | 'clock wrong'
  | 'DataStore write failed'
  | `event ${(typeof EVENT_FAULTS)[number]}`;

export interface Teller {
  readonly key: SigningKey;
  readonly userId: number;
  /** The session of its script; undefined while its server is down. */
  sessionId: number | undefined;
  /** When its server restarts, in seconds since 1970. */
  startsAt: number;
  /** The visit under way. */
  visitId: number | undefined;
  /** When the next player may come, in seconds since 1970. */
  freeAt: number;
  /** When its account leaves for another server, in seconds since 1970. */
  movesAt: number;
  /** When its script starts in a second server, too, in seconds since 1970. */
  doublesAt: number;
  /** The number that its newest alert names, with which it trades again; null for none. */
  askedToResumeAt: number | null;
  /** Trades up to this number are decided. */
  resumeAt: number | undefined;
}

interface TellersOptions {
  readonly keys: readonly SigningKey[];
  readonly random: Random;
  readonly time: Time;
  readonly faultRate: () => number;
  readonly onFault: (fault: TellerFault) => void;
}

/** The tellers in the game, whose servers crash and whose clocks are wrong. Their accounts are 1, 2, … */
export function createTellers(options: TellersOptions) {
  const { keys, random, time, faultRate, onFault } = options;
  const all = keys.map((key, at): Teller => ({ ...DOWN, key, userId: at + 1 }));
  const crashes = createCrashPlan(random, (sessionId) => {
    onFault('teller crashed');
    const startsAt = time.now() + random.whole(...DOWN_SECONDS);
    const crashed = all.find((teller) => teller.sessionId === sessionId);
    if (crashed) Object.assign(crashed, { sessionId: undefined, startsAt });
  });
  return {
    all,
    ...createServers(all, options),
    onEvent: createEventFaults(options),
    /** A script alerts its operator. */
    onWarning(sessionId: number, text: string): void {
      const teller = all.find((teller) => teller.sessionId === sessionId);
      const number = /resumeAt = (\d+)/.exec(text)?.[1];
      if (teller && number !== undefined) teller.askedToResumeAt = Number(number);
    },
    onFailPoint(sessionId: number, point: string): FailPointAction {
      if (point === 'before the DataStore write' && random.happens(faultRate() / OTHER_FAULTS_PER_WRITE)) {
        onFault('DataStore write failed');
        return 'error';
      }
      return crashes.onFailPoint(sessionId);
    },
    /** May plan that this teller's server crashes, or its account moves, during the visit that begins. */
    planFault(teller: Teller): void {
      const { sessionId } = teller;
      if (sessionId === undefined) return;
      if (random.happens(faultRate())) crashes.plan(sessionId);
      else if (random.happens((2 * faultRate()) / OTHER_FAULTS_PER_MOVE)) {
        const at = time.now() + random.whole(...MOVE_SECONDS);
        Object.assign(teller, random.happens(0.5) ? { movesAt: at } : { doublesAt: at });
      }
    },
    /** Ends the visit. A crash that was planned for later in it is cancelled. */
    endVisit(teller: Teller): void {
      teller.visitId = undefined;
      teller.freeAt = time.now() + random.whole(...PAUSE_SECONDS);
      Object.assign(teller, { movesAt: NEVER, doublesAt: NEVER });
      if (teller.sessionId !== undefined) crashes.cancel(teller.sessionId);
    },
    /** The tellers that a player can go to now. */
    free: (): Teller[] =>
      all.filter((teller) => isUp(teller) && teller.visitId === undefined && teller.freeAt <= time.now()),
  };
}

/** Events of the game that go wrong. */
const createEventFaults =
  ({ random, faultRate, onFault }: TellersOptions) =>
  (): EventFault => {
    const fault = random.happens(faultRate() / OTHER_FAULTS_PER_EVENT)
      ? random.pick(EVENT_FAULTS)
      : undefined;
    if (fault) onFault(`event ${fault}`);
    return fault ?? 'nothing';
  };

/** The game servers that the tellers' accounts are in. */
function createServers(all: readonly Teller[], { random, time, faultRate, onFault }: TellersOptions) {
  async function move(teller: Teller, { game }: GameWorld): Promise<void> {
    if (teller.sessionId === undefined || time.now() < teller.movesAt) return;
    onFault('teller moved');
    await game.leave(teller.sessionId, teller.userId);
    const startsAt = time.now() + random.whole(...MOVE_SECONDS);
    Object.assign(teller, { sessionId: undefined, movesAt: NEVER, startsAt });
  }
  /** From then on the first server has lost the teller to the second, and finds out by itself. */
  async function double(teller: Teller, world: GameWorld): Promise<void> {
    if (!isUp(teller) || time.now() < teller.doublesAt) return;
    onFault('second server');
    Object.assign(teller, { sessionId: undefined, startsAt: time.now(), doublesAt: NEVER });
    await start(teller, world);
  }
  async function start(teller: Teller, { game }: GameWorld): Promise<void> {
    if (isUp(teller) || time.now() < teller.startsAt) return;
    const clockOffset = random.happens(faultRate()) ? random.whole(-MAX_OFFSET, MAX_OFFSET) : 0;
    if (clockOffset !== 0) onFault('clock wrong');
    const { key, userId, resumeAt } = teller;
    const config = { url: 'http://bank.test', key, tellerUserId: userId, resumeAt };
    teller.sessionId = await game.start(config, clockOffset);
  }
  return {
    /** Moves the accounts that are due to, and starts the scripts of tellers that are down and due to. */
    async startDue(world: GameWorld): Promise<void> {
      for (const teller of all) {
        await move(teller, world);
        await double(teller, world);
        await start(teller, world);
      }
    },
    /** When the next server restarts or account moves, in seconds since 1970; Infinity if none does. */
    nextStart: (): number =>
      Math.min(
        ...all.map((teller) => (isUp(teller) ? Math.min(teller.movesAt, teller.doublesAt) : teller.startsAt)),
      ),
  };
}

const isUp = ({ sessionId }: Teller): boolean => sessionId !== undefined;

const NEVER = Number.POSITIVE_INFINITY;

const DOWN = {
  sessionId: undefined,
  startsAt: 0,
  visitId: undefined,
  freeAt: 0,
  movesAt: NEVER,
  doublesAt: NEVER,
  askedToResumeAt: null,
  resumeAt: undefined,
} as const;

/** Sessions that crash after a number of fail points. */
function createCrashPlan(random: Random, onCrash: (sessionId: number) => void) {
  const pointsLeft = new Map<number, number>();
  return {
    plan: (sessionId: number) => void pointsLeft.set(sessionId, random.whole(0, POINTS_PER_VISIT)),
    cancel: (sessionId: number) => void pointsLeft.delete(sessionId),
    onFailPoint(sessionId: number): FailPointAction {
      const left = pointsLeft.get(sessionId);
      if (left === undefined) return 'continue';
      pointsLeft.set(sessionId, left - 1);
      if (left > 0) return 'continue';
      pointsLeft.delete(sessionId);
      onCrash(sessionId);
      return 'crash';
    },
  };
}
