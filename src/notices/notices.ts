import type { Outbox, Reads } from '../bank/engine/book.ts';
import type { PetNames } from '../commands/model/pet-names.ts';
import { type Schedule, schedule } from '../schedule.ts';
import { type Deliver, toHeadNotice, toNotice } from './notice.ts';

/** How many events are taken at once, and for how long no other process gets them. */
const PAGE = 20;
const LEASE_MS = 60_000;
/** How many pages one round sends at most; the next round continues. */
const MAX_PAGES = 50;
/** Older events are dropped: a bot that was off for weeks sends nothing about them. */
const MAX_AGE_MS = 3 * 24 * 60 * 60_000;

export interface NoticesDependencies {
  readonly outbox: Pick<Outbox, 'takeEvents' | 'acknowledgeEvents'>;
  readonly head: Reads['head'];
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  /** The current names of pets. */
  readonly names: () => PetNames;
  readonly deliver: Deliver;
  readonly onError: (error: unknown) => void;
}

/** Delivers the outbox's events, each at least once. One that fails is tried again after its lease ends. */
export async function sendNotices(dependencies: NoticesDependencies): Promise<void> {
  const { outbox, clock } = dependencies;
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const events = await outbox.takeEvents({ at: clock(), leaseMs: LEASE_MS, limit: PAGE });
    for (const event of events) {
      try {
        const isRecent = clock() - event.at < MAX_AGE_MS;
        if (isRecent) await dependencies.deliver(toNotice(event, dependencies.names()));
        await outbox.acknowledgeEvents({ ids: [event.id], at: clock() });
      } catch (error) {
        dependencies.onError(error);
      }
    }
    if (events.length < PAGE) return;
  }
}

const HOUR_MS = 60 * 60_000;
const EVERY_HOUR = '0 0 * * * *';

/** Sends the operator the head of the chain: once stored elsewhere, nobody can rewrite what came before. */
export async function announceHead({ head, clock, deliver }: NoticesDependencies): Promise<void> {
  const hour = Math.floor(clock() / HOUR_MS);
  await deliver({ id: `head-${hour}`, to: 'operator', reply: toHeadNotice(await head()) });
}

/** Sends notices each second, and the head of the ledger each hour. */
export function startNotices(dependencies: NoticesDependencies): Schedule {
  const { onError } = dependencies;
  const schedules = [
    schedule(() => sendNotices(dependencies), { onError }),
    schedule(() => announceHead(dependencies), { pattern: EVERY_HOUR, onError }),
  ];
  return {
    async stop() {
      await Promise.all(schedules.map((each) => each.stop()));
    },
  };
}
