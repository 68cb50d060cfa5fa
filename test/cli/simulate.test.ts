import { afterEach, expect, test } from 'bun:test';
import type { Scope } from '../../src/api-key.ts';
import { readSimulateOptions } from '../../src/cli/simulate/command.ts';
import { createCaller } from '../../src/cli/simulate/remote-bank.ts';
import { runSimulation } from '../../src/cli/simulate/run.ts';
import { createRemoteBank, type SigningKey } from '../../src/simulate/bank-server.ts';
import { simulate } from '../../src/simulate/simulate.ts';
import { createSimulatedTime } from '../../src/simulate/time.ts';
import { createTally } from '../../src/simulate/world.ts';
import { scaled } from '../proof/scale.ts';
import { readTables, startBank, type TestBank } from '../support/bank.ts';
import { OTHER_TELLER, TELLER, WEB } from '../support/keys.ts';

const MINUTE_MS = 60_000;
const ARGS = { tellers: '3', players: '20', trades: '60', faults: '0.2' };
const random = (length: number): Uint8Array => crypto.getRandomValues(new Uint8Array(length));
const silent = { write: () => undefined };

let bank: TestBank | undefined;
afterEach(async () => {
  await bank?.end();
  bank = undefined;
});

test(
  'with a bank of its own and a fault at every fifth opportunity, everything is there at the end',
  async () => {
    const trades = String(scaled({ short: 60, full: 2_000 }));
    const options = readSimulateOptions({ ...ARGS, trades }, random);
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
    for (const happened of [
      'teller crashed',
      'answer lost',
      'event ',
      'trade id used again',
      '/deposit/complete 200',
    ]) {
      expect(text, `seed ${options.seed}`).toContain(happened);
    }
  },
  scaled({ short: 2, full: 60 }) * MINUTE_MS,
);

/** Runs a simulation with a bank of the test's, on one clock. */
async function simulateWith(
  at: TestBank,
  { onProgress = () => undefined }: { onProgress?: () => unknown } = {},
) {
  const simulated = createSimulatedTime(at.world.at / 1_000);
  const time = {
    ...simulated,
    arrive(seconds: number): void {
      simulated.arrive(seconds);
      at.world.at = Math.round(seconds * 1_000);
    },
  };
  const tally = createTally();
  const discrepancies = await simulate(
    { tellers: 2, players: 6, trades: 12, faults: 0, pace: Number.POSITIVE_INFINITY, seed: 4 },
    {
      time,
      tally,
      bank: createRemoteBank(at.url),
      callBankAs: createCaller(() => at.url, time),
      tellerKeys: [TELLER, OTHER_TELLER],
      memberKey: WEB,
      staffKey: undefined,
      firstPlayerId: 1_001,
      pets: [{ id: 'Huge Cat', variant: 'golden', shiny: false, quantity: 1 }],
      onProgress,
    },
  );
  return { tally, discrepancies };
}

test(
  'with a bank that runs elsewhere, everything is there at the end',
  async () => {
    bank = await startBank({ VALUES: 'off' });
    const { tally, discrepancies } = await simulateWith(bank);
    expect(discrepancies).toEqual([]);
    expect(tally.visits).toBe(12);
    expect(tally.completed).toBeGreaterThan(4);
  },
  MINUTE_MS,
);

test(
  'a pet made out of nothing is found, with its owner',
  async () => {
    const open = await startBank({ VALUES: 'off' });
    bank = open;
    const { discrepancies } = await simulateWith(open, {
      onProgress: () =>
        open.ask(TELLER, 'POST', '/deposit/complete', { tradeId: 'T-none', robloxUserId: 1_003, gems: 7 }),
    });
    expect(discrepancies.some((text) => text.startsWith('player 1003: gems: '))).toBe(true);
    expect(discrepancies.some((text) => text.startsWith('the bank against its tellers: gems: '))).toBe(true);
  },
  MINUTE_MS,
);

test('every invalid option is reported at once', () => {
  const args = { tellers: '0', players: 'many', trades: '1.5', faults: '2', pace: '-1', seed: 'x' };
  expect(() => readSimulateOptions(args, random)).toThrow(
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

test('a bank that keeps pets, is out of reach or has no keys for the simulation is left alone', async () => {
  bank = await startBank({ VALUES: 'off' });
  await bank.ask(TELLER, 'POST', '/deposit/complete', { tradeId: 'T-1', robloxUserId: 156, gems: 7 });
  await bank.askOpenly('/proof');
  const { transactions } = readTables(bank.file);
  const options = readSimulateOptions(ARGS, random);
  const createKey = ({ id, secret }: SigningKey, scope: Scope) => ({
    id,
    secret,
    name: id,
    scopes: new Set([scope]),
  });
  const keys = [createKey(TELLER, 'teller'), createKey(WEB, 'member')];
  const run = (url: string, given = keys) =>
    runSimulation({ options, url, keys: given, force: false, random, terminal: silent });
  await expect(run(bank.url)).rejects.toThrow('keeps pets already');
  await expect(run(bank.url, [])).rejects.toThrow('needs keys');
  await expect(run('http://127.0.0.1:9')).rejects.toThrow('No bank answers');
  expect(readTables(bank.file).transactions).toEqual(transactions);
});
