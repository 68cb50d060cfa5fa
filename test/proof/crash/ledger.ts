import { parseAssetKey } from '../../../src/bank/engine/pets.ts';
import { type Amounts, type countAnswered, nothing } from './books.ts';
import type { Place } from './place.ts';

/** What the bank owes, by asset: what all of its tellers together hold. */
export async function readOwed({ open }: Pick<Place, 'open'>): Promise<Amounts> {
  const driver = await open();
  const owed = nothing();
  try {
    for (const { asset: key, amount } of await driver.tellerBalances()) {
      const asset = parseAssetKey(key);
      if (asset === 'gems') owed.gems -= Number(amount);
      else if (asset.id === 'Huge Cat') owed.cats -= Number(amount);
      else owed.strange -= Number(amount);
    }
  } finally {
    await driver.close();
  }
  return owed;
}

const PAGE = 1_000;

/** How many transactions of each kind that has an id of its caller's the log holds. */
export async function countLog({ open }: Pick<Place, 'open'>): Promise<ReturnType<typeof countAnswered>> {
  const driver = await open();
  const counts = { deposit: 0, request: 0, complete: 0 };
  try {
    for (let afterSeq = 0; ; ) {
      const page = await driver.log({ afterSeq, limit: PAGE });
      for (const { operationId } of page) {
        const [scope = ''] = (operationId ?? '').split(':');
        if (scope === 'deposit' || scope === 'request' || scope === 'complete') counts[scope] += 1;
      }
      const last = page.at(-1);
      if (last === undefined) break;
      afterSeq = last.seq;
    }
  } finally {
    await driver.close();
  }
  return { deposits: counts.deposit, requests: counts.request, completed: counts.complete };
}
