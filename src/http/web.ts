import { Elysia } from 'elysia';
import { z } from 'zod';
import { oncePerCatalogue, type ReadPetPicture } from '../bank/engine/catalogue.ts';
import { VARIANTS } from '../bank/engine/pets.ts';
import type { Language } from '../messages/languages.ts';
import type { WebAsset } from '../web/assets.ts';
import { type StoredBody, sendBody, storeBody } from './encoding.ts';
import type { Services } from './endpoint.ts';
import { LANGUAGE_HEADERS, readLanguage } from './language.ts';
import type { Metrics } from './metrics.ts';

/** A page for people. */
interface WebPage {
  readonly path: string;
  /** Returns HTML, or what `type` says. */
  readonly render: (language: Language) => string | Promise<string>;
  readonly type?: string;
  /** What it may load: its Content-Security-Policy. */
  readonly policy: string;
}

export interface WebPages {
  readonly pages: readonly WebPage[];
  readonly assets: readonly WebAsset[];
  readonly swaggerPolicy: string;
  /** HTML: what `/proof` answers to browsers. */
  readonly renderProof: (language: Language) => string;
}

export const PAGE_HEADERS = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
} as const;
export const HTML_HEADERS = { ...PAGE_HEADERS, 'content-type': 'text/html; charset=utf-8' } as const;
export const HIDDEN = { detail: { hide: true } } as const;

export const API_PAGE = '/swagger';
export const API_DOCUMENT = `${API_PAGE}/json`;

/** What is asked of each request for a page. */
export interface PageDependencies {
  readonly newRequestId: () => string;
  readonly metrics: Pick<Metrics, 'requestsTo'>;
  readonly services: Pick<Services, 'petPicture' | 'rules'>;
}

/** The pages for people, and what they load. */
export function createPages(
  { pages, assets }: WebPages,
  { newRequestId, metrics, services }: PageDependencies,
) {
  const app = new Elysia({ strictPath: true }).onAfterHandle(({ set }) => {
    set.headers['x-request-id'] = newRequestId();
  });
  for (const { path, render, policy, type } of pages) {
    const typed = type === undefined ? HTML_HEADERS : { ...PAGE_HEADERS, 'content-type': type };
    const headers = { ...typed, 'content-security-policy': policy, vary: LANGUAGE_HEADERS };
    const store = storeText();
    const count = countAnswers(metrics, path);
    const send = async (request: Request) => {
      const language = readLanguage(request.headers);
      return sendBody(store(language, await render(language)), request, { headers });
    };
    app.get(path, ({ request }) => count(() => send(request)), HIDDEN);
  }
  for (const { path, read, type } of assets) {
    const headers = { ...PAGE_HEADERS, 'content-type': type, 'cache-control': 'public, max-age=3600' };
    let stored: StoredBody | undefined;
    const send = async (request: Request): Promise<Response> => {
      stored ??= storeBody(Buffer.from(await (await read()).arrayBuffer()));
      return sendBody(stored, request, { headers });
    };
    const count = countAnswers(metrics, path);
    app.get(path, ({ request }) => count(() => send(request)), HIDDEN);
  }
  const countPicture = countAnswers(metrics, PET_PICTURE);
  app.get(
    PET_PICTURE,
    ({ request }) => countPicture(() => sendPicture(request, services.petPicture)),
    HIDDEN,
  );
  const countNames = countAnswers(metrics, PET_NAMES);
  const sendNames = (request: Request): Promise<Response> =>
    sendBody(writePetNames(services.rules().catalogue), request, { headers: JSON_HEADERS });
  app.get(PET_NAMES, ({ request }) => countNames(() => sendNames(request)), HIDDEN);
  return app;
}

/** By the id and variant of a pet. Nothing where nobody knows what it looks like: pages show its emblem. */
const PET_PICTURE = '/pets/picture';
const petPictureQuery = z.object({ id: z.string().min(1).max(64), variant: z.enum(VARIANTS) });

async function sendPicture(request: Request, read: ReadPetPicture | null): Promise<Response> {
  const query = petPictureQuery.safeParse(Object.fromEntries(URL.parse(request.url)?.searchParams ?? []));
  const png = query.success && read ? await read(query.data) : null;
  const headers = { ...PAGE_HEADERS, 'cache-control': `public, max-age=${png ? 86_400 : 600}` };
  if (!png) return new Response(null, { status: 204, headers });
  return new Response(Buffer.from(png), { headers: { ...headers, 'content-type': 'image/png' } });
}

/** What pets are called, as pairs of id and name: those alone whose name is another one. */
const PET_NAMES = '/pets/names';
const JSON_HEADERS = { ...PAGE_HEADERS, 'content-type': 'application/json', 'cache-control': 'no-cache' };
const writePetNames = oncePerCatalogue(({ items }) => {
  const names = new Map(items.flatMap(({ id, name }) => (id === name ? [] : [[id, name] as const])));
  return storeBody(Buffer.from(JSON.stringify([...names])));
});

export function countAnswers({ requestsTo }: PageDependencies['metrics'], path: string) {
  const countRequest = requestsTo({ method: 'GET', path });
  return async (send: () => Promise<Response>): Promise<Response> => {
    const startedAt = performance.now();
    const response = await send();
    countRequest({ status: response.status, durationMs: performance.now() - startedAt });
    return response;
  };
}

/** Stores a text that rarely changes, so that it is compressed once in each language. */
function storeText(): (language: Language, text: string) => StoredBody {
  const stored = new Map<Language, { readonly text: string; readonly body: StoredBody }>();
  return (language, text) => {
    const known = stored.get(language);
    if (known?.text === text) return known.body;
    const body = storeBody(Buffer.from(text));
    stored.set(language, { text, body });
    return body;
  };
}
