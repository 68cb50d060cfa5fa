import { StorageUnavailable } from '../../../bank/book.ts';

/** Discord's bounds for what is offered while something is typed, and for a menu's words. */
export const MAX_OFFERED = 25;
export const MAX_CHOICE = 100;

/** What is read to be offered; nothing while the database is away, since it can be written in full as well. */
export async function ifReachable<Row>(read: Promise<Row[]>): Promise<Row[]> {
  try {
    return await read;
  } catch (error) {
    if (error instanceof StorageUnavailable) return [];
    throw error;
  }
}
