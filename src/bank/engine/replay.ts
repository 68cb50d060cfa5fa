import { z } from 'zod';
import type { Rules } from './operation.ts';
import { type Identify, identifyIncoming, identifyPets } from './pet-identity.ts';
import { type AssetKey, type Goods, mergeStacks, petKey } from './pets.ts';
import type { Reader } from './reader.ts';
import { Refusal } from './refusal.ts';
import type { Transaction } from './rows.ts';
import { sha256 } from './sha256.ts';
import type { Draft } from './step.ts';

type Field = string | number | null;

/** What tells a retry from another use of an operation's id: the id, and all that the caller wrote. */
export interface Request {
  readonly id: string;
  /** With the pets as the caller named them. */
  readonly goods: Goods;
  readonly fields: readonly Field[];
}

/**
 * The first answer again, marked as a replay, where this very request was done before; undefined when it is
 * new. The schema is the answer's own: what was stored is trusted no further than that. Refuses
 * `request_reused` when the id was used with other content.
 */
export function findReplay<Answer>(
  reader: Reader,
  request: Request,
  rules: Rules,
  schema: z.ZodType<Answer>,
): Answer | undefined {
  const done = reader.operation(request.id);
  if (!done) return undefined;
  if (!isSameContent(done, request, rules)) throw new Refusal('request_reused');
  const answer = schema.parse(JSON.parse(done.answer ?? 'null'));
  return { ...answer, replayed: true };
}

/**
 * What the log keeps of a request, so that its retry is known whatever the list of pets says by then: the
 * digest of its content with the pets under their ids, and the other names of these pets, those that the
 * request used and those that the list shows.
 */
export function sealRequest(
  { id, goods, fields }: Request,
  identify: Identify,
  rules: Rules,
): NonNullable<Draft['operation']> {
  const digest = digestContent(identifyPets(goods, identify), ...fields);
  const names = collectNames(goods, identify, rules);
  return { id, digest: names.length === 0 ? digest : `${digest} ${JSON.stringify(names)}` };
}

/** SHA-256 of an operation's content: equal pets added up, order set aside, every field in its place. */
export function digestContent(goods: Goods, ...fields: readonly Field[]): string {
  const pets = mergeStacks(goods.pets)
    .map((pet) => [petKey(pet), pet.quantity] as const)
    .sort(([key], [other]) => (key < other ? -1 : 1));
  return sha256(JSON.stringify([fields, pets, goods.gems]));
}

/** A pet as a request may name it, and the id that it has. */
type Name = readonly [writtenAs: AssetKey, id: string];
const storedNames = z.array(z.tuple([z.string(), z.string()]));

/** Every name for the request's pets that is not their id. One that it uses means what it says there. */
function collectNames(goods: Goods, identify: Identify, { catalogue }: Rules): Name[] {
  const names = new Map<AssetKey, string>();
  const stacks = mergeStacks(goods.pets);
  for (const stack of stacks) {
    const id = identify(stack);
    const name = catalogue.find(id)?.name ?? id;
    if (name !== id && catalogue.find(name)?.id === id) names.set(petKey({ ...stack, id: name }), id);
  }
  for (const stack of stacks) {
    const id = identify(stack);
    if (id !== stack.id) names.set(petKey(stack), id);
    else if (names.size > 0) names.delete(petKey(stack));
  }
  return [...names];
}

/** What was done under an id before: the request's digest, and the goods as the bank knew them at `seq`. */
type Done = Pick<Transaction, 'digest' | 'goods' | 'seq'>;

/**
 * Whether the content is what was done: by the names of then, or by those of today's list. Pets that have
 * become one since are one here too, where the log has the content whole.
 */
export function isSameContent(done: Done, { goods, fields }: Request, rules: Rules): boolean {
  const [digest = '', ...names] = (done.digest ?? '').split(' ');
  const known = new Map(names.length === 0 ? [] : storedNames.parse(JSON.parse(names.join(' '))));
  const identifyThen: Identify = (stack) => known.get(petKey(stack)) ?? stack.id;
  const readings = [identifyThen, identifyIncoming(rules)].map((identify) => identifyPets(goods, identify));
  if (readings.some((reading) => digestContent(reading, ...fields) === digest)) return true;
  if (digestContent(done.goods, ...fields) !== digest) return false;
  const digestNow = (content: Goods): string =>
    digestContent(identifyPets(content, idNow(done, rules.aliases)));
  return readings.some((reading) => digestNow(reading) === digestNow(done.goods));
}

/** The id that each pet of the transaction has now, by every one that it had since. */
function idNow({ seq, goods }: Done, { idsSince }: Rules['aliases']): Identify {
  const now = new Map<string, string>();
  for (const pet of goods.pets) {
    const ids = idsSince(pet.id, seq);
    for (const id of ids) now.set(id, ids.at(-1) ?? id);
  }
  return ({ id }) => now.get(id) ?? id;
}
