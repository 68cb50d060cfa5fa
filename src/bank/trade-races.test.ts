import { expect, setDefaultTimeout, test } from 'bun:test';
import { expectSound, NOON, openBank, openMemory } from '../../test/bank/bank.ts';
import { giftsOf, userOf } from '../../test/bank/gifts.ts';
import { linkUser } from '../../test/bank/link.ts';
import { rulesWith } from '../../test/bank/rules.ts';
import { openBook } from '../storage/book.ts';
import type { Driver } from '../storage/driver.ts';
import { Refusal } from './engine/refusal.ts';
import { requestWithdrawal } from './withdraw-request.ts';

setDefaultTimeout(120_000);
const ROUNDS = 50;
const CAT = { id: 'Cat', variant: 'normal', shiny: false, quantity: 1 } as const;

/** A process of its own over the database, which others come between. */
function openProcess(driver: Driver) {
  const turn = (): Promise<void> => new Promise(setImmediate);
  const slow: Driver = {
    ...driver,
    async load(readKeys) {
      const snapshot = await driver.load(readKeys);
      await turn();
      return snapshot;
    },
    store: (batch) => turn().then(() => driver.store(batch)),
  };
  return openBook(slow, { rules: () => rulesWith(), clock: () => NOON, queueLimit: 100 });
}

/** What came of it: the answer's status, or the code of the refusal. */
const outcomeOf = (call: Promise<{ readonly status: string }>): Promise<string> =>
  call.then(
    ({ status }) => status,
    (error: unknown) => {
      if (error instanceof Refusal) return error.code;
      throw error;
    },
  );

// Whoever confirms, cancels and withdraws at once, twice each and in two processes: it happens once or not.
test(`${ROUNDS} rounds of confirms, cancels and withdrawals at once: owed is held each time`, async () => {
  const driver = openMemory();
  const bank = openBank({ driver, rules: rulesWith() });
  for (const robloxUserId of [1, 2])
    await linkUser(bank, { robloxUserId, discordUserId: userOf(robloxUserId) });
  const seen = new Set<string>();
  for (let round = 0; round < ROUNDS; round += 1) {
    await bank.deposit({ tradeId: `a-${round}`, robloxUserId: 1, pets: [{ ...CAT, quantity: 2 }] });
    await bank.deposit({ tradeId: `b-${round}`, robloxUserId: 2, gems: 10 });
    const before = { cats: await totalOf('cats'), gems: await totalOf('gems') };
    const offerId = `o-${round}`;
    await giftsOf(bank).offer({ offerId });
    const outcomes = await race(offerId, round);
    for (const outcome of outcomes) seen.add(outcome);
    const { status } = await giftsOf(bank).read(offerId);
    expect(outcomes.filter((outcome) => outcome === 'accepted').length > 0).toBe(status === 'accepted');
    expect({ cats: await totalOf('cats'), gems: await totalOf('gems') }).toEqual(before);
    await expectSound(bank);
    await outcomeOf(giftsOf(bank).decline(offerId, 1));
  }
  for (const outcome of ['accepted', 'declined', 'withdrawn', 'offer_closed', 'reserved'])
    expect([...seen]).toContain(outcome);

  function race(offerId: string, round: number): Promise<string[]> {
    const books = [openProcess(driver), openProcess(driver)];
    const acts = books.flatMap((book, index) => {
      const gifts = giftsOf({ book });
      const request = {
        requestId: `w-${round}-${index}`,
        robloxUserId: index + 1,
        discordUserId: userOf(index + 1),
        ...(index === 0 ? { pets: [CAT], gems: 0 } : { pets: [], gems: 5 }),
      };
      return [
        () => gifts.accept(offerId),
        // In every other round nobody takes it back, so that it is accepted too.
        ...(round % 2 === 0 ? [() => gifts.decline(offerId, index + 1)] : []),
        () => book.perform(requestWithdrawal, request, { by: 'web' }),
        () => gifts.accept(offerId),
      ];
    });
    // Each round begins with another of them.
    const first = round % acts.length;
    return Promise.all([...acts.slice(first), ...acts.slice(0, first)].map((act) => outcomeOf(act())));
  }

  /** Of everyone together, free and reserved. */
  async function totalOf(what: 'cats' | 'gems'): Promise<bigint> {
    const held = await driver.members({ afterId: 0, limit: 9 });
    return held.reduce((sum, { petsHeld, gemsHeld }) => sum + (what === 'cats' ? petsHeld : gemsHeld), 0n);
  }
});
