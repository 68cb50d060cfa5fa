import { z } from 'zod';
import { defineEndpoint, type Endpoint, GET } from '../../http/endpoint.ts';
import { readLanguage } from '../../http/language.ts';
import { HTML_HEADERS, PAGE_HEADERS } from '../../http/web.ts';
import { openBrowserScript } from '../../web/assets.ts';
import { SCRIPTED_PAGE_POLICY } from '../../web/policies.ts';
import { renderSitePage } from '../../web/site.ts';
import { createWords, type PageWords } from '../../web/words.ts';

/** These endpoints need no signature, and the API's documents leave them out. */
export const HIDDEN = {
  scopes: [],
  tag: 'Member',
  summary: '',
  answer: z.unknown(),
  problems: [],
  example: { answer: null },
} as const;

/** The page and its script, which say nothing of anybody: everyone may have them. */
export function createPageEndpoints(): readonly Endpoint[] {
  const readScript = openBrowserScript('src/member/page/main.tsx');
  const policy = { 'content-security-policy': SCRIPTED_PAGE_POLICY, 'cache-control': 'no-store' };
  return [
    defineEndpoint({ ...GET, ...HIDDEN, path: '/me' }, async ({ headers }) => {
      const page = renderMemberPage(createWords(readLanguage(headers)));
      return new Response(page, { headers: { ...HTML_HEADERS, ...policy } });
    }),
    defineEndpoint({ ...GET, ...HIDDEN, path: '/me/app.js' }, async () => {
      const headers = { ...PAGE_HEADERS, 'content-type': 'text/javascript; charset=utf-8' };
      return new Response(await readScript(), { headers: { ...headers, 'cache-control': 'no-cache' } });
    }),
  ];
}

/** An empty element, which the script fills. */
export const renderMemberPage = (words: PageWords): string =>
  renderSitePage({
    words,
    path: '/me',
    title: words.text('member-page.title'),
    description: words.text('me.description'),
    styles: ['uplot', 'plot', 'member'],
    main: `<div id="member">
<noscript><p class="warning">${words.html('site.needs-script')}</p></noscript>
</div>`,
    script: '/me/app.js',
  });
