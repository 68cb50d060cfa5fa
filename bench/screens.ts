import { Database } from 'bun:sqlite';
import { cpSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { createProjector } from '../src/bank/project-log.ts';
import { ownFile } from '../src/files.ts';
import { makeSecret } from '../src/secret.ts';
import { openSqlite } from '../src/storage/sqlite/sqlite.ts';
import { launchBrowser, openPage } from '../test/support/browser.ts';
import { newKey } from './compare.ts';
import { filledBank } from './scale/fill.ts';
import { REGULAR, tellerOf } from './scale/people.ts';
import { startBank } from './server.ts';
import { median, percentile } from './statistics.ts';
import { printTable } from './table.ts';

/** Every screen, and what is looked at in detail: of a member, a teller and the log what is largest. */
const LOOKS = [
  ...['overview', 'cases', 'withdrawals', 'withdrawals?state=all', 'withdrawals?search=nobody', 'tellers'],
  ...[`tellers?id=${tellerOf(REGULAR)}`, 'members', 'members?search=1', `members?id=${REGULAR}`],
  ...['staff', 'trades', 'ledger', `ledger?member=${REGULAR}`, 'ledger?kind=withdrawal_expired'],
  ...[
    'ledger?pet=Titanic%20Cat',
    `ledger?member=${REGULAR}&kind=withdrawal_expired`,
    'reserves',
    'values',
    'messages',
    'api',
    'system',
  ],
];
/** What is typed into the search for anything. */
const FOUND = ['1', 't-7', 'w-7', '0-7-1', 'nobody'];

export interface Screens {
  /** The folder of the copy that is measured. */
  readonly folder: string;
  /** Where filled banks are kept. */
  readonly cache: string;
  readonly transactions: number;
  readonly rounds: number;
}

/** Prints how long each screen of the dashboard waits for its data, and until it is seen, in a large bank. */
export async function measureScreens({ folder, cache, transactions, rounds }: Screens): Promise<void> {
  const databaseUrl = `file:${await copyFilled({ folder, cache, transactions })}`;
  const adminToken = makeSecret((length) => crypto.getRandomValues(new Uint8Array(length)));
  const settings = { ADMIN_TOKEN: adminToken, RATE_LIMIT_PER_ADDRESS_PER_MINUTE: '0' };
  const server = await startBank(databaseUrl, newKey(), { settings });
  const browser = await launchBrowser();
  try {
    const [url = ''] = server.urls;
    const dashboard = await openDashboard(browser, url, adminToken);
    await settle(dashboard);
    const rows: string[][] = [];
    for (const look of LOOKS) rows.push(await measureLook(dashboard, look, rounds));
    for (const text of FOUND) {
      const path = `search?text=${text}`;
      rows.push(['', path, '1', ...(await measureData(dashboard, [path], rounds))]);
    }
    printTable(['seen ms', 'screen', 'requests', 'ms', '99 % ms', 'the slowest'], rows);
  } finally {
    await browser.close();
    await server.stop();
  }
}

/** A copy of a filled bank whose log the screens' background reader has read: that is done once, too. */
async function copyFilled({ folder, cache, transactions }: Omit<Screens, 'rounds'>): Promise<string> {
  const read = join(cache, `screens-${transactions}.db`);
  if (!existsSync(read)) {
    const filled = await filledBank(cache, transactions, (text) => console.log(`Filled: ${text}`));
    const unfinished = join(folder, 'unfinished.db');
    cpSync(filled, unfinished);
    const startedAt = performance.now();
    await readLog(unfinished);
    console.log(`Read for the screens in ${((performance.now() - startedAt) / 1000).toFixed(0)} s`);
    cpSync(unfinished, read);
  }
  const file = join(folder, `${transactions}.db`);
  cpSync(read, file);
  return file;
}

async function readLog(file: string): Promise<void> {
  const driver = openSqlite({ file, migrationsFolder: ownFile('migrations') });
  const advance = createProjector(driver, driver);
  for (let isBehind = true; isBehind; ) ({ isBehind } = await advance());
  await driver.close();
  // Into the main file, so that a copy of it has everything.
  const client = new Database(file);
  client.run('pragma wal_checkpoint(truncate)');
  client.close();
}

interface Dashboard {
  readonly url: string;
  readonly cookie: string;
  readonly page: Page;
}

async function openDashboard(browser: Browser, url: string, adminToken: string): Promise<Dashboard> {
  const { page } = await openPage(browser, url, `/dashboard#token=${adminToken}`, {
    waitUntil: 'load',
    // What is waited for is evaluated in the page, whose policy forbids that.
    bypassCSP: true,
  });
  await page.waitForSelector('nav');
  const cookies = await page.context().cookies();
  return { url, page, cookie: cookies.map(({ name, value }) => `${name}=${value}`).join('; ') };
}

/** A bank that has just begun still adds up its balances: waits until nothing else keeps it busy. */
async function settle(dashboard: Dashboard): Promise<void> {
  for (let [tries, quick] = [0, 0]; quick < QUICK_ANSWERS; tries += 1) {
    if (tries === MAX_TRIES) throw new Error('the bank answers slowly, whatever is asked for');
    const [, slow] = await measureData(dashboard, ['me'], 1);
    quick = Number(slow) < QUICK_MS ? quick + 1 : 0;
  }
}

/** So many times in a row, the slowest of ten answers takes less than this. */
const QUICK_ANSWERS = 50;
const QUICK_MS = 20;
const MAX_TRIES = 20_000;

/** A screen as a browser opens it anew, then what it asked for, again and again. */
async function measureLook(dashboard: Dashboard, look: string, rounds: number): Promise<string[]> {
  const { page, url } = dashboard;
  const asked = new Set<string>();
  const listen = (address: string): void => {
    const { pathname, search } = new URL(address);
    if (pathname.startsWith(API)) asked.add(`${pathname.slice(API.length)}${search}`);
  };
  page.on('request', (request) => listen(request.url()));
  const seen: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const startedAt = performance.now();
    await page.goto(`${url}/dashboard/${look}`, { waitUntil: 'load' });
    await page.waitForFunction(IS_SEEN);
    seen.push(performance.now() - startedAt);
  }
  page.removeAllListeners('request');
  const [typical, slow, slowest] = await measureData(dashboard, [...asked], rounds);
  return [median(seen).toFixed(0), look, String(asked.size), typical, slow, slowest];
}

const API = '/dashboard/api/';
/** A screen is there, and nothing in it waits for its data. */
const IS_SEEN = "document.querySelector('main h1') && !document.querySelector('.skeleton, .loading')";
/** Each request is sent so many times as often as a screen is opened. */
const REQUESTS_PER_ROUND = 10;

/** How long the slowest of the requests takes: the median, the slowest of a hundred, and which it is. */
async function measureData(
  { url, cookie }: Pick<Dashboard, 'url' | 'cookie'>,
  paths: readonly string[],
  rounds: number,
): Promise<[string, string, string]> {
  const costs: { readonly path: string; readonly typical: number; readonly slow: number }[] = [];
  for (const path of paths) {
    const took: number[] = [];
    for (let sent = 0; sent < rounds * REQUESTS_PER_ROUND; sent += 1) {
      const startedAt = performance.now();
      const answer = await fetch(`${url}${API}${path}`, { headers: { cookie } });
      await answer.arrayBuffer();
      if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
      took.push(performance.now() - startedAt);
    }
    costs.push({ path, typical: median(took), slow: percentile(took, 0.99) });
  }
  const [slowest] = costs.sort((one, other) => other.typical - one.typical);
  if (!slowest) return ['', '', ''];
  return [slowest.typical.toFixed(1), slowest.slow.toFixed(1), slowest.path];
}
