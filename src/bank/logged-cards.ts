import type { Reads } from './engine/book.ts';
import type { BankRow, TellerCard } from './engine/rows.ts';
import { recordRow } from './engine/state.ts';
import { isInChain, listSaid } from './in-chain.ts';
import { ifUnreadable } from './verify-balances.ts';

/*
 * Who a teller is in the game, a card says to members, who hand their pets over by it. The log says it, too,
 * in transactions that an index finds by the teller: so a card counts only where the newest says the same.
 */

type CardReads = Pick<Reads, 'cardLog' | 'log'>;

/** Whether the card is what the log, up to this head, says last of this teller, in its chain. */
export async function isCardLogged(reads: CardReads, card: TellerCard, head: BankRow): Promise<boolean> {
  const newest = await reads.cardLog({ tellerId: card.id, upTo: head.seq }).catch(ifUnreadable(undefined));
  if (!newest || !(await isInChain(reads, newest, head))) return false;
  const [table, key, values] = recordRow('tellerCards', card) ?? [];
  const said = listSaid(newest).findLast((row) => row[0] === table && row[1] === key);
  return said !== undefined && JSON.stringify(said[2]) === JSON.stringify(values);
}
