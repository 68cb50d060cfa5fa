import { join } from 'node:path';
import { type Environment, environmentOf, makeBankFile } from './bank.ts';

const MAIN = join(import.meta.dir, '../../src/main.ts');
/** The longest wait for a process to listen: a start takes a minute on a machine that is very busy. */
export const START_MS = 120_000;
const COLOURS = new RegExp(`${String.fromCharCode(27)}\\[[0-9;]*m`, 'g');

export type BankFile = ReturnType<typeof makeBankFile>;

/** A bank in a process of its own, as `bun src/main.ts` starts it. */
export interface BankProcess {
  /** Where it listens; '' where it ended instead. */
  readonly url: string;
  readonly pid: number;
  kill(signal: 'SIGTERM' | 'SIGINT' | 'SIGKILL' | 'SIGSTOP' | 'SIGCONT'): void;
  readonly exited: Promise<number>;
  /** What it has printed so far, without colours. */
  printed(): string;
  complained(): string;
}

/** How a bank's process differs from what `bun src/main.ts` starts. */
export interface Launch {
  /** A command that the bank's own is given to, and that becomes it. */
  readonly through?: readonly string[];
  readonly main?: string;
  /** What follows on its command line. */
  readonly args?: readonly string[];
  /** When it is killed if it doesn't listen by then. */
  readonly killAfterMs?: number;
}

/**
 * Starts the bank on a free port and on the file, in the file's folder, and waits until it listens or ends.
 */
export async function startProcess(
  { file, folder }: BankFile,
  more: Environment = {},
  { through = [], main = MAIN, args = [], killAfterMs = START_MS }: Launch = {},
): Promise<BankProcess> {
  const env = { PATH: process.env.PATH ?? '', ...environmentOf(file, more) };
  const command = [...through, process.execPath, main, ...args];
  const child = Bun.spawn(command, { cwd: folder, env, stdout: 'pipe', stderr: 'pipe' });
  const output = collect(child.stdout);
  const errors = collect(child.stderr);
  const address = output.find(/http:\/\/[\d.]+:\d+/);
  const timer = setTimeout(() => child.kill('SIGKILL'), killAfterMs);
  const url = await Promise.race([address, child.exited.then(() => '')]);
  clearTimeout(timer);
  return {
    url,
    pid: child.pid,
    kill: (signal) => child.kill(signal),
    exited: child.exited.then(async (status) => {
      await Promise.all([output.end, errors.end]);
      return status;
    }),
    printed: output.text,
    complained: errors.text,
  };
}

/** Runs the test with a file for banks and a way to start them; whatever still runs afterwards is ended. */
export async function withProcesses(
  run: (
    start: (more?: Environment, launch?: Launch) => Promise<BankProcess>,
    file: BankFile,
  ) => Promise<void>,
  file: BankFile = makeBankFile(),
): Promise<void> {
  const started: BankProcess[] = [];
  try {
    await run(async (more, launch) => {
      const bank = await startProcess(file, more, launch);
      started.push(bank);
      return bank;
    }, file);
  } finally {
    for (const bank of started) bank.kill('SIGKILL');
    await Promise.all(started.map((bank) => bank.exited));
    file.remove();
  }
}

function collect(stream: ReadableStream<Uint8Array>) {
  let text = '';
  const watchers: (() => void)[] = [];
  async function readAll(): Promise<void> {
    for await (const chunk of stream) {
      text += Buffer.from(chunk).toString('utf8');
      for (const check of watchers) check();
    }
  }
  const end = readAll();
  return {
    end,
    text: (): string => text.replaceAll(COLOURS, ''),
    find(pattern: RegExp): Promise<string> {
      const { promise, resolve } = Promise.withResolvers<string>();
      watchers.push(() => {
        const found = pattern.exec(text);
        if (found) resolve(found[0]);
      });
      return promise;
    },
  };
}
