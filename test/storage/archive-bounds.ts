import { expect, test } from 'bun:test';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PET_DECISIONS, VALUE_FLAGS } from '../../src/bank/engine/catalogue.ts';
import type { PetValueRow } from '../../src/bank/pet-values.ts';
import { type ArchiveTarget, fillDatabase } from '../../src/storage/archive/fill.ts';
import { openArchive } from '../../src/storage/archive/read-file.ts';
import { ARCHIVE_TABLES, type Page } from '../../src/storage/archive/rows.ts';
import { type ArchiveSource, scan } from '../../src/storage/archive/scan.ts';
import { writeArchive } from '../../src/storage/archive/write-file.ts';
import type { Driver } from '../../src/storage/driver.ts';
import { changeRows } from './row-bounds.ts';
import { ROW_SAMPLES } from './row-samples.ts';
import { batchOn, CAT_KEY, HUGE, loadBank, T0, transactionOn } from './samples.ts';

/** Databases that don't exist yet. */
export interface EmptyPlace {
  openDriver(): Promise<Driver>;
  openSource(): Promise<ArchiveSource>;
  openTarget(): Promise<ArchiveTarget>;
}

const MOST = Number.MAX_SAFE_INTEGER;
const LONG = 'ẞ"\\\n🐭'.repeat(2_000);
const GOODS = {
  pets: [{ id: '🐈'.repeat(16), variant: 'rainbow', shiny: true, chroma: 6, quantity: MOST } as const],
  gems: MOST,
};
const VALUE: PetValueRow = {
  asset: CAT_KEY,
  name: LONG,
  tier: 'titanic',
  tradable: true,
  thumbnail: LONG,
  value: MOST,
  rap: MOST,
  exists: MOST,
  recent: [{ at: MOST, rap: MOST }],
  points: [{ at: MOST, value: MOST }],
  chromaNames: Array(6).fill(LONG),
  valuedAt: MOST,
  listedAt: MOST,
  source: 'big_games',
  flags: [...VALUE_FLAGS, ...PET_DECISIONS],
};

/** Writes a row of every table, each with the most that it may hold. */
async function fillToBounds(driver: Driver): Promise<void> {
  const bank = await loadBank(driver);
  const amounts = [HUGE ** 3n, 10n ** 60n];
  const entries = amounts.map((amount) => ({
    asset: CAT_KEY,
    from: 'teller:teller-1',
    to: 'member:1',
    amount,
  }));
  const bounds = { at: MOST, robloxUserId: MOST, goods: GOODS, entries, note: LONG, answer: LONG };
  const event = { topic: LONG, discordUserId: '9'.repeat(22), robloxUserId: MOST, goods: GOODS, text: LONG };
  const tables = ROW_SAMPLES.map(([, { changed }]) => changeRows(changed, () => MOST));
  const nonce = { keyId: 'k', nonce: 'n'.repeat(64), expiresAt: MOST };
  const batch = batchOn(bank, {
    transactions: [transactionOn(bank, bounds)],
    events: [{ ...event, at: MOST }],
    puts: Object.assign({ nonces: [nonce] }, ...tables),
  });
  const row = { ...batch.bank, committedAt: MOST, haltedReason: LONG, aliasVersion: MOST };
  expect(await driver.store({ ...batch, bank: row })).toBe('stored');
  await driver.importValues({ readings: [{ asset: CAT_KEY }], revise: () => VALUE, nextAt: T0 });
}

async function readAll(source: ArchiveSource): Promise<Page[]> {
  try {
    return await Array.fromAsync(source.pages());
  } finally {
    await source.close();
  }
}

/** Every table of an archive, at its bounds, through a backup and a restore on the same kind of database. */
export function describeArchiveBounds(makePlace: () => EmptyPlace): void {
  test('rows of every table at their bounds come back through a backup and a restore', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'petbank-bounds-'));
    try {
      const place = makePlace();
      const driver = await place.openDriver();
      await fillToBounds(driver);
      await driver.close();
      const written = await readAll(await place.openSource());
      expect([...new Set(written.map(({ table }) => table))].sort()).toEqual([...ARCHIVE_TABLES].sort());

      const source = await place.openSource();
      const file = join(folder, 'bank.petbank.gz');
      const facts = { made: new Date(T0).toISOString(), program: 'test', ...source.head };
      await writeArchive({ file, overwrite: false, key: null }, facts, scan(source, { force: true }));
      await source.close();

      const restored = makePlace();
      const archive = await openArchive(file, { keys: [], acceptsUnauthenticated: false });
      const target = await restored.openTarget();
      await fillDatabase(scan(archive, { force: true }), target, { force: true, validate: true, halt: null });
      await target.abandon();
      expect(await readAll(await restored.openSource())).toEqual(written);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
}
