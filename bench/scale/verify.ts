import { join } from 'node:path';

const COMMAND = join(import.meta.dir, '../../src/cli/main.ts');

/** What the real command says of the bank in this file, and what it takes. */
export async function verifyBank(file: string): Promise<{ seconds: number; peakMiB: number; said: string }> {
  const startedAt = performance.now();
  const child = Bun.spawn([process.execPath, '--no-env-file', COMMAND, 'verify-ledger'], {
    env: { PATH: process.env.PATH, DATABASE_URL: `file:${file}` },
    stderr: 'inherit',
  });
  const said = (await new Response(child.stdout).text()).trim();
  if ((await child.exited) !== 0) throw new Error(`verify-ledger on ${file}: ${said}`);
  const seconds = (performance.now() - startedAt) / 1000;
  return { seconds, peakMiB: (child.resourceUsage()?.maxRSS ?? Number.NaN) / 2 ** 20, said };
}
