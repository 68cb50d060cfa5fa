import { describe, expect, test } from 'bun:test';
import type { Transaction } from '../../src/bank/engine/rows.ts';
import { createProjector } from '../../src/bank/project-log.ts';
import { type AssetFlow, BLOCK_SIZE, firstOf, NEW_PROJECTIONS, termOf } from '../../src/bank/projections.ts';
import type { Driver } from '../../src/storage/driver.ts';
import { profile } from './row-samples.ts';
import { CAT_KEY, chainOn, driverOfEachTest, HUGE, loadBank, type OpenStore, store, T0 } from './samples.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const MIDNIGHT = T0 - 12 * HOUR;
const entry = (from: string, to: string, amount = 5n, asset = 'gems') => ({ asset, from, to, amount });
const deposit = (at: number, amount: bigint, robloxUserId = 1): Partial<Transaction> => ({
  at,
  robloxUserId,
  entries: [entry('teller:teller-1', `member:${robloxUserId}`, amount)],
});
const delivery = (at: number, amount: bigint): Partial<Transaction> => ({
  kind: 'withdrawal_delivered',
  at,
  entries: [entry('reserved:w', 'teller:teller-1', amount)],
});

/** Steps until the reader has seen the whole log. */
export async function catchUp(driver: Driver): Promise<void> {
  const advance = createProjector(driver, driver);
  for (let steps = 0; steps < 200; steps += 1) if (!(await advance()).isBehind) return;
  throw new Error('the reader does not come to the end');
}

/** All that the reader has made. */
export async function readProjected(driver: Driver): Promise<Record<string, unknown>> {
  const limit = 10_000;
  const kinds = ['kind', 'by', 'key', 'teller', 'first', 'asset', 'pet'] as const;
  const terms = (await Promise.all(kinds.map((kind) => driver.listTerms({ kind, limit })))).flat();
  const blocks = terms.map(({ term }) => driver.termBlocks({ term, maxBlock: 1e9, limit }));
  const spans = ['hour', 'day'] as const;
  return {
    state: await driver.projectionState(),
    terms,
    blocks: (await Promise.all(blocks)).flat(),
    activity: await Promise.all(spans.map((span) => driver.activity({ span, from: 0, limit }))),
    flows: await Promise.all(
      [...spans, 'all' as const].map((span) => driver.flows({ span, from: 0, limit })),
    ),
  };
}

/** What is made of the log for screens: whole, once, from where it was left, and again from nothing. */
export function describeProjections(open: OpenStore): void {
  describe('projections', () => {
    const driver = driverOfEachTest(open);
    const append = async (changes: readonly Partial<Transaction>[]): Promise<Transaction[]> => {
      const chain = chainOn(await loadBank(driver()), changes);
      await store(driver(), { transactions: chain });
      return chain;
    };

    test('of an empty log are empty', async () => {
      await catchUp(driver());
      expect(await driver().projectionState()).toEqual(NEW_PROJECTIONS);
      expect(await driver().findTerms([])).toEqual([]);
      expect(await driver().findFlows([])).toEqual([]);
      expect(await driver().transactionsBySeq([])).toEqual([]);
    });

    test('count what happened in each hour and day, and members when they are seen first', async () => {
      await append([deposit(T0, 5n), deposit(T0 + 1, 6n), deposit(T0 + HOUR, 7n, 2), delivery(T0 + DAY, 3n)]);
      await catchUp(driver());
      expect(await driver().activity({ span: 'hour', from: 0, limit: 10 })).toEqual([
        { span: 'hour', at: T0, measure: 'deposit', count: 2 },
        { span: 'hour', at: T0, measure: 'new_member', count: 1 },
        { span: 'hour', at: T0 + HOUR, measure: 'deposit', count: 1 },
        { span: 'hour', at: T0 + HOUR, measure: 'new_member', count: 1 },
        { span: 'hour', at: T0 + DAY, measure: 'withdrawal_delivered', count: 1 },
      ]);
      expect(await driver().activity({ span: 'day', from: MIDNIGHT + 1, limit: 10 })).toEqual([
        { span: 'day', at: MIDNIGHT + DAY, measure: 'withdrawal_delivered', count: 1 },
      ]);
      // Seen in an earlier step: not new again.
      await append([deposit(T0 + DAY + 1, 1n)]);
      await catchUp(driver());
      expect(await driver().activity({ span: 'day', from: MIDNIGHT + DAY, limit: 10 })).toEqual([
        { span: 'day', at: MIDNIGHT + DAY, measure: 'deposit', count: 1 },
        { span: 'day', at: MIDNIGHT + DAY, measure: 'withdrawal_delivered', count: 1 },
      ]);
    });

    test('say of each asset what came, what went, and what is owed, to the digit', async () => {
      await append([
        deposit(T0, HUGE),
        // Within the bank, and from teller to teller: nothing more or less is owed.
        {
          kind: 'adjustment',
          at: T0,
          entries: [entry('member:1', 'reserved:w'), entry('teller:a', 'teller:b')],
        },
        delivery(T0 + DAY, 3n),
        // Brought in otherwise than by a deposit.
        { kind: 'adjustment', at: T0 + DAY, entries: [entry('teller:a', 'member:1', 9n, CAT_KEY)] },
      ]);
      await catchUp(driver());
      const gems = { asset: 'gems', deposited: 0n, withdrawn: 0n };
      const first = { ...gems, at: MIDNIGHT, deposited: HUGE, opening: 0n, closing: HUGE };
      const second = { ...gems, at: MIDNIGHT + DAY, withdrawn: 3n, opening: HUGE, closing: HUGE - 3n };
      const cats = { asset: CAT_KEY, deposited: 0n, withdrawn: 0n, opening: 0n, closing: 9n };
      const whole: AssetFlow = { ...first, span: 'all', at: 0, withdrawn: 3n, closing: HUGE - 3n };
      const days: AssetFlow[] = [first, second, { ...cats, at: second.at }].map((flow) => ({
        ...flow,
        span: 'day',
      }));
      const page = { span: 'day', from: 0, limit: 10 } as const;
      expect(await driver().flows(page)).toEqual(days);
      expect(await driver().flows({ ...page, limit: 1, after: days[0] })).toEqual(days.slice(1, 2));
      expect(await driver().flows({ ...page, after: days[1] })).toEqual(days.slice(2));
      expect(await driver().flows({ ...page, from: MIDNIGHT + 1 })).toEqual(days.slice(1));
      expect(await driver().flowsOfAsset({ ...page, asset: 'gems' })).toEqual(days.slice(0, 2));
      expect(await driver().flows({ span: 'all', from: 0, limit: 10 })).toEqual([
        whole,
        { ...cats, span: 'all', at: 0 },
      ]);
      expect(await driver().findFlows([whole, { ...whole, asset: 'none' }])).toEqual([whole]);
    });

    test('find transactions by kind, actor, key, teller, member seen first, and asset', async () => {
      await append([
        deposit(T0, 5n),
        { kind: 'transfer', by: 'web', keyId: 'web@a', tellerId: null, otherRobloxUserId: 2 },
        { kind: 'bank_halted', by: 'staff-1', tellerId: null, robloxUserId: null, entries: [] },
        {
          kind: 'adjustment',
          by: 'staff-2',
          tellerId: null,
          robloxUserId: 3,
          entries: [entry('teller:b', 'member:3', 1n, CAT_KEY)],
        },
      ]);
      await catchUp(driver());
      const wanted: [string, number[]][] = [
        [termOf('kind', 'deposit'), [1]],
        [termOf('by', 'staff-1'), [3]],
        [termOf('key', 'web@a'), [2]],
        [termOf('teller', 'teller-1'), [1]],
        [firstOf(1), [1]],
        [firstOf(2), [2]],
        [termOf('asset', 'gems'), [1, 2]],
        [termOf('asset', CAT_KEY), [4]],
        [termOf('pet', 'Cat'), [4]],
      ];
      for (const [term, seqs] of wanted) {
        const page = { term, maxBlock: 0, limit: 5 };
        expect(await driver().termBlocks(page)).toEqual([{ term, block: 0, seqs }]);
        const [firstSeq = 0] = seqs;
        const counted = { term, count: seqs.length, firstSeq, lastSeq: seqs.at(-1) ?? 0 };
        expect(await driver().findTerms([term, 'kind:none'])).toEqual([counted]);
      }
      const kinds = await driver().listTerms({ kind: 'kind', limit: 10 });
      expect(kinds.map(({ term }) => term)).toEqual([
        'kind:adjustment',
        ...['kind:bank_halted', 'kind:deposit', 'kind:transfer'],
      ]);
      const next = await driver().listTerms({ kind: 'kind', after: 'kind:bank_halted', limit: 1 });
      expect(next.map(({ term }) => term)).toEqual(['kind:deposit']);
      expect((await driver().transactionsBySeq([1, 3, 99])).map(({ seq }) => seq)).toEqual([3, 1]);
    });

    test("name a member's transactions, on either side, and each once", async () => {
      const both = { kind: 'transfer', robloxUserId: 2, otherRobloxUserId: 2 } as const;
      await append([
        ...[deposit(T0, 5n), deposit(T0, 5n, 2), deposit(T0, 6n)],
        ...[{ kind: 'transfer', otherRobloxUserId: 2 } as const, both, deposit(T0, 7n, 2)],
      ]);
      const find = (robloxUserId: number, beforeSeq: number, limit: number) =>
        driver().memberSeqs({ robloxUserId, beforeSeq, limit });
      expect(await find(1, 9, 9)).toEqual([4, 3, 1]);
      expect(await find(2, 9, 9)).toEqual([6, 5, 4, 2]);
      expect(await find(2, 6, 2)).toEqual([5, 4]);
      expect(await find(3, 9, 9)).toEqual([]);
    });

    test('keep long terms in blocks, and come out the same however the log was read', async () => {
      const count = BLOCK_SIZE + 80;
      await append(Array.from({ length: count }, (_, index) => deposit(T0 + index * 60_000, 1n, index % 7)));
      await createProjector(driver(), driver())();
      await append([delivery(T0 + 30 * DAY, 2n)]);
      await catchUp(driver());
      const page = { term: termOf('kind', 'deposit'), limit: 5 };
      const [newest, oldest] = await driver().termBlocks({ ...page, maxBlock: 9 });
      expect(newest).toMatchObject({ block: 1 });
      expect(newest?.seqs).toEqual(Array.from({ length: 81 }, (_, index) => BLOCK_SIZE + index));
      expect(oldest?.seqs).toHaveLength(BLOCK_SIZE - 1);
      expect(await driver().termBlocks({ ...page, maxBlock: 0 })).toEqual(oldest ? [oldest] : []);
      const before = await readProjected(driver());
      await driver().beginClearing();
      expect(await driver().projectionState()).toMatchObject({ isClearing: true });
      await catchUp(driver());
      expect(await readProjected(driver())).toEqual(before);
      // Hours that are long over are forgotten, days are not.
      expect((await driver().flows({ span: 'hour', from: 0, limit: 99 })).map(({ at }) => at)).toEqual([
        T0 + 30 * DAY,
      ]);
      expect(await driver().flows({ span: 'day', from: 0, limit: 99 })).toHaveLength(3);
    });

    test('are written once, whoever reads the log at the same time', async () => {
      await append([deposit(T0, 5n), deposit(T0, 6n)]);
      const steps = [1, 2, 3].map(() => createProjector(driver(), driver())());
      await Promise.all(steps);
      await catchUp(driver());
      expect(await driver().findTerms(['kind:deposit'])).toMatchObject([{ count: 2 }]);
      const stale = await driver().projectionState();
      await append([deposit(T0, 7n)]);
      await catchUp(driver());
      const nothing = { terms: [], blocks: [], activity: [], flows: [], forgetHoursBefore: 0 };
      const slice = { before: stale, after: stale, ...nothing };
      expect(await driver().appendProjections(slice)).toBe(false);
      expect(await driver().projectionState()).toMatchObject({ seq: 3 });
    });

    test('of another log, or made by another version, are made anew', async () => {
      await append([deposit(T0, 5n)]);
      await catchUp(driver());
      const right = await readProjected(driver());
      const state = await driver().projectionState();
      const wrongs = [{ hash: 'f'.repeat(64) }, { seq: 9 }, { format: 0 }];
      for (const wrong of wrongs) {
        const nothing = { blocks: [], activity: [], flows: [], forgetHoursBefore: 0 };
        const terms = [{ term: 'kind:left', count: 1, firstSeq: 1, lastSeq: 1 }];
        const slice = { before: state, after: { ...state, ...wrong }, terms, ...nothing };
        expect(await driver().appendProjections(slice)).toBe(true);
        await catchUp(driver());
        expect(await readProjected(driver())).toEqual(right);
      }
      expect(await driver().clearProjections({ limit: 10 })).toBe(false);
      expect(await readProjected(driver())).toEqual(right);
    });

    test('members are found by how their names begin, in any case', async () => {
      const names = ['Maus', 'mausi', 'MA_us', 'Mazda', 'Éva', 'éva2'];
      const profiles = names.map((username, index) => ({ ...profile, robloxUserId: index + 1, username }));
      await store(driver(), { puts: { profiles } });
      const find = async (prefix: string, limit = 9) =>
        (await driver().profilesByName({ prefix, limit })).map(({ username }) => username);
      expect(await find('MAUS')).toEqual(['Maus', 'mausi']);
      expect(await find('ma', 2)).toEqual(['MA_us', 'Maus']);
      // Beyond A to Z, case counts.
      expect(await find('Éva')).toEqual(['Éva']);
      expect(await find('x')).toEqual([]);
      await store(driver(), { removals: { profiles: ['1'] } });
      expect(await find('maus')).toEqual(['mausi']);
    });
  });
}
