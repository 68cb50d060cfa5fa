import { expect, setDefaultTimeout, test } from 'bun:test';
import { type TestBank, withBank } from '../support/bank.ts';
import { holdFile } from '../support/hold-file.ts';
import { READER, TELLER } from '../support/keys.ts';

// A deposit waits for up to five seconds.
setDefaultTimeout(30_000);

/** How long an answer may take that needs no lock, on a busy machine. */
const PROMPT_MS = 100;
/** What only a loop that is blocked takes. */
const FROZEN_MS = 2_000;
const POLLS = 20;

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
