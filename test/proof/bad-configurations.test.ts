import { Database } from 'bun:sqlite';
import { expect, setDefaultTimeout, test } from 'bun:test';
import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startBank } from '../support/bank.ts';
import { TELLER } from '../support/keys.ts';
import { type BankFile, type Launch, withProcesses } from '../support/process.ts';
import { startStandalone } from './start/standalone.ts';

// Starting processes takes longer than Bun's own limit on a busy machine.
setDefaultTimeout(120_000);

const SECRET = 'k9Q2mX7vB4nL8sW3hJ6dY1cG5eRuZr0t';

interface Bad {
  readonly env?: Readonly<Record<string, string>>;
  readonly launch?: Launch;
  end?(): void;
}

/** A bank with one deposit, made at this time, that nobody runs. */
async function fill(place: BankFile, at = Date.now()): Promise<void> {
  const bank = await startBank({}, { ...place, remove: () => undefined }, at);
  await bank.ask(TELLER, 'POST', '/deposit/complete', { tradeId: 'T-1', robloxUserId: 156, gems: 5 });
  await bank.stop();
}

async function changed(place: BankFile, statement: string): Promise<Bad> {
  await fill(place);
  const client = new Database(place.file);
  client.run(statement);
  client.close();
  Bun.gc(true);
  return {};
}

/** The ten configurations that no bank may start with, and what each start says. */
const TEN: readonly [string, (place: BankFile) => Bad | Promise<Bad>, RegExp][] = [
  [
    'an SQLite that does not keep a pragma',
    () => ({ launch: { main: join(import.meta.dir, 'start/lazy-sqlite.ts') } }),
    /SQLite keeps synchronous at 1, and the bank needs 2/,
  ],
  [
    'a write concern that can lose what was answered',
    () => ({ env: { DATABASE_URL: 'mongodb://127.0.0.1:9/petbank?w=1&journal=false' } }),
    /DATABASE_URL: asks for less than the bank needs/,
  ],
  [
    'a standalone mongod',
    () => {
      const { url, stop } = startStandalone();
      return { env: { DATABASE_URL: url }, end: stop };
    },
    /replica set/,
  ],
  [
    'a missing unique index',
    (place) => changed(place, 'drop index transactions_operation'),
    /lacks the index transactions_operation/,
  ],
  [
    'a broken chain',
    (place) => changed(place, "update transactions set status = 'quarantined'"),
    /THE LEDGER IS BROKEN: transaction 1: its content does not match its hash/,
  ],
  [
    'a short secret',
    () => ({ env: { API_KEYS: 'teller-1:short:teller' } }),
    /API_KEYS: key 1 has a bad secret/,
  ],
  [
    'a secret that a manual prints',
    () => ({ env: { API_KEYS: `teller-1:pbsk_${'0123456789abcdef'.repeat(3)}:teller` } }),
    /API_KEYS: key 1 \(teller-1\) has a secret that can be guessed, or is printed in a manual/,
  ],
  [
    'a clock that is off',
    async (place) => {
      await fill(place, Date.now() + 3_600_000);
      return {};
    },
    /the machine's clock says .*--accept-clock/,
  ],
  [
    'a schema of a newer version',
    (place) => changed(place, "insert into __drizzle_migrations values (null, 'new', 9999999999999)"),
    /was written by a newer version of Petbank/,
  ],
  [
    'a file of secrets that everyone can read',
    ({ folder }) => {
      writeFileSync(join(folder, '.env'), `BACKUP_KEY=${SECRET}\n`);
      chmodSync(join(folder, '.env'), 0o644);
      return {};
    },
    /\.env: everyone on this machine can read the secrets in it, or change them: chmod 600 \.env/,
  ],
];

test.each(TEN)('a bank with %s does not start, and says why', async (_name, prepare, says) => {
  await withProcesses(async (start, place) => {
    const { env = {}, launch, end } = await prepare(place);
    const keys = `teller-1:${SECRET}:teller`;
    const bank = await start({ NODE_ENV: 'production', API_KEYS: keys, VALUES: 'demo', ...env }, launch);
    expect(bank.url).toBe('');
    expect(await bank.exited).toBe(1);
    expect(bank.complained()).toStartWith("Petbank can't start: ");
    expect(bank.complained()).toMatch(says);
    expect(bank.complained()).not.toMatch(/short:|0123456789abcdef|^ {4}at /m);
    end?.();
  });
});

test('with the same settings and nothing bad it starts, and its file of secrets may be its own', async () => {
  await withProcesses(async (start, place) => {
    writeFileSync(join(place.folder, '.env'), `BACKUP_KEY=${SECRET}\n`, { mode: 0o600 });
    writeFileSync(join(place.folder, '.env.local'), 'PORT=0\n');
    chmodSync(join(place.folder, '.env.local'), 0o644);
    await fill(place);
    const keys = `teller-1:${SECRET}:teller`;
    const settings = { NODE_ENV: 'production', API_KEYS: keys, VALUES: 'demo', LOG_LEVEL: 'info' };
    const bank = await start(settings);
    expect(bank.complained()).toBe('');
    expect(bank.url).not.toBe('');
  });
});
