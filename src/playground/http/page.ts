import { z } from 'zod';
import { defineEndpoint, type Endpoint, GET } from '../../http/endpoint.ts';
import { openBrowserScript } from '../../web/assets.ts';
import { renderPage } from '../../web/page.ts';
import { SCRIPTED_PAGE_POLICY } from '../../web/policies.ts';
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
      return html(renderPlayground({ view, hasGame, canSignOut: !guard.isOpen && view === 'chat' }));
    }),
    defineEndpoint({ ...PAGE, path: '/playground/app.js' }, async () => {
      const contentType = 'text/javascript; charset=utf-8';
      const headers = { ...SAFE_HEADERS, 'content-type': contentType, 'cache-control': 'no-cache' };
      return new Response(await readScript(), { headers });
    }),
  ];
}

/** The page where the playground is off: it says why, and how to switch it on. */
export const OFF_PAGE = defineEndpoint(PAGE, async () => html(renderPage(OFF), 403));

const SAFE_HEADERS = { 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer' } as const;

const html = (text: string, status = 200): Response =>
  new Response(text, {
    status,
    headers: {
      ...SAFE_HEADERS,
      'content-security-policy': SCRIPTED_PAGE_POLICY,
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
    },
  });

const LAYOUT = {
  title: 'Playground · Petbank',
  description: 'Try every command of the bank without Discord.',
  styles: ['playground', 'playground-chat', 'playground-side'],
};

interface PlaygroundFacts {
  /** `sign-in` until the session guard admits the browser. */
  readonly view: 'chat' | 'sign-in';
  readonly hasGame: boolean;
  /** Whether there is a session to end. */
  readonly canSignOut: boolean;
}

/** An empty element, which the script fills. */
export function renderPlayground({ view, hasGame, canSignOut }: PlaygroundFacts): string {
  return renderPage({
    ...LAYOUT,
    body: `<div id="playground" data-view="${view}" data-game="${hasGame}" data-sign-out="${canSignOut}">
<noscript><p class="notice">The playground needs JavaScript.</p></noscript>
</div>
<script type="module" src="/playground/app.js"></script>`,
  });
}

const OFF = {
  ...LAYOUT,
  body: `<main class="entrance">
<img src="/assets/logo.svg" alt="" width="72" height="72">
<h1>The playground is off</h1>
<p>It is where one tries the bank without Discord. In production it is for the operator alone: set
<code>ADMIN_TOKEN</code>, start the bank again and sign in here. In development
(<code>bun dev</code>) it is simply on.</p>
<p><a href="/">Back to the bank</a></p>
</main>`,
};
