import type { Reads } from './engine/book.ts';
import type { BankRow, Offer } from './engine/rows.ts';
import { recordRow } from './engine/state.ts';
import { type OperationReads, readOperations, readRecord } from './in-chain.ts';
import { offerEndId } from './trade-offer.ts';

/**
 * Whether the log, up to this head, has the offer where it says that it was made, with the same two members,
 * goods and times, and nothing by which it ended.
 */
export async function isOfferLogged(
  reads: Pick<Reads, 'log'> & OperationReads,
  offer: Offer,
  head: BankRow,
): Promise<boolean> {
  const { id, seq } = offer;
  const [, , values] = recordRow('offers', offer) ?? [];
  const said = await readRecord(reads, { table: 'offers', key: id, seq }, head);
  if (!said || JSON.stringify(said) !== JSON.stringify(values)) return false;
  const [end] = await readOperations(reads, [offerEndId(id)], head);
  return !end;
}
