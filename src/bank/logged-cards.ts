import { z } from 'zod';
import type { Reads } from './engine/book.ts';
import type { BankRow, Instant, TellerCard } from './engine/rows.ts';
import type { RowRecord } from './engine/state.ts';
import { wasSaid } from './in-chain.ts';
import { CHANGE_MS } from './name-teller.ts';
import { parseStaffName } from './staff.ts';
import { ifUnreadable } from './verify-balances.ts';

/*
 * Who a teller is in the game, a card says to members, who hand their pets over by it. The log says it, too,
 * at the moment from which on the card holds, or a day before it: it has never left out a card.
 */

const optional = <Value extends z.ZodType>(value: Value) => z.tuple([]).or(z.tuple([value]));
const account = z.number().nullable();
const place = z.string().nullable();
/** What the log keeps of a card: `src/bank/engine/state.ts`. */
const said = z.tuple([
  account,
  place,
  z.unknown(),
  z.number(),
  z.tuple([optional(account), optional(place), z.number()]).nullable(),
]);

type LogReads = Pick<Reads, 'log'>;
type Named = Pick<TellerCard, 'id'> & {
  readonly robloxUserId?: number | null | undefined;
  readonly placeUrl?: string | null | undefined;
};

/** Whether the account and the place of a card, and those that wait, are what the log says since then. */
export async function isCardLogged(reads: LogReads, card: TellerCard, head: BankRow): Promise<boolean> {
  const { id, pending, since } = card;
  const isNamed = await wasNamed(reads, card, since, head);
  return isNamed && (pending === null || wasNamed(reads, { id, ...pending }, pending.from, head));
}

/** Whether the log has named these, to hold from then on; what is null or left out names nobody. */
async function wasNamed(reads: LogReads, named: Named, from: Instant, head: BankRow): Promise<boolean> {
  // That one of the staff is themselves, their name says.
  const robloxUserId = named.robloxUserId === parseStaffName(named.id) ? null : named.robloxUserId;
  if ((robloxUserId ?? null) === null && (named.placeUrl ?? null) === null) return true;
  const isSo = (record: RowRecord): boolean => isNamedBy(record, { ...named, robloxUserId }, from);
  for (const at of [from, from - CHANGE_MS])
    if (await wasSaid(reads, { at, isSo }, head).catch(ifUnreadable(false))) return true;
  return false;
}

/** One of what waited may have been taken back before the other took effect. */
function isNamedBy([table, key, values]: RowRecord, named: Named, from: Instant): boolean {
  if (table !== 'tellerCards' || key !== named.id) return false;
  const [robloxUserId, placeUrl, , since, pending] = said.parse(values);
  const [laterAccount, laterPlace, laterFrom] = pending ?? [[], [], undefined];
  if (since !== from && laterFrom !== from) return false;
  const isAmong = (value: unknown, known: readonly unknown[]): boolean =>
    (value ?? null) === null || known.includes(value);
  return (
    isAmong(named.robloxUserId, [robloxUserId, ...laterAccount]) &&
    isAmong(named.placeUrl, [placeUrl, ...laterPlace])
  );
}
