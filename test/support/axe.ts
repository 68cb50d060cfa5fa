import axe from 'axe-core';
import type { Page } from 'playwright-core';

/** What depends on colours: all that can differ between two themes of a page. */
const OF_COLOURS = ['color-contrast', 'link-in-text-block'];

/** What a checker of accessibility finds, with the elements; `of` its colours alone, for one more theme. */
export async function runAxe(page: Page, of: 'all' | 'colours' = 'all'): Promise<string[]> {
  // It stays until another page is loaded, and it is large.
  if (!(await page.evaluate("'axe' in window"))) await page.evaluate(axe.source);
  // Its rules need neither what passes nor the style sheets a second time.
  const fast = { resultTypes: ['violations'], preload: false };
  const options = of === 'all' ? fast : { ...fast, runOnly: OF_COLOURS };
  return page.evaluate<string[]>(
    `axe.run(${JSON.stringify(options)}).then(({ violations }) =>
      violations.map(({ id, nodes }) => id + ': ' + nodes.slice(0, 3).map(({ html }) => html).join(' | ')))`,
  );
}
