import type { Db } from 'mongodb';
import { z } from 'zod';
import { digits } from '../../bank/engine/hold-columns.ts';
import { packAmounts } from '../../bank/engine/pets.ts';
import { openCollections } from './collections.ts';

const oldTeller = z.object({
  _id: z.string(),
  report: z.object({ amounts: z.array(z.tuple([z.string(), digits])) }),
});

/**
 * Reports were part of their teller's document, which every trade read: what they name gets documents of its
 * own. Several processes may do so at once; one that ends half-way is begun again.
 */
export async function carryReports(db: Db): Promise<void> {
  const { tellers, reports } = openCollections(db);
  const hasAmounts = { 'report.amounts': { $exists: true } };
  for await (const document of tellers.find(hasAmounts)) {
    const { _id, report } = oldTeller.parse(document);
    const amounts = packAmounts(report.amounts);
    await reports.updateOne({ _id }, { $setOnInsert: { amounts } }, { upsert: true });
    await tellers.updateOne({ _id, ...hasAmounts }, { $unset: { 'report.amounts': 1 } });
  }
}
