import { type Operation, operationId } from './engine/operation.ts';
import type { Transaction } from './engine/rows.ts';

/** What callers choose ids for: trades, requests, gifts, corrections and moves of stock. */
const SCOPES = ['deposit', 'complete', 'request', 'transfer', 'adjust', 'move'] as const;

interface CallersId {
  /** As the caller chose it. */
  readonly id: string;
  /** Who may have; at most a few hundred. */
  readonly callers: readonly string[];
}

const listIds = ({ id, callers }: CallersId): string[] => [
  ...callers.flatMap((by) => SCOPES.map((scope) => operationId(scope, by, id))),
  operationId('trade', 'bank', id),
];

/** The transactions of whatever any of the callers asked for by this id of its own. Refuses nothing. */
export const findOperations: Operation<CallersId, readonly Transaction[]> = {
  readKeys: (asked) => listIds(asked).map((each) => ({ kind: 'operation', operationId: each })),
  decide: (step, asked) => listIds(asked).flatMap((each) => step.operation(each) ?? []),
};
