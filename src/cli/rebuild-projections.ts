import { existsSync } from 'node:fs';
import { defineCommand } from 'citty';
import { createProjector } from '../bank/project-log.ts';
import { readConfig } from '../config/config.ts';
import type { Driver } from '../storage/driver.ts';
import { type CliContext, type Terminal, unable } from './command-line.ts';
import { databaseName, withDriver } from './databases.ts';
import { openStatusLine } from './progress.ts';

/** A bank that is at work commits between two steps. */
const MAX_REST_MS = 20;

export const createRebuildProjectionsCommand = ({ env, terminal }: CliContext) =>
  defineCommand({
    meta: {
      name: 'rebuild-projections',
      description: 'Throws away what the screens of staff know of the log, and makes it anew from the log.',
    },
    run: async () => {
      // Only the database matters here: an error elsewhere in the configuration must not hide the screens.
      const config = readConfig({ DATABASE_URL: env.DATABASE_URL });
      const { database } = config;
      if (database.kind === 'sqlite' && !existsSync(database.file))
        throw unable(`There is no bank at ${database.file}. DATABASE_URL says where it is.`);
      const seq = await withDriver(config, (driver) => rebuild(driver, terminal));
      return { text: `Made anew from ${seq} transactions of ${databaseName(database)}.` };
    },
  });

/** Returns up to which transaction. A bank that runs on the database may take some of the steps itself. */
async function rebuild(driver: Driver, terminal: Terminal): Promise<number> {
  const line = openStatusLine(terminal);
  const advance = createProjector(driver, driver);
  await driver.beginClearing();
  for (;;) {
    const startedAt = performance.now();
    const { isBehind, seq } = await advance();
    line.show(() => `${seq} transactions`);
    if (!isBehind) break;
    await Bun.sleep(Math.min(performance.now() - startedAt, MAX_REST_MS));
  }
  line.clear();
  return (await driver.projectionState()).seq;
}
