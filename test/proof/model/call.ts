import type { z } from 'zod';
import type { Book, Caller } from '../../../src/bank/engine/book.ts';
import type { Operation } from '../../../src/bank/engine/operation.ts';
import { Refusal, type RefusalCode } from '../../../src/bank/engine/refusal.ts';
import { Broken, hold } from './broken.ts';
import { forgetEmpty } from './holds.ts';
import { LASTS, type World } from './world.ts';

/** What must come of an operation: an answer, or a refusal. `as` names the outcomes that are counted. */
export type Foreseen<Answer> =
  | { readonly says: Answer; readonly as: readonly string[] }
  | { readonly refuses: RefusalCode; readonly as: readonly string[] };
/**
 * Says what must come of an operation, and writes it into the world. A refusal writes nothing but its case.
 * `actual` has the names that the bank chose.
 */
export type Rule<Input, Answer> = (
  world: World,
  ask: { readonly input: Input; readonly by: string; readonly actual: Answer | undefined },
) => Foreseen<Answer>;

export interface Outcome {
  readonly operation: string;
  readonly outcome: string;
  readonly isRefused: boolean;
}

/** What came back. `judge` holds it against the world, and writes what follows into the world. */
export interface Reply {
  judge(world: World): Outcome[];
}

/** An operation about to be performed, once or again. */
export interface Call {
  readonly operation: string;
  readonly text: string;
  readonly by: string;
  send(book: Book, nonce: Nonce | undefined): Promise<Reply>;
}

export interface Nonce {
  readonly keyId: string;
  readonly nonce: string;
  readonly expiresAt: number;
}

export const refuse = (code: RefusalCode, why = ''): { refuses: RefusalCode; as: readonly string[] } => ({
  refuses: code,
  as: [why === '' ? code : `${code}: ${why}`],
});

export const newNonce = (world: World, by: string): Nonce => {
  world.count += 1;
  return { keyId: `${by}@a`, nonce: `nonce-${world.count}`, expiresAt: world.now + LASTS.nonceMs };
};

/** One kind of operation: how the bank does it, what its body is, and what the model expects of it. */
export const defineOperation = <Input, Body, Answer>(
  name: string,
  operation: Operation<Input, Answer>,
  schema: z.ZodType<Input, Body>,
  rule: Rule<Input, Answer>,
): ((by: string, body: Body) => Call) =>
  defineCall(name, (book, input, caller) => book.perform(operation, input, caller), schema, rule);

/** The same for what takes several operations. */
export function defineCall<Input, Body, Answer>(
  name: string,
  perform: (book: Book, input: Input, caller: Caller) => Promise<Answer>,
  schema: z.ZodType<Input, Body>,
  rule: Rule<Input, Answer>,
): (by: string, body: Body) => Call {
  return (by, body) => {
    const input = schema.parse(body);
    return {
      operation: name,
      text: `${by}: ${name} ${JSON.stringify(body)}`,
      by,
      async send(book, nonce) {
        const actual = await capture(() => perform(book, input, { by, ...(nonce && { nonce }) }));
        return toReply({
          name,
          actual,
          nonce,
          foresee: (world) => rule(world, { input, by, actual: actual.answer }),
        });
      },
    };
  };
}

export interface Actual<Answer> {
  readonly answer?: Answer;
  readonly refusal?: Refusal;
  readonly error?: unknown;
}

export async function capture<Answer>(call: () => Promise<Answer>): Promise<Actual<Answer>> {
  try {
    return { answer: await call() };
  } catch (error) {
    return error instanceof Refusal ? { refusal: error } : { error };
  }
}

function toReply<Answer>(reply: {
  name: string;
  actual: Actual<Answer>;
  nonce: Nonce | undefined;
  foresee: (world: World) => Foreseen<Answer>;
}): Reply {
  const { name, actual, nonce, foresee } = reply;
  return {
    judge(world) {
      if (actual.error !== undefined)
        throw new Broken('no errors', `${name} ended with ${describeError(actual.error)}`);
      const foreseen = isSpent(world, nonce) ? refuse('replayed') : foresee(world);
      forgetEmpty(world);
      compare(name, foreseen, actual);
      const isRefused = 'refuses' in foreseen;
      return foreseen.as.map((outcome) => ({ operation: name, outcome, isRefused }));
    },
  };
}

/** Whether the nonce was there before, or may have been. It is spent now, whatever becomes of its request. */
function isSpent({ now, spentNonces }: World, nonce: Nonce | undefined): boolean {
  if (!nonce) return false;
  const key = `${nonce.keyId} ${nonce.nonce}`;
  const isThere = spentNonces.has(key) || now >= nonce.expiresAt + LASTS.nonceMarginMs;
  spentNonces.add(key);
  return isThere;
}

function compare<Answer>(
  name: string,
  foreseen: Foreseen<Answer>,
  { answer, refusal }: Actual<Answer>,
): void {
  const came = refusal ? `refused: ${refusal.code}` : Bun.inspect(answer);
  if ('refuses' in foreseen) {
    const limit = refusal?.details.breach?.limit;
    const isSo =
      refusal?.code === foreseen.refuses && (!limit || foreseen.as.includes(`${refusal.code}: ${limit}`));
    hold(isSo, 'refusals', () => `${name} must be refused: ${foreseen.as}; it came as ${came}`);
    return;
  }
  const isSame = Bun.deepEquals(orderless(foreseen.says), orderless(answer));
  const wanted = (): string => `${name} must answer ${Bun.inspect(foreseen.says)}; it came as ${came}`;
  hold(
    isSame,
    foreseen.as.some((key) => key.endsWith('again')) ? 'the same answer again' : 'answers',
    wanted,
  );
}

const UNORDERED = ['pets', 'drift', 'paused', 'settled'];

/** The answer with its unordered lists sorted: no order is promised of pets. */
function orderless(value: unknown, name = ''): unknown {
  if (Array.isArray(value)) {
    const all = value.map((item) => orderless(item));
    return UNORDERED.includes(name)
      ? all.sort((left, right) => (sortedText(left) < sortedText(right) ? -1 : 1))
      : all;
  }
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, orderless(inner, key)]));
}

const sortedText = (value: unknown): string =>
  value !== null && typeof value === 'object' ? JSON.stringify(Object.entries(value).sort()) : String(value);

function describeError(error: unknown): string {
  const cause =
    error instanceof Error && error.cause !== undefined ? `, because of ${describeError(error.cause)}` : '';
  return `${error}${cause}`;
}
