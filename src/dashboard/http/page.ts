import { z } from 'zod';
import { defineEndpoint, type Endpoint, GET } from '../../http/endpoint.ts';
import { HTML_HEADERS, PAGE_HEADERS } from '../../http/web.ts';
import { openBrowserScript } from '../../web/assets.ts';
import { renderPage } from '../../web/page.ts';
import { SCRIPTED_PAGE_POLICY } from '../../web/policies.ts';
import { HIDDEN } from './guarded.ts';

const PAGE = { ...GET, ...HIDDEN } as const;
/** Links keep the filters of a table in the address: the script reads them. */
const anyQuery = z.record(z.string(), z.string());

/** The page and its script, which say nothing of the bank: everyone may have them. */
export function createPageEndpoints(): readonly Endpoint[] {
  const readScript = openBrowserScript('src/dashboard/page/main.tsx');
  const page = async () =>
    new Response(DASHBOARD_PAGE, {
      headers: {
        ...HTML_HEADERS,
        'content-security-policy': SCRIPTED_PAGE_POLICY,
        'cache-control': 'no-store',
      },
    });
  return [
    defineEndpoint({ ...PAGE, path: '/dashboard', query: anyQuery }, page),
    defineEndpoint({ ...PAGE, path: '/dashboard/{screen}', query: anyQuery }, page),
    defineEndpoint({ ...PAGE, path: '/dashboard/app.js' }, async () => {
      const headers = { ...PAGE_HEADERS, 'content-type': 'text/javascript; charset=utf-8' };
      return new Response(await readScript(), { headers: { ...headers, 'cache-control': 'no-cache' } });
    }),
  ];
}

/** An empty element, which the script fills. */
export const DASHBOARD_PAGE = renderPage({
  title: 'Dashboard · Petbank',
  description: 'The operator’s pages of this bank.',
  styles: ['uplot', 'plot', 'dashboard', 'dashboard-parts', 'dashboard-books'],
  body: `<div id="dashboard">
<noscript><p class="notice">The dashboard needs JavaScript.</p></noscript>
</div>
<script type="module" src="/dashboard/app.js"></script>`,
});
