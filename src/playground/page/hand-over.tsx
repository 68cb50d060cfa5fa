import { useState } from 'preact/hooks';
import type { Goods, PetStack } from '../chat/protocol.ts';
import { newId, post } from './api.ts';
import { Button, CloseButton } from './button.tsx';
import { Amount, describeGoods, formatNumber, Panel } from './goods.tsx';
import { onSubmit, usePageContext } from './page-context.ts';
import { PetFields } from './pet-fields.tsx';

/** A trade in the game: the member gives pets and gems to the teller. */
export function HandOver({ robloxUserId, onDone }: { robloxUserId: number; onDone: () => void }) {
  const { attempt } = usePageContext();
  const [pets, setPets] = useState<readonly PetStack[]>([]);
  const [gems, setGems] = useState(0);
  const [outcome, setOutcome] = useState('');
  const handOver = async (): Promise<void> => {
    const trade = { tradeId: newId(), robloxUserId, pets, gems };
    type Deposit = { credited: Goods; quarantined: Goods };
    const { credited, quarantined } = await post<Deposit>('game/deposit/complete', trade);
    const held = describeGoods(quarantined);
    setOutcome(
      `Credited: ${describeGoods(credited)}.${held === 'nothing' ? '' : ` In quarantine: ${held}.`}`,
    );
    setPets([]);
    setGems(0);
    onDone();
  };
  return (
    <Panel id="hand-over" title="Hand over to the teller" outcome={outcome}>
      <PetFields onAdd={(pet) => setPets([...pets, pet])} />
      <TradedPets pets={pets} onRemove={(at) => setPets(pets.toSpliced(at, 1))} />
      <form class="amounts" onSubmit={onSubmit(() => attempt(handOver))}>
        <Amount label="Gems" amount={gems} onAmount={setGems} />
        <Button label="Hand over" disabled={pets.length === 0 && gems === 0} />
      </form>
    </Panel>
  );
}

function TradedPets({ pets, onRemove }: { pets: readonly PetStack[]; onRemove: (at: number) => void }) {
  if (pets.length === 0) return null;
  return (
    <ul class="offered-pets" aria-label="In the trade">
      {pets.map((pet, at) => (
        <li key={at}>
          {describeGoods({ pets: [pet], gems: 0 })}
          <CloseButton
            label={`Take back ${formatNumber(pet.quantity)} ${pet.id}`}
            onClick={() => onRemove(at)}
          />
        </li>
      ))}
    </ul>
  );
}
