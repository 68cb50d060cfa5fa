import type { Reads } from './engine/book.ts';
import type { StaffMember, Transaction } from './engine/rows.ts';
import { parseStaff, staffName } from './staff.ts';

/** What the log last said about each of the staff, by their Roblox ids. */
export type LoggedStaff = Map<number, StaffMember>;

/** Keeps what a row of the log says about one of the staff; the rows come in the log's order. */
export function replayStaff(logged: LoggedStaff, transaction: Transaction): void {
  if (transaction.kind !== 'staff_changed') return;
  const row = parseStaff(transaction, (robloxUserId) => logged.get(robloxUserId));
  if (row) logged.set(row.robloxUserId, row);
}

/** The first of the staff of whom the rows say something else than the log, in words. */
export async function findStaffError(reads: Reads, logged: LoggedStaff): Promise<string | undefined> {
  const rows = new Map((await reads.staff()).map((row) => [row.robloxUserId, row]));
  const differs = [...new Set([...rows.keys(), ...logged.keys()])].find(
    (id) => !Bun.deepEquals(rows.get(id), logged.get(id)),
  );
  return differs === undefined
    ? undefined
    : `${staffName(differs)}: the row and the log do not agree on what they may do`;
}
