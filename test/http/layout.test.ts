import { afterAll, beforeAll, describe, expect, test } from 'bun:test';
import type { Browser } from 'playwright-core';
import { startBank, type TestBank } from '../support/bank.ts';
import { BROWSER_WAIT_MS, launchBrowser, openPage, whyNoBrowser } from '../support/browser.ts';
import { TELLER } from '../support/keys.ts';
import { FIND_LAYOUT_ERRORS } from '../support/layout.ts';
import { deposit } from '../support/scenes.ts';

const reason = whyNoBrowser();
const PAGES = ['/', '/values?search=cat', '/proof', '/health', '/nowhere', '/problems/frozen'];
const LOOKS = (['light', 'dark'] as const).flatMap((colorScheme) =>
  [390, 1200].map((width) => ({ colorScheme, viewport: { width, height: 844 } })),
);
/** As an operator's bank is set, as far as its pages show it. */
const PRODUCTION = { NODE_ENV: 'production', ROBLOX: 'live', VALUES: 'off', API_KEYS: '' };

describe.skipIf(reason !== null)(`in Chromium${reason === null ? '' : ` (left out: ${reason})`},`, () => {
  const banks: TestBank[] = [];
  let browser: Browser;
  beforeAll(async () => {
    for (const environment of [{}, PRODUCTION]) {
      const bank = await startBank(environment);
      banks.push(bank);
      if (environment === PRODUCTION) continue;
      await deposit(bank, {
        gems: 123_456_789,
        pets: [{ id: 'Huge Cat', variant: 'golden' }, { id: 'Cat' }],
      });
      await bank.ask(TELLER, 'POST', '/teller/report', { gems: 100_000_000, pets: [{ id: 'Cat' }] });
    }
    browser = await launchBrowser();
  }, BROWSER_WAIT_MS);
  afterAll(async () => {
    await browser.close();
    for (const bank of banks) await bank.end();
  });

  test.each(PAGES)(
    '%s has all its styles, nothing that overlaps, no bullets, and text that can be read',
    async (path) => {
      for (const [at, { url }] of banks.entries()) {
        // German words are the longest.
        const locale = at === 0 ? 'en' : 'de';
        const { page, strangers, errors } = await openPage(browser, url, path, { locale });
        for (const { colorScheme, viewport } of LOOKS) {
          await page.emulateMedia({ colorScheme });
          await page.setViewportSize(viewport);
          const found = await page.evaluate<string[]>(FIND_LAYOUT_ERRORS);
          expect({ url, colorScheme, viewport, found }).toEqual({ url, colorScheme, viewport, found: [] });
        }
        expect(strangers).toEqual([]);
        expect(errors.filter((error) => !error.includes('404'))).toEqual([]);
        await page.close();
      }
    },
    4 * BROWSER_WAIT_MS,
  );

  test(
    'what the check of a layout looks for is found',
    async () => {
      const { page } = await openPage(browser, banks[0]?.url ?? '', '/health');
      for (const [plant, found] of [
        ["document.querySelector('.heading').style.marginBottom = '-60px'", 'overlaps'],
        ["document.querySelector('h1').style.color = '#ddd'", 'is hard to read'],
        ["document.querySelector('ul.features').style.listStyle = 'disc'", 'has a bullet'],
        ["document.querySelector('h1').style.width = '3000px'", 'is wider than the window'],
        ["document.querySelector('h1').style.minWidth = '110%'", 'sticks out of'],
        ["document.querySelector('link[href*=cards]').disabled = true", 'has no styles'],
      ] as const) {
        await page.reload();
        await page.evaluate(plant);
        expect((await page.evaluate<string[]>(FIND_LAYOUT_ERRORS)).join('\n')).toContain(found);
      }
    },
    BROWSER_WAIT_MS,
  );
});
