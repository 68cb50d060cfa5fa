import { expect, test } from 'bun:test';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSameWork } from '../../bench/server.ts';
import { createSignedClient, type SignedClient } from '../../src/cli/signed-client.ts';

const BENCH = join(import.meta.dir, '../../bench/main.ts');
const TEST_MS = 240_000;

/**
 * What the benchmark prints with the least effort that it takes. Figures are not checked: they are the
 * machine's.
 */
async function runBench(...options: string[]): Promise<{ status: number; printed: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'petbank-bench-test-'));
  try {
    const effort = ['--clients', '1,2', '--rounds', '1', '--seconds', '0.02', '--warm-up', '20'];
    const child = Bun.spawn([process.execPath, BENCH, ...effort, '--folder', folder, ...options], {
      stderr: 'inherit',
    });
    const printed = await new Response(child.stdout).text();
    const status = await child.exited;
    // Filled banks stay, to be taken again; what was worked on is gone.
    expect(readdirSync(folder).filter((name) => !/^scale-\d+\.db$/.test(name))).toEqual([]);
    return { status, printed };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** How many rows of the table under this title name the entrant, each with nothing but figures. */
function rowsOf(printed: string, title: string, entrant: string): number {
  const table = printed.split(`\n${title}\n\n`)[1]?.split('\n\n')[0] ?? '';
  const row = new RegExp(`^ *\\d* +${entrant}( +[\\d,.]+)+( !)?$`);
  return table.split('\n').filter((line) => row.test(line)).length;
}

test(
  'the benchmark measures the bank and every floor at each number of clients',
  async () => {
    const { status, printed } = await runBench();
    expect(status).toBe(0);
    expect(printed).toMatch(/^Start to first response \d+ ms, idle memory \d+ MiB$/m);
    expect(printed).toMatch(/^The load alone: [\d,]+ responses a second, \d+ µs of CPU each$/m);
    for (const entrant of ['petbank', 'same work', 'floor, grouped', 'floor, alone'])
      expect(rowsOf(printed, 'deposits', entrant)).toBe(2);
    for (const entrant of ['petbank', 'same work', 'floor, one row'])
      expect(rowsOf(printed, 'inventories', entrant)).toBe(2);
  },
  TEST_MS,
);

const KEY = { id: 'bench', secret: 's'.repeat(32) };

test('the floor of the same work counts a nonce and a trade once, and refuses a forged one', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'petbank-bench-test-'));
  const server = await startSameWork(folder, KEY);
  const client = (nonce?: string, key = KEY) =>
    createSignedClient({
      url: server.urls[0] ?? '',
      key,
      clock: Date.now,
      newNonce: () => nonce ?? randomUUID(),
    });
  const pets = [{ id: 'Huge Cat', variant: 'golden', quantity: 2 }];
  const deposit = (send: SignedClient, tradeId: string, gems: number) =>
    send('POST', '/deposit/complete', { tradeId, robloxUserId: 1, pets, gems });
  const thief = client(undefined, { ...KEY, secret: 'x'.repeat(32) });
  const repeater = client('a-nonce-that-comes-again');
  try {
    const { status, body } = await deposit(repeater, 't-1', 5);
    expect({ status, body }).toMatchObject({ status: 200, body: { seq: 1, gems: 5 } });
    expect((await deposit(repeater, 't-2', 5)).status).toBe(409);
    expect((await deposit(client(), 't-1', 5)).body).toEqual(body);
    expect((await deposit(client(), 't-1', 6)).status).toBe(422);
    expect((await deposit(thief, 't-3', 5)).status).toBe(401);
    expect((await client()('GET', '/user/1/inventory')).body).toEqual({
      robloxUserId: 1,
      holds: [
        { asset: 'Huge Cat|golden', amount: 2 },
        { asset: 'gems', amount: 5 },
      ],
    });
    expect((await thief('GET', '/user/1/inventory')).status).toBe(401);
  } finally {
    await server.stop();
    rmSync(folder, { recursive: true });
  }
});

test(
  'the scale check compares a small bank with a larger one, and both verify',
  async () => {
    const { status, printed } = await runBench(
      'scale',
      '--sizes',
      '200,400',
      '--clients',
      '1',
      '--ids',
      'time',
    );
    expect(status).toBe(0);
    for (const size of [200, 400]) {
      expect(printed).toContain(`The ledger holds: ${size} transactions`);
      expect(rowsOf(printed, 'deposits over HTTP', `${size} transactions`)).toBe(1);
    }
    for (const step of ['deposit, alone', 'request, claim, deliver', 'inventory', 'history, first page'])
      expect(rowsOf(printed, 'In-process, µs each: by the clock, then of CPU', step)).toBe(1);
  },
  TEST_MS,
);
