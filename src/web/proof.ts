import { renderSitePage } from './site.ts';
import { createWords } from './words.ts';

/** The proof page; `isStaffLimited`: whether one of the staff can move only so much alone. */
export const renderProofPage = ({ isStaffLimited }: { readonly isStaffLimited: boolean }): string =>
  renderSitePage({
    words: createWords('en'),
    title: 'Proof',
    description: 'What this bank owes its members, what its tellers hold, and how anyone checks it.',
    styles: ['proof'],
    script: 'proof',
    main: `${INTRODUCTION}
${isStaffLimited ? '' : NO_LIMIT}
${ASSETS}
${TELLERS}
${AM_I_IN_IT}
${HISTORY}
${LIMITS}`,
  });

const INTRODUCTION = `<section class="notice">
<h1 class="page-title">What we owe, and how to check it</h1>
<p class="lead">Every pet and gem in this bank belongs to a member. Here is how much that is, next to what our
tellers say they hold. Nobody is named.</p>
<noscript><p class="warning">This page needs JavaScript. Programs get the same as JSON from
this address.</p></noscript>
<p id="message" role="status">Reading the books …</p>
<dl id="summary" class="summary" hidden></dl>
</section>`;

const NO_LIMIT = `<p class="warning">In this bank, one member of staff may move any amount alone: the
operator has
set no limit.</p>`;

const ASSETS = `<section aria-labelledby="assets-title">
<div class="heading"><h2 id="assets-title">Owed and held</h2><p id="assets-note"></p></div>
<label class="filter"><span>Search a pet</span>
<input id="filter" type="search" maxlength="64" placeholder="Huge Cat" autocomplete="off"></label>
<div class="table-frame"><table class="assets">
<thead><tr><th scope="col">Pet</th><th scope="col">Owed</th><th scope="col">Held</th>
<th scope="col">Covered</th></tr></thead>
<tbody id="assets"></tbody>
</table></div>
<p class="more"><button id="more" type="button" hidden>Show more</button></p>
</section>`;

const TELLERS = `<section aria-labelledby="tellers-title">
<div class="heading"><h2 id="tellers-title">Who says what we hold</h2></div>
<ul id="tellers" class="tellers"></ul>
</section>`;

const AM_I_IN_IT = `<section aria-labelledby="check-title" class="card check">
<h2 id="check-title">Am I in it?</h2>
<p>Ask our bot for <code>/proof</code> on Discord. It sends you a file. Choose it here: your own browser
checks
that everything you have is counted above. The file does not leave your device.</p>
<label class="file"><span>Your proof file</span>
<input id="file" type="file" accept="application/json,.json"></label>
<div id="checked" role="status"></div>
</section>`;

const HISTORY = `<section id="history" aria-labelledby="history-title" hidden>
<div class="heading"><h2 id="history-title">Roots of before</h2></div>
<p>Did you write one down? It must stand here, unchanged, and whoever has a proof of that time can show
it.</p>
<ol id="snapshots" class="snapshots"></ol>
<p class="more"><button id="older" type="button" hidden>Show older</button></p>
</section>`;

const LIMITS = `<section aria-labelledby="how-title">
<div class="heading"><h2 id="how-title">What this shows, and what it can’t</h2></div>
<ul class="points">
<li><h3>Nobody is left out</h3><p>Each member’s pets are one leaf of a tree, and the tree ends in one long
number, the root. If a single pet of yours were missing, your file would not lead to that number.</p></li>
<li><h3>The past stays as it was</h3><p>The head seals every step up to that number. Copy both: nobody can
later show books in which that step has another head.</p></li>
<li><h3>What it can’t show</h3><p>That our tellers really hold the pets: that is their word. A teller with a
script says it every few seconds, one that staff play by hand says nothing. You can look at them in the
game.</p></li>
<li><h3>What others learn of you</h3><p>A few amounts that stand next to yours in the tree, without any
name. A
new secret hides whose they are each time.</p></li>
</ul>
</section>`;
