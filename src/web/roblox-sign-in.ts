import { escapeHtml } from './page.ts';
import { renderSitePage } from './site.ts';

const TITLE = 'Sign in with Roblox';
const DESCRIPTION = 'Shows the bank which Roblox account is yours.';

/** Says for whom somebody signs in, before a button leads to Roblox. */
export const ROBLOX_PAGE = renderSitePage({
  title: TITLE,
  description: DESCRIPTION,
  script: 'roblox-sign-in',
  main: `<section class="notice">
<h1 class="page-title">Sign in with Roblox</h1>
<noscript><p class="warning">This page needs JavaScript.</p></noscript>
<p class="lead" id="message" role="status">Looking at your link …</p>
<p class="start" id="start" hidden><a href="#go" id="go">Go on to Roblox</a></p>
<p class="warning" id="warning" hidden>Has somebody sent you this link? Then close this page: it would hand
them your pets in the bank.</p>
</section>`,
});

/** How a sign-in ended. */
export type Outcome =
  | { readonly kind: 'linked'; readonly username: string }
  | { readonly kind: 'denied' | 'failed' | 'elsewhere' }
  | { readonly kind: 'refused'; readonly why: string };

export function renderRobloxOutcome(outcome: Outcome): string {
  const { title, text } = describe(outcome);
  return renderSitePage({
    title: TITLE,
    description: DESCRIPTION,
    main: `<section class="notice">
<h1 class="page-title">${escapeHtml(title)}</h1>
<p class="lead">${escapeHtml(text)}</p>
</section>`,
  });
}

const NOT_LINKED = 'Nothing was linked';

function describe(outcome: Outcome): { readonly title: string; readonly text: string } {
  switch (outcome.kind) {
    case 'linked':
      return {
        title: `You are linked to ${outcome.username}`,
        text: 'Go back to Discord: /inventory shows what you have, and /deposit how to bring pets in.',
      };
    case 'denied':
      return { title: NOT_LINKED, text: 'You did not let the bank see who you are. /verify starts again.' };
    case 'failed':
      return { title: NOT_LINKED, text: 'Roblox did not accept this sign-in. /verify starts again.' };
    case 'elsewhere':
      return {
        title: NOT_LINKED,
        text: 'This browser did not start the sign-in, or it took over ten minutes. /verify starts again.',
      };
    case 'refused':
      return { title: NOT_LINKED, text: outcome.why };
    default:
      return outcome satisfies never;
  }
}
