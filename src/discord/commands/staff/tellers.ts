import { type Book, StorageUnavailable } from '../../../bank/book.ts';
import type { TextOption } from '../../option.ts';
import { MAX_OFFERED } from './offer-pets.ts';

/** What staff write for the teller that they are themselves. */
const ME = 'me';

/** Names a teller, or with `me` the asker's own account. */
export const tellerOption = ({ reads }: Book, description: string): TextOption => ({
  kind: 'text',
  description,
  maxLength: 64,
  isRequired: true,
  async complete(_asker, typed) {
    const sought = typed.toLowerCase();
    const ids = [ME, ...(await tellerIds(reads))].filter((id) => id.toLowerCase().includes(sought));
    return ids.slice(0, MAX_OFFERED).map((id) => ({ name: id, value: id }));
  },
});

/** The tellers' names; none while the database is away, since they can be written in full. */
async function tellerIds(reads: Book['reads']): Promise<string[]> {
  try {
    return (await reads.tellers()).map(({ id }) => id);
  } catch (error) {
    if (error instanceof StorageUnavailable) return [];
    throw error;
  }
}

export const tellerOf = (written: string, { by }: { readonly by: string }): string =>
  written.toLowerCase() === ME ? by : written;
