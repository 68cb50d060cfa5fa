import { expect } from 'bun:test';
import type { Place } from './place.ts';

/** What is left of a request: its answer, or null where none came. */
export interface Outcome {
  readonly status: number;
  readonly body: unknown;
}

/** The text without what a second run never has again: times, hashes over them, ids of requests. */
const masked = (value: unknown): unknown =>
  JSON.parse(
    JSON.stringify(value)
      .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'TIME')
      .replaceAll(/\b1[789]\d{11}\b/g, '0')
      // A teller's trades of one second share an entry: of a list of [time, seq], the newest stays.
      .replaceAll(/\[(?:\[0,\d+\],)+(?=\[0,\d+\]\])/g, '[')
      .replaceAll(/[0-9a-f]{64}/g, 'HASH')
      .replaceAll(/"requestId":"[^"]*"/g, '"requestId":"ID"'),
  );

/** What the bank has in the place. Of nonces only how many: each attempt has its own. */
export async function stateOf(place: Place): Promise<unknown> {
  // Which process leads changes with each start, and the history of reports is written once a minute.
  const {
    nonces = [],
    bank = [],
    leader: _leader,
    report_history: _history,
    ...tables
  } = await place.readTables();
  // The version counts commits, and a ping that tries the disk makes one; on MongoDB, each commit has a
  // random name, and each leader a term.
  return masked({
    ...tables,
    bank: bank.map((row) => ({ ...Object(row), version: 0, commits: [], term: 0 })),
    nonces: nonces.length,
  });
}

/** Expects the answer to a retry to be the undisturbed one, marked as a replay where it had happened. */
export function expectSameAnswer(retry: Outcome, { undisturbed, hasHappened, statusAgain }: Expected): void {
  const isOwn = statusAgain === undefined || !hasHappened;
  expect(retry.status).toBe(isOwn ? undisturbed.status : (statusAgain ?? 0));
  if (!isOwn) return;
  const body = Object(masked(undisturbed.body));
  expect(masked(retry.body)).toEqual(hasHappened && 'replayed' in body ? { ...body, replayed: true } : body);
}

interface Expected {
  readonly undisturbed: Outcome;
  readonly hasHappened: boolean;
  readonly statusAgain: number | undefined;
}
