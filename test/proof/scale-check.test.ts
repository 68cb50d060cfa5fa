import { expect, test } from 'bun:test';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openScaleBank, type ScaleBank } from '../../bench/scale/bank.ts';
import { filledBank } from '../../bench/scale/fill.ts';
import { SCALE_STEPS, stockUp } from '../../bench/scale/steps.ts';
import { deposit } from '../../bench/scale/visit.ts';
import { verifyLedger } from '../../src/bank/verify-ledger.ts';
import { scaled } from './scale.ts';

const SMALL = 500;
const LARGE = scaled({ short: 5_000, full: 500_000 });
const TEST_MS = scaled({ short: 120_000, full: 3_600_000 });

const DEPOSITS = 50;
/** The write-ahead log's own heads, for all of it and for each page. */
const LOG_HEAD = 32;
const PAGE_BYTES = 4_096 + 24;

/** How many pages one deposit writes on the average, each in a commit of its own. */
async function pagesOfADeposit({ book }: ScaleBank, file: string): Promise<number> {
  for (let at = 0; at < DEPOSITS; at += 1) {
    // Members who have been there, from all over the bank: their rows lie in different pages.
    await deposit(book, { robloxUserId: 1 + at * 4, tradeId: `measured-${at}`, trade: at });
  }
  const pages = (statSync(`${file}-wal`).size - LOG_HEAD) / PAGE_BYTES;
  expect(Number.isInteger(pages)).toBe(true);
  return pages / DEPOSITS;
}

test(
  `a deposit writes as much in a bank of ${LARGE} transactions as in one of ${SMALL}, and both verify`,
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'petbank-scale-'));
    try {
      const pages: number[] = [];
      for (const size of [SMALL, LARGE]) {
        const file = await filledBank(folder, size, () => undefined);
        const bank = openScaleBank(file, () => Date.UTC(2026, 5, 1));
        expect(await verifyLedger(bank.book.reads)).toMatchObject({ kind: 'sound', count: size });
        pages.push(await pagesOfADeposit(bank, file));
        await stockUp(bank.book);
        for (const step of SCALE_STEPS) await step.run(bank.book, 'once');
        expect(await verifyLedger(bank.book.reads)).toMatchObject({ kind: 'sound' });
        await bank.close();
      }
      const [small = 0, large = 0] = pages;
      console.log(`pages for one deposit: ${small} in the small bank, ${large} in the large one`);
      // Rows that shared a page come to lie in pages of their own; a deposit writes about a dozen of them.
      expect(small).toBeGreaterThan(3);
      expect(large).toBeLessThan(small + 6);
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
  TEST_MS,
);
