import { renderSitePage } from './site.ts';
import { createWords } from './words.ts';

/**
 * The page at `/values`: search a pet, see what it was worth. Its script fills it in from `/items/all` and
 * `/items/value`.
 */
export const VALUES_PAGE = renderSitePage({
  words: createWords('en'),
  title: 'Pet values',
  description: 'What Pet Simulator 99 pets are worth to this bank, and what they were worth before.',
  styles: ['uplot', 'values'],
  script: 'values',
  main: `<h1 class="page-title">Pet values</h1>
<form class="search" role="search" action="/values">
<label for="search">Search a pet</label>
<div class="search-row"><input id="search" name="search" type="search" maxlength="64" placeholder="Huge Cat"
autocomplete="off"><button>Search</button></div>
</form>
<section id="pet" class="pet card" hidden aria-labelledby="pet-name"></section>
<section class="found" aria-labelledby="found-title">
<h2 id="found-title">Pets</h2>
<ul id="found" class="found-list"></ul>
<p id="message" role="status">Searching …</p>
</section>
<noscript><p>This page needs JavaScript. Programs get the same from <code>/items/all</code>.</p></noscript>`,
});
