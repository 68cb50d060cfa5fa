import { z } from 'zod';
import {
  type Catalogue,
  type Item,
  oncePerCatalogue,
  VALUE_FLAGS,
  VALUE_SOURCES,
} from '../bank/engine/catalogue.ts';
import { rfc3339, timeAnswer } from '../bank/engine/fields.ts';
import { recognizeName } from '../bank/engine/pet-identity.ts';
import { petSchema, TIERS, VARIANTS } from '../bank/engine/pets.ts';
import { Refusal } from '../bank/engine/refusal.ts';
import { isStale } from '../bank/pet-values.ts';
import { type StoredBody, sendBody, storeBody } from './encoding.ts';
import { defineEndpoint, type Endpoint, GET } from './endpoint.ts';
import { searchItems } from './item-search.ts';

const count = z.int().min(0).nullable();
const itemAnswer = petSchema.extend({
  name: z.string(),
  tier: z.enum(TIERS),
  tradable: z.boolean().meta({
    description: 'Whether the bank takes it: the game lets it be traded, and the operator supports it.',
  }),
  value: count,
  rap: count,
  exists: count,
  thumbnail: z.string().nullable(),
  updatedAt: timeAnswer.meta({
    description: 'How old the value is: when it was last confirmed. RFC 3339, UTC',
  }),
});

const SEARCH =
  'A name or an id, or some words of one, as people type it: case, accents, quotes, dashes and spaces make ' +
  'no difference. The best come first; where nothing has it, those that are nearly it.';
const HEADERS = { 'content-type': 'application/json', 'cache-control': 'public, max-age=60' };

/** `/items/all`. Most readers want all of it. */
export function createItemsEndpoint(): Endpoint {
  return defineEndpoint(
    {
      ...GET,
      path: '/items/all',
      query: z.strictObject({
        search: z.string().max(64).optional().meta({ description: SEARCH }),
        tier: z.enum(TIERS).optional(),
      }),
      scopes: [],
      tag: 'Pets',
      summary: 'Every pet the bank knows, with values',
      answer: z.object({ items: z.array(itemAnswer), count: z.int(), updatedAt: timeAnswer.nullable() }),
      problems: [],
      example: {
        query: '?search=huge%20cat',
        answer: {
          items: [
            {
              id: 'Huge Cat',
              name: 'Huge Cat',
              variant: 'normal',
              shiny: false,
              tier: 'huge',
              tradable: true,
              value: 52_000_000,
              rap: 51_000_000,
              exists: 40_000,
              thumbnail: null,
              updatedAt: '2026-01-01T00:00:00.000Z',
            },
          ],
          count: 1,
          updatedAt: '2026-01-01T00:00:00.000Z',
        },
      },
    },
    async ({ query: { search, tier }, headers }, { rules }) => {
      const { catalogue } = rules();
      const list = search
        ? writeItems(catalogue, searchItems(catalogue)(search).filter(isOfTier(tier)))
        : writeTier(catalogue)(tier);
      return sendBody(list, { method: 'GET', headers }, { headers: HEADERS });
    },
  );
}

type Tier = Item['tier'];

const isOfTier = (tier: Tier | undefined) => (item: Item) => tier === undefined || item.tier === tier;

/** The list of a tier, or of all, is written and compressed once: there are as many as there are tiers. */
const writeTier = oncePerCatalogue((catalogue) => {
  const written = new Map<Tier | undefined, StoredBody>();
  return (tier: Tier | undefined): StoredBody => {
    const list = written.get(tier) ?? writeItems(catalogue, catalogue.items.filter(isOfTier(tier)));
    written.set(tier, list);
    return list;
  };
});

const writeItems = ({ updatedAt }: Catalogue, items: readonly Item[]): StoredBody =>
  storeBody(Buffer.from(JSON.stringify({ items, count: items.length, updatedAt })));

const valueQuery = z.strictObject({
  id: z.string().max(64).meta({ description: 'The id, or a name that only this id has.' }),
  variant: z.enum(VARIANTS).default('normal'),
  shiny: z
    .enum(['true', 'false'])
    .default('false')
    .transform((text) => text === 'true'),
  chroma: z
    .string()
    .regex(/^[1-6]$/, 'must be a whole number from 1 to 6')
    .transform(Number)
    .optional(),
});

const valueAnswer = itemAnswer.extend({
  chromaName: z.string().optional().meta({
    description: "What the colour of the chroma is called; there only where BIG Games' data says it.",
  }),
  source: z.enum([...VALUE_SOURCES, 'demo']).meta({ description: 'Where the value is from.' }),
  flags: z.array(z.enum(VALUE_FLAGS)).meta({ description: 'What is odd about the value.' }),
  stale: z
    .boolean()
    .meta({ description: 'Whether a price is more than a day old, since no newer one could be read.' }),
  points: z.array(z.object({ at: timeAnswer, value: z.int().min(0) })).meta({
    description: 'What it was worth, oldest first: each read of two days, then one a day, then one a week.',
  }),
});

/** `/items/value`: what the bank knows about a single form of a pet, with its history. */
export const itemValueEndpoint: Endpoint = defineEndpoint(
  {
    ...GET,
    path: '/items/value',
    query: valueQuery,
    scopes: [],
    tag: 'Pets',
    summary: 'What a pet is worth, and what it was worth before',
    description: 'The page at `/values` draws a plot of it.',
    answer: valueAnswer,
    problems: ['not_found', 'storage_unavailable'],
    example: {
      query: '?id=Huge%20Cat&variant=golden',
      answer: {
        id: 'Huge Cat',
        name: 'Huge Cat',
        variant: 'golden',
        shiny: false,
        tier: 'huge',
        tradable: true,
        value: 61_000_000,
        rap: 60_500_000,
        exists: 9_000,
        thumbnail: null,
        updatedAt: '2026-01-02T00:00:00.000Z',
        source: 'big_games',
        flags: [],
        stale: false,
        points: [
          { at: '2026-01-01T20:00:00.000Z', value: 60_000_000 },
          { at: '2026-01-02T00:00:00.000Z', value: 61_000_000 },
        ],
      },
    },
  },
  async ({ query: { id, ...form } }, { rules, valuePoints, clock }) => {
    const { catalogue } = rules();
    const pet = { ...form, id: recognizeName(id, rules()) };
    const item = catalogue.item(pet);
    const provenance = catalogue.provenance(pet);
    if (!item || !provenance) throw new Refusal('not_found');
    const points = await valuePoints(pet);
    const chromaName = catalogue.chromaName(pet);
    return {
      ...item,
      ...(chromaName === null ? {} : { chromaName }),
      source: provenance.source,
      flags: [...provenance.flags],
      stale: provenance.source === 'big_games' && isStale(Date.parse(item.updatedAt), clock()),
      points: points.map(({ at, value }) => ({ at: rfc3339(at), value })),
    };
  },
);
