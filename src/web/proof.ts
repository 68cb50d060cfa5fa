import { renderSitePage } from './site.ts';
import type { PageWords } from './words.ts';

/** The proof page; `isStaffLimited`: whether one of the staff can move only so much alone. */
export const renderProofPage = (
  words: PageWords,
  { isStaffLimited }: { readonly isStaffLimited: boolean },
): string =>
  renderSitePage({
    words,
    path: '/proof',
    title: words.text('proof-page.title'),
    description: words.text('proof-page.description'),
    styles: ['proof'],
    script: 'proof',
    main: `${renderIntroduction(words)}
${isStaffLimited ? '' : `<p class="warning">${words.html('proof-page.no-limit')}</p>`}
${renderAssets(words)}
${renderTellers(words)}
${renderCheck(words)}
${renderHistory(words)}
${renderLimits(words)}`,
  });

const renderIntroduction = ({ html }: PageWords): string => `<section class="notice">
<h1 class="page-title">${html('proof-page.heading')}</h1>
<p class="lead">${html('proof-page.lead')}</p>
<noscript><p class="warning">${html('proof-page.needs-script')}</p></noscript>
<p id="message" role="status">${html('proof-page.reading')}</p>
<dl id="summary" class="summary" hidden></dl>
</section>`;

const COLUMNS = ['proof-page.pet', 'proof-page.owed', 'proof-page.held', 'proof-page.covered'] as const;

const renderAssets = ({ html }: PageWords): string => `<section aria-labelledby="assets-title">
<div class="heading"><h2 id="assets-title">${html('proof-page.assets')}</h2><p id="assets-note"></p></div>
<label class="filter"><span>${html('proof-page.search')}</span>
<input id="filter" type="search" maxlength="64" placeholder="Huge Cat" autocomplete="off"></label>
<div class="table-frame"><table class="assets">
<thead><tr>${COLUMNS.map((key) => `<th scope="col">${html(key)}</th>`).join('')}</tr></thead>
<tbody id="assets"></tbody>
</table></div>
<p class="more"><button id="more" type="button" hidden>${html('proof-page.more')}</button></p>
</section>`;

const renderTellers = ({ html }: PageWords): string => `<section aria-labelledby="tellers-title">
<div class="heading"><h2 id="tellers-title">${html('proof-page.tellers')}</h2></div>
<ul id="tellers" class="tellers"></ul>
</section>`;

const renderCheck = ({ html }: PageWords): string =>
  `<section aria-labelledby="check-title" class="card check">
<h2 id="check-title">${html('proof-page.am-i-in-it')}</h2>
<p>${html('proof-page.am-i-how')}</p>
<label class="file"><span>${html('proof-page.file')}</span>
<input id="file" type="file" accept="application/json,.json"></label>
<div id="checked" role="status"></div>
</section>`;

const renderHistory = ({ html }: PageWords): string =>
  `<section id="history" aria-labelledby="history-title" hidden>
<div class="heading"><h2 id="history-title">${html('proof-page.history')}</h2></div>
<p>${html('proof-page.history-how')}</p>
<ol id="snapshots" class="snapshots"></ol>
<p class="more"><button id="older" type="button" hidden>${html('proof-page.older')}</button></p>
</section>`;

const POINTS = [
  'proof-page.nobody-left-out',
  'proof-page.past',
  'proof-page.cannot',
  'proof-page.others',
] as const;

const renderLimits = ({ html }: PageWords): string => `<section aria-labelledby="how-title">
<div class="heading"><h2 id="how-title">${html('proof-page.limits')}</h2></div>
<ul class="points">
${POINTS.map((key) => `<li><h3>${html(key)}</h3><p>${html(`${key}-how`)}</p></li>`).join('\n')}
</ul>
</section>`;
