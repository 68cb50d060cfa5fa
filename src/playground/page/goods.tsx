import { useState } from 'preact/hooks';
import { petLabel } from '../../bank/engine/pet-label.ts';
import type { Goods } from '../chat/protocol.ts';
import { onSubmit } from './page-context.ts';

export const VARIANTS = { normal: 'Normal', golden: 'Golden', rainbow: 'Rainbow' } as const;

export const formatNumber = (amount: number): string => amount.toLocaleString('en');

/** Returns `2 × Huge Cat, 1,000 gems`, or `nothing`. */
export function describeGoods({ pets, gems }: Goods): string {
  const descriptions = pets.map((pet) => `${formatNumber(pet.quantity)} × ${petLabel(pet)}`);
  return [...descriptions, ...(gems > 0 ? [`${formatNumber(gems)} gems`] : [])].join(', ') || 'nothing';
}

interface GoodsFormProps {
  readonly goods: Goods;
  readonly buttonLabel: string;
  /** Whether amounts can only be lowered. */
  readonly isBounded: boolean;
  readonly onSend: (goods: Goods) => void;
}

/** A form with the amount of each pet and of gems. */
export function GoodsForm({ goods, buttonLabel, isBounded, onSend }: GoodsFormProps) {
  const [quantities, setQuantities] = useState(goods.pets.map(({ quantity }) => quantity));
  const [gems, setGems] = useState(goods.gems);
  return (
    <form class="amounts" onSubmit={onSubmit(() => onSend(withAmounts(goods, quantities, gems)))}>
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
        {buttonLabel}
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

/** Returns the goods with other amounts, without those of 0. */
function withAmounts({ pets }: Goods, quantities: readonly number[], gems: number): Goods {
  const changed = pets.map((pet, at) => ({ ...pet, quantity: quantities[at] ?? 0 }));
  return { pets: changed.filter(({ quantity }) => quantity > 0), gems };
}
