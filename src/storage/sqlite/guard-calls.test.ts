import { expect, setDefaultTimeout, spyOn, test } from 'bun:test';
import { batchOn, loadBank, T0 } from '../../../test/storage/samples.ts';
import { makeBankFile } from '../../../test/support/bank.ts';
import { holdFile } from '../../../test/support/hold-file.ts';
import { settle } from '../../../test/support/until.ts';
import type { Driver } from '../driver.ts';
import { guardCalls } from './guard-calls.ts';
import { rememberPlace } from './place.ts';
import { openSqlite } from './sqlite.ts';

// A start waits for five seconds, and not five at each of its own tries.
setDefaultTimeout(120_000);

const account = { tellerId: 'teller-1', sealedToken: 'v1', connectedAt: T0, expiresAt: T0, nextAt: T0 };
const page = { before: T0, limit: 10 };
const TURN = { at: T0, until: T0 + 1, latest: T0 + 1 };

/** Every call that writes, with what it answers on an empty bank. */
const WRITES: Readonly<Record<string, (driver: Driver) => Promise<unknown>>> = {
  store: async (driver) => driver.store(batchOn(await loadBank(driver), {})),
  forgetNonces: (driver) => driver.forgetNonces(page),
  forgetPasses: (driver) => driver.forgetPasses(page),
  takeEvents: (driver) => driver.takeEvents({ at: T0, leaseMs: 1, limit: 1 }),
  acknowledgeEvents: (driver) => driver.acknowledgeEvents({ ids: [1], at: T0 }),
  releaseEvents: (driver) => driver.releaseEvents([1]),
  clearProjections: (driver) => driver.clearProjections({ limit: 1 }),
  forgetEvents: (driver) => driver.forgetEvents(page),
  importValues: (driver) =>
    driver.importValues({
      readings: [],
      revise: () => {
        throw new Error('nothing to revise');
      },
      nextAt: T0,
    }),
  takeImportTurn: (driver) => driver.takeImportTurn(TURN),
  putTellerAccount: (driver) => driver.putTellerAccount(account),
  forgetTellerAccount: (driver) => driver.forgetTellerAccount('teller-1'),
  takeAccountTurn: (driver) => driver.takeAccountTurn({ tellerId: 'teller-1', ...TURN }),
};

async function withFile(run: (file: string) => Promise<void>): Promise<void> {
  const { file, remove } = makeBankFile();
  try {
    await run(file);
  } finally {
    remove();
  }
}
const open = (file: string): Driver => openSqlite({ file, migrationsFolder: 'migrations' });

test.each(Object.entries(WRITES))(
  '%s waits for another program without blocking the others',
  (_name, write) =>
    withFile(async (file) => {
      const driver = open(file);
      const letGo = holdFile(file);
      let isDone = false;
      const written = write(driver).then(() => {
        isDone = true;
      });
      for (let polls = 0; polls < 5; polls += 1) {
        expect(await driver.tellers()).toEqual([]);
        await settle();
      }
      expect(isDone).toBe(false);
      letGo();
      await written;
      await driver.close();
    }),
);

test('of many calls that wait one tries at a time, and all of them are done in the end', () =>
  withFile(async (file) => {
    const [calls, turns] = [32, 3];
    const driver = open(file);
    let tries = 0;
    async function acknowledgeEvents(): Promise<void> {
      tries += 1;
      const isHeld = tries <= calls + turns;
      if (isHeld) throw Object.assign(new Error('database is locked'), { code: 'SQLITE_BUSY' });
    }
    const guarded = guardCalls({ ...driver, acknowledgeEvents }, rememberPlace(file));
    const sleep = spyOn(Bun, 'sleep');
    try {
      const acknowledge = () => guarded.acknowledgeEvents({ ids: [1], at: T0 });
      await Promise.all(Array.from({ length: calls }, acknowledge));
      // Each has tried once before it knew, and once when the file was free.
      expect(tries).toBe(2 * calls + turns);
      expect(sleep).toHaveBeenCalledTimes(turns);
    } finally {
      sleep.mockRestore();
      await driver.close();
    }
  }));

test('a start on a file that is held for good ends after some seconds, and says why', () =>
  withFile(async (file) => {
    await open(file).close();
    const letGo = holdFile(file);
    expect(() => open(file)).toThrow(/locked/);
    letGo();
    await open(file).close();
  }));
