import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ClientKey } from '../src/cli/signed-client.ts';

export interface Server {
  /** One for each of its processes. */
  readonly urls: readonly string[];
  /** Milliseconds from the start of the process to its first response. */
  readonly startedInMs: number;
  /**
   * Seconds of user and system CPU that the process has taken so far; NaN if the system doesn't report them.
   */
  cpuSeconds(): number;
  /** MiB of memory that the process holds now (RSS); NaN if the system doesn't report it. */
  residentMiB(): number;
  stop(): Promise<void>;
}

const ROOT = join(import.meta.dir, '..');
const FLOOR = fileURLToPath(import.meta.resolve('./floor.ts'));
const SAME_WORK = fileURLToPath(import.meta.resolve('./same-work/main.ts'));
const PLAIN = fileURLToPath(import.meta.resolve('./mongodb/plain.ts'));
/** The first start on a filled file checks all of it: on a busy machine, a million take minutes. */
const START_LIMIT_MS = 300_000;
const START_STEP_MS = 1;

/** Builds what production runs. */
export function buildBank(): void {
  const { exitCode, stderr } = Bun.spawnSync([process.execPath, 'run', 'build'], { cwd: ROOT });
  if (exitCode !== 0) throw new Error(`the bank can't be built: ${stderr.toString()}`);
}

/** How a bank that is measured differs from others. */
export interface BankOptions {
  readonly bunOptions?: readonly string[];
  /** Instead of the settings that every measured bank has. */
  readonly settings?: Readonly<Record<string, string>>;
}

/**
 * The bank itself, built and as in production, without what slows requests down on purpose.
 */
export function startBank(
  databaseUrl: string,
  key: ClientKey,
  { bunOptions = [], settings }: BankOptions = {},
): Promise<Server> {
  const port = freePort();
  const command = [...bun(bunOptions), 'dist/main.js'];
  return start(command, port, { ...bankSettings(databaseUrl, key, port), ...settings });
}

/** Several processes as one server. */
export async function startSeveral(count: number, startOne: () => Promise<Server>): Promise<Server> {
  const servers: Server[] = [];
  while (servers.length < count) servers.push(await startOne());
  return {
    urls: servers.flatMap(({ urls }) => urls),
    startedInMs: Math.max(...servers.map(({ startedInMs }) => startedInMs)),
    cpuSeconds: () => servers.reduce((sum, server) => sum + server.cpuSeconds(), 0),
    residentMiB: () => servers.reduce((sum, server) => sum + server.residentMiB(), 0),
    async stop() {
      for (const server of servers) await server.stop();
    },
  };
}

function bankSettings(databaseUrl: string, key: ClientKey, port: number): Readonly<Record<string, string>> {
  return {
    NODE_ENV: 'production',
    PORT: String(port),
    DATABASE_URL: databaseUrl,
    API_KEYS: `${key.id}:${key.secret}:teller+read`,
    RATE_LIMIT_PER_MINUTE: '0',
    ROBLOX: 'sandbox',
    VALUES: 'demo',
    // More than all rounds together deposit: else every bank would cross it, some sooner than others.
    LIMIT_TELLER_VALUE_PER_HOUR: '999999999999999',
    // It comes once a day, and in a new bank a minute after the start: in the middle of a round.
    LEDGER_CHECK_HOURS: '0',
    LOG_LEVEL: 'warn',
  };
}

export function startFloor(folder: string, mode: 'alone' | 'grouped' | 'nothing'): Promise<Server> {
  const port = freePort();
  return start([...bun(), FLOOR, mode, join(folder, `${mode}.db`), String(port)], port, {});
}

/** A bare server that keeps the bank's promises. */
export function startSameWork(folder: string, { id, secret }: ClientKey): Promise<Server> {
  const port = freePort();
  return start([...bun(), SAME_WORK, join(folder, 'same-work.db'), String(port), id, secret], port, {});
}

/** A program in Python that does the same work. */
export function startPython(
  python: string,
  program: string,
  { file, key }: { file: string; key: ClientKey },
): Promise<Server> {
  const port = freePort();
  return start([python, program, file, String(port), key.id, key.secret], port, {});
}

/** The plain way to keep deposits in this database. */
export function startPlain(databaseUrl: string): Promise<Server> {
  const port = freePort();
  return start([...bun(), PLAIN, databaseUrl, String(port)], port, {});
}

function freePort(): number {
  const listener = Bun.listen({ hostname: '127.0.0.1', port: 0, socket: { data: () => undefined } });
  listener.stop();
  return listener.port;
}

const bun = (options: readonly string[] = []): string[] => [process.execPath, '--no-env-file', ...options];

async function start(
  command: readonly string[],
  port: number,
  settings: Readonly<Record<string, string>>,
): Promise<Server> {
  const startedAt = performance.now();
  const child = Bun.spawn([...command], {
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
    urls: [url],
    startedInMs: performance.now() - startedAt,
    cpuSeconds: () => cpuSecondsOf(child.pid),
    residentMiB: () => residentMiBOf(child.pid),
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
  // The name, which may hold anything, ends with the last parenthesis; utime and stime are the 12th and 13th
  // after it.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
}

function residentMiBOf(pid: number): number {
  if (process.platform !== 'linux') return Number.NaN;
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1]) / 1024;
}

const answers = (url: string): Promise<boolean> =>
  fetch(`${url}/livez`).then(
    (response) => response.ok,
    () => false,
  );
