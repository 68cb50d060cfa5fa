import { type ElysiaSwaggerConfig, swagger } from '@elysiajs/swagger';
import { Elysia } from 'elysia';
import { type StoredBody, sendBody, storeBody } from './encoding.ts';
import {
  API_DOCUMENT,
  API_PAGE,
  countAnswers,
  PAGE_HEADERS,
  type PageDependencies,
  type WebPages,
} from './web.ts';

/**
 * The API page and its document. Its script and styles are ours, so that it needs no network. Loaded when
 * somebody first opens the page: the plugin takes 20 ms and 3 MiB.
 */
export function createApiPage(
  documentation: ElysiaSwaggerConfig['documentation'],
  { swaggerPolicy }: WebPages,
  { newRequestId, metrics }: PageDependencies,
) {
  const count = countAnswers(metrics, API_DOCUMENT);
  let document: StoredBody | undefined;
  // Elysia looks for the path in the URL, and with a Host of one letter at a later slash than it should.
  return new Elysia({ handler: { standardHostname: false } })
    .onAfterHandle(({ request, path, responseValue, set }) => {
      const ofPage = { 'content-security-policy': swaggerPolicy, 'x-request-id': newRequestId() };
      Object.assign(set.headers, PAGE_HEADERS, ofPage);
      // The page itself is small.
      if (path !== API_DOCUMENT) return undefined;
      const body = document ?? storeBody(Buffer.from(JSON.stringify(responseValue)));
      document = body;
      return count(() => sendBody(body, request, { headers: { 'content-type': 'application/json' } }));
    })
    .use(
      swagger({
        path: API_PAGE,
        provider: 'scalar',
        scalarCDN: '/swagger/ui.js',
        // The page's policy holds the hashes of what the plugin writes with these two.
        scalarConfig: { customCss: '', spec: { url: API_DOCUMENT } },
        ...(documentation ? { documentation } : {}),
      }),
    );
}
