import { expect, setDefaultTimeout, test } from 'bun:test';
import { isFull, scaled } from '../proof/scale.ts';
import { type TestBank, withBank } from '../support/bank.ts';
import { holdFile } from '../support/hold-file.ts';
import { READER, TELLER } from '../support/keys.ts';

// A deposit waits for up to five seconds.
setDefaultTimeout(120_000);

/** How long an answer may take that needs no lock, on a busy machine; one that does waits for seconds. */
const PROMPT_MS = scaled({ short: 500, full: 100 });
/** What only a loop that is blocked takes. */
const FROZEN_MS = 2_000;
const POLLS = 20;
/** How long the file is held in full, and how often something is asked meanwhile. */
const HELD_MS = 15_000;
const EVERY_MS = 20;

const deposit = (bank: TestBank, tradeId: string) =>
  bank.ask(TELLER, 'POST', '/deposit/complete', { tradeId, robloxUserId: 156, gems: 5 });

/** Expects most answers to take no longer than that; one may meet whatever else the machine does. */
async function expectPromptly(ask: () => Promise<unknown>): Promise<void> {
  const times: number[] = [];
  for (let polls = 0; polls < POLLS; polls += 1) {
    const askedAt = performance.now();
    await ask();
    times.push(performance.now() - askedAt);
  }
  const [median = 0] = times.toSorted((time, other) => time - other).slice(POLLS / 2);
  expect(median).toBeLessThan(PROMPT_MS);
  expect(Math.max(...times)).toBeLessThan(FROZEN_MS);
}

async function expectReads(bank: TestBank): Promise<void> {
  const livez = async () => expect((await bank.askOpenly('/livez')).status).toBe(200);
  await expectPromptly(livez);
  const inventory = async () =>
    expect(await bank.ask(READER, 'GET', '/user/156/inventory')).toMatchObject({ status: 200 });
  await expectPromptly(inventory);
}

test('while another program holds the file, a deposit waits and everything else is answered', () =>
  withBank({}, async (bank) => {
    await deposit(bank, 'T-0');
    const letGo = holdFile(bank.file);
    const waiting = deposit(bank, 'T-1');
    await expectReads(bank);
    expect((await bank.askOpenly('/readyz')).status).toBe(200);
    letGo();
    expect(await waiting).toMatchObject({ status: 200, body: { seq: 2, gems: 10, replayed: false } });
    expect((await deposit(bank, 'T-1')).body).toMatchObject({ seq: 2, replayed: true });
  }));

/** How long each of these answers took while the file was held, sorted. */
async function pollThroughout(ask: () => Promise<{ status: number }>, until: number): Promise<number[]> {
  const times: number[] = [];
  while (performance.now() < until) {
    const askedAt = performance.now();
    expect((await ask()).status).toBe(200);
    times.push(performance.now() - askedAt);
    await Bun.sleep(EVERY_MS);
  }
  return times.sort((time, other) => time - other);
}

const holdForLong = () =>
  withBank({ SWEEP_SECONDS: '1' }, async (bank) => {
    await deposit(bank, 'T-0');
    const letGo = holdFile(bank.file);
    const until = performance.now() + HELD_MS;
    async function keepDepositing(_: unknown, client: number): Promise<void> {
      for (let count = 0; performance.now() < until; count += 1) {
        const { status } = await deposit(bank, `T-${client}-${count}`);
        if (performance.now() < until) expect(status).toBe(503);
        await Bun.sleep(EVERY_MS);
      }
    }
    const asks = {
      livez: () => bank.askOpenly('/livez'),
      inventory: () => bank.ask(READER, 'GET', '/user/156/inventory'),
      history: () => bank.ask(READER, 'GET', '/user/156/transactions'),
      items: () => bank.askOpenly('/items/all'),
    };
    const polled = Object.entries(asks).map(async ([name, ask]) => {
      const times = await pollThroughout(ask, until);
      const [p50 = 0, p99 = 0] = [0.5, 0.99].map((share) => times[Math.floor(times.length * share)]);
      console.log(name, { asked: times.length, p50, p99, slowest: times.at(-1) });
      expect(p99).toBeLessThan(PROMPT_MS);
    });
    await Promise.all([...polled, ...Array.from({ length: 4 }, keepDepositing)]);
    letGo();
  });
if (isFull)
  test('all of fifteen seconds that the file is held, while deposits and sweeps keep coming', holdForLong);

test('a file that is held for too long is 503, at once from then on, and the bank recovers by itself', () =>
  withBank({}, async (bank) => {
    const letGo = holdFile(bank.file);
    const [first] = await Promise.all([deposit(bank, 'T-1'), expectReads(bank)]);
    expect(first).toMatchObject({ status: 503, body: { code: 'storage_unavailable' } });
    expect(Number(first.headers.get('retry-after'))).toBeGreaterThan(0);
    await expectPromptly(() => deposit(bank, 'T-1'));
    await expectPromptly(() => bank.askOpenly('/readyz'));
    expect((await bank.askOpenly('/readyz')).status).toBe(503);
    letGo();
    expect((await bank.askOpenly('/readyz')).status).toBe(200);
    expect(await deposit(bank, 'T-1')).toMatchObject({ status: 200, body: { seq: 1, replayed: false } });
  }));
