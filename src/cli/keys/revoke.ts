import type { Book } from '../../bank/engine/book.ts';
import { keyIdSchema, keyRevokeInput, restoreKey, revokeKey } from '../../bank/keys.ts';
import { readConfig } from '../../config/config.ts';
import { listErrors } from '../../zod-messages.ts';
import { type Answer, type CliContext, CommandError } from '../command-line.ts';
import { COMMAND_LINE, withBook } from '../with-book.ts';

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
          `What did it do? bun run petbank trace ${keyId}`;
  });

/** Takes a revocation back. Rejects with CommandError or ArchiveError. */
export const restoreKeyAt = (order: KeyOrder, context: CliContext): Promise<string> =>
  withBook(context, async (book) => {
    const isDone = await book.perform(restoreKey, readOrder(order), COMMAND_LINE);
    if (!isDone) throw new CommandError(`${order.keyId} is not revoked. Nothing was changed.`);
    return `Restored: the bank takes ${order.keyId} again within 2 seconds, where it is in API_KEYS.`;
  });

/** Lists the keys of API_KEYS, and those that are revoked. */
export async function listKeys(context: CliContext): Promise<Answer> {
  const { NODE_ENV, API_KEYS } = context.env;
  const { keys } = readConfig({ NODE_ENV, API_KEYS });
  return withBook(context, async (book) => {
    const revokedAt = await readRevoked(book);
    const scopesOf = new Map(keys.map(({ id, scopes }) => [id, [...scopes]]));
    const data = [...new Set([...scopesOf.keys(), ...revokedAt.keys()])].map((id) => {
      const at = revokedAt.get(id);
      return { id, scopes: scopesOf.get(id) ?? null, revokedAt: at === undefined ? null : toTime(at) };
    });
    const lines = data.map(
      ({ id, scopes, revokedAt: at }) =>
        `${id}  ${scopes?.join('+') ?? 'not in API_KEYS'}${at === null ? '' : `  revoked ${at}`}`,
    );
    return { text: lines.join('\n') || 'API_KEYS is empty, and no key is revoked.', data };
  });
}

const toTime = (at: number): string => new Date(at).toISOString();

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
