import { describe, expect, test } from 'bun:test';
import { GENESIS_HASH } from '../../src/bank/engine/ledger.ts';
import { emptyRows } from '../../src/bank/engine/read-key.ts';
import type { Balance } from '../../src/bank/engine/rows.ts';
import { rowKey, TABLE_NAMES } from '../../src/bank/engine/tables.ts';
import type { Driver } from '../../src/storage/driver.ts';
import { link, openCase, profile, ROW_SAMPLES } from './row-samples.ts';
import {
  CAT_KEY,
  chainOn,
  driverOfEachTest,
  HUGE,
  loadBank,
  type OpenStore,
  rowsOf,
  store,
  T0,
  transactionOn,
  withdrawalOf,
} from './samples.ts';

/** Every kind of row comes back as it was put, by each of its read keys. */
export function describeRows(open: OpenStore): void {
  describe('rows', () => {
    const driver = driverOfEachTest(open);

    test('there are none at first, and the head is the one before the first transaction', async () => {
      expect(await driver().load([{ kind: 'member', robloxUserId: 1 }])).toEqual({
        bank: {
          version: 0,
          seq: 0,
          hash: GENESIS_HASH,
          headAt: 0,
          committedAt: 0,
          haltedReason: null,
          aliasVersion: 0,
        },
        rows: emptyRows(),
        operations: [],
      });
    });

    test('every table but the nonces, which are never loaded whole, has a sample', () => {
      const sampled = new Set(ROW_SAMPLES.flatMap(([, { first }]) => Object.keys(first)));
      expect([...sampled, 'nonces'].toSorted()).toEqual([...TABLE_NAMES].toSorted());
    });

    test.each(ROW_SAMPLES)(
      '%s come back as they were put, then as they were changed',
      async (_table, sample) => {
        for (const puts of [sample.first, sample.changed]) {
          expect(await store(driver(), { puts })).toBe('stored');
          for (const readKey of sample.readKeys)
            expect(await rowsOf(driver(), readKey)).toEqual({ ...emptyRows(), ...puts });
          expect(await rowsOf(driver(), ...sample.otherReadKeys)).toEqual(emptyRows());
        }
      },
    );

    describeBalances(driver);
    describeLinks(driver);
    describePeople(driver);
    describeWithdrawals(driver);
    describeOperations(driver);
  });
}

function describeBalances(driver: () => Driver): void {
  const account = 'teller:teller-1';
  const balance = (asset: string, amount: bigint) => ({ account, asset, amount, holds: null });

  test.each([
    ['above 2^63', 2n ** 63n],
    ['of 31 digits', 10n ** 30n + 7n],
  ])('a balance %s is exact, on both sides of zero', async (_name, amount) => {
    const balances = [balance('gems', -amount), { account: 'member:1', asset: 'gems', amount, holds: null }];
    await store(driver(), { puts: { balances } });
    const readKeys = balances.map((balance) => ({ kind: 'account', account: balance.account }) as const);
    expect(await rowsOf(driver(), ...readKeys)).toEqual({ ...emptyRows(), balances });
  });

  test('an account has all of its balances, and one that fell to zero is gone', async () => {
    const odd = ['pet/golden/shiny/6/Huge "Ünïcorn" / 🦄', CAT_KEY, 'gems'];
    await store(driver(), { puts: { balances: odd.map((asset) => balance(asset, -1n)) } });
    await store(driver(), { puts: { balances: [balance('gems', 0n)] } });
    const { balances } = await rowsOf(driver(), { kind: 'account', account });
    expect(balances.map((balance) => balance.asset).sort()).toEqual(odd.slice(0, 2).sort());
    expect(await rowsOf(driver(), { kind: 'balance', account, asset: 'gems' })).toEqual(emptyRows());
  });

  test.each([2, 60])('%d accounts have all of their balances', async (count) => {
    const accounts = Array.from({ length: count }, (_, at) => `member:${at}`);
    const balances = accounts.flatMap((of) =>
      [CAT_KEY, 'gems'].map((asset) => ({ account: of, asset, amount: 1n, holds: null })),
    );
    await store(driver(), { puts: { balances } });
    const found = await rowsOf(
      driver(),
      ...accounts.map((of) => ({ kind: 'account', account: of }) as const),
      // One that is named by itself as well may come twice.
      { kind: 'balance', account: 'member:1', asset: 'gems' },
    );
    expect(new Set(found.balances.map(keyOf))).toEqual(new Set(balances.map(keyOf)));
  });
}

const keyOf = (balance: Balance): string => rowKey('balances', balance);

function describeLinks(driver: () => Driver): void {
  const other = { ...link, discordUserId: '100000000000000002' };

  test('links and verifications that are removed are gone', async () => {
    const { linkedAt: _linkedAt, salt: _salt, ...person } = link;
    const verification = { ...person, username: 'Maus', code: 'oak', expiresAt: T0 };
    await store(driver(), { puts: { links: [link], verifications: [verification] } });
    await store(driver(), { removals: { links: [link.discordUserId], verifications: [link.discordUserId] } });
    const { discordUserId } = link;
    const readKeys = [
      { kind: 'link_of_user', discordUserId } as const,
      { kind: 'verification', discordUserId } as const,
    ];
    expect(await rowsOf(driver(), ...readKeys)).toEqual(emptyRows());
  });

  test('a link changes hands in one commit', async () => {
    await store(driver(), { puts: { links: [link] } });
    await store(driver(), { puts: { links: [other] }, removals: { links: [link.discordUserId] } });
    const { links } = await rowsOf(driver(), { kind: 'link_of_member', robloxUserId: 1 });
    expect(links).toEqual([other]);
  });

  test('a Roblox account has one link: a commit that brings a second one fails', async () => {
    await store(driver(), { puts: { links: [link] } });
    await expect(store(driver(), { puts: { links: [other] } })).rejects.toThrow();
    const { links } = await rowsOf(driver(), { kind: 'link_of_member', robloxUserId: 1 });
    expect(links).toEqual([link]);
  });
}

function describePeople(driver: () => Driver): void {
  const { discordUserId } = link;

  test('profiles are found by whom they were linked to last, removed ones not', async () => {
    const linked = [1, 11].map((robloxUserId) => ({
      ...profile,
      robloxUserId,
      lastDiscordUserId: discordUserId,
    }));
    const strangers = { ...profile, robloxUserId: 111, lastDiscordUserId: `${discordUserId}1` };
    await store(driver(), { puts: { profiles: [...linked, strangers, { ...profile, robloxUserId: 2 }] } });
    const found = async () =>
      (await rowsOf(driver(), { kind: 'profiles_of_user', discordUserId })).profiles.sort(
        (profile, other) => profile.robloxUserId - other.robloxUserId,
      );
    expect(await found()).toEqual(linked);
    await store(driver(), { removals: { profiles: ['1'] } });
    expect(await found()).toEqual(linked.slice(1));
    expect(await rowsOf(driver(), { kind: 'profile', robloxUserId: 1 })).toEqual(emptyRows());
  });

  test("a member's open cases are theirs, and open", async () => {
    const cases = [
      openCase,
      { ...openCase, id: 'quarantine:b', closedAt: T0, resolution: 'credit' },
      { ...openCase, id: 'quarantine:c', robloxUserId: 11 },
      { ...openCase, id: 'shortage:d', robloxUserId: null },
    ];
    await store(driver(), { puts: { cases } });
    const found = await rowsOf(driver(), { kind: 'open_cases_of_member', robloxUserId: 1 });
    expect(found).toEqual({ ...emptyRows(), cases: [openCase] });
  });
}

function describeWithdrawals(driver: () => Driver): void {
  test('open withdrawals are reserved, claimed or uncertain; a teller has the last two', async () => {
    const statuses = [
      'reserved',
      'claimed',
      'uncertain',
      'delivered',
      'partly_delivered',
      'cancelled',
      'expired',
    ] as const;
    const claim = { tellerId: 'teller-1', token: 'c-1', leaseUntil: T0 };
    const withdrawals = statuses.map((status, index) => ({
      ...withdrawalOf({ id: `w-${index + 1}`, seq: index + 1, status }),
      claim: status === 'reserved' ? null : claim,
    }));
    await store(driver(), { puts: { withdrawals } });
    const ofMember = await rowsOf(driver(), { kind: 'open_withdrawals_of_member', robloxUserId: 1 });
    expect(ofMember.withdrawals.sort((withdrawal, next) => withdrawal.seq - next.seq)).toEqual(
      withdrawals.slice(0, 3),
    );
    const ofTeller = await rowsOf(driver(), { kind: 'open_withdrawals_of_teller', tellerId: 'teller-1' });
    expect(ofTeller.withdrawals.sort((withdrawal, next) => withdrawal.seq - next.seq)).toEqual(
      withdrawals.slice(1, 3),
    );
  });
}

function describeOperations(driver: () => Driver): void {
  const readKey = { kind: 'operation', operationId: 'deposit:teller-1:1' } as const;

  test('a transaction comes back whole by its operation, and the head is its own', async () => {
    const odd = { asset: CAT_KEY, from: 'teller:teller-1', to: 'quarantine', amount: HUGE };
    const transaction = transactionOn(await loadBank(driver()), {
      entries: [odd],
      note: 'Ünï "\\" 🦄',
      withdrawalId: 'w-1',
    });
    await store(driver(), { transactions: [transaction] });
    const snapshot = await driver().load([readKey]);
    expect(snapshot.operations).toEqual([transaction]);
    expect(snapshot.bank).toEqual({
      version: 1,
      seq: 1,
      hash: transaction.hash,
      headAt: transaction.at,
      committedAt: 0,
      haltedReason: null,
      aliasVersion: 0,
    });
    expect((await driver().load([{ ...readKey, operationId: 'deposit:teller-1:2' }])).operations).toEqual([]);
  });

  test('an operation happens once: a commit that repeats its id is refused, and leaves nothing', async () => {
    await store(driver(), { transactions: chainOn(await loadBank(driver()), [{}, { operationId: null }]) });
    const bank = await loadBank(driver());
    const again = transactionOn(bank, { operationId: readKey.operationId });
    const balances = [{ account: 'member:1', asset: 'gems', amount: 5n, holds: null }];
    expect(await store(driver(), { transactions: [again], puts: { balances } })).toBe('repeated');
    expect(await driver().load([{ kind: 'account', account: 'member:1' }])).toEqual({
      bank,
      rows: emptyRows(),
      operations: [],
    });
  });

  test('any number of transactions have no operation', async () => {
    const chain = chainOn(await loadBank(driver()), [{ operationId: null }, { operationId: null }]);
    expect(await store(driver(), { transactions: chain })).toBe('stored');
  });
}
