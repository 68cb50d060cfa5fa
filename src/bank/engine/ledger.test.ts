import { describe, expect, test } from 'bun:test';
import { buildEntries, GENESIS_HASH, hashTransaction, isLawful, memberAccount } from './ledger.ts';
import type { Goods } from './pets.ts';
import type { Transaction } from './rows.ts';

const DEPOSIT: Omit<Transaction, 'hash' | 'previousHash'> = {
  seq: 1,
  id: 't-1',
  kind: 'deposit',
  status: 'quarantined',
  at: 1_778_414_400_000,
  by: 'teller-1',
  keyId: null,
  movedAlone: null,
  operationId: 'deposit:teller-1:T-42',
  digest: 'd'.repeat(64),
  otherRobloxUserId: null,
  robloxUserId: 156,
  tellerId: 'teller-1',
  withdrawalId: null,
  goods: {
    pets: [
      { id: 'Huge Cat', variant: 'golden', shiny: false, quantity: 2 },
      { id: 'Ünicorn 🦄', variant: 'normal', shiny: true, chroma: 6, quantity: 1_000_000_000_000 },
    ],
    gems: 1_000,
  },
  entries: [
    { asset: 'pet/golden/-/-/Huge Cat', from: 'teller:teller-1', to: 'member:156', amount: 2n },
    { asset: 'gems', from: 'teller:teller-1', to: 'quarantine', amount: 2n ** 70n },
  ],
  note: null,
  answer: '{"seq":1}',
  state: null,
};

describe('the hash of a transaction', () => {
  // Reckoned with another language's SHA-256 and JSON. Whoever changes it breaks the chain of every bank
  // there is.
  test('is pinned for ever', () => {
    expect(hashTransaction(GENESIS_HASH, DEPOSIT)).toBe(
      'c997ed5b7334923ddc889b39c659b7bc46702fbbfef075bdbf910d60118fceba',
    );
  });

  test.each<[string, Partial<Transaction>]>([
    ['seq', { seq: 2 }],
    ['id', { id: 't-2' }],
    ['kind', { kind: 'adjustment' }],
    ['status', { status: 'credited' }],
    ['at', { at: 1_778_414_400_001 }],
    ['by', { by: 'teller-2' }],
    ['keyId', { keyId: 'teller-1@a' }],
    ['operationId', { operationId: null }],
    ['digest', { digest: null }],
    ['robloxUserId', { robloxUserId: 157 }],
    ['tellerId', { tellerId: null }],
    ['withdrawalId', { withdrawalId: 'w-1' }],
    ['goods', { goods: { ...DEPOSIT.goods, gems: 1_001 } }],
    ['a pet', { goods: { ...DEPOSIT.goods, pets: DEPOSIT.goods.pets.slice(1) } }],
    [
      'a shine',
      { goods: { ...DEPOSIT.goods, pets: DEPOSIT.goods.pets.map((pet) => ({ ...pet, shiny: true })) } },
    ],
    [
      'a chroma',
      { goods: { ...DEPOSIT.goods, pets: DEPOSIT.goods.pets.map((pet) => ({ ...pet, chroma: 6 })) } },
    ],
    ['an amount', { entries: DEPOSIT.entries.map((entry) => ({ ...entry, amount: entry.amount + 1n })) }],
    ['an account', { entries: DEPOSIT.entries.map((entry) => ({ ...entry, to: 'member:157' })) }],
    ['note', { note: '' }],
    ['answer', { answer: null }],
    ['state', { state: '{}' }],
  ])('changes with %s', (_name, change) => {
    expect(hashTransaction(GENESIS_HASH, { ...DEPOSIT, ...change })).not.toBe(
      hashTransaction(GENESIS_HASH, DEPOSIT),
    );
  });

  test('changes with the hash before', () => {
    expect(hashTransaction('1'.repeat(64), DEPOSIT)).not.toBe(hashTransaction(GENESIS_HASH, DEPOSIT));
  });

  test('takes no notice of the order in which fields are written', () => {
    const { note, answer, ...others } = DEPOSIT;
    const pets = DEPOSIT.goods.pets.map(({ id, variant, ...rest }) => ({ ...rest, variant, id }));
    const rewritten = { note, answer, ...others, goods: { gems: DEPOSIT.goods.gems, pets } };
    expect(hashTransaction(GENESIS_HASH, rewritten)).toBe(hashTransaction(GENESIS_HASH, DEPOSIT));
  });
});

test.each([
  ['member:1', true, false],
  ['reserved:w-1', true, false],
  ['quarantine', true, false],
  ['teller:teller-1', false, true],
])('the account %s may be above zero: %p, below: %p', (account, above, below) => {
  expect([isLawful(account, 1n), isLawful(account, -1n), isLawful(account, 0n)]).toEqual([
    above,
    below,
    true,
  ]);
});

test('an amount of zero needs no entry', () => {
  const way = { from: 'quarantine', to: memberAccount(1) };
  const goods: Goods = { pets: [{ id: 'Cat', variant: 'normal', shiny: false, quantity: 2 }], gems: 0 };
  expect(buildEntries(goods, way)).toEqual([{ asset: 'pet/normal/-/-/Cat', ...way, amount: 2n }]);
});
