import { useState } from 'preact/hooks';
import type { PetStack } from '../chat/protocol.ts';
import { request } from './api.ts';
import { Button } from './button.tsx';
import { Combobox, type Suggestion } from './combobox.tsx';
import { onSubmit } from './page-context.ts';

const EMPTY: PetStack = { id: '', variant: 'normal', shiny: false, quantity: 1 };
const VARIANTS = { normal: 'Normal', golden: 'Golden', rainbow: 'Rainbow' } as const;
const CHROMAS = [1, 2, 3, 4, 5, 6];
const MAX_SUGGESTED = 12;

/** A pet's id, form and quantity. */
export function PetFields({ onAdd }: { onAdd: (pet: PetStack) => void }) {
  const [pet, setPet] = useState(EMPTY);
  const [chroma, setChroma] = useState(0);
  const change = (changed: Partial<PetStack>): void => setPet({ ...pet, ...changed });
  const add = onSubmit(() => {
    onAdd({ ...pet, id: pet.id.trim(), ...(chroma > 0 && { chroma }) });
    setPet(EMPTY);
    setChroma(0);
  });
  return (
    <form class="pet-fields" onSubmit={add}>
      <div class="labelled">
        <span aria-hidden="true">Pet</span>
        <Combobox
          label="Pet"
          placeholder="Huge Cat"
          text={pet.id}
          isRequired={true}
          suggest={suggestPets}
          onText={(id) => change({ id })}
          onPick={({ value }) => change({ id: value })}
        />
      </div>
      <label class="labelled">
        How many
        <input
          type="number"
          min={1}
          required
          value={pet.quantity}
          onInput={({ currentTarget }) => change({ quantity: currentTarget.valueAsNumber || 1 })}
        />
      </label>
      <PetForm {...{ pet, chroma, setChroma }} onChange={change} />
      <Button label="Add" tone="secondary" />
    </form>
  );
}

interface PetFormProps {
  readonly pet: PetStack;
  readonly chroma: number;
  readonly setChroma: (chroma: number) => void;
  readonly onChange: (changed: Partial<PetStack>) => void;
}

function PetForm({ pet, chroma, setChroma, onChange }: PetFormProps) {
  return (
    <>
      <label class="labelled">
        Variant
        <select
          value={pet.variant}
          onChange={({ currentTarget: { value } }) => {
            onChange({ variant: value === 'golden' || value === 'rainbow' ? value : 'normal' });
          }}
        >
          {Object.entries(VARIANTS).map(([value, name]) => (
            <option key={value} value={value}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <label class="labelled">
        Chroma
        <select value={chroma} onChange={({ currentTarget }) => setChroma(Number(currentTarget.value))}>
          <option value={0}>None</option>
          {CHROMAS.map((chroma) => (
            <option key={chroma}>{chroma}</option>
          ))}
        </select>
      </label>
      <label class="ticked">
        <input type="checkbox" checked={pet.shiny} onChange={() => onChange({ shiny: !pet.shiny })} /> Shiny
      </label>
    </>
  );
}

/** Suggests pets by part of their name, each once whatever its forms. */
async function suggestPets(typed: string): Promise<readonly Suggestion[]> {
  if (typed.trim() === '') return [];
  const search = new URLSearchParams({ search: typed.trim().slice(0, 64) });
  const { items } = await request<{ items: { id: string; name: string; tier: string }[] }>(
    'GET',
    `/items/all?${search}`,
  );
  const byId = new Map(items.map(({ id, name, tier }) => [id, { name, value: id, hint: tier }]));
  return [...byId.values()].slice(0, MAX_SUGGESTED);
}
