import { invariant } from '../bank/engine/assert.ts';
import { type LimitName, Refusal } from '../bank/engine/refusal.ts';
import { MAX_OPEN_OFFERS } from '../bank/trade-offer.ts';
import { createCache } from '../cache.ts';
import type { Basket } from './basket.ts';
import type { Reply } from './model/reply.ts';
import type { Pair, PartyMember } from './pair.ts';

/** How many tables are remembered, and for how long after their last change: as long as an offer is open. */
const MAX_TABLES = 5_000;
export const TABLE_MS = 15 * 60_000;

export interface TradeSide extends PartyMember {
  readonly basket: Basket;
}

/**
 * What two members put together before they trade. Only here: whether they agreed is in the bank, as an offer
 * of exactly this.
 */
export interface TradeTable {
  readonly id: string;
  /** First whoever began. */
  readonly sides: readonly [TradeSide, TradeSide];
  /** Grows with each change of a side: what was agreed to before is not what is there now. */
  readonly version: number;
  /** The newest offer that was made of it; null: none since the last change. */
  readonly offerId: string | null;
  /** Who called it off, by Discord user; null: nobody. */
  readonly calledOffBy: string | null;
  readonly isOver: boolean;
  readonly changedAt: number;
}

/** What an act makes of a table, and what whoever acted is told of it. */
export interface TableChange {
  readonly table: TradeTable;
  readonly note?: Reply;
}

type Start = Pick<TradeTable, 'offerId'> & { readonly basketOf: (robloxUserId: number) => Basket };

export interface TradeTables {
  /** The open table of these two; undefined if there is none. */
  between(pair: Pair): TradeTable | undefined;
  /** Lays a table for these two. Refuses `limit_exceeded` to who has many. */
  lay(pair: Pair, start: Start): TradeTable;
  /** Undefined once it has been forgotten. */
  find(id: string): TradeTable | undefined;
  isOpen(table: TradeTable): boolean;
  /** The open tables of a Discord user. */
  ofUser(discordUserId: string): readonly TradeTable[];
  /** The open tables that are nowhere but here: nobody has agreed to what is on them. */
  drafts(): readonly TradeTable[];
  /** Changes an open table, one act after the other: two at once see each other's results. */
  change(id: string, act: (table: TradeTable) => Promise<TableChange>): Promise<TableChange | undefined>;
}

/**
 * In memory: after a restart, members start again, and are told so where the process could still say it. What
 * was agreed to is in the bank all the while. `onChange` is told of both members of a table that has changed.
 */
export function createTradeTables(
  clock: () => number,
  onChange: (robloxUserIds: readonly number[]) => void = () => undefined,
): TradeTables {
  const tables = createCache<string, TradeTable>(MAX_TABLES);
  const takeTurn = createTurns();
  let laid = 0;
  const isOpen = ({ changedAt, isOver }: TradeTable): boolean => !isOver && clock() < changedAt + TABLE_MS;
  const listOpen = (): TradeTable[] => [...tables.values()].filter(isOpen);
  return {
    find: (id) => tables.get(id),
    isOpen,
    between: ({ mine, other }) =>
      listOpen().find(({ sides }) =>
        [mine, other].every((member) => sides.some((side) => isSame(side, member))),
      ),
    ofUser: (discordUserId) =>
      listOpen().filter(({ sides }) => sides.some((side) => side.discordUserId === discordUserId)),
    drafts: () => listOpen().filter(({ offerId }) => offerId === null),
    lay({ mine, other }, { basketOf, offerId }) {
      const open = listOpen().map(({ sides }) => sides);
      requireFew(
        open.filter(([maker]) => maker.robloxUserId === mine.robloxUserId),
        'OFFERS_MADE',
      );
      requireFew(
        open.filter(([, to]) => to.robloxUserId === other.robloxUserId),
        'OFFERS_RECEIVED',
      );
      laid += 1;
      const toSide = (member: PartyMember) => ({ ...member, basket: basketOf(member.robloxUserId) });
      const sides = [toSide(mine), toSide(other)] as const;
      const state = { version: 0, offerId, calledOffBy: null, isOver: false, changedAt: clock() };
      const table = { id: String(laid), sides, ...state };
      tables.set(table.id, table);
      return table;
    },
    change: (id, act) =>
      takeTurn(id, async () => {
        const table = tables.get(id);
        if (!table || !isOpen(table)) return undefined;
        const change = await act(table);
        tables.set(id, change.table);
        onChange(table.sides.map(({ robloxUserId }) => robloxUserId));
        return change;
      }),
  };
}

/** Acts with the same id wait for each other, whatever becomes of those before. */
function createTurns() {
  const last = new Map<string, Promise<void>>();
  return <T>(id: string, act: () => Promise<T>): Promise<T> => {
    const acting = (last.get(id) ?? Promise.resolve()).then(act);
    const done = acting.then(ignore, ignore);
    last.set(id, done);
    void done.then(() => last.get(id) === done && last.delete(id));
    return acting;
  };
}

const ignore = (): void => undefined;

const isSame = (side: PartyMember, { robloxUserId, discordUserId }: PartyMember): boolean =>
  side.robloxUserId === robloxUserId && side.discordUserId === discordUserId;

function requireFew({ length }: readonly unknown[], limit: LimitName): void {
  if (length < MAX_OPEN_OFFERS) return;
  const breach = { limit, allowed: MAX_OPEN_OFFERS, used: BigInt(length), requested: 1n };
  throw new Refusal('limit_exceeded', { breach });
}

/** The table as one of the two sees it. */
export function sidesOf({ sides }: TradeTable, discordUserId: string): { mine: TradeSide; other: TradeSide } {
  const mine = sides.find((side) => side.discordUserId === discordUserId);
  const other = sides.find((side) => side.discordUserId !== discordUserId);
  return { mine: invariant(mine, 'a side of their own'), other: invariant(other, 'another side') };
}
