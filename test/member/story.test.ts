import { expect, test } from 'bun:test';
import { runAxe } from '../support/axe.ts';
import { describeInBrowser } from '../support/bank-in-browser.ts';
import { BROWSER_WAIT_MS, openPage } from '../support/browser.ts';
import { TELLER, WEB } from '../support/keys.ts';
import { FIND_LAYOUT_ERRORS } from '../support/layout.ts';
import { deposit, MEMBER } from '../support/scenes.ts';
import { askForPage, joinMember, tokenOf } from './kit.ts';

const LOOKS = (['light', 'dark'] as const).flatMap((colorScheme) =>
  [390, 1280].map((width) => ({ colorScheme, width })),
);

describeInBrowser((shared) => {
  test(
    'a member opens their page, checks their proof, and closes it',
    async () => {
      const { bank, browser } = shared;
      const member = await joinMember(bank);
      await deposit(bank, {
        gems: 1000,
        pets: [{ id: 'Huge Cat', variant: 'golden' }, { id: 'Mystery Cat' }],
      });
      for (let at = 0; at < 20; at += 1) await deposit(bank, { gems: 1 }, `T-more-${at}`);
      await bank.ask(WEB, 'POST', '/withdraw/request', { requestId: 'r', robloxUserId: MEMBER, gems: 4 });
      await bank.ask(TELLER, 'POST', '/teller/report', { gems: 1020, pets: [] });
      const token = tokenOf(await askForPage(bank, member));
      const { page, strangers, errors } = await openPage(browser, bank.url, `/me#${token}`);
      expect(page.url()).toBe(`${bank.url}/me`);
      // Whoever chooses another language first still has the link.
      await page.getByRole('link', { name: 'Deutsch' }).click();
      await page.getByRole('button', { name: 'Meine Seite öffnen' }).click();
      // Whoever leaves before the bank has answered has used the link up, and has no page.
      await page.getByRole('heading', { name: 'Deine Haustiere' }).waitFor();
      for (const [language, title] of [
        ['Deutsch', 'Deine Haustiere'],
        ['Español', 'Tus mascotas'],
        ['English', 'Your pets'],
      ] as const) {
        await page.getByRole('link', { name: language }).click();
        await page.getByRole('heading', { name: title }).waitFor();
        await page.setViewportSize({ width: 390, height: 844 });
        expect([language, await page.evaluate<string[]>(FIND_LAYOUT_ERRORS)]).toEqual([language, []]);
      }
      await page.getByRole('heading', { name: 'Golden Huge Cat' }).waitFor();
      await page.getByText('In quarantine: 1 × Mystery Cat').waitFor();
      await page.getByText('Waiting for you').waitFor();
      await page.getByRole('button', { name: 'Show older' }).click();
      await page.getByText('Deposited, part of it in quarantine').waitFor();
      await page.getByRole('button', { name: 'Check it now' }).click();
      await page.getByText('kinds that you had at step').waitFor();
      for (const { colorScheme, width } of LOOKS) {
        await page.emulateMedia({ colorScheme });
        await page.setViewportSize({ width, height: 844 });
        const found = await page.evaluate<string[]>(FIND_LAYOUT_ERRORS);
        expect({ colorScheme, width, found }).toEqual({ colorScheme, width, found: [] });
        expect(await runAxe(page, colorScheme === 'light' ? 'all' : 'colours')).toEqual([]);
      }
      expect({ strangers, errors }).toEqual({ strangers: [], errors: [] });
      await page.getByRole('button', { name: 'Close this page' }).click();
      await page.getByText('Send /mypage to our bot').waitFor();
      await page.goto(`${bank.url}/me#${token}`);
      await page.getByRole('button', { name: 'Open my page' }).click();
      await page.getByText('This link was used already').waitFor();
    },
    2 * BROWSER_WAIT_MS,
  );
});
