import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const COMMAND = join(import.meta.dir, '../../src/cli/main.ts');

/** Runs the real command on the bank in this file, and returns its output, time and memory. */
export async function verifyBank(
  file: string,
): Promise<{ seconds: number; peakMiB: number; output: string }> {
  const startedAt = performance.now();
  const child = Bun.spawn([process.execPath, '--no-env-file', COMMAND, 'verify-ledger'], {
    env: { PATH: process.env.PATH, DATABASE_URL: `file:${file}` },
    stderr: 'inherit',
  });
  const peak = watchPeak(child.pid);
  const output = (await new Response(child.stdout).text()).trim();
  if ((await child.exited) !== 0) throw new Error(`verify-ledger on ${file}: ${output}`);
  const seconds = (performance.now() - startedAt) / 1000;
  return { seconds, peakMiB: peak.end(), output };
}

/** How often the peak is read, in milliseconds; it only grows, so that what matters is the last time. */
const POLL_MS = 20;

/**
 * The most memory that the process has held, in MiB. Its resource usage doesn't show that: it begins with
 * this process's own peak.
 */
function watchPeak(pid: number): { end(): number } {
  let peakKiB = Number.NaN;
  const timer = setInterval(() => {
    const file = `/proc/${pid}/status`;
    const found = existsSync(file) ? /^VmHWM:\s+(\d+) kB/m.exec(readFileSync(file, 'utf8')) : null;
    if (found) peakKiB = Number(found[1]);
  }, POLL_MS);
  return {
    end() {
      clearInterval(timer);
      return peakKiB / 1024;
    },
  };
}
