import type { ProblemCode } from '../../src/http/problem-table.ts';
import type { Environment, TestBank } from './bank.ts';
import type { TestKey } from './keys.ts';
import { type Attempt, type Sent, sendSigned } from './send.ts';

/** One way to be refused. */
export interface RefusalRow {
  /** As the contract has it. */
  readonly status: number;
  readonly code: ProblemCode;
  /** What is requested, in words that follow the code. */
  readonly when: string;
  readonly environment?: Environment;
  /** What comes before. */
  readonly given?: (bank: TestBank) => Promise<unknown>;
  /** The request that is refused. */
  readonly ask: (bank: TestBank) => Promise<Sent>;
  /** Part of the sentence for the reader. */
  readonly detail?: RegExp;
  /** Where something may have happened in the game, a case is opened for the operator. */
  readonly opensCase?: boolean;
}

/** A signed POST of JSON. */
export const post =
  (key: TestKey, target: string, body: object, more: Partial<Attempt> = {}) =>
  (bank: TestBank): Promise<Sent> =>
    sendSigned(bank, key, { method: 'POST', target, body: JSON.stringify(body), ...more });

/** A signed GET. */
export const get =
  (key: TestKey, target: string) =>
  (bank: TestBank): Promise<Sent> =>
    sendSigned(bank, key, { method: 'GET', target });
