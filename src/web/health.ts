import { formatSpan } from '../format-span.ts';
import { escapeHtml } from './page.ts';
import { renderSitePage } from './site.ts';
import type { PageWords } from './words.ts';

interface HealthFacts {
  readonly status: string;
  readonly version: string;
  readonly uptimeSeconds: number;
  readonly checks: Readonly<Record<string, string>>;
}

/** The page of the bank's health: whether all is well, and if not, what that means for members. */
export function renderHealth(words: PageWords, { status, version, uptimeSeconds, checks }: HealthFacts) {
  const { html } = words;
  const span = formatSpan(uptimeSeconds, words.language);
  const state = status === 'ok' ? 'status.well' : 'status.unwell';
  return renderSitePage({
    words,
    path: '/health',
    title: words.text('status.title'),
    description: words.text('status.description'),
    main: `<section class="notice">
<h1 class="page-title">${html(state)}</h1>
<p class="lead">${html(`${state}-means`)}</p>
</section>
<section aria-labelledby="parts">
<div class="heading"><h2 id="parts">${html('status.parts')}</h2>
<p>${html('status.version', { version, span })}</p></div>
<ul class="features">
${Object.entries(checks)
  .map((check) => renderCheck(words, check))
  .join('\n')}
</ul>
</section>`,
  });
}

/** What the catalogue has words for, for people. Anything else is shown by its name. */
const CHECKS = ['storage', 'ledger', 'discord', 'roblox', 'backup'] as const;
const STATES = ['ok', 'down', 'off', 'unknown'] as const;

function renderCheck({ html }: PageWords, [name, state]: readonly [string, string]): string {
  const check = CHECKS.find((known) => known === name);
  const known = STATES.find((each) => each === state);
  const kind = state === 'ok' ? 'is-on' : state === 'down' ? 'is-down' : 'is-off';
  return `<li class="card feature">
<h3>${check ? html(`status.${check}`) : escapeHtml(name)}</h3>
<p class="status ${kind}">${known ? html(`status.${known}`) : escapeHtml(state)}</p>
<p class="detail">${check ? html(`status.${check}-about`) : ''}</p>
</li>`;
}
