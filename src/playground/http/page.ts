import { z } from 'zod';
import { defineEndpoint, type Endpoint, GET } from '../../http/endpoint.ts';
import { readLanguage } from '../../http/language.ts';
import { HTML_HEADERS, PAGE_HEADERS } from '../../http/web.ts';
import { openBrowserScript } from '../../web/assets.ts';
import { SCRIPTED_PAGE_POLICY } from '../../web/policies.ts';
import { renderShell, renderSitePage } from '../../web/site.ts';
import { createWords, type PageWords } from '../../web/words.ts';
import type { SessionGuard } from './session-guard.ts';

/** All endpoints of the playground need no signature, and the API's documents leave them out. */
export const HIDDEN = {
  scopes: [],
  tag: 'Playground',
  summary: '',
  answer: z.unknown(),
  problems: [],
  example: { answer: null },
} as const;

const PAGE = { ...GET, ...HIDDEN, path: '/playground' } as const;

/** The page and its script. */
export function createPageEndpoints(guard: SessionGuard, hasGame: boolean): readonly Endpoint[] {
  const readScript = openBrowserScript('src/playground/page/main.tsx');
  return [
    defineEndpoint(PAGE, async ({ headers }) => {
      const view = guard.admits(headers) ? 'chat' : 'sign-in';
      const facts = { view, hasGame, canSignOut: !guard.isOpen && view === 'chat' } as const;
      return html(renderPlayground(createWords(readLanguage(headers)), facts));
    }),
    defineEndpoint({ ...PAGE, path: '/playground/app.js' }, async () => {
      const headers = { ...PAGE_HEADERS, 'content-type': 'text/javascript; charset=utf-8' };
      return new Response(await readScript(), { headers: { ...headers, 'cache-control': 'no-cache' } });
    }),
  ];
}

/** The page where the playground is off: it says why, and how to switch it on. */
export const OFF_PAGE = defineEndpoint(PAGE, async ({ headers }) =>
  html(renderOff(createWords(readLanguage(headers))), 403),
);

const html = (text: string, status = 200): Response =>
  new Response(text, {
    status,
    headers: {
      ...HTML_HEADERS,
      'content-security-policy': SCRIPTED_PAGE_POLICY,
      'cache-control': 'no-store',
    },
  });

const describePage = (words: PageWords) => ({
  words,
  path: '/playground',
  title: words.text('playground.title'),
  description: words.text('playground.description'),
});

interface PlaygroundFacts {
  /** `sign-in` until the session guard admits the browser. */
  readonly view: 'chat' | 'sign-in';
  readonly hasGame: boolean;
  /** Whether there is a session to end. */
  readonly canSignOut: boolean;
}

/** An empty element, which the script fills. */
export const renderPlayground = (words: PageWords, { view, hasGame, canSignOut }: PlaygroundFacts): string =>
  renderShell({
    ...describePage(words),
    styles: ['playground', 'playground-chat', 'playground-side'],
    content: `<div id="playground" data-view="${view}" data-game="${hasGame}" data-sign-out="${canSignOut}">
<noscript><p class="notice">${words.html('site.needs-script')}</p></noscript>
</div>`,
    script: '/playground/app.js',
  });

function renderOff(words: PageWords): string {
  const variable = { html: '<code>ADMIN_TOKEN</code>' };
  const command = { html: '<code>bun dev</code>' };
  return renderSitePage({
    ...describePage(words),
    main: `<section class="notice">
<h1 class="page-title">${words.html('playground.off')}</h1>
<p class="lead">${words.html('playground.off-why', { variable, command })}</p>
</section>`,
  });
}
