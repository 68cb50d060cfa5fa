import { renderPage } from '../../web/page.ts';
import type { PlaygroundFacts } from './pages.ts';

const PAGE = {
  title: 'Playground · Petbank',
  description: 'Try every command of the bank without Discord.',
  styles: ['playground', 'playground-chat', 'playground-side'],
};

/** The page at `/playground`: an empty room, in which its script puts everything. */
export function renderPlayground({ view, hasGame, canSignOut }: PlaygroundFacts): string {
  return renderPage({
    ...PAGE,
    body: `<div id="playground" data-view="${view}" data-game="${hasGame}" data-sign-out="${canSignOut}">
<noscript><p class="notice">The playground needs JavaScript.</p></noscript>
</div>
<script type="module" src="/playground/app.js"></script>`,
  });
}

/** Where there is none. */
export function renderPlaygroundOff(): string {
  return renderPage({
    ...PAGE,
    body: `<main class="door">
<img src="/assets/logo.svg" alt="" width="72" height="72">
<h1>The playground is off</h1>
<p>It is where one tries the bank without Discord. In production it is for the operator alone: set
<code>ADMIN_TOKEN</code>, start the bank again and sign in here. In development
(<code>bun dev</code>) it is simply on.</p>
<p><a href="/">Back to the bank</a></p>
</main>`,
  });
}
