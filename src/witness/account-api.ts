import { z } from 'zod';
import { type Goods, type PetStack, petSchema, VARIANTS } from '../bank/engine/pets.ts';
import { UpstreamError } from '../bank/profiles.ts';
import type { Testimony, TradeSide } from '../bank/witness.ts';
import { RETRY_POLICY, StatusError } from '../upstream/retry-policy.ts';
import { createUpstream, type Upstream } from '../upstream/upstream.ts';

/** An inventory lists every item with its picture and price. */
const MAX_BODY_BYTES = 64 * 2 ** 20;
const TIMEOUT_MS = 30_000;
/** What the game calls gems. */
const DIAMONDS = 'Diamonds';

/** The account of one token. Nobody waits for it: the next poll is in an hour. */
export const openAccount = (baseUrl: string, accessToken: string, signal?: AbortSignal): Upstream =>
  createUpstream({
    name: 'BIG Games accounts',
    baseUrl,
    timeoutMs: TIMEOUT_MS,
    retryPolicy: RETRY_POLICY,
    headers: { authorization: `Bearer ${accessToken}` },
    maxBodyBytes: MAX_BODY_BYTES,
    ...(signal && { signal }),
  });

/** Whether the account's owner revoked the authorisation, or it has expired. */
export const isTokenRevoked = (error: unknown): boolean =>
  error instanceof UpstreamError && error.cause instanceof StatusError && error.cause.status === 401;

// Objects are loose, since BIG Games adds fields without notice.
const rawData = z.looseObject({
  pt: z.literal([0, 1, 2]).nullish(),
  sh: z.union([z.boolean(), z.literal([0, 1])]).nullish(),
});
// As large as a number holds: a single stack that no request may name must not hide all others.
const count = z.int().min(1);
const inventoryItem = z.looseObject({ class: z.string(), id: z.string(), count, rawData });
const tradeItem = z.looseObject({ id: z.string(), count, rawData, collection: z.string().nullish() });

const okWith = <Data extends z.ZodType>(data: Data) => z.looseObject({ status: z.literal('ok'), data });
const inventoryAnswer = okWith(
  z.looseObject({ items: z.array(inventoryItem), fetchedAt: z.iso.datetime().nullish() }),
);
const tradesAnswer = okWith(
  z.looseObject({
    entries: z.array(
      z.looseObject({
        timestamp: z.number().min(0),
        otherParty: z.looseObject({ uid: z.int().min(1) }),
        given: z.array(tradeItem),
        received: z.array(tradeItem),
      }),
    ),
  }),
);

/** A snapshot of what the account holds and traded; null if there is none. Rejects with UpstreamError. */
export async function readTestimony(api: Upstream, tellerId: string): Promise<Testimony | null> {
  const inventory = await api.request({ path: '/v1/account/inventory', schema: inventoryAnswer });
  const trades = await api.request({ path: '/v1/account/trades', schema: tradesAnswer });
  const fetchedAt = inventory?.data.fetchedAt;
  if (!inventory || !trades || !fetchedAt) return null;
  const sides = trades.data.entries.flatMap(({ timestamp, otherParty, given, received }) => {
    const common = { at: Math.floor(timestamp * 1000), robloxUserId: otherParty.uid };
    return [
      keepSide({ ...common, direction: 'received', goods: itemsToGoods(received) }),
      keepSide({ ...common, direction: 'given', goods: itemsToGoods(given) }),
    ].flat();
  });
  const holds = inventory.data.items.map(({ class: kind, ...item }) => ({
    ...item,
    collection: COLLECTION_OF[kind] ?? kind,
  }));
  return { tellerId, asOf: Date.parse(fetchedAt), sides, holds: itemsToGoods(holds) };
}

const COLLECTION_OF: Readonly<Record<string, string>> = { Pet: 'Pets' };

/** A side on which something of the bank's kind moved: charms and eggs are none. */
function keepSide(side: TradeSide): TradeSide[] {
  return side.goods.pets.length === 0 && side.goods.gems === 0 ? [] : [side];
}

/** Pets and gems among the items. One that BIG Games' own list lacks may be a new pet, and counts as one. */
function itemsToGoods(items: readonly z.infer<typeof tradeItem>[]): Goods {
  let gems = 0;
  const pets: PetStack[] = [];
  for (const { id, count: quantity, rawData: raw, collection } of items) {
    if (id === DIAMONDS) gems += quantity;
    else if ((collection ?? 'Pets') === 'Pets' && petSchema.shape.id.safeParse(id).success) {
      pets.push({ id, variant: VARIANTS[raw.pt ?? 0], shiny: Boolean(raw.sh), quantity });
    }
  }
  return { pets, gems };
}
