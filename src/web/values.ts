import { renderPage } from './page.ts';

/**
 * The page at `/values`: search a pet, see what it was worth. Its script fills it in from `/items/all` and
 * `/items/value`.
 */
export const VALUES_PAGE = renderPage({
  title: 'Pet values · Petbank',
  description: 'What Pet Simulator 99 pets are worth to this bank, and what they were worth before.',
  styles: ['cards', 'welcome', 'uplot', 'values'],
  body: `<header class="top">
<a class="brand" href="/"><img src="/assets/logo.svg" alt="" width="36" height="36">Petbank</a>
</header>
<main>
<h1 class="page-title">Pet values</h1>
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
</main>
<noscript><p>This page needs JavaScript. The same is at <a href="/items/all">/items/all</a>.</p></noscript>
<script type="module" src="/assets/values.js"></script>`,
});
