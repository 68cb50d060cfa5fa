import { expect, test } from 'bun:test';
import { median, percentile } from '../../bench/statistics.ts';
import { holdFile } from '../support/hold-file.ts';
import { type BankProcess, withProcesses } from '../support/process.ts';
import { createDice, SEED } from './dice.ts';
import { openHostileNetwork } from './network/hostile.ts';
import { watchMemory } from './overload/memory.ts';
import { type Paced, pace } from './overload/pace.ts';
import { readTrades, type Soaked, soak } from './overload/soak.ts';
import { headerOf } from './races/wire.ts';
import { isFull, scaled } from './scale.ts';

/** How long an answer may take at a steady load. Short runs share their machine: only full ones judge it. */
const SLOWEST_MS = 250;
/** The most memory that a load may make a bank take, in MiB. At rest it takes about 100. */
const MEMORY_BOUND_MIB = scaled({ short: 256, full: 400 });
const CLIENTS = 32;
const TIME_LIMIT_MS = scaled({ short: 120_000, full: 7_200_000 });

test(
  'fifty deposits a second are all credited, ninety-nine of a hundred within a quarter of a second',
  () =>
    withProcesses(async (start, { file }) => {
      const bank = await start();
      const paced = await pace(bank.url, { perSecond: 50, seconds: scaled({ short: 2, full: 300 }) });
      const slowMs = describePaced(paced);
      expect([...paced.kinds.keys()]).toEqual([200]);
      if (isFull) expect(slowMs).toBeLessThanOrEqual(SLOWEST_MS);
      await expectAllInLog(file, paced.credited);
    }),
  TIME_LIMIT_MS,
);

test(
  'of five hundred a second by one key, those beyond its share are told to wait, and no other is lost',
  () =>
    withProcesses(async (start, { file }) => {
      const bank = await start({ RATE_LIMIT_PER_MINUTE: '', QUEUE_LIMIT: '20' });
      const paced = await pace(bank.url, { perSecond: 500, seconds: scaled({ short: 3, full: 60 }) });
      describePaced(paced);
      for (const [status, { example }] of paced.kinds) {
        expect([200, 429, 503]).toContain(status);
        if (status !== 200) expect(Number(headerOf(example, 'retry-after'))).toBeGreaterThan(0);
      }
      expect(paced.kinds.get(429)?.count).toBeGreaterThan(0);
      await expectAllInLog(file, paced.credited);
    }),
  TIME_LIMIT_MS,
);

test(
  'a bank under a mixed load for minutes answers all of it, and takes no more memory at the end',
  () =>
    withProcesses(async (start, { file }) => {
      const bank = await start();
      const seconds = scaled({ short: 2, full: 180 });
      // On a slow machine minutes are too few for SQLite's page cache to fill.
      const requests = scaled({ short: 0, full: 500_000 });
      const soaked = await soakAndMeasure(bank, { url: bank.url, seconds, requests });
      for (const kind of soaked.answers.keys()) expect(kind).not.toMatch(/ 5\d\d$/);
      for (const done of DONE) expect([...soaked.answers.keys()]).toContain(`${done} 200`);
      await expectAllInLog(file, [...soaked.credited]);
    }),
  TIME_LIMIT_MS,
);

/** How often another program holds the bank's file, and for how long. */
const HOLD_EVERY_MS = scaled({ short: 1_000, full: 60_000 });
const HOLD_MS = 500;

test(
  'at half of what it can do, on a hostile network and beside a program that holds its file, it does too',
  () =>
    withProcesses(async (start, { file }) => {
      const bank = await start();
      const network = openHostileNetwork(bank.url, createDice(SEED));
      const first = { clients: CLIENTS, seconds: scaled({ short: 1, full: 20 }), seed: SEED };
      const before = await soak(network.url, first);
      const holds = setInterval(() => setTimeout(holdFile(file), HOLD_MS), HOLD_EVERY_MS);
      try {
        const load = { url: network.url, perSecond: before.perSecond / 2, firstMember: 1 + CLIENTS };
        const soaked = await soakAndMeasure(bank, { ...load, seconds: scaled({ short: 2, full: 3_600 }) });
        await network.settle();
        expect(network.errors).toEqual([]);
        // Opening the file waits for a hold without a rest, in which this process could end that.
        clearInterval(holds);
        await Bun.sleep(HOLD_MS);
        await expectNoneLost(file, [...before.credited, ...soaked.credited]);
      } finally {
        clearInterval(holds);
        await network.end();
      }
    }),
  TIME_LIMIT_MS,
);

/** Prints the figures, and returns what 99 of 100 answers took at most, in milliseconds. */
function describePaced({ kinds, durations }: Paced): number {
  const answers = Object.fromEntries([...kinds].map(([status, { count }]) => [status, count]));
  const [p50, p99, slowest] = [0.5, 0.99, 1].map((part) => Math.round(percentile(durations, part)));
  console.log({ answers, p50, p99, slowest });
  return p99 ?? Number.NaN;
}

/** What a mixed load must have done at least once. */
const DONE = ['deposit', 'depositAgain', 'request', 'cancel', 'claim', 'complete', 'report'] as const;

interface Load {
  readonly url: string;
  readonly seconds: number;
  readonly requests?: number;
  readonly perSecond?: number;
  readonly firstMember?: number;
}

/** Prints the figures, and expects flat memory. */
async function soakAndMeasure(bank: BankProcess, load: Load): Promise<Soaked> {
  const memory = watchMemory(bank.pid, scaled({ short: 100, full: 2_000 }));
  const soaked = await soak(load.url, { clients: CLIENTS, seed: SEED, ...load });
  const series = memory.end().map(Math.round);
  const { answers, perSecond } = soaked;
  const kinds = Object.fromEntries([...answers].toSorted());
  console.log({ seed: SEED, perSecond: Math.round(perSecond), kinds, memoryMiB: series.join(' ') });
  expect(Math.max(...series)).toBeLessThan(MEMORY_BOUND_MIB);
  // A bank that has just started still grows: only the long form can distinguish that from a leak.
  if (load.seconds >= 60) expectFlat(series);
  return soaked;
}

/** Expects the last third of the series to lie no more than a tenth above the second one. */
function expectFlat(series: readonly number[]): void {
  const third = Math.floor(series.length / 3);
  const [second, last] = [median(series.slice(third, 2 * third)), median(series.slice(2 * third))];
  console.log({ secondThirdMiB: second, lastThirdMiB: last });
  expect(last).toBeLessThanOrEqual(second * 1.1);
}

/** Expects the log to hold each trade that was answered 200, once, and none that was turned away. */
async function expectAllInLog(file: string, credited: readonly string[]): Promise<void> {
  expect(credited.length).toBeGreaterThan(0);
  expect((await readTrades(file, 'teller-1')).toSorted()).toEqual(credited.toSorted());
}

/** Expects each of them in the log, where no trade is twice; one whose answer got lost may be there too. */
async function expectNoneLost(file: string, credited: readonly string[]): Promise<void> {
  const trades = await readTrades(file, 'teller-1');
  const logged = new Set(trades);
  expect(logged.size).toBe(trades.length);
  expect(credited.filter((tradeId) => !logged.has(tradeId))).toEqual([]);
}
