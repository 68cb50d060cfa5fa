import { tellerAccount } from './engine/ledger.ts';
import { GEMS, type Goods, goodsToAmounts } from './engine/pets.ts';
import { Refusal } from './engine/refusal.ts';
import type { Step } from './engine/step.ts';
import { balanceReadKeys, type ReadKey } from './engine/view.ts';
import { sumWithdrawals } from './withdrawals.ts';

/** The rows that giving goods out of a teller's stock, or into it, may touch. */
export const stockReadKeys = (tellerId: string, goods: Goods): ReadKey[] => [
  { kind: 'teller', id: tellerId },
  { kind: 'open_withdrawals_of_teller', tellerId },
  ...balanceReadKeys(goods, [tellerAccount(tellerId)]),
];

/**
 * What a claim may be handing over right now can't be given away out of the same stock. Refuses
 * `insufficient_pets` and `insufficient_gems`.
 */
export function requireUnpromised(
  step: Step,
  { tellerId, goods }: { readonly tellerId: string; readonly goods: Goods },
): void {
  const promised = sumWithdrawals(step.openWithdrawalsOfTeller(tellerId));
  for (const [asset, amount] of goodsToAmounts(goods)) {
    const available = -step.balance(tellerAccount(tellerId), asset) - (promised.get(asset) ?? 0n);
    if (available < amount) {
      throw new Refusal(asset === GEMS ? 'insufficient_gems' : 'insufficient_pets', { asset, available });
    }
  }
}

/**
 * What the teller held before staff changed its stock is no word on what it holds after: its next report
 * stands alone.
 */
export function invalidateReport(step: Step, tellerId: string, seq: number): void {
  const teller = step.row('tellers', tellerId);
  if (teller?.report) step.put('tellers', { ...teller, report: { ...teller.report, afterSeq: seq } });
}
