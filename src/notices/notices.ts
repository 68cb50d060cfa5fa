import type { Outbox, Reads } from '../bank/engine/book.ts';
import type { PetNames } from '../commands/model/pet-names.ts';
import { type Schedule, schedule } from '../schedule.ts';
import { type Deliver, toHeadNotice, toNotice } from './notice.ts';

/** How many are taken at once, and for how long nobody else gets them. */
const TAKEN = 20;
const LEASE_MS = 60_000;
/** How many are sent in one round at most; the next one goes on. */
const MAX_PAGES = 50;
/** What has waited longer is no news: a bot that was off for weeks writes to nobody about them. */
const MAX_AGE_MS = 3 * 24 * 60 * 60_000;

export interface NoticesDependencies {
  readonly outbox: Pick<Outbox, 'takeEvents' | 'acknowledgeEvents'>;
  readonly head: Reads['head'];
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  /** How pets are called by now. */
  readonly names: () => PetNames;
  readonly deliver: Deliver;
  readonly onError: (error: unknown) => void;
}

/**
 * Tells everyone what waits in the outbox: each at least once. What fails is taken up again when its lease
 * has ended.
 */
export async function sendNotices(dependencies: NoticesDependencies): Promise<void> {
  const { outbox, clock } = dependencies;
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const events = await outbox.takeEvents({ at: clock(), leaseMs: LEASE_MS, limit: TAKEN });
    for (const event of events) {
      try {
        if (clock() - event.at < MAX_AGE_MS)
          await dependencies.deliver(toNotice(event, dependencies.names()));
        await outbox.acknowledgeEvents({ ids: [event.id], at: clock() });
      } catch (error) {
        dependencies.onError(error);
      }
    }
    if (events.length < TAKEN) return;
  }
}

const HOUR_MS = 60 * 60_000;
const EVERY_HOUR = '0 0 * * * *';

/**
 * Tells the operator the head of the ledger's chain: once it is out of the house, nobody can rewrite what
 * came before it.
 */
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
