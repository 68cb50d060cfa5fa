import { existsSync } from 'node:fs';
import type { Book } from '../../bank/engine/book.ts';
import { keyIdSchema, keyRevokeInput, restoreKey, revokeKey } from '../../bank/keys.ts';
import { readConfig } from '../../config/config.ts';
import { openBook } from '../../storage/book.ts';
import { createCatalogue } from '../../values/catalogue.ts';
import { listErrors } from '../../zod-messages.ts';
import { type CliContext, CommandError } from '../command-line.ts';
import { withDriver } from '../databases.ts';

/** Who acts, in the log: whoever may run commands on the bank's machine. No key can have this name. */
export const COMMAND_LINE = { by: 'staff-command-line' } as const;
/** How many decisions about keys are read at once. */
const PAGE = 1_000;

interface KeyOrder {
  readonly keyId: string;
  readonly reason: string;
}

/** Revokes a key, whether the bank runs or not. Rejects with CommandError or ArchiveError. */
export const revokeKeyAt = (order: KeyOrder, context: CliContext): Promise<string> =>
  withBook(context, async (book) => {
    const { keyId, revokedAt, replayed } = await book.perform(revokeKey, readOrder(order), COMMAND_LINE);
    return replayed
      ? `${keyId} is revoked already, since ${revokedAt}.`
      : `Revoked: every process of the bank refuses ${keyId} within 2 seconds.\n` +
          `What did it do? petbank trace ${keyId}`;
  });

/** Takes a revocation back. Rejects with CommandError or ArchiveError. */
export const restoreKeyAt = (order: KeyOrder, context: CliContext): Promise<string> =>
  withBook(context, async (book) => {
    const isDone = await book.perform(restoreKey, readOrder(order), COMMAND_LINE);
    if (!isDone) throw new CommandError(`${order.keyId} is not revoked. Nothing was changed.`);
    return `Restored: the bank takes ${order.keyId} again within 2 seconds, where it is in API_KEYS.`;
  });

/** Lists the keys of API_KEYS, and those that are revoked. */
export async function listKeys(context: CliContext): Promise<string> {
  const { NODE_ENV, API_KEYS } = context.env;
  const { keys } = readConfig({ NODE_ENV, API_KEYS });
  return withBook(context, async (book) => {
    const revokedAt = await readRevoked(book);
    const lines = keys.map(
      ({ id, scopes }) => `${id}  ${[...scopes].join('+')}${describe(revokedAt.get(id))}`,
    );
    const known = new Set(keys.map(({ id }) => id));
    const others = [...revokedAt].filter(([id]) => !known.has(id));
    lines.push(...others.map(([id, at]) => `${id}  not in API_KEYS${describe(at)}`));
    return lines.length === 0 ? 'API_KEYS is empty, and no key is revoked.' : lines.join('\n');
  });
}

const describe = (at: number | undefined): string =>
  at === undefined ? '' : `  revoked ${new Date(at).toISOString()}`;

async function readRevoked({ reads }: Book): Promise<Map<string, number>> {
  const revokedAt = new Map<string, number>();
  for (let afterSeq = 0; ; ) {
    const page = await reads.revocations({ afterSeq, limit: PAGE });
    for (const row of page) {
      if (row.revokedAt !== null) revokedAt.set(row.keyId, row.revokedAt);
      afterSeq = row.seq;
    }
    if (page.length < PAGE) return revokedAt;
  }
}

function readOrder(order: KeyOrder): KeyOrder {
  const { data, error } = keyRevokeInput.safeParse(order);
  if (data) return data;
  const option = { keyId: 'KEY', reason: '--reason' };
  const lines = listErrors(error).map(({ path, message }) => {
    return `${path === 'keyId' ? option.keyId : option.reason}: ${message}`;
  });
  throw new CommandError(lines.join('\n'));
}

/** The id of a key. Throws CommandError where it can't be one. */
export function readKeyId(text: string): string {
  const { data, error } = keyIdSchema.safeParse(text);
  if (data === undefined) throw new CommandError(`KEY: ${listErrors(error)[0]?.message ?? 'no id of a key'}`);
  return data;
}

/** Runs with the book of a bank that is there, which may be at work. */
export async function withBook(
  { env, clock }: CliContext,
  run: (book: Book) => Promise<string>,
): Promise<string> {
  // Only the database matters here: an error elsewhere in the configuration must not keep a key alive.
  const config = readConfig({ DATABASE_URL: env.DATABASE_URL });
  const { database } = config;
  if (database.kind === 'sqlite' && !existsSync(database.file))
    throw new CommandError(`There is no bank at ${database.file}. DATABASE_URL says where it is.`);
  return withDriver(config, async (driver) => {
    // Whether credits wait at all is the bank's setting: those that do say so themselves.
    const rules = { ...config.rules, depositHoldMs: 1, catalogue: createCatalogue([], null) };
    const book = openBook(driver, { rules: () => rules, clock, queueLimit: 1 });
    return run(book).finally(() => book.drain());
  });
}
