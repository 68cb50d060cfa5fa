import type { Driver } from '../../../src/storage/driver.ts';
import { openSqlite } from '../../../src/storage/sqlite/sqlite.ts';
import { type Environment, makeBankFile, startBank } from '../../support/bank.ts';
import { startProcess } from '../../support/process.ts';

/** Banks that serve one database. */
export interface Servers {
  readonly urls: readonly string[];
  /** Their time, in milliseconds since 1970. */
  now(): number;
  /** Resolves once their time is this: the clock is set where it can be, and waited for where it can't. */
  reach(instant: number): Promise<void>;
  /** Opens their database beside them, to look at what they have written. */
  open(): Driver;
  /** What they said of faults of theirs; nothing where all is well. */
  faults(): string;
  end(): Promise<void>;
}

/** A way to start banks on a database that no other test has. */
export type StartServers = (environment: Environment) => Promise<Servers>;

const open = (file: string): Driver => openSqlite({ file, migrationsFolder: 'migrations' });

/** One bank in this process, whose clock is set. */
export const startHere: StartServers = async (environment) => {
  const bank = await startBank(environment);
  return {
    urls: [bank.url],
    now: () => bank.world.at,
    async reach(instant) {
      bank.world.at = Math.max(bank.world.at, instant);
    },
    open: () => open(bank.file),
    faults: () => '',
    end: bank.end,
  };
};

/** So many banks on one file, each in a process of its own as `bun src/main.ts` starts it. */
export const startProcesses =
  (count: number): StartServers =>
  async (environment) => {
    const file = makeBankFile();
    const start = () => startProcess(file, { LOG_LEVEL: 'error', ...environment });
    const banks = await Promise.all(Array.from({ length: count }, start));
    async function end(): Promise<void> {
      for (const bank of banks) bank.kill('SIGKILL');
      await Promise.all(banks.map(({ exited }) => exited));
      file.remove();
    }
    const mute = banks.find(({ url }) => url === '');
    if (mute) {
      await end();
      throw new Error(`a bank did not start: ${mute.complained()}`);
    }
    return {
      urls: banks.map(({ url }) => url),
      now: Date.now,
      reach: (instant) => Bun.sleep(Math.max(0, instant - Date.now())),
      open: () => open(file.file),
      faults: () =>
        banks
          .flatMap((bank) => [bank.printed(), bank.complained()])
          .filter((text) => text.includes('failed') || text.includes('rror'))
          .join('\n'),
      end,
    };
  };
