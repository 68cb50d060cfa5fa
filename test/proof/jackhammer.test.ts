import { expect, test } from 'bun:test';
import { join } from 'node:path';
import { verifyLedger } from '../../src/bank/verify-ledger.ts';
import { openStorage, type StorageAddress } from '../../src/storage/open.ts';
import { makeBankFile } from '../support/bank.ts';
import { makeMongoAddress, mongoTests } from '../support/mongo.ts';
import type { Hammer } from './jackhammer/order.ts';
import { scaled } from './scale.ts';

// What is shown here: processes that all write to one log write each of its rows once, in one order, and add
// up to what was deposited. Each has a book of its own, without HTTP; what answers get lost is shown beside.

const PROCESSES = scaled({ short: 4, full: 20 });
/** PETBANK_DEPOSITS makes a part of the full form: so many by each process. */
const DEPOSITS = Number(process.env.PETBANK_DEPOSITS ?? scaled({ short: 100, full: 1_000 }));
const HAMMER = join(import.meta.dir, 'jackhammer/hammer.ts');
const PAGE = 1_000;
const TIME_LIMIT_MS = scaled({ short: 120_000, full: 3_600_000 });

function startHammer(hammer: Hammer) {
  const child = Bun.spawn([process.execPath, HAMMER, JSON.stringify(hammer)], {
    stdin: 'pipe',
    stdout: 'pipe',
    stderr: 'pipe',
  });
  return {
    /** Until it has opened its bank, or ended. */
    isReady: child.stdout.getReader().read(),
    async run(): Promise<string> {
      child.stdin.write('\n');
      child.stdin.end();
      const [status, complaint] = await Promise.all([child.exited, new Response(child.stderr).text()]);
      return status === 0 ? '' : `${hammer.name} ended with ${status}: ${complaint}`;
    },
  };
}

/** Hammers on an empty bank, and expects each deposit in its log, once, and no other row. */
async function hammerOn(address: StorageAddress): Promise<void> {
  const { driver } = await openStorage(address, { migrationsFolder: 'migrations' });
  try {
    const names = Array.from({ length: PROCESSES }, (_, index) => `teller-${index}`);
    const hammers = names.map((name) => startHammer({ name, deposits: DEPOSITS, address }));
    await Promise.all(hammers.map(({ isReady }) => isReady));
    const complaints = await Promise.all(hammers.map(({ run }) => run()));
    expect(complaints.filter((complaint) => complaint !== '')).toEqual([]);
    const expected = names.flatMap((name) =>
      Array.from({ length: DEPOSITS }, (_, count) => `deposit:${name}:T-${count}`),
    );
    const ids: string[] = [];
    for (let afterSeq = 0; afterSeq < expected.length; afterSeq += PAGE) {
      const page = await driver.log({ afterSeq, limit: PAGE });
      expect(page.map(({ seq }) => seq)).toEqual(page.map((_, index) => afterSeq + index + 1));
      ids.push(...page.map(({ operationId }) => operationId ?? ''));
    }
    expect(ids.toSorted()).toEqual(expected.toSorted());
    expect(await verifyLedger(driver)).toMatchObject({ kind: 'sound', count: expected.length });
    const balances = await driver.balances({ limit: 2 * PROCESSES });
    const expectedBalances = [
      ...names.map((name) => [`teller:${name}`, -DEPOSITS]),
      ['member:1', ids.length],
    ];
    expect(balances.map(({ account, amount }) => [account, Number(amount)]).toSorted()).toEqual(
      expectedBalances.toSorted(),
    );
  } finally {
    await driver.close();
  }
}

test(
  `${PROCESSES} processes that deposit ${DEPOSITS} times each in one file write one log`,
  async () => {
    const { file, remove } = makeBankFile();
    await hammerOn({ kind: 'sqlite', file }).finally(remove);
  },
  TIME_LIMIT_MS,
);

mongoTests('on MongoDB', () => {
  test(
    `${PROCESSES} processes write one log, too`,
    async () => {
      const { address, drop } = makeMongoAddress();
      await hammerOn({ kind: 'mongodb', ...address }).finally(drop);
    },
    TIME_LIMIT_MS,
  );
});
