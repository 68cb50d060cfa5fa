import { existsSync } from 'node:fs';
import type { Book } from '../bank/engine/book.ts';
import { type Config, readConfig } from '../config/config.ts';
import { openBook } from '../storage/book.ts';
import type { Driver } from '../storage/driver.ts';
import { createCatalogue } from '../values/catalogue.ts';
import { type CliContext, unable } from './command-line.ts';
import { withDriver } from './databases.ts';

/** Who acts, in the log: whoever may run commands on the bank's machine. No key can have this name. */
export const COMMAND_LINE = { by: 'staff-command-line' } as const;

/** Runs with the database of a bank that is there, which may be at work. */
export async function withBank<Result>(
  { env }: Pick<CliContext, 'env'>,
  run: (driver: Driver, config: Config) => Promise<Result>,
): Promise<Result> {
  // Only the database matters here: an error elsewhere in the configuration must not keep a key alive.
  const config = readConfig({ DATABASE_URL: env.DATABASE_URL });
  const { database } = config;
  if (database.kind === 'sqlite' && !existsSync(database.file))
    throw unable(`There is no bank at ${database.file}. DATABASE_URL says where it is.`);
  return withDriver(config, (driver) => run(driver, config));
}

/**
 * Runs with the book of such a bank. One that lacks what was last committed is refused: a commit to it would
 * become the last one, and nobody would miss what is missing any more.
 */
export const withBook = <Result>(
  context: CliContext,
  run: (book: Book) => Promise<Result>,
): Promise<Result> =>
  withBank(context, async (driver, config) => {
    await driver.requireContinuity(() => undefined);
    // Whether credits wait at all is the bank's setting: those that do say so themselves.
    const rules = {
      ...config.rules,
      depositHoldMs: 1,
      haltedHere: null,
      catalogue: createCatalogue([], null),
    };
    const book = openBook(driver, { rules: () => rules, clock: context.clock, queueLimit: 1 });
    return run(book).finally(() => book.drain());
  });
