import { existsSync } from 'node:fs';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';

const CHROMIUM = '/usr/bin/chromium';
/** The longest wait for the browser or anything on a page. */
export const BROWSER_WAIT_MS = 60_000;

/** Why tests in a browser are left out, or null. Where everything must be tested, they fail instead. */
export function whyNoBrowser(): string | null {
  const mustRun = process.env.PETBANK_TEST_ALL === '1';
  return existsSync(CHROMIUM) || mustRun ? null : `there is no ${CHROMIUM}`;
}

export function launchBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: CHROMIUM,
    timeout: BROWSER_WAIT_MS,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

/** What a page did beside showing itself. */
export interface Watched {
  readonly page: Page;
  /** Addresses on other hosts that it requested; none was let through. */
  readonly strangers: readonly string[];
  /** Errors of its scripts, of its content policy, and files it did not get. */
  readonly errors: readonly string[];
}

/** Opens an address in a new page that reaches no host but the one of `url`. */
export async function openPage(
  browser: Browser,
  url: string,
  path: string,
  {
    waitUntil = 'networkidle',
    ...options
  }: BrowserContextOptions & { waitUntil?: 'load' | 'networkidle' } = {},
): Promise<Watched> {
  const page = await browser.newPage(options);
  page.setDefaultTimeout(BROWSER_WAIT_MS);
  const strangers: string[] = [];
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
  page.on(
    'response',
    (answer) => answer.status() >= 400 && errors.push(`${answer.status()} ${answer.url()}`),
  );
  await page.route('**/*', (route) => {
    const address = route.request().url();
    if (address.startsWith(`${url}/`) || address.startsWith('data:')) return route.continue();
    strangers.push(address);
    return route.abort();
  });
  await page.goto(`${url}${path}`, { waitUntil });
  return { page, strangers, errors };
}

/** Runs in a page: presses what is found as soon as it is there, before anybody could have seen it. */
export const pressAtOnce = (selector: string): string => `
  new MutationObserver((_changes, observer) => {
    const found = document.querySelector(${JSON.stringify(selector)});
    if (!found) return;
    observer.disconnect();
    found.click();
  }).observe(document, { childList: true, subtree: true });`;
