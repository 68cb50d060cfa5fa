import { afterAll, beforeAll, describe, expect, test } from 'bun:test';
import type { Browser, Page } from 'playwright-core';
import { z } from 'zod';
import { STAFF_LEVELS } from '../../src/bank/engine/rows.ts';
import { MINUTE, type TestBank } from '../support/bank.ts';
import { BROWSER_WAIT_MS, launchBrowser, openPage, whyNoBrowser } from '../support/browser.ts';
import { OTHER_TELLER, TELLER, WEB } from '../support/keys.ts';
import { readJson } from '../support/send.ts';
import { ADMIN_TOKEN, keepCookie, open, signIn, startDashboard } from './kit.ts';

/* An operator's week, and what each level of staff may press: with the dashboard alone. */

const reason = whyNoBrowser();
const DAY = 24 * 60 * MINUTE;
const [MEMBER, OTHER, THIEF] = [156, 157, 999];
const CAT = { id: 'Huge Cat', variant: 'normal' };
const named = z.object({ token: z.string() });
const traded = z.looseObject({ seq: z.int() });

/** Each button of each screen, and who may press it: the admin token stands beside the levels. */
const TABLE = `
screen                       button                      viewer  cashier  manager  owner  admin
overview                     Halt                        no      yes      yes      yes    yes
cases?id=CASE                Credit it                   no      no       yes      yes    no
withdrawals?id=w-WAITING     Deliver by hand             no      yes      yes      yes    no
withdrawals?id=w-WAITING     Cancel it                   no      no       yes      yes    no
tellers?id=teller-1          Pause it                    no      yes      yes      yes    no
tellers?id=teller-1          Move stock                  no      no       yes      yes    no
tellers?id=teller-1          Name it                     no      no       no       yes    no
members?id=156               Freeze                      no      no       yes      yes    no
members?id=156               Correct                     no      no       yes      yes    no
messages                     Try now                     no      yes      yes      yes    no
messages                     Drop                        no      no       yes      yes    no
api                          Revoke                      no      no       no       yes    no
system                       Examine the bank            no      no       yes      yes    yes
system                       Check the whole ledger now  no      no       yes      yes    no
system                       Make a backup now           -       -        -        yes    no
`;
const [HEAD = '', ...LINES] = TABLE.trim().split('\n');
const LEVELS = HEAD.split(/ {2,}/).slice(2);
const ROWS = LINES.map((line) => {
  const [screen = '', button = '', ...cells] = line.split(/ {2,}/);
  return { screen, button, cells };
});
const SCREENS = [...new Set(ROWS.map(({ screen }) => screen))];

describe.skipIf(reason !== null)(`in Chromium${reason === null ? '' : ` (left out: ${reason})`},`, () => {
  let bank: TestBank;
  let browser: Browser;
  let waitingId = '';
  /** Of each level: few may try to sign in. */
  const cookies = new Map<string, string>();
  beforeAll(async () => {
    bank = await startDashboard({ DEPOSIT_HOLD_SECONDS: '600', STAFF_ALONE_LIMIT: '1000000' });
    const admin = await open(bank);
    const tokens = new Map<string, string>([['admin', ADMIN_TOKEN]]);
    for (const [at, level] of STAFF_LEVELS.entries()) {
      const answer = await admin.post('staff/name', { member: String(900 + at), level });
      tokens.set(level, named.parse(await readJson(answer)).token);
    }
    bank.world.at += DAY;
    for (const [level, token] of tokens) cookies.set(level, await signIn(bank, token));
    waitingId = await playGame(bank);
    browser = await launchBrowser();
  }, 2 * BROWSER_WAIT_MS);
  afterAll(async () => {
    await browser.close();
    await bank.end();
  });

  async function enter(level: string, screen = 'overview') {
    const opened = await openPage(browser, bank.url, `/dashboard/${screen}`, {
      waitUntil: 'load',
      storageState: keepCookie(cookies.get(level) ?? ''),
    });
    await opened.page.getByText('Live', { exact: true }).waitFor();
    return opened;
  }

  test.each(LEVELS.map((level, at) => [level, at] as const))(
    'a %s presses what the table says, and nothing else',
    async (level, at) => {
      const { page } = await enter(level);
      const pressable: Record<string, string> = {};
      for (const screen of SCREENS) {
        const path = screen
          .replace('CASE', 'quarantine:deposit:teller-1:T-2')
          .replace('w-WAITING', waitingId);
        await page.goto(`${bank.url}/dashboard/${path}`, { waitUntil: 'load' });
        // What may be pressed hangs on the bank's state, too.
        await page.getByText('Live', { exact: true }).waitFor();
        await page.getByRole('heading', { level: 1 }).waitFor();
        await page.waitForSelector('.skeleton', { state: 'detached' });
        for (const { button } of ROWS.filter((row) => row.screen === screen)) {
          const found = page.getByRole('button', { name: button, exact: true }).first();
          const isThere = (await found.count()) > 0;
          pressable[`${screen} ${button}`] = isThere ? ((await found.isEnabled()) ? 'yes' : 'no') : '-';
        }
      }
      expect(pressable).toEqual(
        Object.fromEntries(ROWS.map(({ screen, button, cells }) => [`${screen} ${button}`, cells[at] ?? ''])),
      );
      await page.context().close();
    },
    4 * BROWSER_WAIT_MS,
  );

  test(
    'an owner gets through a week: drift, uncertain, quarantine, a stolen key, a second person, a drill',
    async () => {
      const { page, errors, strangers } = await enter('owner');
      const go = (name: string) =>
        page.getByRole('navigation').first().getByRole('link', { name }).first().click();
      const decide = async (title: string, ending: string): Promise<void> => {
        await go('Cases');
        await page.getByRole('cell').getByRole('link', { name: title }).first().click();
        await page.getByRole('button', { name: ending }).click();
        await confirm(page, ending);
        await page.getByText('Closed', { exact: true }).first().waitFor();
      };
      await decide('Shortage', 'Resume withdrawals');
      await decide('Uncertain withdrawal', 'It was not delivered');
      await decide('Quarantine', 'Credit it');

      await go('API');
      await page
        .getByRole('row', { name: /teller-2/ })
        .getByRole('button', { name: 'Revoke' })
        .click();
      await confirm(page, 'Revoke it');
      await go('Tellers');
      await page.getByRole('link', { name: 'teller-2' }).click();
      await page.getByRole('button', { name: 'Pause it' }).click();
      await confirm(page, 'Pause it');
      await page.getByText('Staff paused it').waitFor();
      await decide('Trades that a teller does not know', 'Take it back');

      await page.goto(`${bank.url}/dashboard/members?id=${MEMBER}`, { waitUntil: 'load' });
      await page.getByRole('button', { name: 'Correct' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel('The teller that holds it').fill('teller-1');
      await dialog.getByLabel('Gems').fill('2m');
      await dialog.getByRole('button', { name: 'Look at it first' }).click();
      await confirm(page, 'Ask a second person');
      const second = await enter('manager', 'staff');
      await second.page.getByRole('button', { name: 'Agree' }).click();
      await second.page.getByRole('button', { name: 'I have checked it: agree' }).click();
      await second.page.getByText('Nothing waits.').waitFor();

      await go('System');
      await page.getByRole('button', { name: 'Examine the bank' }).click();
      await page.getByRole('list', { name: 'What was found' }).waitFor();
      await page.getByRole('button', { name: 'Make a backup now' }).click();
      await page.getByRole('button', { name: 'Try to restore it' }).click();
      await page.getByText('the ledger holds').waitFor();
      await go('Staff');
      await page.getByRole('link', { name: 'Who did what' }).click();
      for (const did of ['key revoked', 'teller paused', 'adjustment'])
        await page.getByRole('cell', { name: did }).first().waitFor();
      // Of whoever has a personal token, only the start of its hash.
      await page
        .getByRole('cell', { name: /token [0-9a-f]{8}…/ })
        .first()
        .waitFor();
      expect(await page.locator('main').textContent()).not.toMatch(/[0-9a-f]{64}/);
      expect({ errors, strangers }).toEqual({ errors: [], strangers: [] });
      await second.page.context().close();
      await page.context().close();

      const gems = async (id: number) => (await bank.ask(WEB, 'GET', `/user/${id}/inventory`)).body;
      expect(await gems(THIEF)).toMatchObject({ gems: 0, onHold: { gems: 0 } });
      expect(await gems(OTHER)).toMatchObject({ gems: 9, reserved: { gems: 1 } });
    },
    8 * BROWSER_WAIT_MS,
  );
});

/** What happens in the game. Returns the id of a withdrawal that waits. */
async function playGame(bank: TestBank): Promise<string> {
  const trade = async (key: typeof TELLER, tradeId: string, goods: object): Promise<number> =>
    traded.parse((await bank.ask(key, 'POST', '/deposit/complete', { tradeId, ...goods })).body).seq;
  const ask = (path: string, body: object, key = TELLER) => bank.ask(key, 'POST', path, body);
  await trade(TELLER, 'T-1', { robloxUserId: MEMBER, pets: [{ ...CAT, quantity: 3 }], gems: 500 });
  const seq = await trade(TELLER, 'T-2', { robloxUserId: MEMBER, pets: [{ id: 'Mystery Cat' }] });
  const honest = await trade(OTHER_TELLER, 'T-1', { robloxUserId: OTHER, gems: 10 });
  bank.world.at += 11 * MINUTE;
  // Two cats are missing, which no withdrawal explains.
  const held = { pets: [CAT, { id: 'Mystery Cat' }], gems: 500, seq };
  for (const _ of [1, 2]) await ask('/teller/report', held);
  // A claim of which nobody says how it ended.
  await ask('/withdraw/request', { requestId: 'r-1', robloxUserId: MEMBER, gems: 40 }, WEB);
  await ask('/withdraw/check', { robloxUserId: MEMBER, claim: true });
  // A thief with the key of another teller, which doesn't know that trade.
  await trade(OTHER_TELLER, 'X-1', { robloxUserId: THIEF, gems: 100_000 });
  bank.world.at += 3 * MINUTE;
  await ask('/teller/report', { gems: 10, seq: honest }, OTHER_TELLER);
  await ask('/teller/report', held);
  const order = { requestId: 'r-2', robloxUserId: OTHER, gems: 1 };
  const { body } = await ask('/withdraw/request', order, WEB);
  return z.looseObject({ withdrawalId: z.string() }).parse(body).withdrawalId;
}

/** Does what a dialog asks for. */
async function confirm(page: Page, button: string): Promise<void> {
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Why?').fill('seen in the trade history');
  await dialog.getByRole('button', { name: button }).click();
  await dialog.waitFor({ state: 'detached' });
}
