import { afterAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import { copyFileSync, readFileSync, rmSync } from 'node:fs';
import { z } from 'zod';
import { createSignedClient } from '../../src/cli/signed-client.ts';
import { UnusableDatabase } from '../../src/storage/errors.ts';
import { startBank } from '../support/bank.ts';
import { READER, STAFF, TELLER, type TestKey, WEB } from '../support/keys.ts';
import { endMongo } from '../support/mongo.ts';
import { type BankProcess, type Launch, startProcess } from '../support/process.ts';
import { runPetbank } from './archive/run.ts';
import { scaled } from './scale.ts';
import { DEPOSITS, KINDS, newSqliteBank, type StoppedBank } from './start/stopped-bank.ts';

// Starting processes takes longer than Bun's own limit on a busy machine.
setDefaultTimeout(120_000);

/** What somebody did to the rows, and what the start says of it. */
const BROKEN: readonly [string, (bank: StoppedBank) => Promise<void>, RegExp][] = [
  [
    'a balance of 999999',
    ({ change }) => change('inventory', { account: 'member:156', asset: 'gems' }, { amount: '999999' }),
    /gems: its balances sum to 999399, and not to zero/,
  ],
  [
    'a balance too large to be added up in one piece',
    ({ change }) => change('inventory', { account: 'member:156', asset: 'gems' }, { amount: '9'.repeat(30) }),
    /gems: its balances sum to 999999999999999999999999999399, and not to zero/,
  ],
  [
    'a debt of a member, and a teller who owes it',
    async ({ change }) => {
      await change('inventory', { account: 'member:156', asset: 'gems' }, { amount: '-5' });
      await change('inventory', { account: 'teller:teller-1', asset: 'gems' }, { amount: '5' });
    },
    /gems: a balance is on the wrong side of zero/,
  ],
  [
    'the newest row changed',
    ({ change }) => change('transactions', { seq: DEPOSITS }, { status: 'quarantined' }),
    /transaction 60: its content does not match its hash/,
  ],
  [
    'a row before it changed',
    ({ change }) => change('transactions', { seq: DEPOSITS - 9 }, { tellerId: 'teller-2' }),
    /transaction 51: its content does not match its hash/,
  ],
  [
    'a row of the page before the last one changed',
    ({ change }) => change('transactions', { seq: 3 }, { tellerId: 'teller-2' }),
    /transaction 3: its content does not match its hash/,
  ],
  [
    'a row missing in the middle',
    ({ remove }) => remove('transactions', { seq: DEPOSITS - 9 }),
    /row 51 is missing|leads to/,
  ],
  ['the end cut off', ({ remove }) => remove('transactions', { seq: DEPOSITS }), /leads to 60|is missing/],
  [
    'the head set back',
    ({ change }) => change('bank', { id: 1 }, { seq: DEPOSITS - 1 }),
    /head is 59, and the log goes on|holds 59 transactions/,
  ],
  [
    'another hash at the head',
    ({ change }) => change('bank', { id: 1 }, { hash: 'f'.repeat(64) }),
    /leads to 60 ffff/,
  ],
];

const started: BankProcess[] = [];
afterAll(async () => {
  for (const bank of started) bank.kill('SIGKILL');
  await endMongo();
});
async function start({ place, database }: StoppedBank, launch?: Launch): Promise<BankProcess> {
  const bank = await startProcess(place, database, launch);
  started.push(bank);
  return bank;
}

const ask = ({ url }: BankProcess, key: TestKey, method: string, target: string, body?: unknown) =>
  createSignedClient({ url, key, clock: Date.now, newNonce: () => crypto.randomUUID() })(
    method,
    target,
    body,
  );
const health = async ({ url }: BankProcess): Promise<unknown> => (await fetch(`${url}/health`)).json();

/** Each costs a process: the short form has a third of them on MongoDB, where the same code looks. */
const EVERY_BROKEN = scaled({ short: 3, full: 1 });

describe.each(KINDS)('on %s', (kind, newBank) => {
  const broken = kind === 'MongoDB' ? BROKEN.filter((_, at) => at % EVERY_BROKEN === 0) : BROKEN;
  test.each(broken)('a bank with %s does not start, and says what to do', async (_name, damage, says) => {
    const bank = await newBank();
    await damage(bank);
    const starting = startBank(bank.database, { ...bank.place, remove: () => undefined }, Date.now());
    await expect(starting).rejects.toThrow(UnusableDatabase);
    await expect(starting).rejects.toThrow(says);
    await expect(starting).rejects.toThrow('docs/OPERATIONS.md');
    await bank.end();
  });

  test('start --halted opens it to be looked at, and no start repairs it in silence', async () => {
    const bank = await newBank();
    await bank.change('inventory', { account: 'member:156', asset: 'gems' }, { amount: '999999' });
    await bank.change('transactions', { seq: DEPOSITS }, { status: 'quarantined' });
    const opened = await start(bank, { args: ['--halted'] });
    expect(await health(opened)).toMatchObject({ status: 'degraded', checks: { ledger: 'down' } });
    const inventory = await ask(opened, READER, 'GET', '/user/156/inventory');
    expect(inventory).toMatchObject({ status: 200, body: { gems: 999_999 } });
    const request = { requestId: 'R-1', robloxUserId: 156, pets: [], gems: 1 };
    const halted = await ask(opened, WEB, 'POST', '/withdraw/request', request);
    expect(halted).toMatchObject({ status: 409, body: { code: 'halted' } });
    const lift = { halted: false, reason: 'let it go on' };
    const lifted = await ask(opened, STAFF, 'POST', '/admin/halt', lift);
    expect(lifted.body).toEqual({ halted: true, reason: 'Opened with --halted' });
    // What happened in the game is recorded; nothing else is written by itself.
    const trade = { tradeId: 'T-late', robloxUserId: 156, pets: [], gems: 1 };
    const late = await ask(opened, TELLER, 'POST', '/deposit/complete', trade);
    expect(late).toMatchObject({ status: 200, body: { seq: DEPOSITS + 1 } });
    opened.kill('SIGTERM');
    expect(await opened.exited).toBe(0);
    const refused = await start(bank);
    expect([refused.url, await refused.exited]).toEqual(['', 1]);
    expect(refused.complained()).toMatch(/^Petbank can't start: THE LEDGER IS BROKEN: .*start --halted/);
    expect((await runPetbank(['verify-ledger'], bank.database)).status).toBe(1);
    await bank.end();
  });

  test('start --halted on a sound bank halts that process alone', async () => {
    const bank = await newBank();
    const opened = await start(bank, { args: ['--halted'] });
    expect(await health(opened)).toMatchObject({ status: 'ok' });
    const request = { requestId: 'R-1', robloxUserId: 156, pets: [], gems: 1 };
    const halted = await ask(opened, WEB, 'POST', '/withdraw/request', request);
    expect(halted.body).toMatchObject({ code: 'halted' });
    opened.kill('SIGTERM');
    await opened.exited;
    const next = await start(bank);
    expect((await ask(next, WEB, 'POST', '/withdraw/request', request)).status).toBe(200);
    expect(await runPetbank(['verify-ledger'], bank.database)).toMatchObject({ status: 0 });
    next.kill('SIGTERM');
    await next.exited;
    await bank.end();
  });
});

describe.each(KINDS)('on %s', (_kind, newBank) => {
  test('a bank whose log lacks a head that was written down does not start', async () => {
    const bank = await newBank();
    const { printed } = await runPetbank(['verify-ledger'], bank.database);
    const head = `${DEPOSITS}:${/head ([0-9a-f]{64})/.exec(printed)?.[1]}`;
    const other = `${DEPOSITS - 1}:${'f'.repeat(64)}`;
    const beyond = `${DEPOSITS + 1}:${'f'.repeat(64)}`;
    for (const [wrong, says] of [
      [other, `transaction ${DEPOSITS - 1}: ${'f'.repeat(64)} was expected, and its hash is`],
      [beyond, 'the log ends before it'],
    ] as const) {
      const refused = await start(bank, { args: ['--expect', head, `--expect=${wrong}`] });
      expect([refused.url, await refused.exited]).toEqual(['', 1]);
      expect(refused.complained()).toContain(says);
    }
    const asked = await start(bank, { args: ['--expect'] });
    expect([asked.url, await asked.exited]).toEqual(['', 2]);
    const file = `${bank.place.file}-heads`;
    await Bun.write(file, `Head of the ledger\n\`${head}\`\n0:${'0'.repeat(64)}`);
    const started = await start(bank, { args: ['--expect', file] });
    expect(await health(started)).toMatchObject({ status: 'ok' });
    started.kill('SIGTERM');
    await started.exited;
    await bank.end();
  });
});

test('a bank that misses its last commits stays refused after a look at it', async () => {
  const bank = await newSqliteBank();
  const { file } = bank.place;
  const head = z.object({ seq: z.int() });
  copyFileSync(`${file}-head`, `${file}-head-kept`);
  await bank.remove('transactions', { seq: DEPOSITS });
  const opened = await start(bank, { args: ['--halted'] });
  const trade = { tradeId: 'T-late', robloxUserId: 156, pets: [], gems: 1 };
  await ask(opened, TELLER, 'POST', '/deposit/complete', trade);
  opened.kill('SIGTERM');
  await opened.exited;
  expect(head.parse(JSON.parse(readFileSync(`${file}-head`, 'utf8'))).seq).toBe(DEPOSITS);
  expect((await start(bank)).url).toBe('');
  rmSync(`${file}-head-kept`);
  await bank.end();
});
