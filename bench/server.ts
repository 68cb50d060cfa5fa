import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ClientKey } from '../src/cli/signed-client.ts';

export interface Server {
  readonly url: string;
  /** Milliseconds from the start of the process to its first answer. */
  readonly startedInMs: number;
  /** Seconds of CPU, user's and system's, that the process has taken so far; NaN where the system doesn't tell. */
  cpuSeconds(): number;
  stop(): Promise<void>;
}

const ROOT = join(import.meta.dir, '..');
const FLOOR = fileURLToPath(import.meta.resolve('./floor.ts'));
const START_LIMIT_MS = 10_000;
const START_STEP_MS = 1;

/** Builds what production runs. */
export function buildBank(): void {
  const { exitCode, stderr } = Bun.spawnSync([process.execPath, 'run', 'build'], { cwd: ROOT });
  if (exitCode !== 0) throw new Error(`the bank can't be built: ${stderr.toString()}`);
}

/** The bank itself, built and as in production, with what would slow a benchmark down on purpose switched off. */
export function startBank(file: string, key: ClientKey, bunOptions: readonly string[] = []): Promise<Server> {
  const port = freePort();
  return start([...bunOptions, 'dist/main.js'], port, {
    NODE_ENV: 'production',
    PORT: String(port),
    DATABASE_URL: `file:${file}`,
    API_KEYS: `${key.id}:${key.secret}:teller+read`,
    RATE_LIMIT_PER_MINUTE: '0',
    ROBLOX: 'sandbox',
    VALUES: 'demo',
    LOG_LEVEL: 'warn',
  });
}

export function startFloor(folder: string, mode: 'alone' | 'grouped' | 'nothing'): Promise<Server> {
  const port = freePort();
  return start([FLOOR, mode, join(folder, `${mode}.db`), String(port)], port, {});
}

function freePort(): number {
  const listener = Bun.listen({ hostname: '127.0.0.1', port: 0, socket: { data: () => undefined } });
  listener.stop();
  return listener.port;
}

async function start(
  command: readonly string[],
  port: number,
  settings: Readonly<Record<string, string>>,
): Promise<Server> {
  const startedAt = performance.now();
  const child = Bun.spawn([process.execPath, '--no-env-file', ...command], {
    cwd: ROOT,
    env: { PATH: process.env.PATH, ...settings },
    stdout: 'inherit',
    stderr: 'inherit',
  });
  const url = `http://127.0.0.1:${port}`;
  while (!(await answers(url))) {
    const isLate = performance.now() - startedAt > START_LIMIT_MS;
    if (isLate || child.exitCode !== null) throw new Error(`${command.join(' ')} did not start`);
    await Bun.sleep(START_STEP_MS);
  }
  return {
    url,
    startedInMs: performance.now() - startedAt,
    cpuSeconds: () => cpuSecondsOf(child.pid),
    async stop() {
      child.kill('SIGTERM');
      await child.exited;
    },
  };
}

/** The clock tick of /proc: a hundredth of a second on every Linux that Bun runs on. */
const TICKS_PER_SECOND = 100;

function cpuSecondsOf(pid: number): number {
  if (process.platform !== 'linux') return Number.NaN;
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // The name, which may hold anything, ends with the last parenthesis; utime and stime are the 12th and 13th after it.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
}

const answers = (url: string): Promise<boolean> =>
  fetch(`${url}/livez`).then(
    (response) => response.ok,
    () => false,
  );
