import { expect, test } from 'bun:test';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const BENCH = join(import.meta.dir, '../../bench/main.ts');
const TEST_MS = 60_000;

/**
 * What the benchmark prints with the least effort that it takes. Figures are not checked: they are the
 * machine's.
 */
async function runBench(...options: string[]): Promise<{ status: number; printed: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'petbank-bench-test-'));
  try {
    const effort = ['--clients', '1,2', '--rounds', '1', '--seconds', '0.02', '--folder', folder];
    const child = Bun.spawn([process.execPath, BENCH, ...effort, ...options], { stderr: 'inherit' });
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
    for (const entrant of ['petbank', 'floor, grouped', 'floor, alone'])
      expect(rowsOf(printed, 'deposits', entrant)).toBe(2);
    for (const entrant of ['petbank', 'floor, one row'])
      expect(rowsOf(printed, 'inventories', entrant)).toBe(2);
  },
  TEST_MS,
);

test(
  'the scale check compares a small bank with a larger one, and both verify',
  async () => {
    const { status, printed } = await runBench('scale', '--sizes', '200,400', '--clients', '1');
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
