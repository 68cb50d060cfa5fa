import { expect, test } from 'bun:test';
import { openBank } from '../../test/bank/bank.ts';
import { linkUser } from '../../test/bank/link.ts';
import { MINUTE } from '../../test/bank/rules.ts';
import { ANN, closedPictures, openTestLiabilities } from '../../test/discord-commands/kit.ts';
import { StorageUnavailable } from '../bank/engine/book.ts';
import { createSandbox } from '../roblox/sandbox.ts';
import { createCallCounter } from './call-teller.ts';
import { createMembership } from './membership.ts';
import { createOwnedPets } from './owned-pets.ts';
import { createTradeTables } from './trade-tables.ts';

const { discordUserId } = ANN;

/** Ann has a cat. `hold` keeps the bank from answering; `answered` is the end of its last answer. */
async function openOwned(waitMs = 60_000) {
  const bank = openBank();
  await linkUser(bank, { discordUserId, robloxUserId: 1 });
  await bank.deposit({ tradeId: 'a', robloxUserId: 1, pets: [{ id: 'Cat' }] });
  const state = { queries: 0, hold: Promise.resolve(), answered: Promise.resolve<unknown>(undefined) };
  const query: typeof bank.book.query = (...call) => {
    state.queries += 1;
    const answer = state.hold.then(() => bank.book.query(...call));
    state.answered = answer.catch(() => {});
    return answer;
  };
  const dependencies = {
    book: { ...bank.book, query },
    profiles: createSandbox(),
    rules: () => bank.now.rules,
    random: (length: number) => new Uint8Array(length),
    clock: () => bank.now.at,
    pictures: closedPictures(),
    liabilities: openTestLiabilities(bank),
    countCalls: createCallCounter(),
    trades: createTradeTables(() => bank.now.at),
    membership: createMembership(),
  };
  const owned = createOwnedPets(dependencies, { waitMs });
  const labels = async () => (await owned.find(discordUserId)).choices.map(({ label }) => label);
  return { bank, state, owned, labels };
}

test('what was read is in memory for a while, then old until it is read anew', async () => {
  const { bank, state, labels } = await openOwned();
  expect([await labels(), await labels()]).toEqual([['Cat'], ['Cat']]);
  expect(state.queries).toBe(1);
  await bank.deposit({ tradeId: 'b', robloxUserId: 1, pets: [{ id: 'Dog' }] });
  bank.pass(MINUTE);
  const { promise, resolve } = Promise.withResolvers<void>();
  state.hold = promise;
  expect(await labels()).toEqual(['Cat']);
  resolve();
  await state.answered;
  expect(await labels()).toEqual(['Dog', 'Cat']);
  expect(state.queries).toBe(2);
});

test('a bank that does not answer keeps nobody waiting, and gets one query at a time', async () => {
  const { bank, state, labels } = await openOwned(1);
  const { promise, resolve } = Promise.withResolvers<void>();
  state.hold = promise;
  expect(await Promise.all([labels(), labels()])).toEqual([[], []]);
  expect(state.queries).toBe(1);
  resolve();
  await state.answered;
  expect(await labels()).toEqual(['Cat']);
  bank.pass(11 * MINUTE);
  state.hold = new Promise(() => {});
  expect(await labels()).toEqual([]);
});

test('a bank that is unavailable offers nothing, and is queried again', async () => {
  const { state, labels } = await openOwned();
  state.hold = Promise.reject(new StorageUnavailable('away'));
  expect(await labels()).toEqual([]);
  state.hold = Promise.resolve();
  expect(await labels()).toEqual(['Cat']);
});

test('who is forgotten is out of memory', async () => {
  const { state, owned, labels } = await openOwned();
  await labels();
  owned.forget(discordUserId);
  await labels();
  expect(state.queries).toBe(2);
});
