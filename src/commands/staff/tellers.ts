import type { Book } from '../../bank/engine/book.ts';
import type { TextOption } from '../model/option.ts';
import { ifReachable, MAX_OFFERED } from './offers.ts';

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
