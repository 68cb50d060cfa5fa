import { afterAll, beforeAll, describe, expect, test } from 'bun:test';
import type { Scope } from '../../src/api-key.ts';
import { verifyLedgerAt } from '../../src/cli/verify-ledger.ts';
import { startBank, type TestBank, withBank } from '../support/bank.ts';
import { documentedEndpoints } from '../support/documented.ts';
import { READER, STAFF, TELLER, type TestKey, WEB } from '../support/keys.ts';
import { type DocumentedEndpoint, readDocument } from './bad-input/document.ts';
import { provoke, type Tally } from './bad-input/provoke.ts';
import { createDice, SEED } from './dice.ts';
import { scaled } from './scale.ts';

const CASES = scaled({ short: 150, full: 5_000 });
const TIME_MS = scaled({ short: 120_000, full: 600_000 });
const KEYS = new Map<Scope | undefined, TestKey>([
  ['teller', TELLER],
  ['member', WEB],
  ['read', READER],
  ['admin', STAFF],
]);
/**
 * A proof in which nothing is taken would say nothing of what is. In the short form, chance may leave one
 * endpoint without.
 */
const LEAST_TAKEN = scaled({ short: 0, full: 10 });
/** This bank knows no prices, so there is nothing to answer there. */
const WITHOUT_ANSWERS = '/items/value';
/** No limit is in the way of what the schemas allow. */
const NO_LIMITS = {
  LIMIT_OPEN_WITHDRAWALS: '0',
  LIMIT_PETS_PER_DAY: '0',
  LIMIT_GEMS_PER_DAY: '0',
  STAFF_ALONE_LIMIT: 'none',
} as const;

let documented: readonly DocumentedEndpoint[];
const tallies: Tally[] = [];
const namesBefore = Reflect.ownKeys(Object.prototype);
const memoryOf = (): string => `${Math.round(process.memoryUsage().rss / 2 ** 20)} MiB`;
const memoryBefore = memoryOf();

beforeAll(async () => {
  const bank = await startBank();
  documented = await readDocument(bank);
  await bank.end();
});

afterAll(() => {
  console.log(`seed ${SEED}; resident memory ${memoryBefore} before, ${memoryOf()} after`);
  console.table(
    tallies.map(({ name, statuses, ...counts }) => ({
      name,
      right: counts.right,
      wrong: counts.wrong,
      errors: counts.errors.length,
      ...statuses,
    })),
  );
});

test('every endpoint of the document is tried', () => {
  const names = (all: readonly { method: string; path: string }[]): string[] =>
    all.map(({ method, path }) => `${method} ${path}`).sort();
  expect(names(documentedEndpoints())).toEqual(names(documented));
});

describe.each(documentedEndpoints().map(({ method, path, scopes }) => ({ method, path, scopes })))(
  '$method $path',
  ({ method, path, scopes }) => {
    test(
      'answers whatever comes as its document says, and a refusal changes nothing',
      async () => {
        const endpoint = documented.find(
          (documentedEndpoint) => documentedEndpoint.method === method && documentedEndpoint.path === path,
        );
        if (!endpoint) throw new Error('the document does not have it');
        const key = KEYS.get(scopes[0]) ?? null;
        const dice = createDice(SEED + Bun.hash.crc32(method + path));
        await withBank(NO_LIMITS, async (bank) => {
          const tally = await provoke(bank, { endpoint, key, dice, count: CASES });
          tallies.push(tally);
          expect(tally.errors).toEqual([]);
          const leastTaken = path === WITHOUT_ANSWERS ? 0 : LEAST_TAKEN;
          expect(tally.statuses[200] ?? 0).toBeGreaterThanOrEqual(leastTaken);
          await expectSound(bank);
        });
      },
      TIME_MS,
    );
  },
);

async function expectSound(bank: TestBank): Promise<void> {
  expect(await verifyLedgerAt({ kind: 'sqlite', file: bank.file }, { write: () => undefined })).toMatchObject(
    { isSound: true },
  );
}

test('almost every endpoint has taken something', () => {
  const idle = tallies.filter(({ statuses }) => !statuses[200]);
  expect(idle.length).toBeLessThan(tallies.length / 4);
});

test('no request has left anything on the prototype of every object', () => {
  expect(Reflect.ownKeys(Object.prototype)).toEqual(namesBefore);
  expect(Reflect.get({}, 'polluted')).toBeUndefined();
});
