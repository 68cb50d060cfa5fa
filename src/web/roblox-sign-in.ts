import { escapeHtml } from './page.ts';
import { renderSitePage } from './site.ts';
import type { PageWords } from './words.ts';

const describePage = ({ text }: PageWords) => ({
  path: '/roblox-sign-in',
  title: text('sign-in.title'),
  description: text('sign-in.description'),
});

/** Says for whom somebody signs in, before a button leads to Roblox. */
export const renderRobloxPage = (words: PageWords): string =>
  renderSitePage({
    words,
    ...describePage(words),
    script: 'roblox-sign-in',
    main: `<section class="notice">
<h1 class="page-title">${words.html('sign-in.title')}</h1>
<noscript><p class="warning">${words.html('site.needs-script')}</p></noscript>
<p class="lead" id="message" role="status" data-no-answer="${words.html('me.no-answer')}">${words.html(
      'sign-in.looking',
    )}</p>
<p class="start" id="start" hidden><a href="#go" id="go">${words.html('sign-in.go-on')}</a></p>
<p class="warning" id="warning" hidden>${words.html('sign-in.beware')}</p>
</section>`,
  });

/** How a sign-in ended. */
export type Outcome =
  | { readonly kind: 'linked'; readonly username: string }
  | { readonly kind: 'denied' | 'failed' | 'elsewhere' | 'gone' }
  /** What may keep an account from being linked. */
  | {
      readonly kind: 'already_linked' | 'roblox_user_not_found' | 'halted' | 'upstream_unavailable';
    };

export function renderRobloxOutcome(words: PageWords, outcome: Outcome): string {
  const isLinked = outcome.kind === 'linked';
  const title = isLinked
    ? words.text('sign-in.linked', { name: outcome.username })
    : words.text('sign-in.not-linked');
  return renderSitePage({
    words,
    ...describePage(words),
    main: `<section class="notice">
<h1 class="page-title">${escapeHtml(title)}</h1>
<p class="lead">${words.html(isLinked ? 'sign-in.linked-next' : `sign-in.${outcome.kind}`)}</p>
</section>`,
  });
}
