import { describe, expect, test } from 'bun:test';
import { type Bank, openBank } from '../../../test/bank/bank.ts';
import { listing, NO_LIST } from '../../../test/bank/lists.ts';
import { invariant } from './assert.ts';
import type { Rules } from './operation.ts';

const REASON = 'counted together';
/** The pet, by its id and by the name that it is shown under. */
const ID = 'cat_pixel';
const NAME = '8-Bit Cat';
const LISTED = listing({ [ID]: NAME, dog: 'Dog', [`${ID}/x`]: 'x' });

type Goods = { pets: { id: string; quantity?: number }[] };
type Attempt = (goods: Goods) => Promise<{ seq: number; replayed: boolean }>;

/** Every operation with goods, on a bank whose list is LISTED. */
const OPERATIONS: Record<string, (bank: Bank) => Promise<Attempt>> = {
  deposit: async (bank) => (goods) => bank.deposit({ tradeId: 'again', robloxUserId: 1, ...goods }),
  async request(bank) {
    await bank.deposit({ tradeId: 'a', robloxUserId: 1, ...both(ID, 'dog') });
    return (goods) => bank.request({ requestId: 'again', robloxUserId: 1, ...goods });
  },
  async complete(bank) {
    await bank.deposit({ tradeId: 'a', robloxUserId: 1, ...both(ID, 'dog') });
    const { withdrawalId } = await bank.request({ requestId: 'a', robloxUserId: 1, ...both(ID, 'dog') });
    const { claimed } = await bank.check({ robloxUserId: 1, claim: true });
    const claimToken = claimed?.claimToken ?? '';
    return (delivered) =>
      bank.complete({ withdrawalId, claimToken, tradeId: 'again', outcome: 'partial', delivered });
  },
  async credit(bank) {
    await bank.deposit({ tradeId: 'a', robloxUserId: 2, gems: 1 });
    return adjust(bank, 'credit');
  },
  async debit(bank) {
    await bank.deposit({ tradeId: 'a', robloxUserId: 1, ...both(ID, 'dog') });
    return adjust(bank, 'debit');
  },
  async move(bank) {
    await bank.deposit({ tradeId: 'a', robloxUserId: 1, ...both(ID, 'dog') });
    await bank.deposit({ tradeId: 'b', robloxUserId: 1, gems: 1 }, { by: 'teller-2' });
    return (goods) =>
      bank.move({ moveId: 'again', from: 'teller-1', to: 'teller-2', reason: REASON, ...goods });
  },
};

const adjust =
  (bank: Bank, direction: 'credit' | 'debit'): Attempt =>
  (goods) =>
    bank.adjust({
      adjustmentId: 'again',
      robloxUserId: 1,
      direction,
      tellerId: 'teller-1',
      reason: REASON,
      ...goods,
    });

const both = (id: string, other: string): Goods => ({ pets: [{ id }, { id: other, quantity: 2 }] });

/** Later lists: without the pet, with its name taken by others, with no list at all. */
const LATER: Record<string, Rules> = {
  'as it was': LISTED,
  'with the name gone': listing({ [ID]: ID, dog: 'Dog' }),
  'with the pet gone': listing({ dog: 'Dog' }),
  'with the name on another pet': listing({ [ID]: 'Pixel', other: NAME, dog: 'Dog' }),
  'with the name shared': listing({ [ID]: NAME, other: NAME, dog: 'Dog' }),
  'with the name an id': listing({ [ID]: 'Pixel', [NAME]: NAME, dog: 'Dog' }),
  'with names swapped': listing({ [ID]: 'Dog', dog: NAME }),
  'that is empty': listing({}),
  'that takes every name': NO_LIST,
};

/** By id, by name, by both, in another order, and one written twice. */
const SPELLINGS: Goods[] = [
  { pets: [{ id: ID }, { id: 'dog' }] },
  { pets: [{ id: NAME }, { id: 'dog' }] },
  { pets: [{ id: 'Dog' }, { id: NAME }] },
  { pets: [{ id: 'Dog' }, { id: ID }] },
];

const begin = (kind: string, bank: Bank): Promise<Attempt> =>
  invariant(OPERATIONS[kind], 'an operation')(bank);

describe.each(Object.keys(OPERATIONS))('a retry of a %s', (kind) => {
  describe.each(Object.keys(LATER))('after a list %s', (list) => {
    test.each(SPELLINGS)('is the same, whatever names it and the first used: %j', async (first) => {
      const bank = openBank({ rules: LISTED });
      const attempt = await begin(kind, bank);
      const done = await attempt(first);
      bank.now.rules = LATER[list] ?? LISTED;
      for (const again of SPELLINGS) expect(await attempt(again)).toEqual({ ...done, replayed: true });
      expect(await bank.reads.cases({ isOpen: true, limit: 9 })).toEqual([]);
    });

    test('with other content is refused', async () => {
      const bank = openBank({ rules: LISTED });
      const attempt = await begin(kind, bank);
      await attempt({ pets: [{ id: NAME }, { id: 'dog' }] });
      bank.now.rules = LATER[list] ?? LISTED;
      const others = ['other', `${ID}/x`, 'nothing of the kind'].map((id) => ({
        pets: [{ id }, { id: 'dog' }],
      }));
      for (const other of others) await expect(attempt(other)).rejects.toThrow('request_reused');
    });
  });
});
