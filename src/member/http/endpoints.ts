import { z } from 'zod';
import type { Book } from '../../bank/engine/book.ts';
import { isRefusal } from '../../bank/engine/refusal.ts';
import { exportMember } from '../../bank/export.ts';
import { endPass, openPage, PAGE_MS, type PageOwner, readPage } from '../../bank/passes.ts';
import { createCookie } from '../../http/cookie.ts';
import {
  defineEndpoint,
  type Endpoint,
  GET,
  POST,
  readInput,
  type Services,
  seqCursor,
} from '../../http/endpoint.ts';
import { readLanguage } from '../../http/language.ts';
import { createTryLimit, type TryLimit } from '../../http/sign-in-limit.ts';
import type { Language } from '../../messages/languages.ts';
import { makeSecretFor, readOwner, toPassId } from '../../secret.ts';
import { fromThisPage, guardSecret, noStore, refuse } from './answers.ts';
import { createPageEndpoints, HIDDEN } from './page.ts';
import { readHistoryPage, readMemberView } from './view.ts';

const COOKIE = createCookie({ name: 'petbank_member', path: '/me' });
/** The name under which a page ends its own pass: it does nothing else. */
const PAGE = { by: 'member-page' };
const noInput = z.strictObject({});

/**
 * A member's own page, and what it asks for. It is opened by a link from the bot, shows what its owner has,
 * and moves nothing. No document lists these endpoints.
 */
export function createMemberEndpoints(): readonly Endpoint[] {
  return [
    ...createPageEndpoints(),
    createOpen(),
    fromThisPage(
      defineEndpoint(
        { ...POST, ...HIDDEN, path: '/me/close', body: noInput },
        async ({ headers }, { book }) => {
          const secret = COOKIE.read(headers);
          if (secret !== '') await book.perform(endPass, toPassId(secret), PAGE);
          return withCookie(COOKIE.write('', 0, headers));
        },
      ),
    ),
    show('view', noInput, ({ owner }, services) => readMemberView(owner, services)),
    show('history', z.strictObject({ cursor: seqCursor }), ({ owner, query, language }, services) =>
      readHistoryPage({ owner, language, beforeSeq: query.cursor }, services),
    ),
    show('proof', noInput, ({ owner }, { liabilities }) => liabilities.prove(owner.robloxUserId)),
    createExport(),
  ];
}

/** How often in five minutes: it reads all that the bank has of its owner. */
const MAX_EXPORTS = 5;

const createExport = (): Endpoint =>
  show(
    'export',
    noInput,
    async ({ owner }, { book, clock }) => {
      const person = { discordUserId: owner.discordUserId, at: clock() };
      const { json, robloxUserId } = await exportMember(book, person, PAGE);
      const disposition = `attachment; filename="petbank-${robloxUserId}.json"`;
      return new Response(json, {
        headers: { 'content-type': 'application/json', 'content-disposition': disposition },
      });
    },
    createTryLimit(MAX_EXPORTS),
  );

/** Uses the link up, and gives this browser the page. */
const createOpen = (): Endpoint =>
  guardSecret(
    defineEndpoint(
      { ...POST, ...HIDDEN, path: '/me/open', body: z.strictObject({ token: z.string().max(128) }) },
      async ({ body, headers }, { book, random }) => {
        const secret = makeSecretFor(readOwner(body.token), random);
        const ids = { linkId: toPassId(body.token), pageId: toPassId(secret) };
        try {
          await book.perform(openPage, ids, PAGE);
        } catch (error) {
          if (isRefusal(error, 'not_found')) return null;
          throw error;
        }
        return withCookie(COOKIE.write(secret, PAGE_MS, headers));
      },
    ),
    'me.spent',
  );

/** Something to look at, so often for whoever has the page open: `GET /me/api/<name>`. */
function show<Query>(
  name: string,
  query: z.ZodType<Query>,
  answer: (
    input: { readonly owner: PageOwner; readonly query: Query; readonly language: Language },
    services: Services,
  ) => Promise<unknown>,
  limit?: TryLimit,
): Endpoint {
  const page = { ...GET, ...HIDDEN, path: `/me/api/${name}`, query };
  return {
    ...page,
    async run(request, body, services) {
      const input = readInput(page, request, body);
      const owner = await findPage(input.headers, services.book);
      if (!owner) return refuse(request, 401, 'me.has-closed');
      const language = readLanguage(input.headers);
      const tooMany = limit?.refuse(request.raw, owner.discordUserId);
      return tooMany ?? noStore(await answer({ owner, query: input.query, language }, services));
    },
  };
}

async function findPage(headers: Headers, book: Book): Promise<PageOwner | null> {
  const secret = COOKIE.read(headers);
  return secret === '' ? null : book.query(readPage, toPassId(secret), PAGE);
}

const withCookie = (cookie: string): Response =>
  noStore(Response.json(null, { headers: { 'set-cookie': cookie } }));
