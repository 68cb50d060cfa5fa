import type { Reads } from './engine/book.ts';
import { GENESIS_HASH } from './engine/ledger.ts';
import type { Operation } from './engine/operation.ts';
import type { ReadKey } from './engine/read-key.ts';
import { sha256 } from './engine/sha256.ts';
import { notifyOperator } from './events.ts';
import type { LedgerError } from './verify-ledger.ts';

/** A head of the log that was written down outside. */
export interface Head {
  readonly seq: number;
  readonly hash: string;
}

const HEAD = /\b(\d{1,15}):([0-9a-f]{64})\b/g;

/** The heads that a text names as `SEQ:HASH`, as the bot's messages do. */
export const parseHeads = (text: string): Head[] =>
  [...text.matchAll(HEAD)].map(([, seq, hash = '']) => ({ seq: Number(seq), hash }));

/** What is wrong with the log where it lacks the head: it was cut, rebuilt, or is another bank's. */
export async function findHeadMissing(
  reads: Pick<Reads, 'log'>,
  { seq, hash }: Head,
): Promise<LedgerError | undefined> {
  const [row] = seq === 0 ? [{ seq, hash: GENESIS_HASH }] : await reads.log({ afterSeq: seq - 1, limit: 1 });
  if (row?.seq === seq && row.hash === hash) return undefined;
  const was = row?.seq === seq ? `its hash is ${row.hash}` : 'the log ends before it';
  return { seq, what: `${hash} was expected, and ${was}` };
}

/**
 * Halts the bank because its log lacks a head that was told outside. Once for each head: staff who resume
 * have accepted it, as after a restore. Refuses nothing; returns whether it halted.
 */
export const haltForHead: Operation<Head & { readonly what: string }, boolean> = {
  readKeys: (head): ReadKey[] => [{ kind: 'operation', operationId: haltId(head) }],
  decide(step, { what, ...head }) {
    if (step.operation(haltId(head)) || step.bank().haltedReason !== null) return false;
    const reason = `The staff channel has a head that the log lacks: transaction ${head.seq}: ${what}`;
    step.setHalted(reason);
    step.post({
      kind: 'bank_halted',
      status: 'halted',
      note: reason,
      operation: { id: haltId(head), digest: sha256('') },
    });
    notifyOperator(step, 'bank_halted', `${step.by}: ${reason}`);
    return true;
  },
};

const haltId = ({ seq, hash }: Head): string => `head:${seq}:${hash}`;
