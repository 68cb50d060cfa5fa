import { createHash } from 'node:crypto';
import { z } from 'zod';
import { type Goods, isEmpty, mergeStacks, petKey } from './pets.ts';
import { Refusal } from './refusal.ts';
import type { Transaction } from './rows.ts';
import type { Rules } from './rules.ts';
import { beginStep, type Step } from './step.ts';
import type { Reader, ReadKey, View } from './view.ts';

/** The id that a caller gives to a trade or a request. */
export const callerIdSchema = z.string().regex(/^[A-Za-z0-9._:-]{1,128}$/, '1 to 128 of A-Z a-z 0-9 . _ : -');
export const robloxUserIdSchema = z.int().min(1);
export const discordUserIdSchema = z.string().regex(/^[0-9]{15,22}$/, 'a string of 15 to 22 digits');
/** What is said of a time: RFC 3339 with any offset. */
export const timeSchema = z.iso.datetime({ offset: true });

export const rfc3339 = (ms: number): string => new Date(ms).toISOString();

/** A request's body that names goods, and must name some. */
export const hasGoods = (goods: Goods): boolean => !isEmpty(goods);
export const GOODS_REQUIRED = { error: 'give pets, gems or both', path: ['pets'] };
export const GOODS_REQUIRED_META = { description: 'Pets, gems or both: one of them must be there.' };

/** Who performs an operation, when, and under which rules. */
export interface Call {
  /** The caller's name: a key's part before `@`. */
  readonly by: string;
  /** Milliseconds since 1970: the time of the decision. */
  readonly at: number;
  readonly rules: Rules;
}

/** A signed request's nonce; it is spent in the commit that decides the request. */
export interface SpentNonce {
  readonly keyId: string;
  readonly nonce: string;
  readonly expiresAt: number;
}

/**
 * One thing that the bank does. Deciding is pure: it reads the rows it asked for, and gives an answer
 * or throws a Refusal, which leaves no trace but what `afterRefusal` writes.
 */
export interface Operation<Input, Answer> {
  readonly name: string;
  /** The rows it needs, from its input alone. */
  readKeys(input: Input, call: Call): ReadKey[];
  /** The further rows that the first ones name. */
  moreReadKeys?(reader: Reader, input: Input, call: Call): ReadKey[];
  decide(step: Step, input: Input, call: Call): Answer;
  /** What a refusal leaves behind: a case for the operator, where something may have happened in the game. */
  afterRefusal?(step: Step, input: Input, call: Call, refusal: Refusal): void;
}

export type Outcome<Answer> =
  | { readonly kind: 'answer'; readonly answer: Answer }
  | { readonly kind: 'refusal'; readonly refusal: Refusal };

export function nonceReadKeys(nonce: SpentNonce | undefined): ReadKey[] {
  return nonce ? [{ kind: 'nonce', keyId: nonce.keyId, nonce: nonce.nonce }] : [];
}

/**
 * Decides one operation against the view and writes what comes of it into the view. The nonce comes
 * first, and is spent whatever the decision says: a refused request can't be sent again either.
 */
export function decideOperation<Input, Answer>(
  view: View,
  operation: Operation<Input, Answer>,
  input: Input,
  call: Call,
  nonce?: SpentNonce,
): Outcome<Answer> {
  const first = beginStep(view, call);
  if (nonce && first.row('nonces', `${nonce.keyId} ${nonce.nonce}`)) {
    return { kind: 'refusal', refusal: new Refusal('replayed') };
  }
  const spend = (step: Step): void => {
    if (nonce) step.put('nonces', nonce);
    step.merge();
  };
  try {
    const answer = operation.decide(first, input, call);
    spend(first);
    return { kind: 'answer', answer };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const second = beginStep(view, call);
    operation.afterRefusal?.(second, input, call, error);
    spend(second);
    return { kind: 'refusal', refusal: error };
  }
}

/** SHA-256 of an operation's content: equal pets added up, order set aside, every field in its place. */
export function digestContent(goods: Goods, ...fields: readonly (string | number | null)[]): string {
  const pets = mergeStacks(goods.pets)
    .map((pet) => [petKey(pet), pet.quantity] as const)
    .sort(([one], [other]) => (one < other ? -1 : 1));
  return createHash('sha256')
    .update(JSON.stringify([fields, pets, goods.gems]))
    .digest('hex');
}

/**
 * The transaction that this very operation made before, or undefined when it is new.
 * Refuses `request_reused` when the id was used with other content.
 */
export function findReplay(step: Reader, operation: { id: string; digest: string }): Transaction | undefined {
  const done = step.operation(operation.id);
  if (done && done.digest !== operation.digest) throw new Refusal('request_reused');
  return done;
}

/**
 * The first answer again, marked as a replay. The schema is the answer's own: what was stored is believed no
 * less than that.
 */
export function replayAnswer<Answer>(done: Transaction, schema: z.ZodType<Answer>): Answer {
  const answer = schema.parse(JSON.parse(done.answer ?? 'null'));
  return { ...answer, replayed: true };
}

/** The goods with every pet under its id: a display name that belongs to exactly one pet becomes that pet. */
export function resolvePetNames(goods: Goods, { catalogue }: Rules): Goods {
  const pets = goods.pets.map((pet) => {
    const id = catalogue.find(pet.id)?.id ?? pet.id;
    return id === pet.id ? pet : { ...pet, id };
  });
  return { pets: mergeStacks(pets), gems: goods.gems };
}
