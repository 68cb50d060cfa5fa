import { type Book, StorageUnavailable } from '../../bank/engine/book.ts';
import type { Catalogue } from '../../bank/engine/catalogue.ts';
import type { Choice, TextOption } from '../model/command.ts';
import { formatPetLine } from './pet-lines.ts';

/** Discord's bounds for what is offered while something is typed, and for a menu's words. */
export const MAX_OFFERED = 25;
export const MAX_CHOICE = 100;

/**
 * What is read to be offered; nothing while the database is away, since it can be written in full as well.
 */
export async function ifReachable<Row>(read: Promise<Row[]>): Promise<Row[]> {
  try {
    return await read;
  } catch (error) {
    if (error instanceof StorageUnavailable) return [];
    throw error;
  }
}

/** How many open cases are looked through. */
const MAX_SCANNED = 200;

/**
 * Open cases whose id holds what was typed. One with an id that Discord can't take is chosen from the list
 * instead.
 */
export async function offerCases({ reads }: Book, typed: string): Promise<Choice[]> {
  const sought = typed.toLowerCase();
  const open = await ifReachable(reads.cases({ isOpen: true, limit: MAX_SCANNED }));
  return open
    .filter(({ id }) => id.length <= MAX_CHOICE && id.toLowerCase().includes(sought))
    .slice(0, MAX_OFFERED)
    .map(({ id }) => ({ name: id, value: id }));
}

/**
 * Pets of the catalogue that hold every word of the last pet typed, by id or shown name; what stands before
 * that pet stays.
 */
export function offerPets({ items }: Catalogue, typed: string): Choice[] {
  const start = typed.lastIndexOf(';') + 1;
  const counted = /^\s*(?:\d[\d.,_]*[kmbt]?\s*[x×]\s+)?/i.exec(typed.slice(start))?.[0] ?? '';
  const kept = typed.slice(0, start + counted.length);
  const words = typed
    .slice(kept.length)
    .toLowerCase()
    .split(/[\s,]+/);
  const offered: Choice[] = [];
  for (const item of items) {
    const line = formatPetLine({ ...item, quantity: 1 });
    const value = `${kept}${line}`;
    const said = `${line} ${item.name}`.toLowerCase();
    if (value.length <= MAX_CHOICE && words.every((word) => said.includes(word)))
      offered.push({ name: value, value });
    if (offered.length === MAX_OFFERED) break;
  }
  return offered;
}

/** What staff write for the teller that they are themselves. */
const ME = 'me';

/** Names a teller, or with `me` the actor's own account. */
export const tellerOption = ({ reads }: Book, description: string): TextOption => ({
  kind: 'text',
  description,
  maxLength: 64,
  isRequired: true,
  async complete(_actor, typed) {
    const sought = typed.toLowerCase();
    const tellers = await ifReachable(reads.tellers());
    return [ME, ...tellers.map(({ id }) => id)]
      .filter((id) => id.toLowerCase().includes(sought))
      .slice(0, MAX_OFFERED)
      .map((id) => ({ name: id, value: id }));
  },
});

export const readTellerId = (written: string, { by }: { readonly by: string }): string =>
  written.toLowerCase() === ME ? by : written;
