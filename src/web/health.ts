import { formatSpan } from '../format-span.ts';
import { escapeHtml } from './page.ts';
import { renderSitePage } from './site.ts';

interface HealthFacts {
  readonly status: string;
  readonly version: string;
  readonly uptimeSeconds: number;
  readonly checks: Readonly<Record<string, string>>;
}

/** What each check is about, for people. One that has no words here is shown by its name. */
const ABOUT: Readonly<Record<string, readonly [name: string, text: string]>> = {
  storage: ['The books', 'Where every pet and gem is written down.'],
  ledger: ['The chain', 'Every step is checked against the one before it, once a day.'],
  discord: ['Discord', 'The bot that you talk to.'],
  roblox: ['Roblox', 'Reads profiles when you link your account.'],
  backup: ['Backups', 'Copies of the books, made again and again.'],
};
const WORDS: Readonly<Record<string, string>> = {
  ok: 'Works',
  down: 'Does not work',
  off: 'Off',
  unknown: 'Not known yet',
};

/** The page of the bank's health: whether all is well, and if not, what that means for members. */
export const renderHealth = ({ status, version, uptimeSeconds, checks }: HealthFacts): string =>
  renderSitePage({
    title: 'Status',
    description: 'Whether the bank and what it depends on work.',
    main: `<section class="notice">
<h1 class="page-title">${status === 'ok' ? 'All is well' : 'Something does not work'}</h1>
<p class="lead">${status === 'ok' ? WELL : UNWELL}</p>
</section>
<section aria-labelledby="parts">
<div class="heading"><h2 id="parts">The parts</h2>
<p>Version ${escapeHtml(version)}, running for ${formatSpan(uptimeSeconds)}</p></div>
<ul class="features">
${Object.entries(checks).map(renderCheck).join('\n')}
</ul>
</section>`,
  });

const WELL = 'You can deposit, withdraw and look at your pets.';
const UNWELL =
  'Everything you own is safe: nothing is lost while a part is down. Some of it may have to wait a while.';

function renderCheck([name, state]: [string, string]): string {
  const [title, text] = ABOUT[name] ?? [name, ''];
  const kind = state === 'ok' ? 'is-on' : state === 'down' ? 'is-down' : 'is-off';
  return `<li class="card feature">
<h3>${escapeHtml(title)}</h3>
<p class="status ${kind}">${escapeHtml(WORDS[state] ?? state)}</p>
<p class="detail">${escapeHtml(text)}</p>
</li>`;
}
