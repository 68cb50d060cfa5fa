import type { Reads } from './engine/book.ts';
import { isMemberAccount, isTellerAccount, memberAccount, reservedAccount } from './engine/ledger.ts';
import type { Operation } from './engine/operation.ts';
import { type Amounts, sumAmounts } from './engine/pets.ts';
import type { Entry, Hold, Instant, Transaction } from './engine/rows.ts';
import { getTeller, holderReadKeys, isOnHold } from './holds.ts';

/** How many rows are read at once. */
const PAGE = 500;

/** What a key did to one member. */
export interface MemberTrace {
  readonly robloxUserId: number;
  /** Its transactions, newest first. */
  readonly seqs: number[];
  /** What came in from a teller or another member, went out to one, and was set aside for a withdrawal. */
  readonly cameIn: Amounts;
  readonly wentOut: Amounts;
  readonly reserved: Amounts;
}

/** What a key did since a time. */
export interface KeyTrace {
  /** How many transactions there are, by kind and status. */
  readonly counts: Map<string, number>;
  /** Those first whom it touched last. */
  readonly members: Map<number, MemberTrace>;
}

/** Sums up what a key signed for since a time, in milliseconds since 1970. */
export async function traceKey(
  reads: Pick<Reads, 'transactionsOfKey'>,
  { keyId, since }: { readonly keyId: string; readonly since: Instant },
): Promise<KeyTrace> {
  const trace: KeyTrace = { counts: new Map(), members: new Map() };
  for (let beforeSeq = Number.MAX_SAFE_INTEGER; ; ) {
    const page = await reads.transactionsOfKey({ keyId, beforeSeq, limit: PAGE });
    for (const transaction of page) {
      if (transaction.at < since) return trace;
      addTransaction(trace, transaction);
      beforeSeq = transaction.seq;
    }
    if (page.length < PAGE) return trace;
  }
}

function addTransaction({ counts, members }: KeyTrace, transaction: Transaction): void {
  const { kind, status, robloxUserId, otherRobloxUserId, seq, entries } = transaction;
  const label = `${kind} ${status}`;
  counts.set(label, (counts.get(label) ?? 0) + 1);
  for (const id of [robloxUserId, otherRobloxUserId].filter((each) => each !== null)) {
    const member = members.get(id) ?? newMemberTrace(id);
    members.set(id, member);
    member.seqs.push(seq);
    for (const entry of entries) {
      const sums = sumsOf(member, entry);
      if (sums) sumAmounts([[entry.asset, entry.amount]], sums);
    }
  }
}

const newMemberTrace = (robloxUserId: number): MemberTrace => ({
  robloxUserId,
  seqs: [],
  cameIn: new Map(),
  wentOut: new Map(),
  reserved: new Map(),
});

function sumsOf(trace: MemberTrace, { from, to }: Entry): Amounts | undefined {
  const { robloxUserId, cameIn, wentOut, reserved } = trace;
  if (isTellerAccount(from)) return cameIn;
  if (isTellerAccount(to)) return wentOut;
  // Between two members: in for one of them, out for the other.
  if (isMemberAccount(from) && isMemberAccount(to))
    return to === memberAccount(robloxUserId) ? cameIn : wentOut;
  return to.startsWith(reservedAccount('')) ? reserved : undefined;
}

/**
 * What the member has of these deposits, by their sequence numbers, that is still on hold. Where deposits
 * share a hold, all of it is counted. Refuses nothing.
 */
export const readHeldCredits: Operation<Pick<MemberTrace, 'robloxUserId' | 'seqs'>, Amounts> = {
  readKeys: ({ robloxUserId }) => [{ kind: 'account', account: memberAccount(robloxUserId) }],
  moreReadKeys: (reader, { robloxUserId }) => holderReadKeys(reader.balancesOf(memberAccount(robloxUserId))),
  decide(step, { robloxUserId, seqs }, context) {
    const isTheirs = ({ firstSeq, seq }: Hold): boolean =>
      seqs.some((each) => each >= firstSeq && each <= seq);
    const held = step.balancesOf(memberAccount(robloxUserId)).map(({ asset, amount, holds }) => {
      const waiting = (holds ?? []).filter(
        (hold) => isTheirs(hold) && isOnHold(hold, getTeller(step, hold.tellerId), context),
      );
      let held = 0n;
      for (const hold of waiting) held += hold.amount;
      // What was taken from the balance since was taken from this too.
      if (held > amount) held = amount;
      return [asset, held] as const;
    });
    return sumAmounts(held.filter(([, amount]) => amount > 0n));
  },
};
