import { depositAnswer } from '../../../src/bank/deposit.ts';
import { withdrawCheckAnswer } from '../../../src/bank/withdraw-check.ts';
import { withdrawRequestAnswer } from '../../../src/bank/withdraw-request.ts';
import { TELLER, type TestKey, WEB } from '../../support/keys.ts';
import { type Arena, succeed } from './arena.ts';
import type { Ask } from './ask.ts';

/** Brings goods for the member through this teller. */
export async function bring(arena: Arena, robloxUserId: number, goods: object, key: TestKey = TELLER) {
  const body = { tradeId: `brought-${arena.next()}`, robloxUserId, ...goods };
  await succeed(arena, depositAnswer, { key, target: '/deposit/complete', body });
}

/** Reserves goods, and returns the withdrawal's id. */
export async function reserve(arena: Arena, robloxUserId: number, goods: object): Promise<string> {
  const body = { requestId: `request-${arena.next()}`, robloxUserId, ...goods };
  const ask = { key: WEB, target: '/withdraw/request', body };
  return (await succeed(arena, withdrawRequestAnswer, ask)).withdrawalId;
}

/** Asks for a claim of whatever waits for the member. */
export const claimBy = (key: TestKey, robloxUserId: number): Ask => ({
  key,
  target: '/withdraw/check',
  body: { robloxUserId, claim: true },
});

/** Leases what waits for the member to the teller, and returns its token. */
export async function lease(arena: Arena, robloxUserId: number) {
  const { claimed } = await succeed(arena, withdrawCheckAnswer, claimBy(TELLER, robloxUserId));
  if (!claimed) throw new Error('nothing could be claimed');
  return claimed;
}

export const cancelOf = (withdrawalId: string): Ask => ({
  key: WEB,
  target: '/withdraw/cancel',
  body: { withdrawalId },
});
