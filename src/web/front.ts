import { escapeHtml } from './page.ts';
import { renderSitePage } from './site.ts';

/** A teller as members find it in the game. */
interface FrontTeller {
  readonly robloxUserId: number | null;
  readonly robloxUsername: string | null;
  readonly placeUrl: string | null;
  readonly note: string | null;
  /** When another account or place takes effect, RFC 3339; null: nothing changes. */
  readonly pending: { readonly from: string } | null;
  readonly status: keyof typeof STATES;
}

export interface FrontFacts {
  /** An invite of the bank's Discord server; null: the operator has named none. */
  readonly invite?: string | null;
  /** Those that have an account named. */
  readonly tellers?: readonly FrontTeller[];
  /** Whether everything works; null: nobody knows. */
  readonly isWell?: boolean | null;
}

/** The page at `/` of a bank in production: what it is, how to use it, and why to trust it. For members. */
export const renderFront = ({ invite = null, tellers = [], isWell = null }: FrontFacts = {}): string =>
  renderSitePage({
    title: 'Petbank',
    description: 'A bank for Pet Simulator 99: hand in your pets and gems, and take them back when you like.',
    main: `${renderHero(invite, isWell)}
${STEPS}
${tellers.length === 0 ? '' : renderTellers(tellers)}
${TRUST}`,
  });

const renderHero = (invite: string | null, isWell: boolean | null): string => `<section class="hero">
<div>
<h1>A safe home for your pets</h1>
<p class="lead">This is a bank for Pet Simulator 99. Hand your pets and gems to one of our tellers in the
game,
see them whenever you like on Discord, and get them back when you want to play.</p>
<p class="start">${renderStart(invite)}</p>
${isWell === null ? '' : renderState(isWell)}
</div>
<img class="mascot" src="/assets/logo.svg" width="280" height="280"
alt="A smiling cat bank with a golden paw coin in its slot">
</section>`;

const renderStart = (invite: string | null): string =>
  [
    ...(invite === null ? [] : [`<a href="${escapeHtml(invite)}" rel="noopener">Join us on Discord</a>`]),
    `<a ${invite === null ? '' : 'class="second" '}href="#how">How it works</a>`,
    '<a class="second" href="/values">Look up a pet</a>',
  ].join(' ');

const renderState = (isWell: boolean): string =>
  `<p class="state"><a class="status ${isWell ? 'is-on' : 'is-off'}" href="/health">${
    isWell ? 'Open: everything works' : 'Not all of the bank works just now'
  }</a></p>`;

const STATES = {
  online: { text: 'In the game now', isOn: true },
  attended: { text: 'Staff play it: ask before you come', isOn: true },
  silent: { text: 'Not seen lately', isOn: false },
  paused: { text: 'Hands nothing out just now', isOn: false },
} as const;

const renderTellers = (tellers: readonly FrontTeller[]): string =>
  `<section aria-labelledby="tellers-title">
<div class="heading"><h2 id="tellers-title">Our tellers</h2>
<p>Trade with these accounts and with no others, whatever they call themselves.</p></div>
<ul class="features">
${tellers.map(renderTeller).join('\n')}
</ul>
</section>`;

function renderTeller({
  robloxUserId,
  robloxUsername,
  placeUrl,
  note,
  pending,
  status,
}: FrontTeller): string {
  const { text, isOn } = STATES[status];
  const profile = `https://www.roblox.com/users/${robloxUserId}/profile`;
  const place = placeUrl && `<a href="${escapeHtml(placeUrl)}" rel="noopener">Where it is in the game</a>`;
  const change = pending && `Changes at ${pending.from.slice(0, 16).replace('T', ' ')} UTC: look here again.`;
  const lines = [note && escapeHtml(note), place, change].flatMap((line) =>
    line ? [`<p class="detail">${line}</p>`] : [],
  );
  return `<li class="card feature"><h3><a href="${profile}" rel="noopener">${escapeHtml(
    robloxUsername ?? `Roblox ${robloxUserId}`,
  )}</a></h3>
<p class="status ${isOn ? 'is-on' : 'is-off'}">${text}</p>${lines.join('')}</li>`;
}

const STEPS = `<section aria-labelledby="how">
<div class="heading"><h2 id="how">Your first deposit, in four steps</h2></div>
<ol class="steps">
<li><h3>Say hello to our bot</h3>
<p>In our Discord server, send <code>/verify</code> with your Roblox name. The bot gives you 16
words.</p></li>
<li><h3>Show that it is you</h3>
<p>Put the words in the About text of your Roblox profile for a minute. The bank reads them, and knows that
the
account is yours.</p></li>
<li><h3>Trade with a teller</h3>
<p><code>/deposit</code> tells you where our tellers are. Trade your pets to one of them in the game: each is
written down before the teller accepts.</p></li>
<li><h3>Take them back</h3>
<p><code>/withdraw</code> the pets you want, and meet a teller, who hands them to your own Roblox account
only, whoever holds your Discord.</p></li>
</ol>
</section>`;

const TRUST = `<section aria-labelledby="trust">
<div class="heading"><h2 id="trust">See for yourself</h2></div>
<ul class="links">
<li><a class="card link" href="/proof"><span class="title">What we owe</span>
<span class="detail">Every pet we keep for members, next to what our tellers hold. Your browser checks that
you are
counted.</span></a></li>
<li><a class="card link" href="/values"><span class="title">What pets are worth</span>
<span class="detail">Today’s value of each pet, and what it was before.</span></a></li>
<li><a class="card link" href="/health"><span class="title">Is all well?</span>
<span class="detail">Whether the bank, its bot and what they depend on work just now.</span></a></li>
</ul>
<p class="warning">Our tellers never ask for your password, and never trade anywhere but in the game.</p>
</section>`;
