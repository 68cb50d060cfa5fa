import { tellerAccount } from './engine/ledger.ts';
import { type Goods, goodsToAmounts } from './engine/pets.ts';
import type { Withdrawal } from './engine/rows.ts';
import { balanceReadKeys, type Reader, type ReadKey } from './engine/view.ts';
import { getTeller, type HoldContext, sumHeld } from './holds.ts';
import { readPaused } from './shortages.ts';
import { sumWithdrawals } from './withdrawals.ts';

/** The rows that say what of the goods a teller can hand over. */
export const handOverReadKeys = (tellerId: string, goods: Goods): ReadKey[] => [
  { kind: 'teller', id: tellerId },
  { kind: 'joint_shortages', tellerId },
  { kind: 'open_withdrawals_of_teller', tellerId },
  ...balanceReadKeys(goods, [tellerAccount(tellerId)]),
];

/** The rows that say which tellers can hand over the goods, once all tellers are known. */
export const anyHandOverReadKeys = (reader: Reader, goods: Goods): ReadKey[] =>
  reader.allTellers().flatMap(({ id }) => handOverReadKeys(id, goods));

/** The tellers that can hand over all of a reserved withdrawal now, by name. */
export const listDeliverers = (
  reader: Reader,
  withdrawal: Pick<Withdrawal, 'id' | 'goods'>,
  context: HoldContext,
): string[] =>
  reader
    .allTellers()
    .map(({ id }) => id)
    .filter((id) => canHandOver(reader, withdrawal, id, context))
    .sort();

/**
 * Whether the teller can hand over all of the withdrawal: it holds it by the ledger, beside its own credits
 * on hold and what its other claims may need, none of it is paused, and it is known to know its own trades.
 */
export function canHandOver(
  reader: Reader,
  withdrawal: Pick<Withdrawal, 'id' | 'goods'>,
  tellerId: string,
  context: HoldContext,
): boolean {
  if (getTeller(reader, tellerId).contradictedAt !== null) return false;
  const others = reader.openWithdrawalsOfTeller(tellerId).filter(({ id }) => id !== withdrawal.id);
  const promised = sumWithdrawals(others);
  const paused = readPaused(reader, tellerId);
  return goodsToAmounts(withdrawal.goods).every(([asset, amount]) => {
    const balance = reader.balanceRow(tellerAccount(tellerId), asset);
    const free = -balance.amount - sumHeld(reader, balance, context) - (promised.get(asset) ?? 0n);
    return !paused.has(asset) && free >= amount;
  });
}
