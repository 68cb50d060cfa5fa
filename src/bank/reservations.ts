import type { Reads } from './engine/book.ts';
import { reservedAccount } from './engine/ledger.ts';
import type { BankRow, Transaction, Withdrawal } from './engine/rows.ts';
import { isInChain, readInChain } from './in-chain.ts';
import { ifUnreadable } from './verify-balances.ts';

/** How many pages of a member's transactions are looked at: few withdrawals stay open for longer. */
const MAX_PAGES = 20;
const PAGE = 20;

type ReservationReads = Pick<Reads, 'history' | 'log'>;
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
  const newest = await findNewest(reads, withdrawal, head).catch(ifUnreadable(null));
  if (newest === undefined) return true;
  if (newest === null || newest.status !== status) return false;
  if (claim && newest.tellerId !== claim.tellerId) return false;
  return newest.seq === seq || isInChain(reads, newest, head);
}

/** The newest transaction about it; undefined where there are too many others of the member's since. */
async function findNewest(
  { history }: ReservationReads,
  { id, seq, robloxUserId }: Reservation,
  head: BankRow,
): Promise<Transaction | undefined> {
  let beforeSeq = head.seq + 1;
  for (let pages = 0; pages < MAX_PAGES; pages += 1) {
    const page = await history({ robloxUserId, beforeSeq, limit: PAGE });
    const newest = page.find((made) => made.withdrawalId === id || made.seq === seq);
    const last = page.at(-1);
    if (newest || !last) return newest;
    beforeSeq = last.seq;
  }
  return undefined;
}
