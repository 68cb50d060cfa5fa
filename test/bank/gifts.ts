import type { z } from 'zod';
import type { Caller } from '../../src/bank/engine/book.ts';
import type { Rules } from '../../src/bank/engine/operation.ts';
import { acceptOffer, declineTrade, readOffer } from '../../src/bank/trade.ts';
import { offerTrade, tradeOfferInput } from '../../src/bank/trade-offer.ts';
import { transferGoods, transferInput } from '../../src/bank/transfer.ts';
import { findGift, undoTransaction } from '../../src/bank/undo-gift.ts';
import { type Bank, openBank } from './bank.ts';
import { linkUser } from './link.ts';

const WEB = { by: 'web' } as const;
const STAFF = { by: 'staff' } as const;

/** The Discord user of the member with this Roblox id. */
export const userOf = (robloxUserId: number): string => `10000000000000000${robloxUserId}`;

type Given = Partial<z.input<typeof transferInput>>;
type Offered = Partial<z.input<typeof tradeOfferInput>>;

/** What members do with each other, mostly from 1 to 2. */
export const giftsOf = ({ book }: Pick<Bank, 'book'>) => ({
  transfer(given: Given, caller: Caller = WEB) {
    const { fromRobloxUserId = 1 } = given;
    const parties = { fromRobloxUserId, toRobloxUserId: 2, discordUserId: userOf(fromRobloxUserId) };
    const input = transferInput.parse({ transferId: 'gift', ...parties, ...given });
    return book.perform(transferGoods, input, caller);
  },
  offer(offered: Offered, caller: Caller = WEB) {
    const { fromRobloxUserId = 1 } = offered;
    const parties = { fromRobloxUserId, toRobloxUserId: 2, discordUserId: userOf(fromRobloxUserId) };
    const sides = { gives: { pets: [{ id: 'Cat' }] }, wants: { gems: 5 } };
    const input = tradeOfferInput.parse({ offerId: 'offer', ...parties, ...sides, ...offered });
    return book.perform(offerTrade, input, caller);
  },
  accept: (offerId = 'offer', robloxUserId = 2, discordUserId = userOf(robloxUserId)) =>
    acceptOffer(book, { offerId, robloxUserId, discordUserId }, WEB),
  decline: (offerId = 'offer', robloxUserId = 2, discordUserId = userOf(robloxUserId)) =>
    book.perform(declineTrade, { offerId, robloxUserId, discordUserId }, WEB),
  read: (offerId = 'offer') => book.query(readOffer, offerId, WEB),
  async undo(
    { transactionId, ...decision }: { transactionId: string; reason?: string; approvedBy?: string },
    caller: Caller = STAFF,
  ) {
    const gift = await findGift(book.reads, transactionId);
    return book.perform(undoTransaction, { gift, reason: 'an account was stolen', ...decision }, caller);
  },
});

/** A bank with two linked members: the first has ten cats and 100 gems, the other ten dogs and 100 gems. */
export async function openPair(rules?: Rules) {
  const bank = openBank(rules ? { rules } : {});
  for (const robloxUserId of [1, 2]) {
    await linkUser(bank, { robloxUserId, discordUserId: userOf(robloxUserId) });
    const pet = robloxUserId === 1 ? 'Cat' : 'Dog';
    await bank.deposit({
      tradeId: `of-${robloxUserId}`,
      robloxUserId,
      pets: [{ id: pet, quantity: 10 }],
      gems: 100,
    });
  }
  return { ...bank, ...giftsOf(bank) };
}
