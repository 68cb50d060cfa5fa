import { assert } from '../../bank/engine/assert.ts';
import type { Batch } from '../driver.ts';
import { type Stored, toDocument } from './documents.ts';

/** Events of one commit are numbered from its version times this: so their order is that of the commits. */
const EVENTS_PER_COMMIT = 10_000;

/** Documents of one collection. */
interface Documents<Table extends string> {
  readonly table: Table;
  readonly documents: readonly Stored[];
}

/** Keys to remove, a command for each collection. */
export function removalsOf({ removals, puts }: Batch) {
  const emptied = puts.balances.filter(({ amount }) => amount === 0n);
  return [
    { table: 'links', ids: removals.links },
    { table: 'verifications', ids: removals.verifications },
    { table: 'profiles', ids: removals.profiles.map(Number) },
    { table: 'balances', ids: emptied.map((row) => toDocument('balances', row)._id) },
  ] as const;
}

/**
 * Documents that must not be there yet: rows of the log, what people are to be told, and nonces, whose second
 * coming must stop a commit.
 */
export function insertsOf(batch: Batch) {
  const { transactions, events, bank, puts } = batch;
  assert(events.length < EVENTS_PER_COMMIT, 'the events of a commit can be numbered');
  const outbox = events.map((event, index) => {
    const id = bank.version * EVENTS_PER_COMMIT + index;
    return { ...toDocument('outbox', { ...event, id, sentAt: null }), leaseUntil: 0 };
  });
  const storedAt = new Date();
  return [
    { table: 'transactions', documents: transactions.map((row) => toDocument('transactions', row)) },
    { table: 'outbox', documents: outbox },
    { table: 'nonces', documents: puts.nonces.map((row) => ({ ...toDocument('nonces', row), storedAt })) },
  ] as const satisfies readonly Documents<string>[];
}

/** Documents to write, over those that have their keys. */
export function putsOf({ puts }: Batch) {
  const kept = puts.balances.filter(({ amount }) => amount !== 0n);
  return [
    { table: 'balances', documents: kept.map((row) => toDocument('balances', row)) },
    { table: 'members', documents: puts.members.map((row) => toDocument('members', row)) },
    { table: 'profiles', documents: puts.profiles.map((row) => toDocument('profiles', row)) },
    { table: 'links', documents: puts.links.map((row) => toDocument('links', row)) },
    { table: 'verifications', documents: puts.verifications.map((row) => toDocument('verifications', row)) },
    { table: 'withdrawals', documents: puts.withdrawals.map((row) => toDocument('withdrawals', row)) },
    { table: 'tellers', documents: puts.tellers.map((row) => toDocument('tellers', row)) },
    { table: 'usage', documents: puts.usage.map((row) => toDocument('usage', row)) },
    { table: 'cases', documents: puts.cases.map((row) => toDocument('cases', row)) },
  ] as const satisfies readonly Documents<string>[];
}
