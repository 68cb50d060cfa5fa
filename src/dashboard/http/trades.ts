import { z } from 'zod';
import { callerIdSchema, reasonSchema, rfc3339 } from '../../bank/engine/fields.ts';
import type { Offer } from '../../bank/engine/rows.ts';
import { takeBackOffer } from '../../bank/trade.ts';
import { readPetNames } from '../../commands/model/pet-names.ts';
import type { TablePage } from '../protocol.ts';
import type { OfferRow } from '../protocol-log.ts';
import { act, type Guarded, read } from './guarded.ts';
import { pageOf } from './list-page.ts';
import { hasWords, tableQuery } from './paging.ts';

/** How many open offers are looked at: they last for minutes. */
const MAX_OFFERS = 1_000;
const takeBackInput = z.strictObject({ offerId: callerIdSchema, reason: reasonSchema });

/** What members offer each other. Gifts and trades that were made are in the ledger. */
export const tradeEndpoints: readonly Guarded[] = [
  read(
    { path: 'trades/offers', query: z.strictObject(tableQuery) },
    async ({ query }, { book, clock, rules }): Promise<TablePage<OfferRow>> => {
      const open = await book.reads.openOffers({ at: clock(), limit: MAX_OFFERS });
      const { name } = readPetNames(rules().catalogue);
      const isWanted = ({ id, fromRobloxUserId, toRobloxUserId, gives, wants }: Offer): boolean => {
        const pets = [...gives.pets, ...wants.pets].flatMap((pet) => [pet.id, name(pet)]);
        return hasWords(query.search, [id, fromRobloxUserId, toRobloxUserId, ...pets]);
      };
      return pageOf(open.filter(isWanted).map(toRow), query);
    },
  ),
  act({ path: 'trades/take-back', body: takeBackInput, level: 'cashier' }, ({ body, caller }, { book }) =>
    book.perform(takeBackOffer, body, caller),
  ),
];

const toRow = ({ id, openedAt, expiresAt, ...offer }: Offer): OfferRow => ({
  offerId: id,
  fromRobloxUserId: offer.fromRobloxUserId,
  toRobloxUserId: offer.toRobloxUserId,
  gives: offer.gives,
  wants: offer.wants,
  openedAt: rfc3339(openedAt),
  expiresAt: rfc3339(expiresAt),
});
