import { escapeHtml, escapeSentence, renderPage } from './page.ts';

/** What the bank says about itself on its first page. Sentences may have `code` between backticks. */
export interface WelcomeFacts {
  readonly version: string;
  readonly mode: 'development' | 'production';
  readonly features: readonly Feature[];
  readonly links: readonly WelcomeLink[];
  /** Whether there is a playground to start at. */
  readonly hasPlayground: boolean;
  readonly nextStep: { readonly text: string; readonly command: string } | null;
}

/** Something the bank can do; `detail` says what or, where it is off, how to switch it on. */
export interface Feature {
  readonly name: string;
  readonly isOn: boolean;
  readonly detail: string;
}

export interface WelcomeLink {
  readonly href: string;
  readonly title: string;
  readonly text: string;
}

/** The page at `/`. It holds no script and no style of its own, so its content policy can forbid both. */
export function renderWelcome(facts: WelcomeFacts): string {
  return renderPage({
    title: 'Petbank',
    description: 'Petbank keeps Pet Simulator 99 pets and gems safe.',
    styles: ['cards', 'welcome'],
    body: `${renderHeader(facts)}
<main>
${renderHero(facts)}
${renderFeatures(facts.features)}
${renderLinks(facts.links)}
${HOW_IT_WORKS}
</main>
${FOOTER}`,
  });
}

function renderHeader({ version, mode }: WelcomeFacts): string {
  return `<header class="top">
<p class="brand"><img src="/assets/logo.svg" alt="" width="36" height="36">Petbank</p>
<p class="build"><span class="mode">${escapeHtml(mode)}</span> <span>v${escapeHtml(version)}</span></p>
</header>`;
}

function renderHero({ hasPlayground, nextStep }: WelcomeFacts): string {
  return `<section class="hero">
<div>
<h1>A safe home for your pets</h1>
<p class="lead">Petbank is a bank for Pet Simulator 99. Hand your pets and gems to a teller in the game,
see them whenever you like, and get them back when you want to play.</p>
${hasPlayground ? START_HERE : ''}
${nextStep === null ? '' : renderNextStep(nextStep)}
</div>
<img class="mascot" src="/assets/logo.svg" width="280" height="280"
alt="A smiling cat bank with a golden paw coin in its slot">
</section>`;
}

const START_HERE = `<p class="start"><a href="/playground">Start here: the playground</a>
<span>Every command, in your browser, with pretend players.</span></p>`;

function renderNextStep({ text, command }: NonNullable<WelcomeFacts['nextStep']>): string {
  return `<div class="next">
<p>${escapeSentence(text)}</p>
<pre class="command"><code>${escapeHtml(command)}</code></pre>
</div>`;
}

function renderFeatures(features: readonly Feature[]): string {
  const onCount = features.filter(({ isOn }) => isOn).length;
  return `<section aria-labelledby="features">
<div class="heading"><h2 id="features">What is on</h2>
<p>${onCount} of ${features.length} parts are running</p></div>
<ul class="features">
${features.map(renderFeature).join('\n')}
</ul>
</section>`;
}

function renderFeature({ name, isOn, detail }: Feature): string {
  return `<li class="card feature">
<h3>${escapeHtml(name)}</h3>
<p class="status ${isOn ? 'is-on' : 'is-off'}">${isOn ? 'On' : 'Off'}</p>
<p class="detail">${escapeSentence(detail)}</p>
</li>`;
}

function renderLinks(links: readonly WelcomeLink[]): string {
  return `<section aria-labelledby="links">
<div class="heading"><h2 id="links">Where to go</h2></div>
<ul class="links">
${links.map(renderLink).join('\n')}
</ul>
</section>`;
}

function renderLink({ href, title, text }: WelcomeLink): string {
  return `<li><a class="card link" href="${escapeHtml(href)}">
<span class="title">${escapeHtml(title)}</span>
<span class="detail">${escapeSentence(text)}</span>
<span class="address">${escapeHtml(href)}</span>
</a></li>`;
}

const HOW_IT_WORKS = `<section aria-labelledby="how">
<div class="heading"><h2 id="how">How the bank works</h2></div>
<ol class="steps">
<li><h3>Show that it is you</h3>
<p>Put 16 words in your Roblox profile for a moment.
The bank reads them, and knows that the account is yours.</p></li>
<li><h3>Hand over your pets</h3>
<p>Trade with the bank’s teller in the game.
Every pet and every gem is written down before the bank says yes.</p></li>
<li><h3>Take them back</h3>
<p>Ask for them, and collect them from a teller. They only ever go to your own Roblox account.</p></li>
</ol>
</section>`;

const FOOTER = `<footer>
<p>Each step is sealed with the one before it, so nobody can change the past unseen.</p>
<p>Petbank is not run by Roblox, Discord or BIG Games.</p>
</footer>`;
