import { describe, expect, test } from 'bun:test';
import { emptyRows } from '../../src/bank/engine/read-key.ts';
import { TABLES } from '../../src/bank/engine/tables.ts';
import { ROW_SAMPLES } from './row-samples.ts';
import { driverOfEachTest, type OpenStore, rowsOf, store } from './samples.ts';

type Puts = (typeof ROW_SAMPLES)[number][1]['changed'];
type Change = (value: number) => number;

const MOST = Number.MAX_SAFE_INTEGER;
/** Sums are as large as their digits. */
const SUM = 10n ** 60n + 1n;

/** The value with each of its numbers changed but for a pet's chroma, and with each sum very large. */
function changeNumbers(value: unknown, change: Change): unknown {
  if (typeof value === 'number') return change(value);
  if (typeof value === 'bigint') return SUM;
  if (Array.isArray(value)) return value.map((each) => changeNumbers(each, change));
  if (typeof value !== 'object' || value === null) return value;
  const fields = Object.entries(value).map(([name, field]) => [
    name,
    name === 'chroma' ? field : changeNumbers(field, change),
  ]);
  return Object.fromEntries(fields);
}

/** The rows with their numbers changed, all but those of their keys. */
export function changeRows(puts: Puts, change: Change): Puts {
  const tables = Object.entries(puts).map(([table, rows]) => {
    const found = Object.entries(TABLES).find(([name]) => name === table);
    const key: readonly string[] = found?.[1].key ?? [];
    const changed = rows.map((row) => {
      const keys = Object.entries(row).filter(([name]) => key.includes(name) || name === 'robloxUserId');
      return Object.assign({}, changeNumbers(row, change), Object.fromEntries(keys));
    });
    return [table, changed];
  });
  return Object.fromEntries(tables);
}

/** What a row may hold at most, and what it never holds: a database takes the one and refuses the other. */
export function describeRowBounds(open: OpenStore): void {
  describe('rows at their bounds', () => {
    const driver = driverOfEachTest(open);

    test.each(ROW_SAMPLES)('%s come back with the largest numbers and sums', async (_table, sample) => {
      const puts = changeRows(sample.changed, () => MOST);
      expect(await store(driver(), { puts })).toBe('stored');
      for (const readKey of sample.readKeys.slice(0, 1)) {
        expect(await rowsOf(driver(), readKey)).toEqual({ ...emptyRows(), ...puts });
      }
    });

    const numbered = ROW_SAMPLES.filter(
      ([, { changed }]) =>
        JSON.stringify(
          changeRows(changed, () => MOST),
          omitSums,
        ) !==
        JSON.stringify(
          changeRows(changed, () => 1),
          omitSums,
        ),
    );
    const ODD: [string, number][] = [
      ['2^53', MOST + 1],
      ['a half', 0.5],
      ['no number', Number.NaN],
    ];
    const refused = numbered.flatMap(([table, sample]) =>
      ODD.map(([what, odd]) => [table, what, sample, odd] as const),
    );
    test.each(refused)('%s are not written with %s, which could not be read', async (...given) => {
      const [, , { changed, readKeys }, odd] = given;
      const written = store(driver(), { puts: changeRows(changed, () => odd) });
      await expect(written).rejects.toThrow();
      expect(await rowsOf(driver(), ...readKeys)).toEqual(emptyRows());
    });
  });
}

const omitSums = (_name: string, value: unknown): unknown => (typeof value === 'bigint' ? 0 : value);
