import { renderSitePage } from './site.ts';
import type { PageWords } from './words.ts';

/**
 * The page at `/values`: search a pet, see what it was worth. Its script fills it in from `/items/all` and
 * `/items/value`.
 */
export const renderValues = (words: PageWords): string => {
  const { html, text } = words;
  const address = { html: '<code>/items/all</code>' };
  return renderSitePage({
    words,
    path: '/values',
    title: text('values-page.title'),
    description: text('values-page.description'),
    styles: ['uplot', 'values'],
    script: 'values',
    main: `<h1 class="page-title">${html('values-page.title')}</h1>
<form class="search" role="search" action="/values">
<label for="search">${html('values-page.search')}</label>
<div class="search-row"><input id="search" name="search" type="search" maxlength="64" placeholder="Huge Cat"
autocomplete="off"><button>${html('values-page.do-search')}</button></div>
</form>
<section id="pet" class="pet card" hidden aria-labelledby="pet-name"></section>
<section class="found" aria-labelledby="found-title">
<h2 id="found-title">${html('values-page.pets')}</h2>
<ul id="found" class="found-list"></ul>
<p id="message" role="status">${html('values-page.searching')}</p>
</section>
<noscript><p>${html('values-page.needs-script', { address })}</p></noscript>`,
  });
};
