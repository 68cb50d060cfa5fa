import type { Reads } from './engine/book.ts';
import type { StaffDay, StaffMember, Transaction } from './engine/rows.ts';
import { parseStaff, staffName } from './staff.ts';
import { toUtcDay } from './withdrawals.ts';

/** How many rows are read at once. */
const PAGE = 500;

/** What the log last said about each of the staff, by their Roblox ids. */
export type LoggedStaff = Map<number, StaffMember>;

/** Keeps what a row of the log says about one of the staff; the rows come in the log's order. */
export function replayStaff(logged: LoggedStaff, transaction: Transaction): void {
  if (transaction.kind !== 'staff_changed') return;
  const row = parseStaff(transaction, (robloxUserId) => logged.get(robloxUserId));
  if (row) logged.set(row.robloxUserId, row);
}

/** What the log says that each of the staff moved alone, by their name and the day. */
export type LoggedStaffDays = Map<string, bigint>;

/** Adds what a row of the log says that somebody moved alone. */
export function replayMovedAlone(logged: LoggedStaffDays, { by, at, movedAlone }: Transaction): void {
  if (movedAlone === null) return;
  const key = `${by} ${toUtcDay(at)}`;
  logged.set(key, (logged.get(key) ?? 0n) + movedAlone);
}

/** The first day of one of the staff of which the row says something else than the log, in words. */
export async function findStaffDayError(reads: Reads, logged: LoggedStaffDays): Promise<string | undefined> {
  const missing = new Map(logged);
  for (let after: StaffDay | undefined; ; ) {
    const rows = await reads.staffDays({ ...(after && { after }), limit: PAGE });
    for (const { staff, day, worth } of rows) {
      if (missing.get(`${staff} ${day}`) !== worth) return describeDay(`${staff} ${day}`);
      missing.delete(`${staff} ${day}`);
    }
    if (rows.length < PAGE) break;
    after = rows.at(-1);
  }
  const [first] = missing.keys();
  return first === undefined ? undefined : describeDay(first);
}

const describeDay = (key: string): string =>
  `${key}: the row and the log do not agree on what was moved alone on that day`;

/** The first of the staff of whom the rows say something else than the log, in words. */
export async function findStaffError(
  reads: Pick<Reads, 'staff'>,
  logged: LoggedStaff,
): Promise<string | undefined> {
  const rows = new Map((await reads.staff()).map((row) => [row.robloxUserId, row]));
  const differs = [...new Set([...rows.keys(), ...logged.keys()])].find(
    (id) => !Bun.deepEquals(rows.get(id), logged.get(id)),
  );
  return differs === undefined
    ? undefined
    : `${staffName(differs)}: the row and the log do not agree on what they may do`;
}
