import type { Driver } from '../../../src/storage/driver.ts';
import { type Environment, startBank } from '../../support/bank.ts';
import { startProcess } from '../../support/process.ts';
import { makeFilePlace } from '../crash/place.ts';

/** Banks that serve one database. */
export interface Servers {
  readonly urls: readonly string[];
  /** Their time, in milliseconds since 1970. */
  now(): number;
  /** Resolves once their time is this: the clock is set where it can be, and waited for where it can't. */
  reach(instant: number): Promise<void>;
  /** Opens their database beside them, to read what they have written. */
  open(): Promise<Driver>;
  /** What they logged of their own errors; nothing where all is well. */
  errors(): string;
  end(): Promise<void>;
}

/** A way to start banks on a database that no other test has. */
export type StartServers = (environment: Environment) => Promise<Servers>;

/** One bank in this process, whose clock is set. */
export const startHere =
  (makePlace = makeFilePlace): StartServers =>
  async (environment) => {
    const place = makePlace();
    const bank = await startBank({ ...environment, ...place.environment }, place.given);
    return {
      urls: [bank.url],
      now: () => bank.world.at,
      async reach(instant) {
        bank.world.at = Math.max(bank.world.at, instant);
      },
      open: place.open,
      errors: () => '',
      async end() {
        await bank.stop();
        await place.remove();
      },
    };
  };

/** So many banks on one database, each in a process of its own as `bun src/main.ts` starts it. */
export const startProcesses =
  (count: number, makePlace = makeFilePlace): StartServers =>
  async (environment) => {
    const place = makePlace();
    const settings = { LOG_LEVEL: 'error', ...environment, ...place.environment };
    const start = () => startProcess(place.given, settings);
    const banks = await Promise.all(Array.from({ length: count }, start));
    async function end(): Promise<void> {
      for (const bank of banks) bank.kill('SIGKILL');
      await Promise.all(banks.map(({ exited }) => exited));
      await place.remove();
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
      open: place.open,
      errors: () =>
        banks
          .flatMap((bank) => [bank.printed(), bank.complained()])
          .filter((text) => text.includes('failed') || text.includes('rror'))
          .join('\n'),
      end,
    };
  };
