import { Database } from 'bun:sqlite';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPetbank } from '../../src/app/petbank.ts';
import { type Answer, createSignedClient } from '../../src/cli/signed-client.ts';
import { readConfig } from '../../src/config/config.ts';
import { createLog } from '../../src/log.ts';
import type { CommitPoint } from '../../src/storage/driver.ts';
import { API_KEYS, type TestKey } from './keys.ts';

/** When tests begin: 12:00 UTC, so that no day ends by accident. */
export const NOON = Date.UTC(2026, 4, 10, 12);
export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;

export type TestBank = Awaited<ReturnType<typeof startBank>>;

/** What differs from the settings of a test's bank. */
export type Environment = Readonly<Record<string, string>>;

/** A file for a bank, in a folder of its own. */
export function makeBankFile(): {
  readonly file: string;
  readonly folder: string;
  readonly remove: () => void;
} {
  const folder = mkdtempSync(join(tmpdir(), 'petbank-test-'));
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  return { file: join(folder, 'petbank.db'), folder, remove };
}

/**
 * The environment of a test's bank: every scope has a key, nothing is limited by time, and no housekeeping
 * comes between.
 */
export function environmentOf(file: string, more: Environment = {}): Environment {
  return {
    NODE_ENV: 'test',
    HOST: '127.0.0.1',
    PORT: '0',
    DATABASE_URL: `file:${file}`,
    API_KEYS,
    LOG_LEVEL: 'silent',
    RATE_LIMIT_PER_MINUTE: '0',
    RATE_LIMIT_PER_ADDRESS_PER_MINUTE: '0',
    SWEEP_SECONDS: '3600',
    LEDGER_CHECK_HOURS: '0',
    ...more,
  };
}

/**
 * A whole bank in this process, on a file and a free port, whose clock and random numbers the test sets. Give
 * it the `file` of an earlier one to start it again, and the time where that one's clock was the machine's.
 */
export async function startBank(more: Environment = {}, given = makeBankFile(), at = NOON) {
  const world = {
    at,
    random: (length: number): Uint8Array => randomBytes(length),
    onPoint: (_point: CommitPoint): void => undefined,
  };
  const config = readConfig(environmentOf(given.file, more));
  const petbank = await startPetbank(config, {
    clock: () => world.at,
    random: (length) => world.random(length),
    log: createLog('silent'),
    version: '0.0.0-test',
    async examine(health) {
      const { checkThisBank } = await import('../../src/cli/doctor.ts');
      return checkThisBank(config, health, () => world.at);
    },
    onPoint: (point) => world.onPoint(point),
    // Whoever asks it here has heard its answers: a thousand banks would wait for nobody.
    stopGraceMs: 0,
  });
  const { url } = petbank;
  let stopped: Promise<void> | undefined;
  const stop = (): Promise<void> => {
    stopped ??= petbank.stop();
    return stopped;
  };
  return {
    url,
    file: given.file,
    /**
     * Set them: the clock, in milliseconds since 1970, the source of random numbers, and what is called at
     * the points of commits.
     */
    world,
    /** Sends a signed request. */
    async ask(key: TestKey, method: string, target: string, body?: unknown): Promise<Answer> {
      const newNonce = (): string => crypto.randomUUID();
      return createSignedClient({ url, key, clock: () => world.at, newNonce })(method, target, body);
    },
    /** Sends an unsigned request. */
    askOpenly: (target: string, init: RequestInit = {}): Promise<Response> =>
      fetch(`${url}${target}`, { redirect: 'manual', ...init }),
    stop,
    /** Stops it and takes its folder away. */
    async end(): Promise<void> {
      await stop();
      given.remove();
    },
  };
}

/** Runs the test with a bank, and ends it whatever becomes of the test. */
export async function withBank(more: Environment, run: (bank: TestBank) => Promise<void>): Promise<void> {
  const bank = await startBank(more);
  try {
    await run(bank);
  } finally {
    await bank.end();
  }
}

/** What the bank makes anew from the log, in the background and at any time. */
export const PROJECTED: readonly string[] = [
  'projections',
  ...['terms', 'blocks', 'activity', 'flows'].map((name) => `projected_${name}`),
];

/** Every row of every table but those left out, read through a connection of its own. */
export function readTables(file: string, leftOut: readonly string[] = []): Record<string, unknown[]> {
  const database = new Database(file, { readonly: true });
  try {
    const tables = database
      .query<{ name: string }, []>(
        "select name from sqlite_master where type = 'table' and name not like 'sqlite_%' order by name",
      )
      .all()
      .map(({ name }) => name)
      .filter((name) => !leftOut.includes(name));
    return Object.fromEntries(
      tables.map((name) => [name, database.query<object, []>(`select * from "${name}"`).all()]),
    );
  } finally {
    database.close();
  }
}

/** Takes a table away, as a broken disk would, and returns what brings it home. */
export function breakStorage(file: string): () => void {
  const rename = (from: string, to: string): void => {
    const database = new Database(file);
    database.run(`alter table "${from}" rename to "${to}"`);
    database.close();
  };
  rename('bank', 'bank_away');
  return () => rename('bank_away', 'bank');
}
