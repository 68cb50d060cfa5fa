import { amountsToGoods } from '../bank/engine/pets.ts';
import { ignoreRefusal } from '../bank/engine/refusal.ts';
import type { Offer } from '../bank/engine/rows.ts';
import { acceptOffer, declineTrade, readOffer } from '../bank/trade.ts';
import { readOffersBetween } from '../bank/trade-invite.ts';
import { offerTrade } from '../bank/trade-offer.ts';
import type { Basket } from './basket.ts';
import { type CommandDependencies, DISCORD } from './dependencies.ts';
import { sidesOf, type TradeSide, type TradeTable } from './trade-tables.ts';

type Book = CommandDependencies['book'];

/** Who agreed to exactly what is on the table now, and whether that has become a trade. */
export interface Agreement {
  readonly status: Offer['status'] | 'none';
  /** The Roblox account of whoever agreed first; null: nobody has. */
  readonly by: number | null;
  readonly expiresAt: string | null;
}

const NOBODY: Agreement = { status: 'none', by: null, expiresAt: null };

/** Reads what the bank knows of the table's newest offer. */
export async function readAgreement(book: Book, { offerId }: TradeTable): Promise<Agreement> {
  if (offerId === null) return NOBODY;
  const { status, fromRobloxUserId, expiresAt } = await book.query(readOffer, offerId, DISCORD);
  return { status, by: status === 'open' ? fromRobloxUserId : null, expiresAt };
}

interface Act {
  /** Who does it. */
  readonly discordUserId: string;
  /** The same however often it is tried. */
  readonly operationId: string;
  readonly at: number;
}

/**
 * The first of the two to agree makes an offer of what is on the table; the other one accepts that very
 * offer. So nothing but what both saw can move. Refuses what the bank refuses.
 */
export async function agree(book: Book, table: TradeTable, act: Act): Promise<TradeTable> {
  const { mine, other } = sidesOf(table, act.discordUserId);
  const { status, by } = await readAgreement(book, table);
  if (status === 'accepted' || by === mine.robloxUserId) return table;
  if (by === null) return { ...table, offerId: await makeOffer(book, { mine, other, act }) };
  const { robloxUserId, discordUserId } = mine;
  await acceptOffer(book, { offerId: table.offerId ?? '', robloxUserId, discordUserId }, DISCORD);
  return { ...table, isOver: true, changedAt: act.at };
}

async function makeOffer(
  book: Book,
  { mine, other, act }: { readonly mine: TradeSide; readonly other: TradeSide; readonly act: Act },
): Promise<string> {
  const parties = {
    fromRobloxUserId: mine.robloxUserId,
    toRobloxUserId: other.robloxUserId,
    discordUserId: mine.discordUserId,
  };
  const [gives, wants] = [toGiven(mine.basket), toGiven(other.basket)];
  const { offerId } = await book.perform(
    offerTrade,
    { offerId: act.operationId, ...parties, gives, wants },
    DISCORD,
  );
  return offerId;
}

function toGiven(basket: Basket) {
  const { pets, gems } = amountsToGoods(basket);
  return { pets: [...pets], gems };
}

/** Takes back what either of the two has agreed to, then changes the actor's side, unless all has moved. */
export async function changeSide(
  book: Book,
  table: TradeTable,
  { discordUserId, basket, at }: { discordUserId: string; basket: Basket; at: number },
): Promise<TradeTable> {
  if (await takeBack(book, table, discordUserId)) return { ...table, isOver: true };
  const [first, second] = table.sides.map((side) =>
    side.discordUserId === discordUserId ? { ...side, basket } : side,
  );
  const sides = first && second ? ([first, second] as const) : table.sides;
  return { ...table, sides, version: table.version + 1, offerId: null, changedAt: at };
}

/** Ends it: what was agreed to is taken back too, but for what has moved already. */
export async function callOff(book: Book, table: TradeTable, discordUserId: string): Promise<TradeTable> {
  if (await takeBack(book, table, discordUserId)) return { ...table, isOver: true };
  return { ...table, offerId: null, calledOffBy: discordUserId, isOver: true };
}

/**
 * Every open offer of the two to each other: one may have been made that this process never heard of. Returns
 * whether the table's own was accepted, by another program.
 */
async function takeBack(book: Book, table: TradeTable, actorId: string): Promise<boolean> {
  const { mine, other } = sidesOf(table, actorId);
  const { robloxUserId, discordUserId } = mine;
  const offers = await book.query(readOffersBetween, [robloxUserId, other.robloxUserId], DISCORD);
  for (const { id: offerId } of offers) {
    await book
      .perform(declineTrade, { offerId, robloxUserId, discordUserId }, DISCORD)
      .catch(ignoreRefusal('offer_closed'));
  }
  return (await readAgreement(book, table)).status === 'accepted';
}
