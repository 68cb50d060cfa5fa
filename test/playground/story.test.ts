import { expect, test } from 'bun:test';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { post } from '../member/kit.ts';
import { describeInBrowser } from '../support/bank-in-browser.ts';
import { BROWSER_WAIT_MS, openPage } from '../support/browser.ts';
import { READER } from '../support/keys.ts';
import { readJson } from '../support/send.ts';
import { until } from '../support/until.ts';
import { finger, type Hands, keyboard, mouse } from './hands.ts';

const STORY_MS = 2 * BROWSER_WAIT_MS;

/** Where people act on the page. */
function findControls(page: Page) {
  const button = (name: string) => page.getByRole('button', { name, exact: true });
  const game = page.getByRole('region', { name: 'In the game' });
  return {
    line: page.getByRole('combobox', { name: /^Write as/ }),
    newest: page.locator('.message').last(),
    button,
    game,
    pet: game.getByRole('combobox', { name: 'Pet' }),
    handOver: game.getByRole('region', { name: 'Hand over to the teller' }),
    deliver: game.getByRole('region', { name: 'Deliver what waits' }),
    report: game.getByRole('region', { name: 'The teller’s report' }),
  };
}

/** Sends a text, and waits until the newest message has the expected one. */
async function send(page: Page, hands: Hands, typed: string, expected: string): Promise<void> {
  const { line, newest } = findControls(page);
  await hands.write(line, typed);
  await page.keyboard.press('Enter');
  await newest.getByText(expected).first().waitFor();
}

/** A member shows that their Roblox account is theirs. */
async function verify(page: Page, hands: Hands, name: string): Promise<void> {
  const { line, newest, button, game } = findControls(page);
  await hands.write(line, '/verify');
  await page.getByRole('option', { name: /^\/verify </ }).waitFor();
  await page.keyboard.press('Enter');
  await hands.write(page.getByRole('combobox', { name: /^username/ }), name);
  await page.keyboard.press('Enter');
  await newest.getByText('Show that the account is yours').waitFor();
  await hands.show('Game');
  await hands.press(button('Paste the words'));
  await game.getByText('Saved.').waitFor();
  await hands.show('Chat');
  await hands.press(newest.getByRole('button').first());
  await newest.getByText(`You are linked to ${name}`).waitFor();
}

/**
 * They hand two huge cats and 1000 gems to the teller; the message that explains how to deposit then confirms
 * it.
 */
async function deposit(page: Page, hands: Hands): Promise<void> {
  const { newest, game, pet, handOver } = findControls(page);
  await send(page, hands, '!deposit', 'Bring pets in');
  await hands.show('Game');
  // It need not be chosen from the list: what is typed is found as everywhere.
  await hands.write(pet, 'hugé cat');
  await page.getByRole('option', { name: /^Huge Cat/ }).waitFor();
  await page.keyboard.press('Escape');
  await hands.write(handOver.getByRole('spinbutton', { name: 'How many' }), '2');
  await hands.press(handOver.getByRole('button', { name: 'Add', exact: true }));
  await hands.write(handOver.getByRole('spinbutton', { name: 'Gems' }), '1000');
  await hands.press(handOver.getByRole('button', { name: 'Hand over', exact: true }));
  await game.getByText('Credited: 2 × Huge Cat, 1,000 gems.').waitFor();
  await hands.show('Chat');
  await newest.getByText('Your deposit has arrived').waitFor();
}

/** They request one of them, and the teller claims it. */
async function claim(page: Page, hands: Hands): Promise<void> {
  const { newest, deliver } = findControls(page);
  await send(page, hands, '!withdraw Huge Cat', 'Withdraw this?');
  await hands.press(newest.getByRole('button', { name: 'Withdraw', exact: true }));
  await newest.getByText('Waiting for you in the game').waitFor();
  await hands.show('Game');
  await hands.press(deliver.getByRole('button', { name: 'Claim the oldest' }));
  await deliver.getByText('Claimed: 1 × Huge Cat.').waitFor();
}

async function playStory(page: Page, hands: Hands, name: string): Promise<void> {
  const { newest, deliver } = findControls(page);
  await verify(page, hands, name);
  await deposit(page, hands);
  await send(page, hands, '/inventory', '2 × Huge Cat');
  await newest.locator('.picture img').waitFor();
  await claim(page, hands);
  await hands.press(deliver.getByRole('button', { name: 'Delivered', exact: true }));
  await deliver.getByText('delivered.').waitFor();
  await hands.show('Chat');
  await newest.getByText('Thank you for using our bank!').waitFor();
}

/** A trade that is declined, then one that goes through in part. */
async function deliverPart(page: Page): Promise<void> {
  const { deliver, newest } = findControls(page);
  await newest.getByRole('button', { name: 'Withdraw', exact: true }).click();
  for (const outcome of ['Declined', 'Only a part changed hands']) {
    await deliver.getByRole('button', { name: 'Claim the oldest' }).click();
    await deliver.getByText(outcome, { exact: true }).click();
  }
  await deliver.getByRole('spinbutton', { name: 'Huge Cat' }).fill('1');
  await deliver.getByRole('button', { name: 'Partly delivered' }).click();
  await newest.getByText('Delivered in part').waitFor();
}

/** The deposit was announced once, in a direct message. */
async function readNotice(page: Page): Promise<void> {
  const direct = page.getByRole('button', { name: /^Direct messages/ });
  await direct.getByText('1 unread').waitFor();
  await direct.click();
  await page.locator('.message').getByText('2 × Huge Cat').first().waitFor();
  expect(await page.locator('.message').count()).toBe(1);
  expect(await direct.getByText('unread').count()).toBe(0);
  await page.getByRole('button', { name: 'bank', exact: true }).click();
}

/** Nothing on a phone is wider than its screen, in any view of the page. */
async function checkWidths(page: Page, hands: Hands): Promise<void> {
  await send(page, hands, `!help ${'long'.repeat(80)}`, 'Your bank for Pet Simulator 99');
  for (const view of ['Members', 'Game', 'Chat'] as const) {
    await hands.show(view);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(PHONE.viewport.width);
  }
}

const DESK = { viewport: { width: 1280, height: 800 } };
const PHONE = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };

describeInBrowser((shared) => {
  /** As a member of their own: all of them are in one bank. */
  async function withPage(
    { name, handsOf, ...options }: BrowserContextOptions & { name: string; handsOf: (page: Page) => Hands },
    run: (page: Page, hands: Hands) => Promise<void>,
  ): Promise<void> {
    await post(shared.bank, '/playground/members', { name, isStaff: false });
    const { page, strangers, errors } = await openPage(shared.browser, shared.bank.url, '/playground', {
      ...options,
      // It listens for as long as it is open, so its network is never idle.
      waitUntil: 'load',
    });
    const hands = handsOf(page);
    await page.getByRole('combobox', { name: /^Write as/ }).waitFor();
    await hands.show('Members');
    await hands.press(page.getByRole('button', { name, exact: true }));
    await run(page, hands);
    expect(strangers).toEqual([]);
    expect(errors).toEqual([]);
    await page.context().close();
  }

  test.each<[string, string, BrowserContextOptions, (page: Page) => Hands]>([
    ['with a mouse', 'Ada', DESK, () => mouse],
    ['with the keyboard alone', 'Bob', { ...DESK, colorScheme: 'dark' }, keyboard],
    ['on a phone', 'Cleo', PHONE, finger],
  ])(
    'verify, deposit, withdraw, delivered: %s',
    async (_name, name, options, handsOf) => {
      await withPage({ name, handsOf, ...options }, async (page, hands) => {
        await playStory(page, hands, name);
        const { id } = await readJson(await shared.bank.askOpenly(`/sandbox/roblox/users/${name}`));
        const { body } = await shared.bank.ask(READER, 'GET', `/user/${id}/inventory`);
        expect(body).toMatchObject({ gems: 1000, pets: [{ id: 'Huge Cat', quantity: 1, reserved: 0 }] });
        if (options === PHONE) await checkWidths(page, hands);
      });
    },
    STORY_MS,
  );

  test(
    'each member sees their own, and members are added and switched',
    async () => {
      await withPage({ name: 'Ed', handsOf: () => mouse }, async (page) => {
        const { newest, line } = findControls(page);
        await send(page, mouse, '/balance', 'First, show who you are');
        await page.getByRole('textbox', { name: 'Add a member' }).fill('Zoe_1');
        await page.getByRole('checkbox', { name: 'Staff' }).check();
        await page.getByRole('button', { name: 'Add', exact: true }).first().click();
        await page.getByRole('combobox', { name: 'Write as Zoe_1' }).waitFor();
        expect(await page.locator('.message').count()).toBe(0);
        await page.getByRole('button', { name: 'operator' }).waitFor();
        await page.getByRole('button', { name: /^Ed/ }).click();
        await newest.getByText('Only Ed can see this').waitFor();
        expect(await page.getByRole('button', { name: 'operator' }).count()).toBe(0);
        await line.fill('/');
        await page.getByRole('listbox').waitFor();
        await page.keyboard.press('Escape');
        expect(await page.getByRole('listbox').count()).toBe(0);
        expect(await line.inputValue()).toBe('/');
      });
    },
    STORY_MS,
  );

  // By itself, and last: it moves the clock, and a report is of all that the teller holds.
  test(
    'with the switch on, what came in is announced and waits for the reports, then goes out in part',
    async () => {
      await withPage({ name: 'Finn', handsOf: () => mouse }, async (page) => {
        const { game, newest, report } = findControls(page);
        await verify(page, mouse, 'Finn');
        await game.getByRole('checkbox', { name: 'Wait, as in production' }).check();
        await game.getByText('The teller now reports by itself').waitFor();
        await deposit(page, mouse);
        await readNotice(page);
        await game.getByText('It is yours, and can leave in about a minute.').waitFor();
        await send(page, mouse, '/inventory', 'It is yours. You can use it from');
        await send(page, mouse, '!withdraw Huge Cat', 'usually for a minute');
        expect(await newest.getByRole('button', { name: 'Withdraw', exact: true }).count()).toBe(0);
        for (const wait of [0, 45_000]) {
          shared.bank.world.at += wait;
          await mouse.press(report.getByRole('button', { name: 'Report', exact: true }));
          await report.getByText('All is as it should be.').waitFor();
        }
        const held = report.getByRole('spinbutton', { name: 'Huge Cat' });
        const before = Number(await held.inputValue());
        await send(page, mouse, '!withdraw 2 huge cat', 'Withdraw this?');
        await deliverPart(page);
        await until(async () => Number(await held.inputValue()) === before - 1, 'one less to report');
      });
    },
    STORY_MS,
  );
});
