import { GIFT, type Instant, newTeller } from './engine/rows.ts';
import type { DraftHold } from './engine/step.ts';
import { addHold, type HoldContext, NO_TELLER } from './holds.ts';

/** What members get by a gift or a trade is on hold until then, each of it at its receiver. */
export const holdGift = (until: Instant, context: HoldContext): DraftHold => ({
  until,
  isDuplicate: false,
  hour: GIFT,
  addTo(balance, { to, amount }, seq) {
    if (balance.account !== to) return balance;
    const hold = {
      tellerId: NO_TELLER,
      seq,
      firstSeq: seq,
      amount,
      at: context.at,
      until,
      content: '',
      isDuplicate: false,
      hour: GIFT,
    };
    return addHold(balance, hold, newTeller(NO_TELLER), context);
  },
});
