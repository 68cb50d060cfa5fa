import { escapeHtml, escapeSentence } from './html.ts';

/** What the bank says of itself on its first page. Sentences may hold `code` between backticks. */
export interface WelcomeFacts {
  readonly version: string;
  readonly mode: 'development' | 'production';
  readonly parts: readonly WelcomePart[];
  readonly links: readonly WelcomeLink[];
  /** Whether there is a playground to start at. */
  readonly hasPlayground: boolean;
  readonly nextStep: { readonly text: string; readonly command: string } | null;
}

/** A part of the bank; `detail` says what it does or, where it is off, how to switch it on. */
export interface WelcomePart {
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
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="description" content="Petbank keeps Pet Simulator 99 pets and gems safe.">
<title>Petbank</title>
<link rel="icon" type="image/svg+xml" href="/assets/logo.svg">
<link rel="stylesheet" href="/assets/theme.css">
<link rel="stylesheet" href="/assets/cards.css">
<link rel="stylesheet" href="/assets/welcome.css">
</head>
<body>
${renderHeader(facts)}
<main>
${renderHero(facts)}
${renderParts(facts.parts)}
${renderLinks(facts.links)}
${HOW_IT_WORKS}
</main>
${FOOTER}
</body>
</html>
`;
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

function renderParts(parts: readonly WelcomePart[]): string {
  const onCount = parts.filter((part) => part.isOn).length;
  return `<section aria-labelledby="parts">
<div class="heading"><h2 id="parts">What is on</h2>
<p>${onCount} of ${parts.length} parts are running</p></div>
<ul class="parts">
${parts.map(renderPart).join('\n')}
</ul>
</section>`;
}

function renderPart({ name, isOn, detail }: WelcomePart): string {
  return `<li class="card part">
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
