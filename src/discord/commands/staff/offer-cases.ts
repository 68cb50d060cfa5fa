import { type Book, StorageUnavailable } from '../../../bank/book.ts';
import type { Case } from '../../../bank/rows.ts';
import type { Choice } from '../../option.ts';
import { MAX_CHOICE, MAX_OFFERED } from './offer-pets.ts';

/** How many open cases are looked through. */
const LOOKED_AT = 200;

/** Open cases whose id holds what was typed. One with an id that Discord can't take is chosen from the list instead. */
export async function offerCases({ reads }: Book, typed: string): Promise<Choice[]> {
  const sought = typed.toLowerCase();
  return (await openCases(reads))
    .filter(({ id }) => id.length <= MAX_CHOICE && id.toLowerCase().includes(sought))
    .slice(0, MAX_OFFERED)
    .map(({ id }) => ({ name: id, value: id }));
}

/** None while the database is away: a case can be chosen from the list later. */
async function openCases(reads: Book['reads']): Promise<Case[]> {
  try {
    return await reads.cases({ isOpen: true, limit: LOOKED_AT });
  } catch (error) {
    if (error instanceof StorageUnavailable) return [];
    throw error;
  }
}
