import { join } from 'node:path';
import { createCanvas, loadImage } from '@napi-rs/canvas';
import type { Browser, Page } from 'playwright-core';
import { askForPage } from '../../test/member/kit.ts';
import { launchBrowser } from '../../test/support/browser.ts';
import { playDay, type ShownBank } from './story.ts';

/** Takes the pictures of every page that stand beside this file: `bun run docs:pictures`. */

interface Shot {
  readonly name: string;
  /** What is opened; with the bank in the state of the story. */
  readonly path: string;
  /** What is there once the page has all it shows. */
  readonly shows: string;
}

const SHOTS: readonly Shot[] = [
  { name: 'welcome', path: '/', shows: 'h1' },
  { name: 'values', path: '/values?search=huge+cat', shows: '.found-pet' },
  { name: 'proof', path: '/proof', shows: '#assets tr' },
  { name: 'status', path: '/health', shows: 'h1' },
  { name: 'not-found', path: '/nothing-here', shows: 'h1' },
  { name: 'problem', path: '/problems/on_hold', shows: 'h1' },
  { name: 'api', path: '/swagger', shows: '.opblock-tag' },
  { name: 'playground', path: '/playground', shows: '.message' },
];
const SCREENS = ['overview', 'cases', 'withdrawals', 'tellers', 'members', 'ledger', 'reserves'];

/** How the pictures are taken: on a desk by day, on a phone by night. */
const LOOKS = [
  { look: 'desk', viewport: { width: 1280, height: 860 }, isMobile: false, colorScheme: 'light' },
  { look: 'phone', viewport: { width: 390, height: 844 }, isMobile: true, colorScheme: 'dark' },
] as const;
const WEBP_QUALITY = 78;
/** Plots and pictures are drawn after their data came. */
const DRAWN_MS = 1_500;

async function takeAll(): Promise<void> {
  const shown = await playDay();
  const browser = await launchBrowser();
  try {
    for (const look of LOOKS) await takeLook(browser, shown, look);
  } finally {
    await browser.close();
    await shown.bank.end();
  }
}

async function takeLook(browser: Browser, shown: ShownBank, { look, ...options }: (typeof LOOKS)[number]) {
  const { bank, token, memberId } = shown;
  const page = await browser.newPage({ ...options, hasTouch: options.isMobile });
  await page.clock.setFixedTime(bank.world.at);
  for (const { name, path, shows } of SHOTS) {
    await page.goto(`${bank.url}${path}`);
    await page.locator(shows).first().waitFor();
    await take(page, `${name}-${look}`);
  }
  await page.goto(await askForPage(bank, memberId));
  await page.getByRole('button').first().click();
  await page.locator('h2').first().waitFor();
  await take(page, `member-${look}`);
  await page.goto(`${bank.url}/dashboard#token=${token}`);
  for (const screen of SCREENS) {
    if (screen !== 'overview') await page.goto(`${bank.url}/dashboard/${screen}`);
    await page.getByText('Live', { exact: true }).first().waitFor();
    await take(page, `dashboard-${screen}-${look}`);
  }
  await page.close();
}

/** PNG would take three times as much. */
async function take(page: Page, name: string): Promise<void> {
  await page.waitForTimeout(DRAWN_MS);
  const image = await loadImage(await page.screenshot());
  const canvas = createCanvas(image.width, image.height);
  canvas.getContext('2d').drawImage(image, 0, 0);
  await Bun.write(join(import.meta.dir, `${name}.webp`), await canvas.encode('webp', WEBP_QUALITY));
}

await takeAll();
