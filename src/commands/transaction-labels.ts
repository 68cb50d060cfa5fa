import type { Transaction, TransactionKind } from '../bank/engine/rows.ts';

const KINDS: { readonly [Kind in TransactionKind]: string } = {
  deposit: 'Brought in',
  withdrawal_reserved: 'Asked back',
  withdrawal_claimed: 'A teller has it ready',
  withdrawal_declined: 'Trade declined, waits again',
  withdrawal_delivered: 'Handed over',
  withdrawal_cancelled: 'Cancelled, back in your balance',
  withdrawal_expired: 'Not collected, back in your balance',
  withdrawal_uncertain: 'Being looked into',
  adjustment: 'Put right by staff',
  member_frozen: 'Account frozen',
  member_unfrozen: 'Account open again',
  bank_halted: 'Bank closed',
  bank_resumed: 'Bank open again',
  asset_resumed: 'Pet handed out again',
  case_closed: 'Case closed',
};

/** What words can say beside the kind: how it went, where that isn't the usual. */
const STATUSES: Readonly<Record<string, string>> = {
  'deposit quarantined': 'Brought in, a part waits in quarantine',
  'withdrawal_delivered partly_delivered': 'Handed over in part, the rest is back in your balance',
  'adjustment credited': 'Put right by staff, added to your balance',
  'adjustment returned': 'Put right by staff, given back in the game',
};

/** What a transaction was, for players. */
export const transactionLabel = ({ kind, status }: Pick<Transaction, 'kind' | 'status'>): string =>
  STATUSES[`${kind} ${status}`] ?? KINDS[kind];
