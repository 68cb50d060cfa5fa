import { expect } from 'bun:test';
import { verifyLedger } from '../../../src/bank/verify-ledger.ts';
import { type Answer, createSignedClient } from '../../../src/cli/signed-client.ts';
import { openSqlite } from '../../../src/storage/sqlite/sqlite.ts';
import { TELLER, type TestKey } from '../../support/keys.ts';

const newNonce = (): string => crypto.randomUUID();

/** Sends a signed request to the bank at the address. Rejects where no answer came. */
export function ask(
  url: string,
  key: TestKey,
  [method, target, body]: readonly [string, string, unknown?],
): Promise<Answer> {
  return createSignedClient({ url, key, clock: Date.now, newNonce })(method, target, body);
}

/** Deposits one gem of member 156. */
export const depositGem = (url: string, tradeId: string): Promise<Answer> =>
  ask(url, TELLER, ['POST', '/deposit/complete', { tradeId, robloxUserId: 156, gems: 1 }]);

/** What `/health` and `/readyz` say: their statuses, and the check of the storage. */
export async function readHealth(url: string) {
  const health = await fetch(`${url}/health`);
  const ready = await fetch(`${url}/readyz`);
  return { status: health.status, ready: ready.status, body: await health.json() };
}

/** Expects chain and balances of the bank in the file to hold, and returns the number of its transactions. */
export async function expectSoundFile(file: string): Promise<number> {
  const driver = openSqlite({ file, migrationsFolder: 'migrations' });
  try {
    const check = await verifyLedger(driver);
    expect(check).toMatchObject({ kind: 'sound' });
    return check.count;
  } finally {
    await driver.close();
  }
}
