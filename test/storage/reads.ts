import { describe, expect, test } from 'bun:test';
import { type Balance, type Case, newTeller, type Withdrawal } from '../../src/bank/engine/rows.ts';
import type { Driver } from '../../src/storage/driver.ts';
import { offer } from './row-samples.ts';
import {
  CAT_KEY,
  chainOn,
  driverOfEachTest,
  HUGE,
  loadBank,
  type OpenStore,
  store,
  T0,
  withdrawalOf,
} from './samples.ts';

/** The reads of screens and checks: their order, their pages, their limits. */
export function describeReads(open: OpenStore): void {
  describe('reads', () => {
    const driver = driverOfEachTest(open);

    test('nothing is read from an empty database', async () => {
      const page = { limit: 10 };
      expect(await driver().history({ robloxUserId: 1, ...page })).toEqual([]);
      expect(await driver().transactionsOfKey({ keyId: 'teller-1', ...page })).toEqual([]);
      expect(await driver().revocations({ afterSeq: 0, ...page })).toEqual([]);
      expect(await driver().cases(page)).toEqual([]);
      expect(await driver().openCases(page)).toEqual([]);
      expect(await driver().tellers()).toEqual([]);
      expect(await driver().aliases()).toEqual([]);
      expect(await driver().staff()).toEqual([]);
      expect(await driver().staffDays(page)).toEqual([]);
      expect(
        await driver().holdings({ assets: [CAT_KEY], after: { account: '', asset: '' }, ...page }),
      ).toEqual([]);
      expect(await driver().tellerBalances()).toEqual([]);
      expect(await driver().dueWithdrawals({ at: T0, ...page })).toEqual([]);
      expect(await driver().log({ afterSeq: 0, ...page })).toEqual([]);
      expect(await driver().balances(page)).toEqual([]);
      expect(await driver().members({ afterId: 0, ...page })).toEqual([]);
      expect(await driver().openWithdrawals(page)).toEqual([]);
      expect(await driver().openOffers({ at: 0, ...page })).toEqual([]);
      expect(await driver().head()).toMatchObject({ seq: 0, headAt: 0 });
      await driver().ping();
    });

    describeLog(driver);
    describeKeys(driver);
    describeBalancePages(driver);
    describeDue(driver);
    describeOffers(driver);
    describeCases(driver);
    describePages(driver);
  });
}

function describeLog(driver: () => Driver): void {
  test('the log comes oldest first, after a number; a history newest first, before one', async () => {
    const owners = [1, 2, 1, null, 1].map((robloxUserId) => ({ robloxUserId }));
    const chain = chainOn(await loadBank(driver()), owners);
    await store(driver(), { transactions: chain });
    expect(await driver().log({ afterSeq: 0, limit: 10 })).toEqual(chain);
    expect(await driver().log({ afterSeq: 1, limit: 2 })).toEqual(chain.slice(1, 3));
    const seqs = async (page: { beforeSeq?: number; limit: number }) =>
      (await driver().history({ robloxUserId: 1, ...page })).map((transaction) => transaction.seq);
    expect(await seqs({ limit: 10 })).toEqual([5, 3, 1]);
    expect(await seqs({ limit: 2 })).toEqual([5, 3]);
    expect(await seqs({ limit: 2, beforeSeq: 3 })).toEqual([1]);
    expect(await driver().head()).toMatchObject({ seq: 5, hash: chain[4]?.hash, headAt: chain[4]?.at });
  });

  test('a history has what two members did with each other, whichever of them it names first', async () => {
    const pairs = [
      [1, 2],
      [2, 1],
      [3, 2],
      [1, null],
      [3, 1],
    ].map(([robloxUserId = null, otherRobloxUserId = null]) => ({ robloxUserId, otherRobloxUserId }));
    await store(driver(), { transactions: chainOn(await loadBank(driver()), pairs) });
    const seqs = async (robloxUserId: number, page: { beforeSeq?: number; limit: number }) =>
      (await driver().history({ robloxUserId, ...page })).map((transaction) => transaction.seq);
    expect(await seqs(1, { limit: 10 })).toEqual([5, 4, 2, 1]);
    expect(await seqs(1, { limit: 3 })).toEqual([5, 4, 2]);
    expect(await seqs(1, { limit: 2, beforeSeq: 5 })).toEqual([4, 2]);
    expect(await seqs(2, { limit: 10 })).toEqual([3, 2, 1]);
    expect(await seqs(11, { limit: 10 })).toEqual([]);
  });
}

function describeKeys(driver: () => Driver): void {
  test('what a key signed for comes newest first, before a number, and nothing of another key', async () => {
    const keys = ['teller-1', 'teller-1@b', 'teller-1', null, 'teller-1'].map((keyId) => ({ keyId }));
    const chain = chainOn(await loadBank(driver()), keys);
    await store(driver(), { transactions: chain });
    const ofKey = (keyId: string, page: { beforeSeq?: number; limit: number }) =>
      driver().transactionsOfKey({ keyId, ...page });
    expect(await ofKey('teller-1', { limit: 10 })).toEqual(
      chain.filter(({ keyId }) => keyId === 'teller-1').toReversed(),
    );
    expect((await ofKey('teller-1', { limit: 1, beforeSeq: 5 })).map(({ seq }) => seq)).toEqual([3]);
    expect(await ofKey('teller-1@b', { limit: 10 })).toEqual(chain.slice(1, 2));
    expect(await ofKey('teller', { limit: 10 })).toEqual([]);
  });

  test('decisions about keys come in the order of the log, after a number', async () => {
    const revocations = [7, 2, 9].map((seq) => ({ keyId: `key-${seq}`, seq, revokedAt: T0 }));
    await store(driver(), { puts: { revocations } });
    const after = async (afterSeq: number, limit = 10) =>
      (await driver().revocations({ afterSeq, limit })).map(({ seq }) => seq);
    expect(await after(0)).toEqual([2, 7, 9]);
    expect(await after(2)).toEqual([7, 9]);
    expect(await after(0, 1)).toEqual([2]);
    await store(driver(), { puts: { revocations: [{ keyId: 'key-2', seq: 11, revokedAt: null }] } });
    expect(await driver().revocations({ afterSeq: 9, limit: 10 })).toEqual([
      { keyId: 'key-2', seq: 11, revokedAt: null },
    ]);
  });
}

type Key = Pick<Balance, 'account' | 'asset'>;
const keyOf = ({ account, asset }: Key): string => `${account} ${asset}`;
const byKey = (balance: Key, other: Key): number => (keyOf(balance) < keyOf(other) ? -1 : 1);

function describeBalancePages(driver: () => Driver): void {
  test('balances come page by page, each of them once, those of an account together', async () => {
    const accounts = ['member:1', 'member:10', 'member:2', 'quarantine'];
    const balances = accounts.flatMap((account) =>
      ['gems', CAT_KEY, 'pet/normal/-/-/Ünicorn 🦄'].map((asset) => ({
        account,
        asset,
        amount: HUGE,
        holds: null,
      })),
    );
    await store(driver(), { puts: { balances: balances.toReversed() } });
    const inOrder = await driver().balances({ limit: 100 });
    expect([...new Set(inOrder.map(({ account }) => account))].sort()).toEqual(accounts);
    expect(inOrder.toSorted(byKey)).toEqual(balances);
    for (const limit of [1, 5, 12, 100]) {
      const found: Balance[] = [];
      for (;;) {
        const after = found.at(-1);
        const page = await driver().balances({ ...(after && { after }), limit });
        found.push(...page);
        if (page.length < limit) break;
      }
      expect(found).toEqual(inOrder);
    }
  });

  test('what has no pages comes whole, however much it is', async () => {
    const ids = Array.from({ length: 300 }, (_, at) => `p-${at + 1_000}`);
    const balances = ids.map((id) => {
      return { account: 'teller:a', asset: `pet/normal/-/-/${id}`, amount: -1n, holds: null };
    });
    const aliases = ids.map(
      (id, seq) => ({ id, oldId: id, newId: `${id} new`, status: 'done', seq }) as const,
    );
    const tellers = ids.map((id) => newTeller(id));
    await store(driver(), { puts: { balances, aliases, tellers } });
    expect(await driver().tellerBalances()).toHaveLength(ids.length);
    expect((await driver().aliases()).map(({ id }) => id)).toEqual(ids);
    expect((await driver().tellers()).map(({ id }) => id)).toEqual(ids);
  });

  test('who holds assets comes page by page, each of them once, without tellers', async () => {
    const [other, golden] = ['pet/normal/-/-/Cat 2', 'pet/golden/-/-/Cat'];
    const all = ['member:1', 'member:10', 'member:2', 'quarantine', 'reserved:w-1', 'teller:a'].flatMap(
      (account) => [golden, CAT_KEY, other].map((asset) => ({ account, asset })),
    );
    const balances = all.map(({ account, asset }) => {
      return { account, asset, amount: account === 'teller:a' ? -5n : 5n, holds: null };
    });
    await store(driver(), { puts: { balances: balances.toReversed() } });
    const wanted = all.filter(({ account, asset }) => account !== 'teller:a' && asset !== other);
    for (const limit of [1, 3, 100]) {
      const found: typeof wanted = [];
      for (;;) {
        const after = found.at(-1) ?? { account: '', asset: '' };
        const page = await driver().holdings({ assets: [CAT_KEY, golden], after, limit });
        if (page.length === 0) break;
        found.push(...page.map(({ account, asset }) => ({ account, asset })));
      }
      expect(found.sort(byKey)).toEqual(wanted);
    }
  });

  test('the stock is the balances of tellers, and of nobody else', async () => {
    const own = ['teller:a', 'teller:b'].map((account) => ({
      account,
      asset: 'gems',
      amount: -5n,
      holds: null,
    }));
    const others = ['member:1', 'quarantine'].map((account) => ({
      account,
      asset: 'gems',
      amount: 5n,
      holds: null,
    }));
    await store(driver(), { puts: { balances: [...own, ...others] } });
    const stock = await driver().tellerBalances();
    expect(stock.sort((balance, other) => (balance.account < other.account ? -1 : 1))).toEqual(own);
  });
}

function describeOffers(driver: () => Driver): void {
  test('open offers come in the order in which they end, without those that have ended', async () => {
    const ends = { a: T0 + 30, b: T0 + 10, c: T0, d: T0 + 20 };
    const offers = Object.entries(ends).map(([id, expiresAt]) => ({ ...offer, id, expiresAt }));
    await store(driver(), { puts: { offers: [...offers, { ...offer, id: 'e', status: 'accepted' }] } });
    const list = async (limit: number) =>
      (await driver().openOffers({ at: T0, limit })).map(({ id }) => id).join('');
    expect(await list(9)).toBe('bda');
    expect(await list(2)).toBe('bd');
  });
}

function describeDue(driver: () => Driver): void {
  test('reservations are due at their expiry, claims at the end of their lease, nothing else', async () => {
    const withdrawals = [
      withdrawalOf({ id: 'expired', seq: 1, expiresAt: T0 }),
      withdrawalOf({ id: 'waiting', seq: 2, expiresAt: T0 + 1 }),
      withdrawalOf({ id: 'lost', seq: 3, status: 'claimed', claim: claimUntil(T0), expiresAt: T0 + 1 }),
      withdrawalOf({ id: 'leased', seq: 4, status: 'claimed', claim: claimUntil(T0 + 1), expiresAt: T0 }),
      withdrawalOf({ id: 'uncertain', seq: 5, status: 'uncertain', claim: claimUntil(T0), expiresAt: T0 }),
      withdrawalOf({ id: 'closed', seq: 6, status: 'cancelled', expiresAt: T0 }),
    ];
    await store(driver(), { puts: { withdrawals } });
    expect((await driver().dueWithdrawals({ at: T0, limit: 10 })).sort()).toEqual(['expired', 'lost']);
    expect(await driver().dueWithdrawals({ at: T0 + 9, limit: 3 })).toHaveLength(3);
    expect(await driver().dueWithdrawals({ at: T0 - 1, limit: 10 })).toEqual([]);
  });
}

const claimUntil = (leaseUntil: number) => ({ tellerId: 'teller-1', token: 'c-1', leaseUntil });

function describeCases(driver: () => Driver): void {
  const caseOf = (id: string, closedAt: number | null, openedAt = T0): Case => ({
    id,
    kind: 'refused_trade',
    robloxUserId: null,
    tellerId: 'teller-1',
    withdrawalId: 'w-1',
    goods: { pets: [], gems: 0 },
    summary: 'x',
    openedAt,
    closedAt,
    resolution: closedAt === null ? null : 'close',
    proposal: null,
  });

  test('cases come by id, open ones or closed ones or both', async () => {
    const cases = [caseOf('a', null), caseOf('b', T0), caseOf('c', null), caseOf('d', T0)];
    await store(driver(), { puts: { cases: cases.toReversed() } });
    const ids = async (page: { isOpen?: boolean; afterId?: string; limit: number }) =>
      (await driver().cases(page)).map((openCase) => openCase.id).join('');
    expect(await driver().cases({ limit: 10 })).toEqual(cases);
    expect(await ids({ isOpen: true, limit: 10 })).toBe('ac');
    expect(await ids({ isOpen: false, limit: 10 })).toBe('bd');
    expect(await ids({ limit: 2, afterId: 'a' })).toBe('bc');
    expect(await ids({ isOpen: true, limit: 1, afterId: 'a' })).toBe('c');
  });

  test('open cases come the oldest first, page by page, also after one that was closed', async () => {
    const ages = { e: 1, b: 2, d: 2, a: 3, c: 4 };
    const open = Object.entries(ages).map(([id, age]) => caseOf(id, null, T0 + age));
    await store(driver(), { puts: { cases: [caseOf('0', T0), ...open.toReversed()] } });
    const ids = async (afterId: string | undefined, limit: number) =>
      (await driver().openCases({ afterId, limit })).map(({ id }) => id).join('');
    expect(await driver().openCases({ limit: 9 })).toEqual(open);
    expect(await ids(undefined, 2)).toBe('eb');
    expect(await ids('b', 2)).toBe('da');
    expect(await ids('d', 9)).toBe('ac');
    await store(driver(), { puts: { cases: [caseOf('b', T0 + 9, T0 + 2)] } });
    expect(await ids(undefined, 9)).toBe('edac');
    expect(await ids('b', 9)).toBe('dac');
    expect(await ids('c', 9)).toBe('');
    expect(await ids('nothing', 9)).toBe('');
  });
}

function describePages(driver: () => Driver): void {
  test('members, tellers and open withdrawals come in order, page by page', async () => {
    const members = [1, 2, 10].map((robloxUserId) => ({
      robloxUserId,
      frozenReason: null,
      cooldownUntil: null,
      petsHeld: 0n,
      gemsHeld: 0n,
      givenBack: null,
    }));
    const tellers = ['a', 'b'].map(newTeller);
    const statuses = ['reserved', 'delivered', 'claimed', 'uncertain'] as const;
    const withdrawals = statuses.map((status, index) =>
      withdrawalOf({ id: `w-${index}`, seq: index + 9, status }),
    );
    const puts = {
      members: members.toReversed(),
      tellers: tellers.toReversed(),
      withdrawals: withdrawals.toReversed(),
    };
    await store(driver(), { puts });
    expect(await driver().members({ afterId: 0, limit: 2 })).toEqual(members.slice(0, 2));
    expect(await driver().members({ afterId: 2, limit: 2 })).toEqual(members.slice(2));
    expect(await driver().tellers()).toEqual(tellers);
    const open = withdrawals.filter((withdrawal) => withdrawal.status !== 'delivered');
    expect(await driver().openWithdrawals({ limit: 2 })).toEqual(open.slice(0, 2));
    expect(await driver().openWithdrawals({ after: open[1], limit: 2 })).toEqual(open.slice(2));
  });

  test('parts that were split off stand at the place of what they are of, page by page', async () => {
    const split = (seq: number, placeSeq: number | null) =>
      withdrawalOf({ id: `w-${seq}`, seq, placeSeq, status: 'reserved' });
    const queue = [split(1, null), split(4, 1), split(9, 1), split(3, null), split(8, 3), split(5, null)];
    // The first of these was delivered; its rest waits on.
    const places = [...queue, split(10, 7), split(11, null)];
    await store(driver(), { puts: { withdrawals: places.toReversed() } });
    for (const limit of [1, 2, 3, 100]) {
      const found: Withdrawal[] = [];
      for (;;) {
        const page = await driver().openWithdrawals({ after: found.at(-1), limit });
        found.push(...page);
        if (page.length < limit) break;
      }
      expect(found.map(({ seq }) => seq)).toEqual([1, 4, 9, 3, 8, 5, 10, 11]);
    }
  });
}
