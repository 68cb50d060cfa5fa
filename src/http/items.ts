import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Catalogue, Item } from '../bank/engine/catalogue.ts';
import { timeAnswer } from '../bank/engine/fields.ts';
import { petSchema, TIERS } from '../bank/engine/pets.ts';
import { defineEndpoint, type Endpoint, GET } from './endpoint.ts';

const count = z.int().min(0).nullable();
export const itemAnswer = petSchema.extend({
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

const CACHE_CONTROL = 'public, max-age=60';

/** `/items/all`. The whole list is written out once for each catalogue, since most readers want all of it. */
export function createItemsEndpoint(): Endpoint {
  const written = new WeakMap<Catalogue, Page>();
  return defineEndpoint(
    {
      ...GET,
      path: '/items/all',
      query: z.strictObject({
        search: z.string().max(64).optional().meta({ description: 'Part of a name or id, in any case.' }),
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
      if (search !== undefined || tier !== undefined) {
        return pageResponse(writePage(catalogue, matching(catalogue.items, { search, tier })), headers);
      }
      const page = written.get(catalogue) ?? writePage(catalogue, catalogue.items);
      written.set(catalogue, page);
      return pageResponse(page, headers);
    },
  );
}

function matching(
  items: readonly Item[],
  { search = '', tier }: { search?: string | undefined; tier?: string | undefined },
): readonly Item[] {
  const part = search.toLowerCase();
  return items.filter(
    (item) =>
      (tier === undefined || item.tier === tier) &&
      (item.name.toLowerCase().includes(part) || item.id.toLowerCase().includes(part)),
  );
}

interface Page {
  readonly text: string;
  readonly etag: string;
}

function writePage({ updatedAt }: Catalogue, items: readonly Item[]): Page {
  const text = JSON.stringify({ items, count: items.length, updatedAt });
  return { text, etag: `"${createHash('sha256').update(text).digest('base64url')}"` };
}

function pageResponse({ text, etag }: Page, asked: Headers): Response {
  const headers = { etag, 'cache-control': CACHE_CONTROL };
  const known = asked.get('if-none-match')?.split(',') ?? [];
  const isKnown = known.some((one) => one.trim().replace(/^W\//, '') === etag || one.trim() === '*');
  if (isKnown) return new Response(null, { status: 304, headers });
  return new Response(text, { headers: { 'content-type': 'application/json', ...headers } });
}
