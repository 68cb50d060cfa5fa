import { afterAll, beforeAll, describe } from 'bun:test';
import type { Browser } from 'playwright-core';
import { startBank, type TestBank } from './bank.ts';
import { BROWSER_WAIT_MS, launchBrowser, whyNoBrowser } from './browser.ts';

/** A bank, and a browser to open its pages in: there while tests run, and not before. */
interface BankInBrowser {
  readonly bank: TestBank;
  readonly browser: Browser;
}

const reason = whyNoBrowser();

/** Describes tests that share both; they are left out where there is no browser. */
export const describeInBrowser = (tests: (shared: BankInBrowser) => void): void =>
  describe.skipIf(reason !== null)(`in Chromium${reason === null ? '' : ` (left out: ${reason})`},`, () => {
    let bank: TestBank;
    let browser: Browser;
    beforeAll(async () => {
      bank = await startBank();
      browser = await launchBrowser();
    }, BROWSER_WAIT_MS);
    afterAll(async () => {
      await browser.close();
      await bank.end();
    });
    tests({
      get bank() {
        return bank;
      },
      get browser() {
        return browser;
      },
    });
  });
