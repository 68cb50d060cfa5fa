import { expect } from 'bun:test';
import { openSqlite } from '../../../src/storage/sqlite/sqlite.ts';
import { expectSound } from '../../bank/bank.ts';

const PAGE = 5_000;

/**
 * Expects the chain to hold, and gives the ids of every deposit in the log that this teller made, in its
 * order.
 */
export async function readTrades(file: string, tellerId: string): Promise<string[]> {
  const driver = openSqlite({ file, migrationsFolder: 'migrations' });
  try {
    await expectSound({ reads: driver });
    const { seq } = await driver.head();
    const trades: string[] = [];
    for (let afterSeq = 0; afterSeq < seq; ) {
      const page = await driver.log({ afterSeq, limit: PAGE });
      expect(page.map((transaction) => transaction.seq)).toEqual(
        page.map((_, index) => afterSeq + index + 1),
      );
      const prefix = `deposit:${tellerId}:`;
      const ids = page.flatMap(({ operationId }) => (operationId?.startsWith(prefix) ? [operationId] : []));
      trades.push(...ids.map((id) => id.slice(prefix.length)));
      afterSeq += page.length;
    }
    return trades;
  } finally {
    await driver.close();
  }
}
