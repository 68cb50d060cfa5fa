import type { CaseKind } from './engine/rows.ts';

/** What members are told of. Each has its wording: src/notices/wordings.ts. */
export type MemberTopic =
  | `deposit_${'credited' | 'quarantined' | 'reversed'}`
  | `quarantine_${'credited' | 'returned'}`
  | `adjustment_${'credited' | 'debited'}`
  | `transfer_${'sent' | 'received'}`
  | `trade_${'invited' | 'lost' | 'offered' | 'accepted' | 'declined' | 'withdrawn' | 'taken_back'}`
  | `withdrawal_${'reserved' | 'claimed' | 'split' | 'declined' | 'expired' | 'cancelled' | 'uncertain'}`
  | `withdrawal_${'delivered' | 'partly_delivered'}`
  | `teller_${'back' | 'coming'}`
  | `${'gift' | 'delivery'}_undone`
  | 'link_taken_over';

/** Kinds of cases that staff are told of: no row that can't be read, and none that opens quietly. */
export type ToldCaseKind = Exclude<CaseKind, 'damaged' | 'possible_duplicate'>;

/** What staff are told of. */
export type OperatorTopic =
  | `case_${ToldCaseKind | 'proposed'}`
  | `bank_${'halted' | 'resumed'}`
  | `key_${'revoked' | 'restored'}`
  | `ledger_${'broken' | 'sound'}`
  | `staff_${'proposed' | 'changed' | 'linked'}`
  | `teller_${'called' | 'named' | 'card_pending' | 'drift' | 'silent' | 'surplus' | 'paused' | 'resumed'}`
  | 'clock_differs'
  | 'message_damaged'
  | 'offer_taken_back'
  | 'values_changed';
