import { GEMS } from '../bank/engine/pets.ts';
import type { HeldPet } from '../bank/holdings.ts';
import type { Actor } from './model/actor.ts';
import { formatNumber, type PetNames } from './model/pet-names.ts';
import type { Control, FormInput, Reply } from './model/reply.ts';
import { truncate } from './model/truncate.ts';
import { type Basket, readWantedAmount, withAmounts } from './withdraw-basket.ts';

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
