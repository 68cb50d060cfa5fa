import type { Reads } from './engine/book.ts';
import { reservedAccount } from './engine/ledger.ts';
import type { BankRow, Withdrawal } from './engine/rows.ts';
import { isInChain, readInChain } from './in-chain.ts';
import { ifUnreadable } from './verify-balances.ts';

type ReservationReads = Pick<Reads, 'withdrawalLog' | 'log'>;
type Reservation = Pick<Withdrawal, 'id' | 'seq' | 'robloxUserId' | 'status' | 'claim'>;

/**
 * Whether the log, up to this head, has a reservation of this member's where the withdrawal says that it was
 * made, and nobody has claimed or ended it since but as it says: so by an edited row nothing goes to another
 * account, or back to its owner while a teller hands it over. How much it holds, its balance says.
 */
export async function isReservationLogged(
  reads: ReservationReads,
  withdrawal: Reservation,
  head: BankRow,
): Promise<boolean> {
  const { id, seq, robloxUserId, status, claim } = withdrawal;
  const made = await readInChain(reads, seq, head);
  if (made?.robloxUserId !== robloxUserId || !made.entries.some(({ to }) => to === reservedAccount(id)))
    return false;
  const newest = await reads.withdrawalLog({ withdrawalId: id, upTo: head.seq }).catch(ifUnreadable(null));
  if (newest === null || (newest && !(await isInChain(reads, newest, head)))) return false;
  // The rest of one that was split is of a transaction about the other part.
  const last = newest ?? made;
  return last.status === status && (!claim || last.tellerId === claim.tellerId);
}
