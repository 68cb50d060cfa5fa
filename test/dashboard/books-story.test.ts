import { afterAll, beforeAll, describe, expect, test } from 'bun:test';
import type { Browser, Page } from 'playwright-core';
import { z } from 'zod';
import { runAxe } from '../support/axe.ts';
import type { TestBank } from '../support/bank.ts';
import { BROWSER_WAIT_MS, launchBrowser, openPage, type Watched, whyNoBrowser } from '../support/browser.ts';
import { OTHER_TELLER, TELLER, WEB } from '../support/keys.ts';
import { FIND_LAYOUT_ERRORS } from '../support/layout.ts';
import { readJson } from '../support/send.ts';
import { hire, startDashboard } from './kit.ts';

/* The screens of the books, values, messages, keys and the system, as an owner sees them. */

const reason = whyNoBrowser();
const SCREENS = [
  ...['ledger', 'ledger?id=t-1', 'ledger?check=1', 'reserves', 'reserves?asset=gems', 'trades'],
  ...['trades?view=transfer', 'values', `values?asset=${encodeURIComponent('pet/normal/-/-/Huge Cat')}`],
  ...[
    'messages',
    'api',
    'api?view=refused',
    'api?view=new',
    'system',
    'staff?view=actions',
    'values?view=import',
  ],
];

/** Presses Find in the page, and has the transactions that stand there before the next frame. */
const PRESS_FIND = `(async () => {
  document.querySelector('[aria-label=Filters] [type=submit]').click();
  await null;
  return [...document.querySelectorAll('tbody .cell > a')].map((link) => link.textContent);
})()`;

const TABLES = ['ledger', 'reserves', 'messages', 'api'];

describe.skipIf(reason !== null)(`in Chromium${reason === null ? '' : ` (left out: ${reason})`},`, () => {
  let bank: TestBank;
  let browser: Browser;
  let token = '';
  let head = '';
  beforeAll(async () => {
    bank = await startDashboard();
    for (const [at, key] of [TELLER, OTHER_TELLER].entries()) {
      const trade = { tradeId: 'T-1', robloxUserId: 156, pets: [{ id: 'Huge Cat' }], gems: 500 + at };
      await bank.ask(key, 'POST', '/deposit/complete', trade);
      bank.world.at += 24 * 3_600_000;
    }
    const odd = { tradeId: 'T-2', robloxUserId: 157, pets: [{ id: 'Mystery Cat' }] };
    await bank.ask(TELLER, 'POST', '/deposit/complete', odd);
    await bank.ask({ ...TELLER, secret: 'x'.repeat(40) }, 'GET', '/user/156/inventory');
    const proof = await bank.askOpenly('/proof');
    const told = z.object({ seq: z.int(), head: z.string() }).parse(await readJson(proof));
    head = `${told.seq}:${told.head}`;
    token = await hire(bank, 902, 'owner');
    browser = await launchBrowser();
  }, BROWSER_WAIT_MS);
  afterAll(async () => {
    await browser.close();
    await bank.end();
  });

  async function enter(screen: string, options = {}): Promise<Watched> {
    const path = `/dashboard/${screen}#token=${token}`;
    const opened = await openPage(browser, bank.url, path, { waitUntil: 'load', ...options });
    await opened.page.getByText('Live', { exact: true }).waitFor();
    return opened;
  }

  test.each([
    ['narrow and dark', SCREENS, { viewport: { width: 390, height: 844 }, colorScheme: 'dark' }],
    // What is narrow fits a wide page, but for tables.
    ['wide and light', TABLES, { viewport: { width: 1280, height: 900 }, colorScheme: 'light' }],
  ] as const)(
    'every screen is readable, %s',
    async (_name, screens, options) => {
      const { page, errors } = await enter('ledger', options);
      for (const screen of screens) {
        await page.goto(`${bank.url}/dashboard/${screen}`, { waitUntil: 'load' });
        await page.getByText('Live', { exact: true }).waitFor();
        await page.getByRole('heading', { level: 1 }).waitFor();
        await page.waitForSelector('.skeleton', { state: 'detached' });
        const violations = await runAxe(page);
        expect({ screen, violations, layout: await page.evaluate(FIND_LAYOUT_ERRORS) }).toEqual({
          screen,
          violations: [],
          layout: [],
        });
      }
      expect(errors).toEqual([]);
      await page.context().close();
    },
    4 * BROWSER_WAIT_MS,
  );

  test(
    'reserves of which no teller has told anything are unknown, and not covered',
    async () => {
      const { page } = await enter('reserves');
      const tile = page.locator('.tile', { hasText: 'Not covered' });
      await tile.waitFor();
      expect(await tile.textContent()).toBe('Not coveredunknownNo teller has ever reported what it holds');
      expect(await tile.getAttribute('class')).toBe('tile plain');
      await page.context().close();
    },
    2 * BROWSER_WAIT_MS,
  );

  test(
    'a transaction says its status once, and a phone no shortcut of a keyboard',
    async () => {
      const wanted = { requestId: 'R-1', robloxUserId: 156, gems: 5 };
      await bank.ask(WEB, 'POST', '/withdraw/request', wanted);
      const { page } = await enter('ledger', { isMobile: true, hasTouch: true });
      const kinds = page.locator('[data-label=What]');
      const expectKinds = async (kept: string[]): Promise<void> => {
        await kinds.first().waitFor();
        expect(await kinds.allInnerTexts()).toEqual(expect.arrayContaining(kept));
      };
      await expectKinds(['withdrawal reserved', 'deposit quarantined']);
      expect(await page.getByText('Ctrl K').isVisible()).toBe(false);
      await page.goto(`${bank.url}/dashboard/members?id=156`);
      await expectKinds(['withdrawal reserved', 'deposit credited']);
      await page.setViewportSize({ width: 260, height: 800 });
      const heights = await page
        .locator('.quantity')
        .evaluateAll((all) => all.map((each) => each.clientHeight));
      expect([heights.length > 0, Math.max(...heights) < 30]).toEqual([true, true]);
      await page.context().close();
    },
    2 * BROWSER_WAIT_MS,
  );

  test(
    'the browser itself finds a kept head in the chain, and misses one that never was',
    async () => {
      const { page } = await enter('ledger');
      await page.getByRole('link', { name: 'Check the chain in this browser' }).click();
      const check = page.getByRole('button', { name: 'Check it here' });
      expect(await check.isDisabled()).toBe(true);
      await page.getByLabel('Its number and hash').fill(head);
      await check.click();
      await page.getByText('The chain holds.').waitFor();
      await page.getByLabel('Its number and hash').fill('f'.repeat(64));
      await check.click();
      await page.getByText('Your head is not in this chain.').waitFor();
      // A row that the server changes on the way is found where it stands.
      await page.route('**/ledger/chain*', async (route) => {
        const answer = await route.fetch();
        await route.fulfill({
          response: answer,
          body: (await answer.text()).replace('member:156', 'member:9'),
        });
      });
      await page.getByLabel('Its number and hash').fill(head);
      await check.click();
      await page.getByText('The chain is broken at t-1.').waitFor();
      await page.context().close();
    },
    2 * BROWSER_WAIT_MS,
  );

  test(
    'an owner finds a teller’s deposits, drops a message, revokes a key, and tries a backup',
    async () => {
      const { page, errors } = await enter('ledger');
      await page.getByLabel('Teller', { exact: true }).fill('teller-2');
      await page.getByRole('link', { name: 't-1', exact: true }).waitFor();
      expect(await page.evaluate(PRESS_FIND)).toEqual([]);
      await page.getByRole('link', { name: 't-2', exact: true }).waitFor();
      expect(await page.getByRole('link', { name: 't-1', exact: true }).count()).toBe(0);
      expect(page.url()).toContain('teller=teller-2');
      await page.getByRole('link', { name: 't-2', exact: true }).click();
      await page.getByText('teller:teller-2').first().waitFor();

      await page.getByRole('link', { name: 'Messages' }).click();
      await page.getByRole('button', { name: 'Drop' }).first().click();
      await confirm(page, 'Drop it');
      await page.getByRole('link', { name: 'API' }).click();
      const row = page.getByRole('row', { name: /teller-2/ });
      await row.getByRole('button', { name: 'Revoke' }).click();
      await confirm(page, 'Revoke it');
      await row.getByText('revoked').waitFor();

      await page.getByRole('link', { name: 'System' }).click();
      await page.getByRole('button', { name: 'Make a backup now' }).click();
      await page.getByRole('button', { name: 'Try to restore it' }).click();
      await page.getByText('the ledger holds').waitFor();
      expect(errors).toEqual([]);
      await page.context().close();
    },
    3 * BROWSER_WAIT_MS,
  );

  async function confirm(page: Page, button: string): Promise<void> {
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Why?').fill('seen in a test');
    await dialog.getByRole('button', { name: button }).click();
    await dialog.waitFor({ state: 'detached' });
  }
});
