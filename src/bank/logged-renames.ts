import type { Reads } from './engine/book.ts';
import { type Alias, aliasId, type BankRow } from './engine/rows.ts';
import { readInChain } from './in-chain.ts';

/**
 * The aliases without those that say that two pets are one where the log, up to this head, has not decided
 * it: whoever writes one beside it turns no pet into another. What staff are asked about is no such word.
 */
export async function keepLogged(
  reads: Pick<Reads, 'log'>,
  aliases: readonly Alias[],
  head: BankRow,
): Promise<readonly Alias[]> {
  const areLogged = await Promise.all(
    aliases.map((alias) => alias.seq === 0 || isRenameLogged(reads, alias, head)),
  );
  return aliases.filter((_alias, at) => areLogged[at]);
}

async function isRenameLogged(
  reads: Pick<Reads, 'log'>,
  { oldId, newId, seq }: Alias,
  head: BankRow,
): Promise<boolean> {
  const made = await readInChain(reads, seq, head);
  return made?.kind === 'renamed' && made.status === 'alias' && made.answer === aliasId(oldId, newId);
}
