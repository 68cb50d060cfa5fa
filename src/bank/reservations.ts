import type { Reads } from './engine/book.ts';
import { reservedAccount } from './engine/ledger.ts';
import type { BankRow, Withdrawal } from './engine/rows.ts';
import { readInChain } from './in-chain.ts';

/**
 * Whether the log, up to this head, has a reservation of this member's where the withdrawal says that it was
 * made: so an edited row gives nothing to another account. How much it holds, its balance says.
 */
export async function isReservationLogged(
  reads: Pick<Reads, 'log'>,
  { id, seq, robloxUserId }: Pick<Withdrawal, 'id' | 'seq' | 'robloxUserId'>,
  head: BankRow,
): Promise<boolean> {
  const made = await readInChain(reads, seq, head);
  return made?.robloxUserId === robloxUserId && made.entries.some(({ to }) => to === reservedAccount(id));
}
