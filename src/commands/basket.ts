import { type AssetKey, GEMS } from '../bank/engine/pets.ts';
import type { HeldPet, Holdings } from '../bank/holdings.ts';
import type { Actor } from './model/actor.ts';
import { parseAmount } from './model/input.ts';
import { Mistake } from './model/mistake.ts';
import type { PetNames } from './model/pet-names.ts';
import { type Control, type FormInput, type Reply, worded } from './model/reply.ts';
import { t, truncate, type Words } from './model/text.ts';

/** What a member is putting together, by asset: amounts from 1. */
export type Basket = ReadonlyMap<AssetKey, bigint>;

/** How many kinds of pets go into one withdrawal: as many as five forms of five inputs hold. */
export const MAX_KINDS = 25;

/** Adds one of each of these pets; other amounts stay. Too many kinds are a mistake. */
export function withPets(basket: Basket, keys: readonly AssetKey[]): Basket {
  const added = new Map([...basket, ...keys.map((key) => [key, basket.get(key) ?? 1n] as const)]);
  requireFewKinds(added.size);
  return added;
}

/** Throws where more kinds are wanted than fit into one withdrawal. */
export function requireFewKinds(kinds: number): void {
  if (kinds <= MAX_KINDS) return;
  throw new Mistake(worded('choose.too-many-kinds', 'warning', { count: MAX_KINDS }));
}

/** Replaces these amounts; zero removes the asset. */
export function withAmounts(basket: Basket, amounts: Iterable<readonly [AssetKey, bigint]>): Basket {
  return new Map([...new Map([...basket, ...amounts])].filter(([, amount]) => amount > 0n));
}

/** Lowers each amount to what is free. */
export function limitToFree(basket: Basket, { pets, gems }: Pick<Holdings, 'pets' | 'gems'>): Basket {
  const free = new Map([...pets.map((pet) => [pet.key, pet.free] as const), [GEMS, gems.free]]);
  const limited = [...basket].map(([key, amount]) => {
    const most = BigInt(free.get(key) ?? 0);
    return [key, amount < most ? amount : most] as const;
  });
  return withAmounts(new Map(), limited);
}

/** Discord's limits for a form. */
const INPUTS_PER_FORM = 5;
const MAX_LABEL = 45;
/** Enough for 1,000,000,000,000 and for `all`. */
const MAX_TYPED = 24;

/** An amount that a form asks for. */
interface AmountField {
  readonly key: AssetKey;
  /** The field's name in the form. */
  readonly name: string;
  readonly label: Words;
  readonly free: number;
}

interface Amounts {
  readonly basket: Basket;
  readonly change: (basket: Basket, actor: Actor) => Promise<Reply>;
}

/** Buttons that ask how many of each chosen pet that the member has several of, five to a form. */
export function amountForms(free: readonly HeldPet[], names: PetNames, amounts: Amounts): Control[] {
  const several = free.filter((held) => held.free > 1 && amounts.basket.has(held.key));
  const forms = Math.ceil(several.length / INPUTS_PER_FORM);
  return Array.from({ length: forms }, (_, at) => {
    const title =
      forms === 1 ? t('choose.how-many') : t('choose.how-many-part', { part: at + 1, parts: forms });
    const group = several.slice(at * INPUTS_PER_FORM, (at + 1) * INPUTS_PER_FORM);
    const fields = group.map(({ key, pet, free: most }, place) => {
      return { key, name: String(place), label: truncate(names.label(pet), MAX_LABEL), free: most };
    });
    return amountForm({ label: title, title, fields }, amounts);
  });
}

/** The button that asks for gems. */
export function gemsForm(free: number, amounts: Amounts): Control {
  const label = t('choose.gems');
  const fields = [{ key: GEMS, name: 'gems', label, free }];
  return amountForm({ label, title: t('choose.how-many-gems'), fields }, amounts);
}

function amountForm(
  { label, title, fields }: { label: Words; title: Words; fields: readonly AmountField[] },
  { basket, change }: Amounts,
): Control {
  return {
    kind: 'form',
    label,
    form: { title, inputs: fields.map((field) => toInput(field, basket)) },
    act: ({ actor }, { fields: typed }) => {
      const amounts = fields.map((field) => [field.key, readAmount(typed[field.name] ?? '', field)] as const);
      return change(withAmounts(basket, amounts), actor);
    },
  };
}

function toInput({ key, name, label, free }: AmountField, basket: Basket): FormInput {
  const current = basket.get(key);
  return {
    name,
    label,
    placeholder: t('choose.up-to', { free }),
    isOptional: true,
    maxLength: MAX_TYPED,
    ...(current === undefined ? {} : { value: String(current) }),
  };
}

/** How people who read the form write `all`. */
const ALL = new Set(['all', 'todo', 'todas', 'todos', 'tudo', 'alle', 'alles', 'tout', 'tous']);

/** Reads a number, `all`, or nothing for none. Anything else is a mistake. */
function readAmount(typed: string, { label, free }: AmountField): bigint {
  const text = typed
    .trim()
    .toLowerCase()
    .replaceAll(/[«»“”„"]/g, '')
    .trim();
  if (text === '') return 0n;
  if (ALL.has(text)) return BigInt(free);
  const amount = parseAmount(text);
  if (amount === undefined) throw new Mistake(worded('choose.not-a-number', 'warning', { field: label }));
  if (amount > free) throw new Mistake(worded('choose.more-than-free', 'warning', { field: label, free }));
  return BigInt(amount);
}
