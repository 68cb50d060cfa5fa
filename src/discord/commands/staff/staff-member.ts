import { staffName } from '../../../bank/adjust.ts';
import type { Book, Caller } from '../../../bank/book.ts';
import type { Asker } from '../../asker.ts';
import { linkedAccount } from '../person.ts';

/** The name by which this one of the staff acts: that of their own Roblox account. Refuses `not_linked`. */
export async function staffCaller(book: Book, { discordUserId }: Asker): Promise<Caller> {
  return { by: staffName(await linkedAccount(book, discordUserId)) };
}
