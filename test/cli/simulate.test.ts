import { afterEach, expect, test } from 'bun:test';
import { sendTo } from '../../src/cli/simulate/ask.ts';
import { readSimulateOptions } from '../../src/cli/simulate/options.ts';
import { runSimulation } from '../../src/cli/simulate/run.ts';
import { bankAt } from '../../src/simulate/bank-server.ts';
import { simulate } from '../../src/simulate/simulate.ts';
import { createTally } from '../../src/simulate/tally.ts';
import { createMadeUpTime } from '../../src/simulate/time.ts';
import { scaled } from '../proof/scale.ts';
import { startBank, type TestBank } from '../support/bank.ts';
import { OTHER_TELLER, TELLER, WEB } from '../support/keys.ts';

const MINUTE_MS = 60_000;
const TYPED = { tellers: '3', players: '20', trades: '60', faults: '0.2' };
const random = (length: number): Uint8Array => crypto.getRandomValues(new Uint8Array(length));
const silent = { write: () => undefined };

let bank: TestBank | undefined;
afterEach(async () => {
  await bank?.end();
  bank = undefined;
});

test(
  'beside a bank of its own, with one in five things going wrong, everything is there at the end',
  async () => {
    const trades = String(scaled({ short: 60, full: 2_000 }));
    const options = readSimulateOptions({ ...TYPED, trades }, random);
    const { text, isClean } = await runSimulation({
      options,
      url: undefined,
      keys: [],
      force: false,
      random,
      terminal: silent,
    });
    expect(text).toContain(`seed ${options.seed}`);
    expect(isClean, text).toBe(true);
    for (const happened of ['teller crashed', 'answer lost', 'sent twice', '/deposit/complete 200']) {
      expect(text, `seed ${options.seed}`).toContain(happened);
    }
  },
  scaled({ short: 2, full: 60 }) * MINUTE_MS,
);

/** Plays beside a bank of the test's, on one time. */
async function playBeside(
  at: TestBank,
  { onProgress = () => undefined }: { onProgress?: () => unknown } = {},
) {
  const madeUp = createMadeUpTime(at.world.at / 1_000);
  const time = {
    ...madeUp,
    arrive(seconds: number): void {
      madeUp.arrive(seconds);
      at.world.at = Math.round(seconds * 1_000);
    },
  };
  const tally = createTally();
  const faults = await simulate(
    { tellers: 2, players: 6, trades: 12, faults: 0, pace: Number.POSITIVE_INFINITY, seed: 4 },
    {
      time,
      tally,
      bank: bankAt(at.url),
      send: sendTo(() => at.url, time),
      tellerKeys: [TELLER, OTHER_TELLER],
      memberKey: WEB,
      firstPlayerId: 1_001,
      pets: [{ id: 'Huge Cat', variant: 'golden', shiny: false, quantity: 1 }],
      onProgress,
    },
  );
  return { tally, faults };
}

test(
  'beside a bank somewhere else, everything is there at the end',
  async () => {
    bank = await startBank({ VALUES: 'off' });
    const { tally, faults } = await playBeside(bank);
    expect(faults).toEqual([]);
    expect(tally.trades).toBe(12);
    expect(tally.completed).toBeGreaterThan(4);
  },
  MINUTE_MS,
);

test(
  'a pet made out of nothing is found, with its owner',
  async () => {
    const open = await startBank({ VALUES: 'off' });
    bank = open;
    const { faults } = await playBeside(open, {
      onProgress: () =>
        open.ask(TELLER, 'POST', '/deposit/complete', { tradeId: 'T-none', robloxUserId: 1_003, gems: 7 }),
    });
    expect(faults.some((fault) => fault.startsWith('player 1003: gems: '))).toBe(true);
    expect(faults.some((fault) => fault.startsWith('the bank against its tellers: gems: '))).toBe(true);
  },
  MINUTE_MS,
);

test('what is typed wrong is named, all of it at once', () => {
  const typed = { tellers: '0', players: 'many', trades: '1.5', faults: '2', pace: '-1', seed: 'x' };
  expect(() => readSimulateOptions(typed, random)).toThrow(
    [
      '--tellers must be a whole number from 1 to 50',
      '--players must be a whole number from 1 to 10000',
      '--trades must be a whole number from 1 to 1000000',
      '--faults must be a number from 0 to 1',
      '--pace must be a number above 0',
      '--seed must be a whole number from 1 to 999999999',
    ].join('\n'),
  );
});

test('a bank that keeps pets, is not there, or has given no keys is left alone', async () => {
  bank = await startBank({ VALUES: 'off' });
  await bank.ask(TELLER, 'POST', '/deposit/complete', { tradeId: 'T-1', robloxUserId: 156, gems: 7 });
  const { seq } = await (await bank.askOpenly('/proof')).json();
  const options = readSimulateOptions(TYPED, random);
  const keyOf = ({ id, secret }: { id: string; secret: string }, scope: string) => ({
    id,
    secret,
    name: id,
    scopes: new Set([scope]),
  });
  const keys = [keyOf(TELLER, 'teller'), keyOf(WEB, 'member')];
  const run = (url: string, given = keys) =>
    runSimulation({ options, url, keys: given, force: false, random, terminal: silent });
  await expect(run(bank.url)).rejects.toThrow('keeps pets already');
  await expect(run(bank.url, [])).rejects.toThrow('needs keys');
  await expect(run('http://127.0.0.1:9')).rejects.toThrow('No bank answers');
  expect((await (await bank.askOpenly('/proof')).json()).seq).toBe(seq);
});
