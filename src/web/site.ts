import { escapeHtml, renderPage } from './page.ts';

interface SitePage {
  /** Text. */
  readonly title: string;
  readonly description: string;
  /** Names of style sheets at `/assets`, beside those of every page. */
  readonly styles?: readonly string[];
  /** HTML. */
  readonly main: string;
  /** The script that fills it in: the name of one at `/assets`, or its whole path. */
  readonly script?: string;
}

const LINKS = [
  ['/values', 'Values'],
  ['/proof', 'Proof'],
  ['/health', 'Status'],
] as const;

/** A page of the bank's site: one bar at the top, one footer, and what is between. */
export const renderSitePage = ({ title, description, styles = [], main, script }: SitePage): string =>
  renderPage({
    title: escapeHtml(title === 'Petbank' ? title : `${title} · Petbank`),
    description: escapeHtml(description),
    styles: ['cards', 'welcome', 'site', ...styles],
    body: `<a class="skip" href="#main">Skip to the content</a>
<header class="top">
<a class="brand" href="/"><img src="/assets/logo.svg" alt="" width="36" height="36">Petbank</a>
<nav aria-label="Pages"><ul class="nav">
${LINKS.map(([href, text]) => `<li><a href="${href}">${text}</a></li>`).join('\n')}
</ul></nav>
</header>
<main id="main">
${main}
</main>
${SITE_FOOTER}${renderScript(script)}`,
  });

const renderScript = (script: string | undefined): string => {
  if (script === undefined) return '';
  const source = script.startsWith('/') ? script : `/assets/${script}.js`;
  return `\n<script type="module" src="${source}"></script>`;
};

export const SITE_FOOTER = `<footer>
<p>Each step is sealed with the one before it, so nobody can change the past unseen.</p>
<p>Petbank is not run by Roblox, Discord or BIG Games.</p>
</footer>`;
