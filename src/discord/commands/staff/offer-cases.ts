import type { Book } from '../../../bank/book.ts';
import type { Choice } from '../../option.ts';
import { ifReachable, MAX_CHOICE, MAX_OFFERED } from './offers.ts';

/** How many open cases are looked through. */
const LOOKED_AT = 200;

/** Open cases whose id holds what was typed. One with an id that Discord can't take is chosen from the list instead. */
export async function offerCases({ reads }: Book, typed: string): Promise<Choice[]> {
  const sought = typed.toLowerCase();
  const open = await ifReachable(reads.cases({ isOpen: true, limit: LOOKED_AT }));
  return open
    .filter(({ id }) => id.length <= MAX_CHOICE && id.toLowerCase().includes(sought))
    .slice(0, MAX_OFFERED)
    .map(({ id }) => ({ name: id, value: id }));
}
