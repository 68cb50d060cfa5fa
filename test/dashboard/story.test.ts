import { afterAll, beforeAll, describe, expect, test } from 'bun:test';
import type { Browser, Page } from 'playwright-core';
import { linkTo } from '../member/kit.ts';
import { runAxe } from '../support/axe.ts';
import type { TestBank } from '../support/bank.ts';
import {
  BROWSER_WAIT_MS,
  launchBrowser,
  openPage,
  pressAtOnce,
  type Watched,
  whyNoBrowser,
} from '../support/browser.ts';
import { TELLER, WEB } from '../support/keys.ts';
import { FIND_LAYOUT_ERRORS } from '../support/layout.ts';
import { ADMIN_TOKEN, hire, keepCookie, signIn, startDashboard } from './kit.ts';

const reason = whyNoBrowser();
const WHY = 'seen in the trade history';
const MEMBER = 156;
const MIA = '200000000000000156';

/** Presses Ctrl+K in the page, and has the type of the field with the focus before the next frame. */
const PRESS_CTRL_K = `(async () => {
  dispatchEvent(new KeyboardEvent('keydown', { key: 'k', ctrlKey: true }));
  await null;
  return document.activeElement.type;
})()`;

describe.skipIf(reason !== null)(`in Chromium${reason === null ? '' : ` (left out: ${reason})`},`, () => {
  let bank: TestBank;
  let browser: Browser;
  const tokens: string[] = [];
  const cookies = new Map<string, string>();
  beforeAll(async () => {
    bank = await startDashboard({ STAFF_ALONE_LIMIT: '1000', LIMIT_GEMS_PER_TRADE: '5000' });
    const pets = [{ id: 'Huge Cat', variant: 'golden', quantity: 3 }, { id: 'Mystery Cat' }];
    const trade = { tradeId: 'T-1', robloxUserId: MEMBER, pets, gems: 9_000 };
    await bank.ask(TELLER, 'POST', '/deposit/complete', trade);
    await bank.ask(WEB, 'POST', '/withdraw/request', { requestId: 'r-1', robloxUserId: MEMBER, gems: 40 });
    await bank.ask(TELLER, 'POST', '/teller/report', { gems: 9_000, pets: [] });
    await linkTo(bank, { discordUserId: MIA, name: 'mia_156', robloxUserId: MEMBER });
    for (const id of [900, 901]) tokens.push(await hire(bank, id, 'manager'));
    tokens.push(await hire(bank, 902, 'viewer'));
    browser = await launchBrowser();
  }, BROWSER_WAIT_MS);
  afterAll(async () => {
    await browser.close();
    await bank.end();
  });

  /** Few may try to sign in: each person does once. */
  async function cookieOf(token: string): Promise<string> {
    const cookie = cookies.get(token) ?? (await signIn(bank, token));
    cookies.set(token, cookie);
    return cookie;
  }

  /** A browser of its own in which somebody has signed in. */
  async function enter(token: string, screen = 'overview'): Promise<Watched> {
    const opened = await openPage(browser, bank.url, `/dashboard/${screen}`, {
      waitUntil: 'load',
      storageState: keepCookie(await cookieOf(token)),
    });
    await opened.page.getByText('Live', { exact: true }).waitFor();
    return opened;
  }

  /** Opens the link of somebody else twice: the person who is signed in stays, then lets them in. */
  async function stayOrSwitch(page: Page): Promise<void> {
    const openLink = async (): Promise<void> => {
      await page.goto('about:blank');
      await page.goto(`${bank.url}/dashboard/overview#token=${tokens[2]}`);
    };
    const who = page.locator('.who');
    await openLink();
    await page.getByRole('heading', { name: 'Sign in as staff-902 instead?' }).waitFor();
    expect(page.url()).not.toContain('token');
    await page.getByRole('button', { name: 'Stay staff-900' }).click();
    expect(await who.textContent()).toContain('staff-900');
    await openLink();
    await page.getByRole('button', { name: 'Sign in as staff-902' }).click();
    expect(await who.textContent()).toContain('staff-902');
  }

  /** Does what a dialog asks for. */
  async function confirm(page: Page, button: string): Promise<void> {
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Why?').fill(WHY);
    await dialog.getByRole('button', { name: button }).click();
    await dialog.waitFor({ state: 'detached' });
  }

  test(
    'two managers settle a case that neither may settle alone; both pages follow by themselves',
    async () => {
      const [first, second] = [await enter(tokens[0] ?? ''), await enter(tokens[1] ?? '', 'cases')];
      expect(first.page.url()).toBe(`${bank.url}/dashboard/overview`);
      await first.page.getByRole('link', { name: 'Quarantine', exact: true }).click();
      await first.page.getByRole('cell', { name: 'Quarantine' }).getByRole('link').click();
      await first.page.getByText('1 × Mystery Cat').first().waitFor();
      await first.page.getByRole('button', { name: 'Credit it' }).click();
      await confirm(first.page, 'Credit it');
      await first.page.getByText('You want: credit.').waitFor();

      await second.page.getByText('Second person', { exact: true }).waitFor();
      await second.page.getByRole('link', { name: 'Quarantine' }).click();
      await second.page.getByText('staff-900 wants: credit.').waitFor();
      await second.page.getByRole('button', { name: 'Credit it' }).click();
      await confirm(second.page, 'Credit it');
      await first.page.getByText('Closed', { exact: true }).first().waitFor();
      await stayOrSwitch(first.page);
      for (const { errors, strangers, page } of [first, second]) {
        expect({ errors, strangers }).toEqual({ errors: [], strangers: [] });
        await page.context().close();
      }
    },
    3 * BROWSER_WAIT_MS,
  );

  test(
    'a manager finds a member by Ctrl+K, freezes them, and corrects them with a preview',
    async () => {
      const { page, errors } = await enter(tokens[0] ?? '');
      await page.keyboard.press('Control+k');
      await page.getByRole('dialog').getByRole('searchbox').fill(String(MEMBER));
      await page.getByRole('dialog').getByText('Roblox id 156').waitFor();
      await page.keyboard.press('Enter');
      await page.getByRole('button', { name: 'Freeze' }).click();
      await confirm(page, 'Freeze');
      await page.getByText('Frozen', { exact: true }).first().waitFor();
      await page.getByRole('button', { name: 'Correct' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel('The teller that holds it').fill('teller-1');
      await dialog.getByLabel('Gems').fill('1.5k');
      await dialog.getByRole('button', { name: 'Look at it first' }).click();
      await dialog.getByText('Worth 1,500 gems').waitFor();
      expect(await runAxe(page)).toEqual([]);
      await confirm(page, 'Ask a second person');
      // What was asked for isn't asked for again.
      await page.getByRole('button', { name: 'Correct' }).click();
      expect(await dialog.getByLabel('Gems').inputValue()).toBe('');
      await dialog.getByRole('button', { name: 'Leave it' }).click();
      await page.getByRole('navigation').getByRole('link', { name: 'Staff' }).click();
      await page.getByText('Credit to member 156 (mia_156)').waitFor();
      expect(await page.getByRole('button', { name: 'Agree' }).isDisabled()).toBe(true);
      expect(errors).toEqual([]);
      await page.context().close();
    },
    3 * BROWSER_WAIT_MS,
  );

  test(
    'Enter opens what was typed: neither what was found for its beginning, nor nothing',
    async () => {
      const { page } = await enter(tokens[2] ?? '');
      const dialog = page.getByRole('dialog');
      expect(await page.evaluate(PRESS_CTRL_K)).toBe('search');
      await page.keyboard.type('t-1');
      await dialog.getByText('deposit, quarantined').waitFor();
      await page.keyboard.type('x');
      await page.keyboard.press('Enter');
      await dialog.getByText('Nothing has this name or id.').waitFor();
      await dialog.getByRole('searchbox').fill('t-2');
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { name: 't-2' }).waitFor();
      await page.context().close();
    },
    2 * BROWSER_WAIT_MS,
  );

  test(
    'a screen names members and staff for their ids, and a case shows both sides',
    async () => {
      const { page, errors } = await enter(tokens[2] ?? '', 'cases?state=all&kind=quarantine');
      await page.getByRole('cell', { name: 'mia_156' }).waitFor();
      await page.getByRole('link', { name: 'Quarantine' }).click();
      const side = page.getByRole('region', { name: 'The teller’s newest transactions' });
      await side.getByRole('link', { name: 't-1', exact: true }).waitFor();
      await side.getByRole('link', { name: 'mia_156' }).first().waitFor();
      expect(errors).toEqual([]);
      await page.context().close();
    },
    2 * BROWSER_WAIT_MS,
  );

  test(
    'a link leads on as soon as it is there; a page that has heard of the bank is live, and up to date',
    async () => {
      const { page } = await enter(tokens[2] ?? '');
      const told = Promise.withResolvers<void>();
      await page.route('**/dashboard/events', (route) => told.promise.then(() => route.continue()));
      await page.addInitScript(pressAtOnce('a[href$="/cases"]'));
      await page.reload();
      await page.getByRole('heading', { name: 'Cases' }).waitFor();
      const live = page.getByText('Live', { exact: true });
      expect(await live.count()).toBe(0);
      await page.locator('.skeleton').first().waitFor({ state: 'detached' });
      const trade = { tradeId: 'T-late', robloxUserId: 777, pets: [{ id: 'Mystery Cat' }] };
      await bank.ask(TELLER, 'POST', '/deposit/complete', trade);
      told.resolve();
      await live.waitFor();
      await page.getByRole('cell', { name: '777' }).waitFor();
      await page.context().close();
    },
    2 * BROWSER_WAIT_MS,
  );

  test(
    'a halt is seen at once on every page, also by whoever may only look',
    async () => {
      const [admin, viewer] = [await enter(ADMIN_TOKEN), await enter(tokens[2] ?? '', 'members')];
      expect(await viewer.page.getByRole('button', { name: 'Halt' }).isDisabled()).toBe(true);
      await admin.page.getByRole('button', { name: 'Halt' }).click();
      await confirm(admin.page, 'Halt the bank');
      for (const { page } of [admin, viewer]) await page.getByText('The bank is halted.').waitFor();
      await admin.page.getByRole('button', { name: 'Open the bank' }).click();
      await confirm(admin.page, 'Open the bank again');
      await viewer.page.getByText('The bank is halted.').waitFor({ state: 'detached' });
      for (const { page } of [admin, viewer]) await page.context().close();
    },
    3 * BROWSER_WAIT_MS,
  );

  const SCREENS = [
    ...['overview', 'cases?state=all', 'withdrawals', 'withdrawals?id=w-2', 'tellers', 'tellers?id=teller-1'],
    ...['members', `members?id=${MEMBER}`, 'staff', 'nowhere'],
  ];

  test(
    'every screen can be read by everyone: on a phone, in the dark, and by a screen reader',
    async () => {
      const { page, errors } = await enter(ADMIN_TOKEN);
      for (const screen of SCREENS) {
        await page.goto(`${bank.url}/dashboard/${screen}`);
        await page.getByText('Live', { exact: true }).waitFor();
        await page.locator('.skeleton').first().waitFor({ state: 'detached' });
        for (const colorScheme of ['light', 'dark'] as const) {
          await page.emulateMedia({ colorScheme });
          for (const width of [390, 1280]) {
            await page.setViewportSize({ width, height: 844 });
            const found = await page.evaluate<string[]>(FIND_LAYOUT_ERRORS);
            expect({ screen, colorScheme, width, found }).toEqual({ screen, colorScheme, width, found: [] });
          }
          const violations = await runAxe(page, colorScheme === 'light' ? 'all' : 'colours');
          expect({ screen, colorScheme, violations }).toEqual({ screen, colorScheme, violations: [] });
        }
      }
      expect(errors).toEqual([]);
      await page.getByRole('button', { name: 'Sign out' }).click();
      await page.getByLabel('Your token').waitFor();
      expect(await runAxe(page)).toEqual([]);
    },
    6 * BROWSER_WAIT_MS,
  );
});
