import { expect, test } from 'bun:test';
import { withBank } from '../support/bank.ts';
import { BROWSER_WAIT_MS, launchBrowser, openPage, whyNoBrowser } from '../support/browser.ts';

const TOKEN = 'a-token-of-25-characters!';
const reason = whyNoBrowser();
const settings = {
  NODE_ENV: 'production',
  API_KEYS: '',
  ROBLOX: 'sandbox',
  VALUES: 'demo',
  ADMIN_TOKEN: TOKEN,
};

const leftOut = reason === null ? '' : ` (left out: ${reason})`;

test.skipIf(reason !== null)(
  `in production the operator signs in with the token, and out again${leftOut}`,
  async () => {
    const browser = await launchBrowser();
    try {
      await withBank(settings, async (bank) => {
        const { page, strangers, errors } = await openPage(browser, bank.url, '/playground', {
          waitUntil: 'load',
        });
        const token = page.getByLabel('Admin token');
        await token.fill('not-the-token-at-all');
        await page.keyboard.press('Enter');
        await page.getByText('This is not the admin token of this bank.').waitFor();
        // What the browser says of the refusal.
        const refused = errors.length;
        // The last thing that the page asks for once it is there.
        const loaded = page.waitForResponse('**/playground/game/holdings');
        await token.fill(TOKEN);
        await page.keyboard.press('Enter');
        await loaded;
        await page.getByRole('combobox', { name: 'Write as Mia' }).waitFor();
        expect(await page.evaluate('document.cookie')).toBe('');
        await page.getByRole('button', { name: 'Sign out' }).click();
        await token.waitFor();
        expect(strangers).toEqual([]);
        expect(errors.slice(refused)).toEqual([]);
      });
    } finally {
      await browser.close();
    }
  },
  BROWSER_WAIT_MS,
);
