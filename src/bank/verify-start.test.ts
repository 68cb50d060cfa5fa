import { expect, test } from 'bun:test';
import { openBank } from '../../test/bank/bank.ts';
import type { Reads } from './engine/book.ts';
import { findTailError } from './verify-start.ts';

const DEPOSITS = 160;

/** What a start finds where the row was edited, on a machine on which each look at the clock is so late. */
async function findEdit(reads: Reads, edited: number, lateMs: number): Promise<number | undefined> {
  let now = 0;
  const log: Reads['log'] = async (page) =>
    (await reads.log(page)).map((row) => (row.seq === edited ? { ...row, status: 'quarantined' } : row));
  const error = await findTailError({ ...reads, log }, () => (now += lateMs));
  return error?.seq;
}

test('a start reads the newest hundred rows however slow the machine is, and then stops', async () => {
  const bank = openBank();
  for (let trade = 1; trade <= DEPOSITS; trade += 1)
    await bank.deposit({ tradeId: `T-${trade}`, robloxUserId: 1, gems: 1 });
  const looks: [edited: number, lateMs: number, found: number | undefined][] = [
    [DEPOSITS, 1_000, DEPOSITS],
    [DEPOSITS - 99, 1_000, DEPOSITS - 99],
    [DEPOSITS - 100, 1_000, undefined],
    [1, 1, 1],
  ];
  for (const [edited, lateMs, found] of looks) expect(await findEdit(bank.reads, edited, lateMs)).toBe(found);
});
