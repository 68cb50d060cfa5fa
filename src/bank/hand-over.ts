import { tellerAccount } from './engine/ledger.ts';
import { amountsToGoods, type Goods, goodsToAmounts, NO_GOODS, subtractGoods } from './engine/pets.ts';
import { balanceReadKeys, type ReadKey } from './engine/read-key.ts';
import type { Reader } from './engine/reader.ts';
import type { Withdrawal } from './engine/rows.ts';
import { getTeller, type HoldContext, sumHeld } from './holds.ts';
import { MAX_JOINT, readPaused } from './shortages.ts';
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
export const listDeliverers = (reader: Reader, withdrawal: Wanted, context: HoldContext): string[] =>
  reader
    .allTellers()
    .map(({ id }) => id)
    .filter((id) => canHandOver(reader, withdrawal, id, context))
    .sort();

/** A withdrawal, for which the claims of others leave the rest. */
type Wanted = Pick<Withdrawal, 'id' | 'goods'>;

/** Whether the teller can hand over all of the withdrawal. */
export const canHandOver = (
  reader: Reader,
  withdrawal: Wanted,
  tellerId: string,
  context: HoldContext,
): boolean =>
  subtractGoods(withdrawal.goods, findHandOver(reader, withdrawal, tellerId, context))
    .values()
    .every((lacking) => lacking === 0n);

/**
 * The part of the withdrawal that the teller can hand over, of each asset as much as it can: what it holds by
 * the ledger, beside its own credits on hold and what its other claims may need. Nothing of what is paused,
 * and nothing at all while staff have paused it, it is known not to know its own trades, or it lacks more
 * kinds than a row can name.
 */
export function findHandOver(
  reader: Reader,
  { id, goods }: Wanted,
  tellerId: string,
  context: HoldContext,
): Goods {
  const { contradictedAt, pausedReason } = getTeller(reader, tellerId);
  if (contradictedAt !== null || pausedReason !== null) return NO_GOODS;
  const others = reader.openWithdrawalsOfTeller(tellerId).filter((other) => other.id !== id);
  const promised = sumWithdrawals(others);
  const paused = readPaused(reader, tellerId);
  if (paused.size >= MAX_JOINT) return NO_GOODS;
  return amountsToGoods(
    goodsToAmounts(goods).map(([asset, wanted]) => {
      const balance = reader.balanceRow(tellerAccount(tellerId), asset);
      const free = -balance.amount - sumHeld(reader, balance, context) - (promised.get(asset) ?? 0n);
      if (paused.has(asset) || free <= 0n) return [asset, 0n];
      return [asset, free < wanted ? free : wanted];
    }),
  );
}
