import type { Reads } from '../bank/engine/book.ts';
import { type Schedule, schedule } from '../schedule.ts';
import { toHeadNotice } from './notice.ts';
import { createSender, type SenderDependencies } from './sender.ts';

export interface NoticesDependencies extends SenderDependencies {
  readonly head: Reads['head'];
}

/** How often the outbox is asked for more. */
const MAX_ROUNDS = 50;

/** Sends what is in the outbox, and waits until it is sent or has failed. */
export async function sendNotices(dependencies: SenderDependencies): Promise<void> {
  const sender = createSender(dependencies);
  for (let round = 0; round < MAX_ROUNDS && (await sender.take()) > 0; round += 1) await sender.idle();
}

const HOUR_MS = 60 * 60_000;
const EVERY_HOUR = '0 0 * * * *';

/** Sends the operator the head of the chain: once stored elsewhere, nobody can rewrite what came before. */
export async function announceHead({ head, clock, deliver }: NoticesDependencies): Promise<void> {
  const hour = Math.floor(clock() / HOUR_MS);
  await deliver({ id: `head-${hour}`, to: 'operator', channel: 'heads', reply: toHeadNotice(await head()) });
}

/** How long a stop waits for messages that are being sent. What isn't acknowledged is sent again later. */
const STOP_MS = 2_000;

/** Sends notices each second, and the head of the ledger each hour. */
export function startNotices(dependencies: NoticesDependencies): Schedule {
  const { onError } = dependencies;
  const sender = createSender(dependencies);
  const schedules = [
    schedule(async () => void (await sender.take()), { onError }),
    schedule(() => announceHead(dependencies), { pattern: EVERY_HOUR, onError }),
  ];
  return {
    async stop() {
      await Promise.all([...schedules.map((each) => each.stop()), sender.stop(STOP_MS)]);
    },
  };
}
