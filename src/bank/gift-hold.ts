import type { AssetKey } from './engine/pets.ts';
import { type Account, GIFT, type Hold, type Instant, newTeller } from './engine/rows.ts';
import type { Posted, Step } from './engine/step.ts';
import { addHold, type HoldContext, NO_TELLER } from './holds.ts';

/** What members got by a gift or a trade: each of it is on hold at its receiver until then. */
export const listGiftHolds = (
  { seq, at, entries }: Pick<Posted, 'seq' | 'at' | 'entries'>,
  until: Instant,
): { account: Account; asset: AssetKey; hold: Hold }[] => {
  const fields = { tellerId: NO_TELLER, seq, firstSeq: seq, at, until, content: '', isDuplicate: false };
  return entries.map(({ asset, amount, to }) => ({
    account: to,
    asset,
    hold: { ...fields, hour: GIFT, amount },
  }));
};

/** Its receivers keep that it waits. */
export function holdGift(step: Step, posted: Posted, until: Instant, context: HoldContext): void {
  for (const { account, asset, hold } of listGiftHolds(posted, until)) {
    step.put('balances', addHold(step.balanceRow(account, asset), hold, newTeller(NO_TELLER), context));
  }
}
