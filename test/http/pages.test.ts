import { expect, test } from 'bun:test';
import type { Locator, Page, Request } from 'playwright-core';
import { memberProofAnswer } from '../../src/bank/proof.ts';
import { startBigGamesDouble } from '../doubles/big-games.ts';
import { withBank } from '../support/bank.ts';
import { describeInBrowser } from '../support/bank-in-browser.ts';
import { BROWSER_WAIT_MS, openPage } from '../support/browser.ts';
import { READER } from '../support/keys.ts';
import { deposit, MEMBER } from '../support/scenes.ts';
import { until } from '../support/until.ts';

describeInBrowser((shared) => {
  test(
    'the API page shows every endpoint, loads nothing from another host, and has no errors',
    async () => {
      const { page, strangers, errors } = await openPage(shared.browser, shared.bank.url, '/swagger');
      await openAllSections(page);
      const paths = await page.locator('.opblock-summary-path').allInnerTexts();
      // The page breaks paths with zero-width spaces.
      const shown = paths.map((path) => path.replaceAll(/[^\w/{}]/g, ''));
      for (const path of ['/deposit/complete', '/user/{id}/transactions', '/proof', '/admin/halt']) {
        expect(shown).toContain(path);
      }
      await page.locator('.opblock-summary-path', { hasText: 'complete' }).first().click();
      await page.locator('.opblock-body').first().waitFor();
      expect(await page.locator('.opblock-body').first().textContent()).toContain('tradeId');
      expect(strangers).toEqual([]);
      expect(errors).toEqual([]);
    },
    BROWSER_WAIT_MS,
  );

  test(
    'the API page signs what is tried in the browser, and sends no secret',
    async () => {
      const { page, errors } = await openPage(shared.browser, shared.bank.url, '/swagger');
      const sent: Request[] = [];
      page.on('request', (request) => sent.push(request));
      const forget = page.getByRole('button', { name: 'Forget it' });
      expect(await forget.isVisible()).toBe(false);
      await page.getByLabel('Key id').fill(READER.id);
      await page.getByLabel('Secret').fill(READER.secret);
      await page.getByRole('button', { name: 'Sign with it' }).click();
      expect(await page.getByLabel('Secret').inputValue()).toBe('');
      await openAllSections(page);
      const operation = page.locator('.opblock', { hasText: 'inventory' }).first();
      await operation.locator('.opblock-summary-path').click();
      await operation.getByRole('button', { name: 'Try it out' }).click();
      await operation.locator('.parameters input').first().fill('156');
      const execute = operation.getByRole('button', { name: 'Execute' });
      const status = operation.locator('.live-responses-table .response-col_status').last();
      // The bank's clock is not this machine's.
      await execute.click();
      await expectText(page.locator('.key-state'), 'clock');
      await execute.click();
      await expectText(status, '200');
      await forget.click();
      await execute.click();
      await expectText(status, '401');
      for (const request of sent) {
        expect(`${request.url()} ${JSON.stringify(request.headers())}`).not.toContain(READER.secret);
      }
      expect(await page.evaluate('localStorage.length + sessionStorage.length')).toBe(0);
      // The browser itself writes that an answer was a 401.
      expect(errors.filter((error) => !error.includes('401'))).toEqual([]);
    },
    BROWSER_WAIT_MS,
  );

  test(
    'a pet is shown as it looks where that is known, and by its letter elsewhere',
    async () => {
      const bigGames = startBigGamesDouble();
      bigGames.pictures.set('14976456685', await readPng());
      await withBank({ VALUES: 'live', PS99_API_URL: bigGames.url }, async ({ url, askOpenly }) => {
        await until(
          async () => (await (await askOpenly('/items/all')).text()).includes('Huge Cat'),
          'values',
        );
        const { page, strangers, errors } = await openPage(shared.browser, url, '/values?search=huge%20cat');
        const known = page.locator('.found-pet', { hasText: 'Huge Cat' }).locator('.emblem img').first();
        await page.waitForFunction("document.querySelector('.emblem img.is-seen')");
        expect(await known.isVisible()).toBe(true);
        expect([strangers, errors]).toEqual([[], []]);
      });
      await bigGames.stop();
      const demo = await openPage(shared.browser, shared.bank.url, '/values?search=huge%20cat');
      await demo.page.locator('.found-pet').first().waitFor();
      expect(await demo.page.locator('.emblem img').count()).toBeGreaterThan(0);
      expect(await demo.page.locator('.emblem img.is-seen').count()).toBe(0);
      // By its name that people see, whatever its id is.
      await demo.page.goto(`${shared.bank.url}/values?search=8-bit`);
      expect(await demo.page.locator('.found-pet .emblem').first().textContent()).toBe('8');
      expect(demo.errors).toEqual([]);
    },
    BROWSER_WAIT_MS,
  );

  test(
    'the first page in development says what is on, leads on, loads nothing from another host, and has ' +
      'no errors',
    async () => {
      const { page, strangers, errors } = await openPage(shared.browser, shared.bank.url, '/');
      expect(await page.title()).toBe('Petbank');
      expect(await page.locator('h1').textContent()).not.toBe('');
      expect(await page.locator('.feature').count()).toBeGreaterThan(3);
      const links = await page
        .locator('a[href^="/"]')
        .evaluateAll((all) => all.map((link) => link.getAttribute('href')));
      expect(links).toContain('/swagger');
      for (const href of new Set(links)) {
        const isSwitch = href?.startsWith('/language/');
        expect((await shared.bank.askOpenly(href ?? '')).status).toBe(isSwitch ? 303 : 200);
      }
      expect(strangers).toEqual([]);
      expect(errors).toEqual([]);
    },
    BROWSER_WAIT_MS,
  );

  test(
    'the page of values finds a pet, draws a plot of its value, loads nothing from another host, and has ' +
      'no errors',
    async () => {
      const { page, strangers, errors } = await openPage(
        shared.browser,
        shared.bank.url,
        '/values?search=huge+cat',
      );
      await page.setViewportSize({ width: 390, height: 844 });
      const [first, second] = await Promise.all(
        [0, 1].map((index) => page.locator('.found-pet').nth(index).boundingBox()),
      );
      expect(second?.y).toBeGreaterThanOrEqual((first?.y ?? 0) + (first?.height ?? Number.POSITIVE_INFINITY));
      await page.locator('.found-pet', { hasText: 'golden' }).first().click();
      await page.locator('.plot canvas').waitFor();
      expect(await page.locator('#pet-name').textContent()).toBe('Huge Cat');
      expect(await page.locator('.pet-value').textContent()).toMatch(/^[\d,]+ gems$/);
      const box = await page.locator('.plot canvas').boundingBox();
      expect(box?.width).toBeGreaterThan(200);
      const isWiderThanPhone = await page.evaluate('document.body.scrollWidth > window.innerWidth');
      expect(isWiderThanPhone).toBe(false);
      expect(strangers).toEqual([]);
      expect(errors).toEqual([]);
    },
    BROWSER_WAIT_MS,
  );

  test(
    'a page that loads from another host is detected',
    async () => {
      const page = await openPage(shared.browser, shared.bank.url, '/livez');
      await page.page.setContent('<img src="http://elsewhere.example/picture.png">');
      await page.page.waitForLoadState('networkidle');
      expect(page.strangers).toEqual(['http://elsewhere.example/picture.png']);
    },
    BROWSER_WAIT_MS,
  );

  test(
    'the proof page lists what is owed, and checks a member’s file without sending it',
    async () => {
      await withBank({}, async (full) => {
        await deposit(full, { gems: 1_000, pets: [{ id: 'Huge Cat', quantity: 2 }, { id: 'Cat' }] });
        const { body } = await full.ask(READER, 'GET', `/user/${MEMBER}/proof`);
        const proof = memberProofAnswer.parse(body);
        const { page, strangers, errors } = await openPage(shared.browser, full.url, '/proof');
        const assets = page.locator('#assets tr');
        await assets.nth(2).waitFor();
        expect(await assets.count()).toBe(3);
        await page.fill('#filter', 'huge');
        expect(await assets.allInnerTexts()).toEqual([expect.stringContaining('Huge Cat')]);
        expect(await page.locator('#summary').textContent()).toContain(proof.liabilitiesRoot);
        await page.locator('#snapshots code').first().waitFor();
        expect(await page.locator('#snapshots code').allInnerTexts()).toEqual([proof.liabilitiesRoot]);
        const sent: string[] = [];
        page.on('request', (request) => sent.push(request.url()));
        const choose = async (content: object, verdict: string, onChosen = () => {}) => {
          const buffer = Buffer.from(JSON.stringify(content));
          await page.setInputFiles('#file', { name: 'p.json', mimeType: 'application/json', buffer });
          onChosen();
          await page.locator('#checked p', { hasText: verdict }).waitFor();
        };
        await choose(proof, 'Yes: all of this is counted');
        await choose({ ...proof, robloxUserId: 9 }, 'The proof is wrong');
        await choose({}, 'not a proof file');
        expect({ sent, strangers, errors }).toEqual({ sent: [], strangers: [], errors: [] });
        // What is asked of it before it has read anything counts, too.
        const held = Promise.withResolvers<void>();
        await page.route('**/proof', (route) =>
          route.request().isNavigationRequest()
            ? route.continue()
            : held.promise.then(() => route.continue()),
        );
        await page.reload();
        await page.fill('#filter', 'huge');
        await choose(proof, 'Yes: all of this is counted', held.resolve);
        expect(await assets.allInnerTexts()).toEqual([expect.stringContaining('Huge Cat')]);
      });
    },
    BROWSER_WAIT_MS,
  );
});

/** The sections are closed at first. */
async function openAllSections(page: Page): Promise<void> {
  const closed = page.locator('.opblock-tag-section:not(.is-open) .opblock-tag');
  await closed.first().waitFor();
  await closed.evaluateAll((headings) => {
    for (const heading of headings) heading.querySelector('button')?.click();
  });
}

const expectText = (place: Locator, text: string): Promise<void> => place.filter({ hasText: text }).waitFor();

/** A picture of any size that is a real one. */
async function readPng(): Promise<Uint8Array<ArrayBuffer>> {
  const { createCanvas } = await import('@napi-rs/canvas');
  const canvas = createCanvas(150, 150);
  canvas.getContext('2d').fillRect(20, 20, 110, 110);
  return new Uint8Array(canvas.encodeSync('png'));
}
