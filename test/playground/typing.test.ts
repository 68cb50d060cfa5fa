import { expect, test } from 'bun:test';
import { runAxe } from '../support/axe.ts';
import { describeInBrowser } from '../support/bank-in-browser.ts';
import { BROWSER_WAIT_MS, openPage, pressAtOnce } from '../support/browser.ts';
import { FIND_LAYOUT_ERRORS } from '../support/layout.ts';

describeInBrowser((shared) => {
  const enter = async (locale = 'en') => {
    const opened = await openPage(shared.browser, shared.bank.url, '/playground', {
      waitUntil: 'load',
      locale,
    });
    const { page } = opened;
    const line = page.locator('.composer').getByRole('combobox');
    await line.waitFor();
    return { ...opened, line, newest: page.locator('.message').last() };
  };

  test(
    'Enter belongs to what was typed, however fast it comes after it',
    async () => {
      const { page, line, newest } = await enter();
      await line.pressSequentially('/');
      await page.getByRole('option', { name: /^\/help/ }).waitFor();
      // All within one task of the page: no suggestion for it can have come.
      const write = (text: string) =>
        page.evaluate(`{
          const field = document.activeElement;
          Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set.call(field, '${text}');
          field.dispatchEvent(new InputEvent('input', { bubbles: true }));
        }`);
      await write('/values');
      await page.keyboard.press('Enter');
      await page.getByText('/values').first().waitFor();
      expect(await newest.getByText('Commands').count()).toBe(0);
      await line.focus();
      await write('/verify');
      await page.keyboard.press('Enter');
      await page.getByRole('combobox', { name: /^username/ }).waitFor();
      await page.context().close();
    },
    2 * BROWSER_WAIT_MS,
  );

  test(
    'what stands in the fields is handed over, and a button that is off says why',
    async () => {
      const { page } = await enter();
      const game = page.getByRole('region', { name: 'In the game' });
      const handOver = game.getByRole('button', { name: 'Hand over', exact: true });
      await handOver.waitFor();
      const why = game.getByRole('tooltip', { name: 'Choose a pet or gems first' });
      expect(await why.count()).toBe(0);
      await handOver.focus();
      await page.keyboard.press('Enter');
      await why.waitFor();
      const pet = game.getByRole('combobox', { name: 'Pet' });
      await pet.pressSequentially('huge c');
      await page.getByRole('option', { name: /Huge Cat/ }).waitFor();
      await pet.pressSequentially('at');
      await page.keyboard.press('Escape');
      await handOver.click();
      await game.getByText('Credited: 1 × Huge Cat.').waitFor();
      await page.getByRole('button', { name: 'Send' }).hover();
      await page.getByRole('tooltip', { name: 'Write something first' }).waitFor();
      await page.context().close();
    },
    2 * BROWSER_WAIT_MS,
  );

  test(
    'what could not be sent comes back, and outlives the page',
    async () => {
      const { page, line } = await enter();
      await page.route('**/playground/messages', (route) => route.abort());
      await line.fill('what do I own?');
      await page.keyboard.press('Enter');
      await page.getByText('The bank does not answer.').waitFor();
      expect(await line.inputValue()).toBe('what do I own?');
      // It stands there from the start, so that nothing that is typed is overwritten with it.
      await page.addInitScript(pressAtOnce('.composer button'));
      await page.unroute('**/playground/messages');
      await page.reload();
      await page.locator('.prompt', { hasText: 'what do I own?' }).waitFor();
      expect(await line.inputValue()).toBe('');
      await page.context().close();
    },
    2 * BROWSER_WAIT_MS,
  );

  test(
    'what is pressed at once counts, and what comes too late does not',
    async () => {
      const { page } = await enter();
      await page.addInitScript(pressAtOnce('.welcome button:nth-of-type(2)'));
      await page.reload();
      await page.getByRole('combobox', { name: /^username/ }).waitFor();
      const profile = page.getByRole('region', { name: 'Roblox profile' });
      const [whose, about] = [profile.getByRole('combobox'), profile.getByRole('textbox')];
      const [ofLeo, ofMia] = ['**/sandbox/roblox/users/Leo', '**/sandbox/roblox/users/Mia'];
      const saved = Promise.withResolvers<void>();
      await about.fill('I am Mia.');
      await page.route(ofMia, (route) => saved.promise.then(() => route.continue()));
      await profile.getByRole('button', { name: 'Save' }).click();
      await about.fill('I am Mia, or am I?');
      saved.resolve();
      await profile.getByText('Saved.').waitFor();
      expect(await about.inputValue()).toBe('I am Mia, or am I?');
      const held = Promise.withResolvers<void>();
      await page.route(ofLeo, (route) => held.promise.then(() => route.continue()));
      await Promise.all([page.waitForRequest(ofLeo), whose.selectOption('Leo')]);
      await Promise.all([page.waitForResponse(ofMia), whose.selectOption('Mia')]);
      const [late] = await Promise.all([page.waitForResponse(ofLeo), held.resolve()]);
      await late.finished();
      // What is asked for after it comes after it.
      await page.evaluate("fetch('/livez').then((answer) => answer.text())");
      expect(await about.inputValue()).toBe('I am Mia.');
      await page.context().close();
    },
    2 * BROWSER_WAIT_MS,
  );

  test(
    'frame and answers are in the language of the page, and everyone can read it, on a phone and in the dark',
    async () => {
      const { page, line, newest, errors, strangers } = await enter('de');
      const suggested = page.locator('.composer').getByRole('option');
      await line.fill('!hel');
      await suggested.waitFor();
      await line.fill('!help');
      await suggested.waitFor({ state: 'detached' });
      await page.keyboard.press('Enter');
      await newest.getByText('Deine Bank für Pet Simulator 99').waitFor();
      const handOver = page.getByRole('button', { name: 'Übergeben', exact: true });
      await handOver.focus();
      await page.getByRole('tooltip', { name: 'Wähl zuerst ein Haustier oder Edelsteine' }).waitFor();
      const look = async () => [await page.evaluate(FIND_LAYOUT_ERRORS), await runAxe(page)];
      expect(await look()).toEqual([[], []]);
      await page.emulateMedia({ colorScheme: 'dark' });
      await page.setViewportSize({ width: 320, height: 844 });
      for (const view of ['Mitglieder', 'Spiel', 'Chat']) {
        await page.getByRole('button', { name: view, exact: true }).click();
        expect([view, ...(await look())]).toEqual([view, [], []]);
      }
      await page.setViewportSize({ width: 1280, height: 800 });
      await line.fill('was ich schreibe');
      await page.getByRole('link', { name: 'Français' }).click();
      await page.getByRole('button', { name: 'Envoyer' }).waitFor();
      expect(await line.inputValue()).toBe('was ich schreibe');
      await page.getByRole('button', { name: 'Envoyer' }).click();
      await newest.getByText('Je ne connais pas cette commande').waitFor();
      // However long the words of a language are, they stay in their part of the page.
      for (const part of ['.sidebar', '.chat', '.game']) {
        const tooWide = await page.locator(part).evaluate((all) => all.scrollWidth - all.clientWidth);
        expect({ part, tooWide }).toEqual({ part, tooWide: 0 });
      }
      expect([errors, strangers]).toEqual([[], []]);
      await page.context().close();
    },
    2 * BROWSER_WAIT_MS,
  );

  test(
    'the words of a verification are copied with a button',
    async () => {
      const { page, line, newest } = await enter();
      await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
      await line.fill('!verify Mia');
      await page.keyboard.press('Enter');
      const copy = newest.getByRole('button', { name: 'Copy the words' });
      await copy.waitFor();
      // Both at once: the log scrolls after it has grown.
      const placeOf = await newest.getByRole('button').evaluateAll((buttons) =>
        Object.fromEntries(
          buttons.map((button) => {
            const { top, bottom } = button.getBoundingClientRect();
            return [button.textContent, { top, bottom }];
          }),
        ),
      );
      expect(placeOf['Copy the words']?.top).toBeGreaterThan(placeOf['Other words']?.bottom ?? Number.NaN);
      // It says so for two seconds.
      await Promise.all([newest.getByRole('button', { name: 'Copied' }).waitFor(), copy.click()]);
      const copied = String(await page.evaluate('navigator.clipboard.readText()'));
      expect(copied.split(' ')).toHaveLength(16);
      await page.context().close();
    },
    2 * BROWSER_WAIT_MS,
  );
});
