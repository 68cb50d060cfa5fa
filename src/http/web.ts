import { type ElysiaSwaggerConfig, swagger } from '@elysiajs/swagger';
import { Elysia } from 'elysia';
import type { WebAsset } from '../web/assets.ts';
import { encodeResponse, type StoredBody, sendBody, sendText, storeBody } from './encoding.ts';

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
}

const HEADERS = { 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer' } as const;
const HTML = 'text/html; charset=utf-8';
const HIDDEN = { detail: { hide: true } } as const;

/** The pages for people, and what they load. */
export function createPages({ pages, assets }: WebPages, newRequestId: () => string) {
  const app = new Elysia({ strictPath: true }).onAfterHandle(({ set }) => {
    set.headers['x-request-id'] = newRequestId();
  });
  for (const { path, render, policy } of pages) {
    const headers = { ...HEADERS, 'content-security-policy': policy, 'content-type': HTML };
    app.get(path, ({ request }) => sendText(render(), request, { headers }), HIDDEN);
  }
  for (const { path, read, type } of assets) {
    const headers = { ...HEADERS, 'content-type': type, 'cache-control': 'public, max-age=3600' };
    let stored: StoredBody | undefined;
    const send = async (request: Request): Promise<Response> => {
      stored ??= storeBody(Buffer.from(await (await read()).arrayBuffer()));
      return sendBody(stored, request, { headers });
    };
    app.get(path, ({ request }) => send(request), HIDDEN);
  }
  return app;
}

const DOCUMENT = '/swagger/json';

/**
 * The API page at /swagger and its document at /swagger/json. Its script and styles are ours, so that it
 * needs no network.
 */
export function createApiPage(
  documentation: ElysiaSwaggerConfig['documentation'],
  { swaggerPolicy }: WebPages,
  newRequestId: () => string,
) {
  return new Elysia()
    .onAfterHandle(({ request, path, responseValue, set }) => {
      const ofPage = { 'content-security-policy': swaggerPolicy, 'x-request-id': newRequestId() };
      Object.assign(set.headers, HEADERS, ofPage);
      // The page itself is small, and a response that is ready before any request.
      return path === DOCUMENT ? encodeResponse(Response.json(responseValue), request) : undefined;
    })
    .use(
      swagger({
        path: '/swagger',
        provider: 'scalar',
        scalarCDN: '/swagger/ui.js',
        // The page's policy holds the hashes of what the plugin writes with these two.
        scalarConfig: { customCss: '', spec: { url: DOCUMENT } },
        ...(documentation ? { documentation } : {}),
      }),
    );
}
