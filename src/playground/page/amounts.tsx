import { useState } from 'preact/hooks';
import { petLabel } from '../../bank/engine/pet-label.ts';
import type { Goods } from '../chat/wire.ts';
import { withAmounts } from './goods.ts';

interface AmountsProps {
  readonly goods: Goods;
  /** What the button says. */
  readonly send: string;
  /** Whether more than what stands there can be said. */
  readonly isBounded: boolean;
  readonly onSend: (goods: Goods) => void;
}

/** A field for how many there are of each, with what stands there to begin with. */
export function Amounts({ goods, send, isBounded, onSend }: AmountsProps) {
  const [quantities, setQuantities] = useState(goods.pets.map(({ quantity }) => quantity));
  const [gems, setGems] = useState(goods.gems);
  return (
    <form
      class="amounts"
      onSubmit={(event) => {
        event.preventDefault();
        onSend(withAmounts(goods, quantities, gems));
      }}
    >
      {goods.pets.map((pet, at) => (
        <Amount
          key={petLabel(pet)}
          label={petLabel(pet)}
          amount={quantities[at] ?? 0}
          max={isBounded ? pet.quantity : undefined}
          onAmount={(amount) => setQuantities(quantities.with(at, amount))}
        />
      ))}
      <Amount label="Gems" amount={gems} max={isBounded ? goods.gems : undefined} onAmount={setGems} />
      <button type="submit" class="button primary">
        {send}
      </button>
    </form>
  );
}

interface AmountProps {
  readonly label: string;
  readonly amount: number;
  readonly max: number | undefined;
  readonly onAmount: (amount: number) => void;
}

function Amount({ label, amount, max, onAmount }: AmountProps) {
  return (
    <label class="amount">
      <span>{label}</span>
      <input
        type="number"
        min={0}
        max={max}
        required
        value={amount}
        onInput={({ currentTarget }) => onAmount(currentTarget.valueAsNumber || 0)}
      />
    </label>
  );
}
