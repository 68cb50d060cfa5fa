import type { Reads } from './engine/book.ts';
import { type Alias, aliasId, type BankRow } from './engine/rows.ts';
import { readInChain } from './in-chain.ts';

/** Whether the log, up to this head, has decided that these two are one pet, where the alias says so. */
export async function isRenameLogged(
  reads: Pick<Reads, 'log'>,
  { oldId, newId, seq }: Alias,
  head: BankRow,
): Promise<boolean> {
  const made = await readInChain(reads, seq, head);
  return made?.kind === 'renamed' && made.status === 'alias' && made.answer === aliasId(oldId, newId);
}
