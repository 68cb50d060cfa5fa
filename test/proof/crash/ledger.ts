import { z } from 'zod';
import { type Amounts, type countAnswered, nothing } from './books.ts';
import type { Place } from './place.ts';

const proof = z.object({
  assets: z.array(z.object({ asset: z.union([z.string(), z.object({ id: z.string() })]), owed: z.string() })),
});

/** What the bank says it owes, by asset: what all of its tellers together must hold. */
export async function readOwed(url: string): Promise<Amounts> {
  const owed = nothing();
  const { assets } = proof.parse(await (await fetch(`${url}/proof`)).json());
  for (const { asset, owed: amount } of assets) {
    if (asset === 'gems') owed.gems += Number(amount);
    else if (typeof asset === 'object' && asset.id === 'Huge Cat') owed.cats += Number(amount);
    else owed.strange += Number(amount);
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
