import { profileUrl } from '../profile-url.ts';
import { type DeveloperFacts, renderForDevelopers } from './developers.ts';
import { escapeHtml } from './page.ts';
import { renderSitePage } from './site.ts';
import type { PageWords } from './words.ts';

/** A teller as members find it in the game. */
interface FrontTeller {
  readonly robloxUserId: number | null;
  readonly robloxUsername: string | null;
  readonly placeUrl: string | null;
  readonly note: string | null;
  /** When another account or place takes effect, RFC 3339; null: nothing changes. */
  readonly pending: { readonly from: string } | null;
  readonly status: 'online' | 'attended' | 'silent' | 'paused';
}

export interface FrontFacts {
  /** An invite of the bank's Discord server; null: the operator has named none. */
  readonly invite?: string | null;
  /** Those that have an account named. */
  readonly tellers?: readonly FrontTeller[];
  /** Whether everything works; null: nobody knows. */
  readonly isWell?: boolean | null;
  /** In development, what developers are told besides; null: nothing. */
  readonly developers?: DeveloperFacts | null;
}

/** The page at `/`: what the bank is, how to use it, and why to trust it. For members. */
export const renderFront = (
  words: PageWords,
  { invite = null, tellers = [], isWell = null, developers = null }: FrontFacts = {},
): string =>
  renderSitePage({
    words,
    path: '/',
    title: 'Petbank',
    description: words.text('front.description'),
    main: `${renderHero(words, { invite, isWell, hasPlayground: developers?.hasPlayground ?? false })}
${developers === null ? '' : renderForDevelopers(developers)}
${renderSteps(words)}
${tellers.length === 0 ? '' : renderTellers(words, tellers)}
${renderTrust(words)}`,
  });

interface Hero extends Required<Pick<FrontFacts, 'invite' | 'isWell'>> {
  readonly hasPlayground: boolean;
}

const renderHero = (words: PageWords, { isWell, ...hero }: Hero): string => `<section class="hero">
<div>
<h1>${words.html('front.title')}</h1>
<p class="lead">${words.html('front.lead')}</p>
<p class="start">${renderStart(words, hero)}</p>
${isWell === null ? '' : renderState(words, isWell)}
</div>
<img class="mascot" src="/assets/logo.svg" width="280" height="280"
alt="${words.html('front.mascot')}">
</section>`;

/** Where to go next: the first of these stands out. */
const renderStart = ({ html }: PageWords, { invite, hasPlayground }: Omit<Hero, 'isWell'>): string =>
  [
    ...(hasPlayground ? [['/playground', 'front.playground'] as const] : []),
    ...(invite === null ? [] : [[invite, 'front.join'] as const]),
    ['#how', 'front.how-it-works'] as const,
    ['/values', 'front.look-up'] as const,
  ]
    .map(([href, key], at) => {
      const mark = `${at === 0 ? '' : ' class="second"'}${href === invite ? ' rel="noopener"' : ''}`;
      return `<a href="${escapeHtml(href)}"${mark}>${html(key)}</a>`;
    })
    .join(' ');

const renderState = ({ html }: PageWords, isWell: boolean): string =>
  `<p class="state"><a class="status ${isWell ? 'is-on' : 'is-off'}" href="/health">${html(
    isWell ? 'front.well' : 'front.unwell',
  )}</a></p>`;

const renderTellers = (words: PageWords, tellers: readonly FrontTeller[]): string =>
  `<section aria-labelledby="tellers-title">
<div class="heading"><h2 id="tellers-title">${words.html('me.tellers')}</h2>
<p>${words.html('me.tellers-only')}</p></div>
<ul class="features">
${tellers.map((teller) => renderTeller(words, teller)).join('\n')}
</ul>
</section>`;

function renderTeller({ html }: PageWords, teller: FrontTeller): string {
  const { robloxUserId, robloxUsername, placeUrl, note, pending, status } = teller;
  const isOn = status === 'online' || status === 'attended';
  const place = placeUrl && `<a href="${escapeHtml(placeUrl)}" rel="noopener">${html('me.teller-place')}</a>`;
  const at = pending?.from.slice(0, 16).replace('T', ' ');
  const change = at && html('front.teller-changes', { at });
  const lines = [note && escapeHtml(note), place, change].flatMap((line) =>
    line ? [`<p class="detail">${line}</p>`] : [],
  );
  return `<li class="card feature"><h3><a href="${profileUrl(robloxUserId)}" rel="noopener">${escapeHtml(
    robloxUsername ?? `Roblox ${robloxUserId}`,
  )}</a></h3>
<p class="status ${isOn ? 'is-on' : 'is-off'}">${html(`me.teller-${status}`)}</p>${lines.join('')}</li>`;
}

const STEPS = ['front.hello', 'front.show', 'front.hand-over', 'front.take-back'] as const;

const renderSteps = ({ html }: PageWords): string => `<section aria-labelledby="how">
<div class="heading"><h2 id="how">${html('front.steps')}</h2></div>
<ol class="steps">
${STEPS.map((step) => `<li><h3>${html(step)}</h3><p>${html(`${step}-how`)}</p></li>`).join('\n')}
</ol>
</section>`;

const CHECKS = [
  ['/proof', 'front.owe'],
  ['/values', 'front.worth'],
  ['/health', 'front.health'],
] as const;

const renderTrust = ({ html }: PageWords): string => `<section aria-labelledby="trust">
<div class="heading"><h2 id="trust">${html('front.trust')}</h2></div>
<ul class="links">
${CHECKS.map(
  ([href, key]) => `<li><a class="card link" href="${href}"><span class="title">${html(key)}</span>
<span class="detail">${html(`${key}-about`)}</span></a></li>`,
).join('\n')}
</ul>
<p class="warning">${html('front.beware')}</p>
</section>`;
