import type { Reads } from './engine/book.ts';
import { reservedAccount } from './engine/ledger.ts';
import type { BankRow, Withdrawal } from './engine/rows.ts';
import { isInChain } from './in-chain.ts';
import { ifUnreadable } from './verify-balances.ts';

/**
 * Whether the log, up to this head, has a reservation of this member's where the withdrawal says that it was
 * made: so an edited row gives nothing to another account. How much it holds, its balance says.
 */
export async function isReservationLogged(
  reads: Pick<Reads, 'log'>,
  { id, seq, robloxUserId }: Pick<Withdrawal, 'id' | 'seq' | 'robloxUserId'>,
  head: BankRow,
): Promise<boolean> {
  const [made] = await reads.log({ afterSeq: seq - 1, limit: 1 }).catch(ifUnreadable([]));
  const isItsOwn = made?.seq === seq && made.robloxUserId === robloxUserId;
  if (!isItsOwn || !made.entries.some(({ to }) => to === reservedAccount(id))) return false;
  return isInChain(reads, made, head);
}
