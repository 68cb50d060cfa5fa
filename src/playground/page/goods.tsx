import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { petLabel } from '../../bank/engine/pet-label.ts';
import { describePet } from '../../web/page/pet-names.ts';
import type { Goods } from '../chat/protocol.ts';
import { Button } from './button.tsx';
import { onSubmit } from './page-context.ts';
import { text } from './words.ts';

interface GoodsFormProps {
  readonly goods: Goods;
  readonly buttonLabel: string;
  /** Whether amounts can only be lowered. */
  readonly isBounded: boolean;
  readonly onSend: (goods: Goods) => void;
}

/** A form with the amount of each pet and of gems. Pets with an amount of 0 are not sent. */
export function GoodsForm({ goods, buttonLabel, isBounded, onSend }: GoodsFormProps) {
  const [quantities, setQuantities] = useState(goods.pets.map(({ quantity }) => quantity));
  const [gems, setGems] = useState(goods.gems);
  const send = onSubmit(() => {
    const pets = goods.pets.map((pet, at) => ({ ...pet, quantity: quantities[at] ?? 0 }));
    onSend({ pets: pets.filter(({ quantity }) => quantity > 0), gems });
  });
  return (
    <form class="amounts" onSubmit={send}>
      {goods.pets.map((pet, at) => (
        <Amount
          key={petLabel(pet)}
          label={describePet(pet)}
          amount={quantities[at] ?? 0}
          max={isBounded ? pet.quantity : undefined}
          required
          onAmount={(amount) => setQuantities(quantities.with(at, amount))}
        />
      ))}
      <Amount
        label={text('game.gems')}
        amount={gems}
        max={isBounded ? goods.gems : undefined}
        required
        onAmount={setGems}
      />
      <Button label={buttonLabel} />
    </form>
  );
}

interface AmountProps {
  readonly label: string;
  readonly amount: number;
  readonly max?: number | undefined;
  readonly required?: boolean;
  readonly onAmount: (amount: number) => void;
}

export function Amount({ label, amount, onAmount, ...limits }: AmountProps) {
  return (
    <label class="amount">
      <span>{label}</span>
      <input
        type="number"
        min={0}
        {...limits}
        value={amount}
        onInput={({ currentTarget }) => onAmount(currentTarget.valueAsNumber || 0)}
      />
    </label>
  );
}

/** Something that can be done in the game, and below it what came of it. */
export function Panel({
  id,
  title,
  outcome,
  children,
}: {
  id: string;
  title: string;
  outcome: string;
  children: ComponentChildren;
}) {
  return (
    <section class="panel" aria-labelledby={id}>
      <h3 id={id}>{title}</h3>
      {children}
      <output>{outcome}</output>
    </section>
  );
}
