import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { createAliases } from '../src/bank/engine/aliases.ts';
import { readPlots } from '../src/bank/plots.ts';
import {
  type AssetFlow,
  bucketsUpTo,
  NEW_PROJECTIONS,
  type ProjectionStore,
  SPANS,
} from '../src/bank/projections.ts';
import { ownFile } from '../src/files.ts';
import { openSqlite } from '../src/storage/sqlite/sqlite.ts';
import { createDemoCatalogue } from '../src/values/demo.ts';
import { median } from './statistics.ts';
import { printTable } from './table.ts';

const NOW = Date.UTC(2026, 0, 31, 12);
const COUNTS = { hour: 48, day: 30 };
const RULES = {
  catalogue: createDemoCatalogue({ updatedAt: '2026-01-01T00:00:00.000Z' }),
  aliases: createAliases([], 0),
};

/**
 * Prints what the overview's plots cost where every asset moved in every hour: what they read depends on the
 * number of assets alone, however many transactions or members there are.
 */
export async function measurePlots(options: {
  readonly folder: string;
  readonly assets: number;
  readonly rounds: number;
}): Promise<void> {
  const file = join(options.folder, 'plots.db');
  const driver = openSqlite({ file, migrationsFolder: ownFile('migrations') });
  await fill(driver, options.assets);
  const rows: string[][] = [];
  for (const span of SPANS) {
    const took: number[] = [];
    for (let round = 0; round < options.rounds; round += 1) {
      const before = process.cpuUsage();
      await readPlots(driver, { span, count: COUNTS[span], until: NOW }, RULES, setImmediate);
      const { user, system } = process.cpuUsage(before);
      took.push((user + system) / 1_000);
    }
    rows.push([`${COUNTS[span]}`, `${span}s`, median(took).toFixed(1)]);
  }
  await driver.close();
  console.log(`\nThe overview's plots of ${options.assets} assets\n`);
  printTable(['points', '', 'CPU ms'], rows);
}

/** Writes what the background reader keeps of a month in which every asset moved all the time. */
async function fill(driver: ProjectionStore, assets: number): Promise<void> {
  const keys = Array.from({ length: assets }, (_, index) => `pet/normal/-/-/Pet ${index}`);
  const buckets = SPANS.flatMap((span) =>
    bucketsUpTo(span, NOW, COUNTS[span]).map((at) => ({ span, at }) as const),
  );
  let before = NEW_PROJECTIONS;
  for (const bucket of [{ span: 'all', at: 0 } as const, ...buckets]) {
    const after = { ...before, seq: before.seq + 1 };
    const flows = keys.map(
      (asset): AssetFlow => ({
        ...bucket,
        asset,
        deposited: 900n,
        withdrawn: 800n,
        opening: 10n,
        closing: 110n,
      }),
    );
    const nothing = { terms: [], blocks: [], activity: [], forgetHoursBefore: 0 };
    await driver.appendProjections({ before, after, flows, ...nothing });
    before = after;
  }
}
