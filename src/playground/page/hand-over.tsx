import { useState } from 'preact/hooks';
import type { Goods, PetStack } from '../chat/protocol.ts';
import { newId, post } from './api.ts';
import { describeGoods, formatNumber } from './goods.tsx';
import { onSubmit, usePageContext } from './page-context.ts';
import { PetFields } from './pet-fields.tsx';

interface HandOverProps {
  readonly robloxUserId: number;
  readonly onDone: () => void;
}

interface DepositAnswer {
  readonly credited: Goods;
  readonly quarantined: Goods;
}

/** A trade in the game: the member gives pets and gems to the teller. */
export function HandOver({ robloxUserId, onDone }: HandOverProps) {
  const { attempt } = usePageContext();
  const [pets, setPets] = useState<readonly PetStack[]>([]);
  const [gems, setGems] = useState(0);
  const [outcome, setOutcome] = useState('');
  const handOver = async (): Promise<void> => {
    const trade = { tradeId: newId(), robloxUserId, pets, gems };
    const { credited, quarantined } = await post<DepositAnswer>('game/deposit/complete', trade);
    const held = describeGoods(quarantined);
    setOutcome(
      `Credited: ${describeGoods(credited)}.${held === 'nothing' ? '' : ` In quarantine: ${held}.`}`,
    );
    setPets([]);
    setGems(0);
    onDone();
  };
  return (
    <section class="panel" aria-labelledby="hand-over">
      <h3 id="hand-over">Hand over to the teller</h3>
      <PetFields onAdd={(pet) => setPets([...pets, pet])} />
      <TradedPets pets={pets} onRemove={(at) => setPets(pets.toSpliced(at, 1))} />
      <form class="amounts" onSubmit={onSubmit(() => attempt(handOver))}>
        <label class="amount">
          <span>Gems</span>
          <input
            type="number"
            min={0}
            value={gems}
            onInput={({ currentTarget }) => setGems(currentTarget.valueAsNumber || 0)}
          />
        </label>
        <button type="submit" class="button primary" disabled={pets.length === 0 && gems === 0}>
          Hand over
        </button>
      </form>
      <output>{outcome}</output>
    </section>
  );
}

function TradedPets({ pets, onRemove }: { pets: readonly PetStack[]; onRemove: (at: number) => void }) {
  if (pets.length === 0) return null;
  return (
    <ul class="offered-pets" aria-label="In the trade">
      {pets.map((pet, at) => (
        <li key={at}>
          {describeGoods({ pets: [pet], gems: 0 })}
          <button
            type="button"
            aria-label={`Take back ${formatNumber(pet.quantity)} ${pet.id}`}
            onClick={() => onRemove(at)}
          >
            ×
          </button>
        </li>
      ))}
    </ul>
  );
}
