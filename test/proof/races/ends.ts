import { expect } from 'bun:test';
import { OTHER_TELLER, TELLER } from '../../support/keys.ts';
import { CAT } from '../../support/scenes.ts';
import { type Answered, type Arena, type Race, settleAll } from './arena.ts';
import type { Ask } from './ask.ts';
import { expectHolds, expectOnce, tally } from './expectations.ts';
import { bringEach, cancelOf, claimBy, leaseEach, reserveEach } from './scenes.ts';

/** How many members' ends one round has, and how many requests each of them meets. */
const MEMBERS = 10;
const REQUESTS = 10;
/** So long before the end the first half of the requests is sent, in milliseconds. */
const BEFORE_MS = 3;
const NOTHING = { cats: 0, gems: 0 };
const ONE_CAT = { cats: 1, gems: 0 };

/** The lease ends while the delivery is reported: it is delivered once, and nothing goes back. */
export const completeAtLeaseEnd: Race = async (arena) => {
  const members = await bringCats(arena);
  const leased = await leaseEach(arena, members, { pets: [CAT] });
  const ends = leased.map(({ robloxUserId, withdrawalId, claimToken, leaseUntil }): End => {
    const body = { withdrawalId, claimToken, tradeId: `T-${robloxUserId}`, outcome: 'delivered' };
    const ask = { key: TELLER, target: '/withdraw/complete', body };
    return { robloxUserId, at: Date.parse(leaseUntil), ask };
  });
  for (const { robloxUserId, answers } of await meet(arena, ends)) {
    expectOnce(answers);
    await expectHolds(arena, robloxUserId, { free: NOTHING });
  }
  return NOTHING;
};

/**
 * The reservation expires while it is cancelled: it goes back to the balance once, as the one or as the
 * other.
 */
export const cancelAtExpiry: Race = async (arena) => {
  const members = await bringCats(arena);
  const reserved = await reserveEach(arena, members, { pets: [CAT] });
  const ends = reserved.map(
    ({ robloxUserId, withdrawalId, expiresAt }): End => ({
      robloxUserId,
      at: Date.parse(expiresAt),
      ask: cancelOf(withdrawalId),
    }),
  );
  for (const { robloxUserId, answers } of await meet(arena, ends)) {
    const kinds = Object.keys(tally(answers));
    expect(kinds).toHaveLength(1);
    expect(['200', '409 withdrawal_already_closed']).toContain(kinds[0] ?? '');
    await expectHolds(arena, robloxUserId, { free: ONE_CAT });
  }
  return { cats: MEMBERS, gems: 0 };
};

/** Members who have a cat each. */
async function bringCats(arena: Arena): Promise<number[]> {
  const members = Array.from({ length: MEMBERS }, arena.next);
  await bringEach(arena, members, { pets: [CAT] });
  return members;
}

/** Times so short that a test can wait for them where it can't set the clock. */
export const SHORT_TIMES = { RESERVATION_SECONDS: '2', LEASE_SECONDS: '1', SWEEP_SECONDS: '1' } as const;

interface End {
  readonly robloxUserId: number;
  /** When the reservation or lease ends. */
  readonly at: number;
  /** What is sent again and again as it ends. */
  readonly ask: Ask;
}

/**
 * Sends each member's request four times just before the first end and four times at the last one. Among them
 * a teller who holds nothing asks for a claim, which makes the bank write down what time has brought about:
 * for half of the members before all else, for the others in between.
 */
async function meet(
  arena: Arena,
  ends: readonly End[],
): Promise<{ robloxUserId: number; answers: Answered[] }[]> {
  const asks = ends.flatMap(({ ask, robloxUserId }) => {
    const claimsAt = robloxUserId % 2 === 0 ? 0 : 2;
    const claim = claimBy(OTHER_TELLER, robloxUserId);
    return Array.from({ length: REQUESTS / 2 }, (_, index) => (index === claimsAt ? claim : ask));
  });
  const half = asks.length;
  const instants = ends.map(({ at }) => at);
  await arena.servers.reach(Math.min(...instants) - BEFORE_MS);
  const before = settleAll(arena, asks);
  await arena.servers.reach(Math.max(...instants));
  const after = settleAll(arena, asks, { from: half });
  const answers = [await before, await after];
  return ends.map(({ robloxUserId, ask }) => ({
    robloxUserId,
    answers: answers.flatMap((each) => each.filter((_, index) => asks[index] === ask)),
  }));
}
