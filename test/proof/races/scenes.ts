import { depositAnswer } from '../../../src/bank/deposit.ts';
import { withdrawCheckAnswer } from '../../../src/bank/withdraw-check.ts';
import { withdrawRequestAnswer } from '../../../src/bank/withdraw-request.ts';
import { TELLER, type TestKey, WEB } from '../../support/keys.ts';
import { type Arena, succeed, succeedAll } from './arena.ts';
import type { Ask } from './ask.ts';

/** Brings goods for the member through this teller. */
export async function bring(arena: Arena, robloxUserId: number, goods: object, key: TestKey = TELLER) {
  await succeed(arena, depositAnswer, broughtBy(arena, robloxUserId, goods, key));
}

/** Brings the same goods for each of the members. */
export async function bringEach(arena: Arena, members: readonly number[], goods: object): Promise<void> {
  const asks = members.map((robloxUserId) => broughtBy(arena, robloxUserId, goods, TELLER));
  await succeedAll(arena, depositAnswer, asks);
}

function broughtBy(arena: Arena, robloxUserId: number, goods: object, key: TestKey): Ask {
  const body = { tradeId: `brought-${arena.next()}`, robloxUserId, ...goods };
  return { key, target: '/deposit/complete', body };
}

/** Reserves goods, and returns the withdrawal's id. */
export async function reserve(arena: Arena, robloxUserId: number, goods: object): Promise<string> {
  const [reserved] = await reserveEach(arena, [robloxUserId], goods);
  return reserved?.withdrawalId ?? '';
}

/** Reserves the same goods for each of the members. */
export async function reserveEach(arena: Arena, members: readonly number[], goods: object) {
  const asks = members.map((robloxUserId) => reservationOf(arena, robloxUserId, goods));
  const answers = await succeedAll(arena, withdrawRequestAnswer, asks);
  return answers.map((answer, index) => ({ ...answer, robloxUserId: members[index] ?? 0 }));
}

function reservationOf(arena: Arena, robloxUserId: number, goods: object): Ask {
  const body = { requestId: `request-${arena.next()}`, robloxUserId, ...goods };
  return { key: WEB, target: '/withdraw/request', body };
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

/** How often goods are reserved anew whose reservation ended before a busy bank could lease them. */
const MAX_RESERVATIONS = 10;

/** Reserves the same goods for each of the members, and leases them to the teller. */
export async function leaseEach(arena: Arena, members: readonly number[], goods: object) {
  const leased = [];
  let waiting = members;
  for (let tries = 0; waiting.length > 0; tries += 1) {
    if (tries === MAX_RESERVATIONS) throw new Error('nothing could be claimed');
    await reserveEach(arena, waiting, goods);
    const claims = waiting.map((robloxUserId) => claimBy(TELLER, robloxUserId));
    const answers = await succeedAll(arena, withdrawCheckAnswer, claims);
    for (const { robloxUserId, claimed } of answers) if (claimed) leased.push({ robloxUserId, ...claimed });
    waiting = answers.filter(({ claimed }) => !claimed).map(({ robloxUserId }) => robloxUserId);
  }
  return leased;
}

export const cancelOf = (withdrawalId: string): Ask => ({
  key: WEB,
  target: '/withdraw/cancel',
  body: { withdrawalId },
});
