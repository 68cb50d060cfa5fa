import { expect, test } from 'bun:test';
import { createSignedClient } from '../../src/cli/signed-client.ts';
import { TELLER, TELLER_AGAIN } from '../support/keys.ts';
import { type BankProcess, withProcesses } from '../support/process.ts';
import { besiege, FLOODED, type Flood, flood, type Pushers } from './overload/flood.ts';
import { watchMemory } from './overload/memory.ts';
import { readTrades } from './overload/soak.ts';
import { headerOf, type WireAnswer } from './races/wire.ts';
import { isFull, scaled } from './scale.ts';

const SECONDS = scaled({ short: 1, full: 20 });
/** More clients than Bun serves in one turn of its event loop, which is 1024. */
const CROWD = 2_000;
/**
 * How many deposits a flooded bank still does in a second. Not flooded, it does a thousand. Short runs share
 * their machine: only full ones judge it.
 */
const LEAST_PER_SECOND = 150;
/** The most memory that a flood may make a bank take, in MiB. At rest it takes about 100. */
const MEMORY_BOUND_MIB = scaled({ short: 256, full: 400 });
/** How soon a bank answers a single request once a flood is over, in milliseconds. */
const SOON_MS = scaled({ short: 20_000, full: 2_000 });
/** How many of those that were turned away are sent again, and of those that were credited. */
const AGAIN = 100;
const TIME_LIMIT_MS = scaled({ short: 120_000, full: 600_000 });

test(
  'a bank whose queue is full turns the rest away, does all it answered, and nothing twice',
  () =>
    withProcesses(async (start, { file }) => {
      const bank = await start({ QUEUE_LIMIT: '20' });
      const flooded = await floodBank(bank, { key: TELLER, clients: CROWD, seconds: SECONDS, retries: 3 });
      expect([...flooded.kinds.keys()].sort()).toEqual([200, 503]);
      // Turning the rest away must not take the time in which the bank would do what it has let in.
      if (isFull) expect(flooded.credited.size).toBeGreaterThan(LEAST_PER_SECOND * SECONDS);
      const refused = exampleOf(flooded, 503);
      expect(JSON.parse(refused.text)).toMatchObject({ code: 'storage_unavailable' });
      expect(headerOf(refused, 'retry-after')).toBe('1');
      await expectAllOnce(bank, file, flooded);
    }),
  TIME_LIMIT_MS,
);

test(
  'a bank with its usual limits lets a key do its share, says when to come again, and does the rest for ' +
    'another key',
  () =>
    withProcesses(async (start, { file }) => {
      const bank = await start({ RATE_LIMIT_PER_MINUTE: '', RATE_LIMIT_PER_ADDRESS_PER_MINUTE: '' });
      const flooded = await floodBank(bank, { key: TELLER, clients: CROWD, seconds: SECONDS, retries: 0 });
      expect([...flooded.kinds.keys()].sort()).toEqual([200, 429]);
      expect(flooded.credited.size).toBe(600);
      const refused = exampleOf(flooded, 429);
      expect(JSON.parse(refused.text)).toMatchObject({ code: 'rate_limited' });
      expect(headerOf(refused, 'retry-after')).toMatch(/^\d+$/);
      expect(headerOf(refused, 'ratelimit-policy')).toBe('"key";q=600;w=60');
      expect(headerOf(refused, 'ratelimit')).toMatch(/^"key";r=0;t=\d+$/);
      await expectAllOnce(bank, file, flooded);
    }),
  TIME_LIMIT_MS,
);

test(
  'a bank with its usual queue serves more clients than it can at once, and loses none',
  () =>
    withProcesses(async (start, { file }) => {
      const bank = await start();
      const clients = scaled({ short: 1_000, full: 7_000 });
      const flooded = await floodBank(bank, { key: TELLER, clients, seconds: SECONDS, retries: 3 });
      for (const status of flooded.kinds.keys()) expect([200, 503]).toContain(status);
      await expectAllOnce(bank, file, flooded);
    }),
  TIME_LIMIT_MS,
);

test(
  'a flood of strangers keeps a deposit waiting no longer than a read',
  () =>
    withProcesses(async (start) => {
      const bank = await start();
      const seconds = scaled({ short: 4, full: 20 });
      const { deposits, reads, refused } = await besiege(bank.url, { strangers: 1_500, seconds });
      console.log({ deposits, reads, refused });
      expect(reads).toBeGreaterThan(0);
      expect(deposits).toBeGreaterThanOrEqual(reads * 0.75);
    }),
  TIME_LIMIT_MS,
);

/**
 * Floods the bank; expects its memory to stay within the bound, and an answer soon afterwards. Prints the
 * figures.
 */
async function floodBank(bank: BankProcess, pushers: Pushers): Promise<Flood> {
  const memory = watchMemory(bank.pid);
  const flooded = await flood(bank.url, pushers);
  const startedAt = performance.now();
  const answer = await clientOf(bank, TELLER_AGAIN)('GET', `/user/${FLOODED}/inventory`);
  const firstMs = performance.now() - startedAt;
  const series = memory.end();
  console.log({
    clients: pushers.clients,
    answers: Object.fromEntries([...flooded.kinds].map(([status, { count }]) => [status, count])),
    credited: flooded.credited.size,
    creditedAfterRetry: [...flooded.credited.values()].filter((tries) => tries > 0).length,
    slowestMs: Math.round(flooded.slowestMs),
    firstAnswerAfterwardsMs: Math.round(firstMs),
    memoryMiB: [series[0], Math.max(...series), series.at(-1)].map((share) => Math.round(share ?? 0)),
  });
  expect(answer.status).toBe(200);
  expect(firstMs).toBeLessThan(SOON_MS);
  expect(Math.max(...series)).toBeLessThan(MEMORY_BOUND_MIB);
  return flooded;
}

function exampleOf({ kinds }: Flood, status: number): WireAnswer {
  const kind = kinds.get(status);
  if (!kind) throw new Error(`nothing was answered ${status}`);
  return kind.example;
}

/**
 * Expects the log to hold each trade that was answered 200, once, and nothing that was turned away. Then
 * sends some of both again: the first is answered as a replay, the second is done now.
 */
async function expectAllOnce(
  bank: BankProcess,
  file: string,
  { credited, shed, replays }: Flood,
): Promise<void> {
  const done = [...credited.keys()].toSorted();
  expect(done.length).toBeGreaterThan(0);
  expect(replays).toBe(0);
  expect((await readTrades(file, 'teller-1')).toSorted()).toEqual(done);

  const ask = clientOf(bank, TELLER_AGAIN);
  const again = async (tradeId: string, replayed: boolean): Promise<void> => {
    const trade = { tradeId, robloxUserId: FLOODED, gems: 1 };
    const { status, body } = await ask('POST', '/deposit/complete', trade);
    expect({ status, body }).toMatchObject({ status: 200, body: { replayed } });
  };
  const retried = shed.slice(0, AGAIN);
  for (const tradeId of done.slice(0, AGAIN)) await again(tradeId, true);
  for (const tradeId of retried) await again(tradeId, false);
  for (const tradeId of retried) await again(tradeId, true);
  const all = [...done, ...retried];
  expect((await readTrades(file, 'teller-1')).toSorted()).toEqual(all.toSorted());
  const { body } = await ask('GET', `/user/${FLOODED}/inventory`);
  expect(body).toMatchObject({ gems: all.length });
}

const clientOf = ({ url }: BankProcess, key: typeof TELLER) =>
  createSignedClient({ url, key, clock: Date.now, newNonce: () => crypto.randomUUID() });
