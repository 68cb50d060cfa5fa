import { LANGUAGES, type Language } from '../messages/languages.ts';
import { escapeHtml, renderPage } from './page.ts';
import type { PageWords } from './words.ts';

interface ShellPage {
  readonly words: PageWords;
  /** Where it is: whoever chooses another language comes back to it. */
  readonly path: string;
  /** Text. */
  readonly title: string;
  readonly description: string;
  /** Names of style sheets at `/assets`, beside those of every page. */
  readonly styles: readonly string[];
  /** HTML, with the element `main` that the first link skips to. */
  readonly content: string;
  /** The script that fills it in: the name of one at `/assets`, or its whole path. */
  readonly script?: string | undefined;
}

const LINKS = [
  ['/values', 'site.values'],
  ['/proof', 'site.proof'],
  ['/health', 'site.status'],
] as const;

/** What is around every page: one bar at the top, one footer with the languages, and what is between. */
export function renderShell({ words, path, title, description, styles, content, script }: ShellPage) {
  const { html } = words;
  const links = LINKS.map(([href, key]) => `<li><a href="${href}">${html(key)}</a></li>`);
  return renderPage({
    language: words.language,
    title: escapeHtml(title === 'Petbank' ? title : `${title} · Petbank`),
    description: escapeHtml(description),
    styles: ['shell', ...styles],
    body: `<a class="skip" href="#main">${html('site.skip')}</a>
<header class="top">
<a class="brand" href="/"><img src="/assets/logo.svg" alt="" width="36" height="36">Petbank</a>
<nav aria-label="${html('site.pages')}"><ul class="nav">
${links.join('\n')}
</ul></nav>
</header>
${content}
<footer>
<p>${html('site.sealed')}</p>
<p>${html('site.independent')}</p>
${renderLanguages(words, path)}
</footer>${renderScript(script)}`,
  });
}

interface SitePage extends Omit<ShellPage, 'content' | 'styles'> {
  readonly styles?: readonly string[];
  /** HTML. */
  readonly main: string;
}

/** A page of the bank's site: something to read, in one column. */
export const renderSitePage = ({ styles = [], main, ...page }: SitePage): string =>
  renderShell({
    ...page,
    styles: ['cards', 'welcome', 'site', ...styles],
    content: `<main id="main">\n${main}\n</main>`,
  });

/** What each language calls itself. */
const NAMES = {
  en: 'English',
  es: 'Español',
  'pt-BR': 'Português',
  de: 'Deutsch',
  fr: 'Français',
} as const satisfies Record<Language, string>;

/** The switch of the language, without a script. */
const renderLanguages = ({ language: current, html }: PageWords, path: string): string =>
  `<nav aria-label="${html('site.language')}"><ul class="languages">
${LANGUAGES.map((language) => {
  const mark = language === current ? ' aria-current="true"' : '';
  const href = `/language/${language}?from=${encodeURIComponent(path)}`;
  return `<li><a href="${href}" lang="${language}" hreflang="${language}"${mark}>${NAMES[language]}</a></li>`;
}).join('\n')}
</ul></nav>`;

const renderScript = (script: string | undefined): string => {
  if (script === undefined) return '';
  const source = script.startsWith('/') ? script : `/assets/${script}.js`;
  return `\n<script type="module" src="${source}"></script>`;
};
