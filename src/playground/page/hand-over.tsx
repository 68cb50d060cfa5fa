import { useState } from 'preact/hooks';
import type { Goods, PetStack } from '../chat/wire.ts';
import { newId, post } from './api.ts';
import { describeGoods, number } from './goods.ts';
import { PetFields } from './pet-fields.tsx';
import { useView } from './view.ts';

interface HandOverProps {
  readonly robloxUserId: number;
  readonly onDone: () => void;
}

interface Credited {
  readonly credited: Goods;
  readonly quarantined: Goods;
}

/** A trade in the game: the member gives pets and gems to the teller. */
export function HandOver({ robloxUserId, onDone }: HandOverProps) {
  const { attempt } = useView();
  const [pets, setPets] = useState<readonly PetStack[]>([]);
  const [gems, setGems] = useState(0);
  const [said, setSaid] = useState('');
  const handOver = async (): Promise<void> => {
    const trade = { tradeId: newId(), robloxUserId, pets, gems };
    const { credited, quarantined } = await post<Credited>('game/deposit/complete', trade);
    const waits = describeGoods(quarantined);
    setSaid(`Credited: ${describeGoods(credited)}.${waits === 'nothing' ? '' : ` In quarantine: ${waits}.`}`);
    setPets([]);
    setGems(0);
    onDone();
  };
  return (
    <section class="panel" aria-labelledby="hand-over">
      <h3 id="hand-over">Hand over to the teller</h3>
      <PetFields onAdd={(pet) => setPets([...pets, pet])} />
      <Offered pets={pets} onRemove={(at) => setPets(pets.toSpliced(at, 1))} />
      <form
        class="amounts"
        onSubmit={(event) => {
          event.preventDefault();
          attempt(handOver);
        }}
      >
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
      <output>{said}</output>
    </section>
  );
}

function Offered({ pets, onRemove }: { pets: readonly PetStack[]; onRemove: (at: number) => void }) {
  if (pets.length === 0) return null;
  return (
    <ul class="offered-pets" aria-label="In the trade">
      {pets.map((pet, at) => (
        <li key={at}>
          {describeGoods({ pets: [pet], gems: 0 })}
          <button
            type="button"
            aria-label={`Take back ${number(pet.quantity)} ${pet.id}`}
            onClick={() => onRemove(at)}
          >
            ×
          </button>
        </li>
      ))}
    </ul>
  );
}
