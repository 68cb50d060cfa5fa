import type { Reads } from './engine/book.ts';
import { operationId } from './engine/operation.ts';
import type { Transaction, TransactionKind } from './engine/rows.ts';

/** Of more acts than this among those read at once, those of one kind and by one name are one. */
const MAX_ACTIONS = 20;

/** What only staff do: a program whose key has the scope admin does it under the key's own name. */
const STAFF_KINDS = [
  ...['adjustment', 'asset_resumed', 'bank_halted', 'bank_resumed', 'case_closed', 'credit_confirmed'],
  ...['key_revoked', 'key_restored', 'member_frozen', 'member_unfrozen', 'staff_changed'],
  'teller_named',
] as const satisfies readonly TransactionKind[];

/**
 * Whether one of the staff did it: on Discord, in the dashboard, on the command line, or by a program. All
 * that they do has a name that begins so, which no key may have.
 */
const isByStaff = ({ by, kind }: Pick<Transaction, 'by' | 'kind'>): boolean =>
  by.startsWith('staff-') || (by !== 'bank' && STAFF_KINDS.some((staffKind) => staffKind === kind));

/** What one of the staff did at once: mostly one transaction. Of many, others may stand between. */
export interface StaffAction {
  readonly first: Transaction;
  readonly lastSeq: number;
  readonly count: number;
}

export interface StaffActions {
  readonly actions: readonly StaffAction[];
  /** The newest transaction that was looked at; where nothing is left, the one that was given. */
  readonly upTo: number;
  readonly isLast: boolean;
}

/** What staff did after a transaction, among the next `limit` of the log, in order. */
export async function listStaffActions(
  reads: Pick<Reads, 'log'>,
  { afterSeq, limit }: { readonly afterSeq: number; readonly limit: number },
): Promise<StaffActions> {
  const page = await reads.log({ afterSeq, limit });
  const actions: StaffAction[] = [];
  for (const transaction of page.filter(isByStaff)) {
    const before = actions.at(-1);
    if (before && isSameAct(before, transaction))
      actions.splice(-1, 1, { ...before, lastSeq: transaction.seq, count: before.count + 1 });
    else actions.push({ first: transaction, lastSeq: transaction.seq, count: 1 });
  }
  const told = actions.length > MAX_ACTIONS ? foldByKind(actions) : actions;
  return { actions: told, upTo: page.at(-1)?.seq ?? afterSeq, isLast: page.length < limit };
}

/** The end of one case may decide ten thousand credits, each of which is a transaction. */
function isSameAct({ first, lastSeq }: StaffAction, transaction: Transaction): boolean {
  const { seq, at, by, kind, status, tellerId } = transaction;
  const decisions = operationId('decide', tellerId ?? '', '');
  const areDecisions = [first, transaction].every((each) => each.operationId?.startsWith(decisions));
  const isSameKind = first.by === by && first.kind === kind && first.status === status;
  return areDecisions && isSameKind && first.at === at && lastSeq === seq - 1;
}

/**
 * Else one key could bury what others do, by acts of two kinds in turn. In the order of the last
 * transactions: whoever tells of one and goes on after it leaves out none of the others.
 */
function foldByKind(actions: readonly StaffAction[]): StaffAction[] {
  const folded = new Map<string, StaffAction>();
  for (const action of actions) {
    const { by, kind, status } = action.first;
    const key = `${kind} ${status} ${by}`;
    const before = folded.get(key);
    folded.delete(key);
    const count = action.count + (before?.count ?? 0);
    folded.set(key, { ...action, first: before?.first ?? action.first, count });
  }
  return [...folded.values()];
}
