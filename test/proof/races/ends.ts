import { expect } from 'bun:test';
import { OTHER_TELLER, TELLER } from '../../support/keys.ts';
import { CAT } from '../../support/scenes.ts';
import type { Answered, Arena, Race } from './arena.ts';
import type { Ask } from './ask.ts';
import { expectHolds, expectOnce, tally } from './expectations.ts';
import { bring, cancelOf, claimBy, lease, reserve } from './scenes.ts';

/** How many members' ends one round has, and how many requests each of them meets. */
const MEMBERS = 10;
const REQUESTS = 10;
/** So long before the end the first half of the requests is sent, in milliseconds. */
const BEFORE_MS = 3;
const NOTHING = { cats: 0, gems: 0 };
const ONE_CAT = { cats: 1, gems: 0 };

/** The lease ends while the delivery is reported: it is delivered once, and nothing goes back. */
export const completeAtLeaseEnd: Race = async (arena) => {
  const ends: End[] = [];
  for (let count = 0; count < MEMBERS; count += 1) {
    const robloxUserId = arena.next();
    await bring(arena, robloxUserId, { pets: [CAT] });
    await reserve(arena, robloxUserId, { pets: [CAT] });
    const { withdrawalId, claimToken, leaseUntil } = await lease(arena, robloxUserId);
    const body = { withdrawalId, claimToken, tradeId: `T-${robloxUserId}`, outcome: 'delivered' };
    const ask = { key: TELLER, target: '/withdraw/complete', body };
    ends.push({ robloxUserId, at: Date.parse(leaseUntil), ask });
  }
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
  const ends: End[] = [];
  for (let count = 0; count < MEMBERS; count += 1) {
    const robloxUserId = arena.next();
    await bring(arena, robloxUserId, { pets: [CAT] });
    const ask = cancelOf(await reserve(arena, robloxUserId, { pets: [CAT] }));
    ends.push({ robloxUserId, at: arena.servers.now() + RESERVATION_MS, ask });
  }
  for (const { robloxUserId, answers } of await meet(arena, ends)) {
    const kinds = Object.keys(tally(answers));
    expect(kinds).toHaveLength(1);
    expect(['200', '409 withdrawal_already_closed']).toContain(kinds[0] ?? '');
    await expectHolds(arena, robloxUserId, { free: ONE_CAT });
  }
  return { cats: MEMBERS, gems: 0 };
};

/** Times so short that a test can wait for them where it can't set the clock. */
export const SHORT_TIMES = { RESERVATION_SECONDS: '2', LEASE_SECONDS: '1', SWEEP_SECONDS: '1' } as const;
const RESERVATION_MS = 2_000;

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
  const before = arena.all(asks);
  await arena.servers.reach(Math.max(...instants));
  const after = arena.all(asks, { from: half });
  const answers = [await before, await after];
  return ends.map(({ robloxUserId, ask }) => ({
    robloxUserId,
    answers: answers.flatMap((each) => each.filter((_, index) => asks[index] === ask)),
  }));
}
