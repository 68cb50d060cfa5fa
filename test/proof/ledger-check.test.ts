import { afterAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import { openLedgerCheck } from '../../src/app/ledger-check.ts';
import type { Book } from '../../src/bank/engine/book.ts';
import type { CheckState } from '../../src/bank/engine/rows.ts';
import { haltBank } from '../../src/bank/halt-and-freeze.ts';
import { readConfig } from '../../src/config/config.ts';
import { openBook } from '../../src/storage/book.ts';
import type { Driver } from '../../src/storage/driver.ts';
import { openStorage } from '../../src/storage/open.ts';
import { rulesWith } from '../bank/rules.ts';
import { startBank } from '../support/bank.ts';
import { endMongo } from '../support/mongo.ts';
import { send } from '../support/send.ts';
import { until } from '../support/until.ts';
import { DEPOSITS, KINDS, type StoppedBank } from './start/stopped-bank.ts';

setDefaultTimeout(120_000);
afterAll(endMongo);

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const WRONG = { account: 'member:156', asset: 'gems' } as const;

interface Process {
  readonly driver: Driver;
  readonly book: Book;
  /** How many checks it has begun. */
  begun: number;
  openSnapshot: Driver['openSnapshot'];
  check(): Promise<CheckState | undefined>;
}

/** A process of the bank that checks when it is told to, and whose log nobody reads. */
async function openProcess({ database }: StoppedBank, now: { at: number }): Promise<Process> {
  const address = readConfig({ NODE_ENV: 'test', ...database }).database;
  const { driver } = await openStorage(address, { migrationsFolder: 'migrations' });
  const book = openBook(driver, { rules: () => rulesWith(), clock: () => now.at, queueLimit: 100 });
  const process: Process = {
    driver,
    book,
    begun: 0,
    openSnapshot: () => driver.openSnapshot(),
    async check() {
      await check(new AbortController().signal);
      const { rows } = await driver.load([{ kind: 'check', id: 'ledger' }]);
      return rows.checks[0];
    },
  };
  const { check } = openLedgerCheck(
    {
      book,
      driver: {
        ...driver,
        openSnapshot() {
          process.begun += 1;
          return process.openSnapshot();
        },
      },
      metrics: { watchLedgerCheck: () => undefined },
      clock: () => now.at,
      log: { error: () => undefined },
      isWhole: () => true,
    },
    DAY,
  );
  return process;
}

const toldOf = async ({ driver }: Process, at: number): Promise<string[]> => {
  const told = await driver.takeEvents({ at, leaseMs: DAY * 99, limit: 99 });
  return told.map(({ topic }) => topic).filter((topic) => topic.startsWith('ledger_'));
};

describe.each(KINDS)('on %s', (_kind, newBank) => {
  test('one of two processes checks, a day later again at most, and both know what it found', async () => {
    const bank = await newBank();
    const now = { at: Date.now() };
    const [one, two] = [await openProcess(bank, now), await openProcess(bank, now)];
    const states = await Promise.all([one.check(), two.check()]);
    expect(one.begun + two.begun).toBe(1);
    const [found] = states.filter((state) => state?.checkedAt === now.at);
    expect(found).toMatchObject({ id: 'ledger', seq: DEPOSITS, error: null });
    const nextAt = found?.nextAt ?? 0;
    expect(nextAt - now.at).toBeWithin(5 * MINUTE, DAY + 1);
    now.at = nextAt - 1;
    for (const each of [one, two]) expect(await each.check()).toMatchObject({ seq: DEPOSITS, error: null });
    expect(one.begun + two.begun).toBe(1);
    now.at += 1;
    await two.check();
    expect(one.begun + two.begun).toBe(2);
    await one.driver.close();
    await two.driver.close();
    await bank.end();
  });

  test('staff are told once that the ledger is broken, and once that it is well again', async () => {
    const bank = await newBank();
    const now = { at: Date.now() };
    const one = await openProcess(bank, now);
    const nextDay = async () => {
      now.at += DAY;
      return one.check();
    };
    expect(await nextDay()).toMatchObject({ error: null });
    await bank.change('inventory', WRONG, { amount: '999999' });
    for (const _day of [1, 2])
      expect((await nextDay())?.error).toContain('gems of member:156: 999999 is stored');
    expect(await toldOf(one, now.at)).toEqual(['ledger_broken']);
    await bank.change('inventory', WRONG, { amount: String(DEPOSITS * 10) });
    expect(await nextDay()).toMatchObject({ error: null });
    expect(await nextDay()).toMatchObject({ error: null });
    expect(await toldOf(one, now.at)).toEqual(['ledger_sound']);
    await one.driver.close();
    await bank.end();
  });

  test('a bank that never rests is checked all the same, as of one moment', async () => {
    const bank = await newBank();
    const now = { at: Date.now() };
    const one = await openProcess(bank, now);
    let isOver = false;
    async function keepBusy(): Promise<number> {
      for (let halts = 0; ; halts += 1) {
        if (isOver) return halts;
        const input = { halted: halts % 2 === 0, reason: 'to keep it busy' };
        await one.book.perform(haltBank, input, { by: 'staff' });
      }
    }
    const busy = keepBusy();
    const state = await one.check();
    isOver = true;
    expect(await busy).toBeGreaterThan(3);
    expect(state?.error).toBeNull();
    expect(state?.seq).toBeGreaterThanOrEqual(DEPOSITS);
    await one.driver.close();
    await bank.end();
  });

  test('a check that fails is tried again an hour later, and by another process', async () => {
    const bank = await newBank();
    const now = { at: Date.now() };
    const [one, two] = [await openProcess(bank, now), await openProcess(bank, now)];
    one.openSnapshot = () => Promise.reject(new Error('the disk failed'));
    await expect(one.check()).rejects.toThrow('the disk failed');
    now.at += HOUR - 1;
    await two.check();
    expect(two.begun).toBe(0);
    now.at += 1;
    expect(await two.check()).toMatchObject({ checkedAt: now.at, error: null });
    await one.driver.close();
    await two.driver.close();
    await bank.end();
  });

  test('health and metrics show it, from a minute after the start on', async () => {
    const bank = await newBank();
    const settings = { ...bank.database, LEDGER_CHECK_HOURS: '24', SWEEP_SECONDS: '1' };
    const running = await startBank(settings, { ...bank.place, remove: () => undefined }, Date.now());
    const health = async () => (await send(running, '/health')).body;
    expect(await health()).toMatchObject({ status: 'ok', checks: { ledger: 'unknown' } });
    // The snapshot of what is owed is in the log now: made in the background, it may come before the check.
    await send(running, '/proof');
    expect((await send(running, '/metrics')).text).toContain('petbank_ledger_check_ok NaN');
    const shows = (ledger: string) => async () =>
      JSON.stringify(await health()).includes(`"ledger":"${ledger}"`);
    running.world.at += 61_000;
    await until(shows('ok'), 'a check that found nothing');
    await bank.change('inventory', WRONG, { amount: '999999' });
    running.world.at += DAY;
    await until(shows('down'), 'a check that found something');
    expect(await send(running, '/health')).toMatchObject({ status: 200, body: { status: 'degraded' } });
    const { text } = await send(running, '/metrics');
    expect(text).toContain('petbank_ledger_check_ok 0');
    expect(text).toContain(`petbank_ledger_check_seq ${DEPOSITS + 1}`);
    await running.stop();
    await bank.end();
  });
});
