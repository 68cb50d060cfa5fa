import { type ElysiaSwaggerConfig, swagger } from '@elysiajs/swagger';
import { Elysia } from 'elysia';
import type { WebAsset } from '../web/assets.ts';
import { type StoredBody, sendBody, storeBody } from './encoding.ts';
import type { Metrics } from './metrics.ts';

/** A page for people. */
interface WebPage {
  readonly path: string;
  /** Returns HTML. */
  readonly render: () => string;
  /** What it may load: its Content-Security-Policy. */
  readonly policy: string;
}

export interface WebPages {
  readonly pages: readonly WebPage[];
  readonly assets: readonly WebAsset[];
  readonly swaggerPolicy: string;
  /** HTML: what `/proof` answers to browsers. */
  readonly proof: string;
}

const HEADERS = { 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer' } as const;
export const HTML_HEADERS = { ...HEADERS, 'content-type': 'text/html; charset=utf-8' } as const;
const JSON_HEADERS = { 'content-type': 'application/json' } as const;
const HIDDEN = { detail: { hide: true } } as const;

/** What is asked of each request for a page. */
interface PageDependencies {
  readonly newRequestId: () => string;
  readonly metrics: Pick<Metrics, 'countRequest'>;
}

/** The pages for people, and what they load. */
export function createPages({ pages, assets }: WebPages, { newRequestId, metrics }: PageDependencies) {
  const app = new Elysia({ strictPath: true }).onAfterHandle(({ set }) => {
    set.headers['x-request-id'] = newRequestId();
  });
  const count = countAnswers(metrics);
  for (const { path, render, policy } of pages) {
    const headers = { ...HTML_HEADERS, 'content-security-policy': policy };
    const store = storeText();
    app.get(
      path,
      ({ request }) => count(path, () => sendBody(store(render()), request, { headers })),
      HIDDEN,
    );
  }
  for (const { path, read, type } of assets) {
    const headers = { ...HEADERS, 'content-type': type, 'cache-control': 'public, max-age=3600' };
    let stored: StoredBody | undefined;
    const send = async (request: Request): Promise<Response> => {
      stored ??= storeBody(Buffer.from(await (await read()).arrayBuffer()));
      return sendBody(stored, request, { headers });
    };
    app.get(path, ({ request }) => count(path, () => send(request)), HIDDEN);
  }
  return app;
}

function countAnswers({ countRequest }: PageDependencies['metrics']) {
  return async (path: string, send: () => Promise<Response>): Promise<Response> => {
    const startedAt = performance.now();
    const response = await send();
    const durationMs = performance.now() - startedAt;
    countRequest({ method: 'GET', path, status: response.status, durationMs });
    return response;
  };
}

/** Stores a text that rarely changes, so that it is compressed once. */
function storeText(): (text: string) => StoredBody {
  let stored: { readonly text: string; readonly body: StoredBody } | undefined;
  return (text) => {
    if (stored?.text !== text) stored = { text, body: storeBody(Buffer.from(text)) };
    return stored.body;
  };
}

/** A response that is ready before any request: Elysia doesn't hand its route to Bun's router. */
export const API_PAGE = '/swagger';
const DOCUMENT = `${API_PAGE}/json`;

/**
 * The API page at /swagger and its document at /swagger/json. Its script and styles are ours, so that it
 * needs no network.
 */
export function createApiPage(
  documentation: ElysiaSwaggerConfig['documentation'],
  { swaggerPolicy }: WebPages,
  { newRequestId, metrics }: PageDependencies,
) {
  const count = countAnswers(metrics);
  let document: StoredBody | undefined;
  return new Elysia()
    .onAfterHandle(({ request, path, responseValue, set }) => {
      const ofPage = { 'content-security-policy': swaggerPolicy, 'x-request-id': newRequestId() };
      Object.assign(set.headers, HEADERS, ofPage);
      // The page itself is small.
      if (path !== DOCUMENT) return undefined;
      const body = document ?? storeBody(Buffer.from(JSON.stringify(responseValue)));
      document = body;
      return count(path, () => sendBody(body, request, { headers: JSON_HEADERS }));
    })
    .use(
      swagger({
        path: API_PAGE,
        provider: 'scalar',
        scalarCDN: '/swagger/ui.js',
        // The page's policy holds the hashes of what the plugin writes with these two.
        scalarConfig: { customCss: '', spec: { url: DOCUMENT } },
        ...(documentation ? { documentation } : {}),
      }),
    );
}
