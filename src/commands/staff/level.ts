import { type Book, StorageUnavailable } from '../../bank/engine/book.ts';
import type { StaffLevel } from '../../bank/engine/rows.ts';
import { levelOf } from '../../bank/staff.ts';
import { DISCORD } from '../dependencies.ts';
import type { Actor } from '../model/actor.ts';
import { findLinkedAccount } from '../person.ts';
import { recordRoles } from './roles.ts';

/**
 * What an actor may do as staff: the higher of what their roles and the bank's table say. What the roles say
 * is written into the table where it differs, so that it knows since when somebody is what. While the
 * database is away, only roles count.
 */
export async function findLevel(book: Book, { discordUserId, level }: Actor): Promise<StaffLevel | null> {
  const byRoles = await level();
  try {
    const robloxUserId = await findLinkedAccount(book, discordUserId);
    if (robloxUserId === undefined) return byRoles;
    const row = await recordRoles(book, { robloxUserId, byRoles }, DISCORD);
    return levelOf({ granted: row?.granted ?? null, byRoles });
  } catch (error) {
    if (error instanceof StorageUnavailable) return byRoles;
    throw error;
  }
}
