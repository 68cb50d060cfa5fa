import { z } from 'zod';
import { VALUE_FLAGS, VALUE_SOURCES } from '../bank/engine/catalogue.ts';
import { rfc3339, timeAnswer } from '../bank/engine/fields.ts';
import { VARIANTS } from '../bank/engine/pets.ts';
import { Refusal } from '../bank/engine/refusal.ts';
import { isStale } from '../bank/pet-values.ts';
import { defineEndpoint, type Endpoint, GET } from './endpoint.ts';
import { itemAnswer } from './items.ts';

const query = z.strictObject({
  id: z.string().max(64).meta({ description: 'The id, or a name that exactly one id has.' }),
  variant: z.enum(VARIANTS).default('normal'),
  shiny: z
    .enum(['true', 'false'])
    .default('false')
    .transform((text) => text === 'true'),
  chroma: z
    .string()
    .regex(/^[1-6]$/, 'a whole number from 1 to 6')
    .transform(Number)
    .optional(),
});

const answer = itemAnswer.extend({
  source: z.enum([...VALUE_SOURCES, 'demo']).meta({ description: 'Who said what it is worth.' }),
  flags: z.array(z.enum(VALUE_FLAGS)).meta({ description: 'What is odd about the value.' }),
  stale: z
    .boolean()
    .meta({ description: 'Whether a price is more than a day old, since no newer one could be read.' }),
  points: z.array(z.object({ at: timeAnswer, value: z.int().min(0) })).meta({
    description: 'What it was worth, oldest first: each read of two days, then one a day, then one a week.',
  }),
});

/** What the bank knows about one form of a pet, with its history. */
export const itemValueEndpoint: Endpoint = defineEndpoint(
  {
    ...GET,
    path: '/items/value',
    query,
    scopes: [],
    tag: 'Pets',
    summary: 'What one pet is worth, and what it was worth before',
    description: 'The page at `/values` draws a plot of it.',
    answer,
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
    const pet = { id: catalogue.find(id)?.id ?? id, ...form };
    const item = catalogue.item(pet);
    const standing = catalogue.provenance(pet);
    if (!item || !standing) throw new Refusal('not_found');
    const points = await valuePoints(pet);
    return {
      ...item,
      source: standing.source,
      flags: [...standing.flags],
      stale: standing.source === 'big_games' && isStale(Date.parse(item.updatedAt), clock()),
      points: points.map(({ at, value }) => ({ at: rfc3339(at), value })),
    };
  },
);
