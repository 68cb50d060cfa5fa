import { type AssetKey, GEMS } from '../bank/engine/pets.ts';
import { invalid } from '../bank/engine/refusal.ts';
import type { HeldPet, Holdings } from '../bank/holdings.ts';
import type { Actor } from './model/actor.ts';
import { parseAmount } from './model/input.ts';
import { formatNumber, type PetNames } from './model/pet-names.ts';
import type { Control, FormInput, Reply } from './model/reply.ts';
import { truncate } from './model/text.ts';

/** What somebody is putting together, by asset: amounts from 1. */
export type Basket = ReadonlyMap<AssetKey, bigint>;

/** How many kinds of pets go into one withdrawal: as many as five forms of five lines ask amounts of. */
export const MAX_KINDS = 25;

/**
 * One of each of these pets more; those that are in it stay as they are. Refuses `invalid` when it gets too
 * full.
 */
export function withPets(basket: Basket, keys: readonly AssetKey[]): Basket {
  const added = new Map([...basket, ...keys.map((key) => [key, basket.get(key) ?? 1n] as const)]);
  if (added.size > MAX_KINDS) {
    throw invalid('pets', `one withdrawal takes up to ${MAX_KINDS} kinds; start another one for more`);
  }
  return added;
}

/** With these amounts in the place of those before; zero takes the asset out. */
export function withAmounts(basket: Basket, amounts: Iterable<readonly [AssetKey, bigint]>): Basket {
  return new Map([...new Map([...basket, ...amounts])].filter(([, amount]) => amount > 0n));
}

/** What is left of the basket when no more than this is free. */
export function limitToFree(basket: Basket, { pets, gems }: Pick<Holdings, 'pets' | 'gems'>): Basket {
  const free = new Map([...pets.map((pet) => [pet.key, pet.free] as const), [GEMS, gems.free]]);
  const limited = [...basket].map(([key, amount]) => {
    const most = BigInt(free.get(key) ?? 0);
    return [key, amount < most ? amount : most] as const;
  });
  return withAmounts(new Map(), limited);
}

/**
 * An amount as typed into a form: a number, `all`, or nothing for none. Refuses `invalid` with the name of
 * the field.
 */
export function readWantedAmount(typed: string, { name, free }: { name: string; free: number }): bigint {
  const words = typed.trim().toLowerCase();
  if (words === '') return 0n;
  if (words === 'all') return BigInt(free);
  const amount = parseAmount(words);
  if (amount === undefined) throw invalid(name, 'a whole number, such as 3, 1,000 or 2.5m, or all');
  if (amount > free) throw invalid(name, `you have ${formatNumber(free)} free`);
  return BigInt(amount);
}

/** What a form takes. */
const INPUTS_PER_FORM = 5;
const MAX_LABEL = 45;
/** Enough for 1,000,000,000,000 and for `all`. */
const MAX_TYPED = 24;

interface Amounts {
  readonly basket: Basket;
  readonly change: (basket: Basket, actor: Actor) => Promise<Reply>;
}

/**
 * Buttons that ask how many of each pet in the basket, five pets to a form. Who has one of a pet is not
 * asked.
 */
export function amountForms(
  free: readonly HeldPet[],
  names: PetNames,
  { basket, change }: Amounts,
): Control[] {
  const asked = free.filter((heldPet) => heldPet.free > 1 && basket.has(heldPet.key));
  const forms = Math.ceil(asked.length / INPUTS_PER_FORM);
  return Array.from({ length: forms }, (_, at) => {
    const own = asked.slice(at * INPUTS_PER_FORM, (at + 1) * INPUTS_PER_FORM);
    const title = forms === 1 ? 'How many?' : `How many? ${at + 1} of ${forms}`;
    return {
      kind: 'form',
      label: title,
      form: {
        title,
        inputs: own.map((heldPet, place) =>
          amountInput({
            name: String(place),
            label: names.label(heldPet.pet),
            free: heldPet.free,
            current: basket.get(heldPet.key),
          }),
        ),
      },
      act: ({ actor }, { fields }) => {
        const amounts = own.map((heldPet, place) => {
          const typed = fields[String(place)] ?? '';
          return [
            heldPet.key,
            readWantedAmount(typed, { name: names.label(heldPet.pet), free: heldPet.free }),
          ] as const;
        });
        return change(withAmounts(basket, amounts), actor);
      },
    };
  });
}

/** The button that asks for gems. */
export function gemsForm(free: number, { basket, change }: Amounts): Control {
  return {
    kind: 'form',
    label: 'Gems',
    form: {
      title: 'How many gems?',
      inputs: [amountInput({ name: 'gems', label: 'Gems', free, current: basket.get(GEMS) })],
    },
    act: ({ actor }, { fields }) => {
      const amount = readWantedAmount(fields.gems ?? '', { name: 'Gems', free });
      return change(withAmounts(basket, [[GEMS, amount]]), actor);
    },
  };
}

interface AmountInput {
  readonly name: string;
  readonly label: string;
  readonly free: number;
  readonly current: bigint | undefined;
}

const amountInput = ({ name, label, free, current: now }: AmountInput): FormInput => ({
  name,
  label: truncate(label, MAX_LABEL),
  placeholder: `up to ${formatNumber(free)}, or all; empty for none`,
  isOptional: true,
  maxLength: MAX_TYPED,
  ...(now === undefined ? {} : { value: String(now) }),
});
