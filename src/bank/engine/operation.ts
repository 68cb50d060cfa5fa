import type { Aliases } from './aliases.ts';
import type { Catalogue } from './catalogue.ts';
import type { ReadKey } from './read-key.ts';
import type { Reader } from './reader.ts';
import { Refusal } from './refusal.ts';
import type { Revocation } from './rows.ts';
import { beginStep, type Step } from './step.ts';
import type { View } from './view.ts';

/**
 * One thing that the bank does. Deciding is pure: it reads the rows whose keys it named, and returns an
 * answer or throws a Refusal, which leaves no trace but what `afterRefusal` writes.
 */
export interface Operation<Input, Answer> {
  /** The rows it needs, from its input alone. */
  readKeys(input: Input, call: Call): ReadKey[];
  /** The further rows that the first ones name. */
  moreReadKeys?(reader: Reader, input: Input, call: Call): ReadKey[];
  decide(step: Step, input: Input, call: Call): Answer;
  /** What a refusal leaves behind: a case for the operator, where something may have happened in the game. */
  afterRefusal?(step: Step, input: Input, call: Call, refusal: Refusal): void;
}

/** Who performs an operation, when, and under which rules. */
export interface Call {
  /** The caller's name: a key's part before `@`. */
  readonly by: string;
  /** Milliseconds since 1970: the time of the decision. */
  readonly at: number;
  readonly rules: Rules;
}

/** What the operator has set, and what the bank knows about pets. The same for every decision of a batch. */
export interface Rules {
  readonly verificationMs: number;
  readonly reservationMs: number;
  readonly leaseMs: number;
  readonly linkCooldownMs: number;
  /** How long a credit waits at most before it may leave its owner; 0: no credit waits. */
  readonly depositHoldMs: number;
  /** Worth in gems that a teller may credit in a clock hour; what exceeds it waits for staff; 0: no limit. */
  readonly tellerValuePerHour: number;
  /** How long what another member gave may not leave its receiver; null: there are no gifts and trades. */
  readonly giftHoldMs: number | null;
  readonly limits: Limits;
  /** Worth in gems that one of the staff may move alone in a day; null: no limit. */
  readonly staffAloneLimit: number | null;
  /** Why this process alone is halted, whatever the log says; null: it isn't. Nobody lifts it. */
  readonly haltedHere: string | null;
  readonly catalogue: Catalogue;
  /** What pets were called before. The book knows it; the operator sets everything else. */
  readonly aliases: Aliases;
}

/** The rules but for what the book itself knows. */
export type Settings = Omit<Rules, 'aliases'>;

/** What one member may move and hold; 0 is no limit. Pets are counted one by one. */
export interface Limits {
  readonly petsPerTrade: number;
  readonly gemsPerTrade: number;
  readonly openWithdrawals: number;
  readonly petsPerDay: number;
  readonly gemsPerDay: number;
  /** Free and reserved together; a deposit beyond goes to quarantine. */
  readonly petsHeld: number;
  readonly gemsHeld: number;
}

/** A signed request's nonce; it is spent in the commit that decides the request. */
export interface SpentNonce {
  readonly keyId: string;
  readonly nonce: string;
  readonly expiresAt: number;
}

/**
 * How long nonces are kept after their requests have expired, by the time of commits. It is as far as the
 * clocks of two processes, or one before and after it is set, may be apart before good requests are refused.
 */
export const NONCE_MARGIN_MS = 60 * 60_000;

/** What must hold for whoever calls, decided with the operation and before it. */
export interface Condition {
  readKeys(call: Call): ReadKey[];
  moreReadKeys(reader: Reader, call: Call): ReadKey[];
  /** Why the call is refused; null where it holds. */
  refuse(step: Step): Refusal | null;
}

/** What comes with a call beside its operation: a request's nonce, and what must hold for the caller. */
export interface Credentials {
  readonly nonce?: SpentNonce;
  readonly condition?: Condition;
}

/** What is read of a signed request beside its operation's rows: whether its nonce and its key are good. */
export function signatureReadKeys(nonce: SpentNonce | undefined): ReadKey[] {
  if (!nonce) return [];
  const { keyId } = nonce;
  return [
    { kind: 'nonce', keyId, nonce: nonce.nonce },
    { kind: 'revocation', keyId },
  ];
}

export type Outcome<Answer> =
  | { readonly kind: 'answer'; readonly answer: Answer }
  | { readonly kind: 'refusal'; readonly refusal: Refusal };

/**
 * Decides one operation against the view and writes the result into the view. A revoked key comes first: what
 * it asked for is decided no more, also if it was let in before. Then the nonce, which is spent whatever the
 * decision: a refused request can't be sent again either. Where the condition doesn't hold, nothing else is
 * decided, and `afterRefusal` writes nothing.
 */
export function decideOperation<Input, Answer>(
  view: View,
  operation: Operation<Input, Answer>,
  input: Input,
  call: Call,
  { nonce, condition }: Credentials = {},
): Outcome<Answer> {
  const context = { at: call.at, by: call.by, keyId: nonce?.keyId ?? null };
  const first = beginStep(view, context);
  if (nonce && isRevoked(first.row('revocations', nonce.keyId))) {
    return { kind: 'refusal', refusal: new Refusal('unauthorized') };
  }
  if (nonce && isSpent(first, nonce)) {
    return { kind: 'refusal', refusal: new Refusal('replayed') };
  }
  const spend = (step: Step): void => {
    if (nonce) step.put('nonces', nonce);
    step.merge();
  };
  const refusal = condition?.refuse(first);
  if (refusal) {
    spend(first);
    return { kind: 'refusal', refusal };
  }
  try {
    const answer = operation.decide(first, input, call);
    spend(first);
    return { kind: 'answer', answer };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const second = beginStep(view, context);
    operation.afterRefusal?.(second, input, call, error);
    spend(second);
    return { kind: 'refusal', refusal: error };
  }
}

/** Whether the row says that its key is refused now. */
export const isRevoked = (row: Revocation | undefined): boolean => (row?.revokedAt ?? null) !== null;

/**
 * Whether the nonce may have been spent before. One that may be forgotten counts as such: the time of commits
 * never goes back, so a clock that was ahead for a while opens no way to send a request again.
 */
const isSpent = (step: Step, { keyId, nonce, expiresAt }: SpentNonce): boolean =>
  expiresAt + NONCE_MARGIN_MS <= step.at || step.nonce(keyId, nonce) !== undefined;

/** The id of an operation in the log, unique for ever: scope, caller, and the id that the caller chose. */
export const operationId = (
  scope:
    | 'adjust'
    | 'complete'
    | 'decide'
    | 'deposit'
    | 'end'
    | 'move'
    | 'record'
    | 'request'
    | 'trade'
    | 'transfer'
    | 'undo',
  by: string,
  callerId: string,
): string => `${scope}:${by}:${callerId}`;
