import { z } from 'zod';
import { KEY_ID } from '../api-key.ts';
import { goodsAnswer, goodsToAnswer, reasonSchema, rfc3339, timeAnswer } from './engine/fields.ts';
import { isRevoked, type Operation } from './engine/operation.ts';
import type { ReadKey } from './engine/read-key.ts';
import { TRANSACTION_KINDS, type Transaction } from './engine/rows.ts';
import { notifyOperator } from './events.ts';

/** A key's id as API_KEYS has it: its name, and perhaps a tag. */
export const keyIdSchema = z
  .string()
  .regex(KEY_ID, '1 to 64 of A-Z a-z 0-9 _ . -, perhaps with @ and a tag of the same');

export const keyRevokeInput = z.strictObject({ keyId: keyIdSchema, reason: reasonSchema });
type KeyInput = z.infer<typeof keyRevokeInput>;
export const keyRevokeAnswer = z.object({
  keyId: z.string(),
  revokedAt: timeAnswer,
  replayed: z.boolean().meta({ description: 'Whether the key was revoked before.' }),
});

const readKeys = ({ keyId }: KeyInput): ReadKey[] => [{ kind: 'revocation', keyId }];

/**
 * Revokes a key for good: nothing that it signed is decided after this. A key that the bank has never seen
 * too, since another process may know it. One that is revoked already keeps its time. Refuses nothing.
 */
export const revokeKey: Operation<KeyInput, z.infer<typeof keyRevokeAnswer>> = {
  readKeys,
  decide(step, { keyId, reason }) {
    const before = step.row('revocations', keyId)?.revokedAt ?? null;
    if (before !== null) return { keyId, revokedAt: rfc3339(before), replayed: true };
    const note = noteFor(keyId, reason);
    const { seq, at } = step.post({ kind: 'key_revoked', status: 'revoked', note });
    step.put('revocations', { keyId, seq, revokedAt: at });
    notifyOperator(step, 'key_revoked', `${step.by}: ${note}`);
    return { keyId, revokedAt: rfc3339(at), replayed: false };
  },
};

/** Takes a revocation back. Returns false where the key was not revoked. Refuses nothing. */
export const restoreKey: Operation<KeyInput, boolean> = {
  readKeys,
  decide(step, { keyId, reason }) {
    if (!isRevoked(step.row('revocations', keyId))) return false;
    const note = noteFor(keyId, reason);
    const { seq } = step.post({ kind: 'key_restored', status: 'restored', note });
    step.put('revocations', { keyId, seq, revokedAt: null });
    notifyOperator(step, 'key_restored', `${step.by}: ${note}`);
    return true;
  },
};

/** The key comes first, up to a colon, which no key's id has: so the log alone tells which are revoked. */
const noteFor = (keyId: string, reason: string): string => `${keyId}: ${reason}`;

export const keyTransactionAnswer = z.object({
  id: z.string(),
  seq: z.int().min(1),
  kind: z.enum(TRANSACTION_KINDS),
  status: z.string(),
  robloxUserId: z.int().nullable(),
  otherRobloxUserId: z.int().nullable(),
  ...goodsAnswer.shape,
  tellerId: z.string().nullable(),
  withdrawalId: z.string().nullable(),
  note: z.string().nullable(),
  at: timeAnswer,
  hash: z.string(),
});

/** A transaction as those see it who look into what a key did. */
export function keyTransactionToAnswer(transaction: Transaction): z.infer<typeof keyTransactionAnswer> {
  const { id, seq, kind, status, goods, tellerId, withdrawalId, note, at, hash } = transaction;
  const { robloxUserId, otherRobloxUserId } = transaction;
  const about = { robloxUserId, otherRobloxUserId, ...goodsToAnswer(goods), tellerId, withdrawalId, note };
  return { id, seq, kind, status, ...about, at: rfc3339(at), hash };
}
