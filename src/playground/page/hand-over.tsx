import { useState } from 'preact/hooks';
import { foldName } from '../../bank/engine/name-search.ts';
import { newId } from '../../web/page/request.ts';
import type { Goods, PetStack } from '../chat/protocol.ts';
import { get, post } from './api.ts';
import { Button, CloseButton } from './button.tsx';
import { Combobox, type Suggestion } from './combobox.tsx';
import { Amount, Panel } from './goods.tsx';
import { onSubmit, usePageContext } from './page-context.ts';
import { describeGoods, t, text } from './words.ts';

const EMPTY: PetStack = { id: '', variant: 'normal', shiny: false, quantity: 1 };
/** As the game calls them. */
const VARIANTS = { normal: text('game.normal'), golden: 'Golden', rainbow: 'Rainbow' } as const;
const CHROMAS = [1, 2, 3, 4, 5, 6];
const MAX_SUGGESTED = 12;

/** A trade in the game: the member gives pets and gems to the teller. */
export function HandOver({ robloxUserId, onDone }: { robloxUserId: number; onDone: () => void }) {
  const { attempt } = usePageContext();
  const [pets, setPets] = useState<readonly PetStack[]>([]);
  /** What stands in the fields: it is handed over too, added or not. */
  const [next, setNext] = useState(EMPTY);
  const [gems, setGems] = useState(0);
  const [outcome, setOutcome] = useState('');
  const hasNext = next.id.trim() !== '';
  const add = async (): Promise<void> => {
    const pet = await toStack(next);
    setPets((before) => [...before, pet]);
    setNext(EMPTY);
  };
  const handOver = async (): Promise<void> => {
    const all = hasNext ? [...pets, await toStack(next)] : pets;
    const trade = { tradeId: newId(), robloxUserId, pets: all, gems };
    type Deposit = { credited: Goods; quarantined: Goods; onHold: boolean };
    const { credited, quarantined, onHold } = await post<Deposit>('game/deposit/complete', trade);
    const isHeld = quarantined.pets.length > 0 || quarantined.gems > 0;
    const parts = [
      text('game.credited', { goods: describeGoods(credited) }),
      ...(onHold ? [text('game.leaves-soon')] : []),
      ...(isHeld ? [text('game.in-quarantine', { goods: describeGoods(quarantined) })] : []),
    ];
    setOutcome(parts.join(' '));
    setPets([]);
    setNext(EMPTY);
    setGems(0);
    onDone();
  };
  const isEmpty = pets.length === 0 && gems === 0 && !hasNext;
  return (
    <Panel id="hand-over" title={text('game.hand-over-title')} outcome={outcome}>
      <PetFields pet={next} onPet={setNext} onAdd={() => attempt(add)} />
      <TradedPets pets={pets} onRemove={(at) => setPets(pets.toSpliced(at, 1))} />
      <form class="amounts" onSubmit={onSubmit(() => attempt(handOver))}>
        <Amount label={text('game.gems')} amount={gems} onAmount={setGems} />
        <Button label={text('game.hand-over')} whyNot={isEmpty ? text('game.hand-over-first') : null} />
      </form>
    </Panel>
  );
}

function TradedPets({ pets, onRemove }: { pets: readonly PetStack[]; onRemove: (at: number) => void }) {
  if (pets.length === 0) return null;
  return (
    <ul class="offered-pets" aria-label={text('game.in-trade')}>
      {pets.map((pet, at) => {
        const goods = describeGoods({ pets: [pet], gems: 0 });
        return (
          <li key={at}>
            {goods}
            <CloseButton label={text('game.take-back', { goods })} onClick={() => onRemove(at)} />
          </li>
        );
      })}
    </ul>
  );
}

/** The pet of the fields, by the id that it has. */
async function toStack({ chroma = 0, ...form }: PetStack): Promise<PetStack> {
  return { ...form, id: await findPetId(form.id.trim()), ...(chroma > 0 && { chroma }) };
}

interface PetFieldsProps {
  readonly pet: PetStack;
  readonly onPet: (pet: PetStack) => void;
  readonly onAdd: () => void;
}

/** A pet's id, form and quantity. */
function PetFields({ pet, onPet, onAdd }: PetFieldsProps) {
  const change = (changed: Partial<PetStack>): void => onPet({ ...pet, ...changed });
  return (
    <form class="pet-fields" onSubmit={onSubmit(onAdd)}>
      <div class="labelled">
        <span aria-hidden="true">{t('game.pet')}</span>
        <Combobox
          label={text('game.pet')}
          placeholder="Huge Cat"
          text={pet.id}
          isRequired={true}
          suggest={suggestPets}
          onText={(id) => change({ id })}
          onPick={({ value }) => change({ id: value })}
        />
      </div>
      <label class="labelled">
        {t('game.how-many')}
        <input
          type="number"
          min={1}
          required
          value={pet.quantity}
          onInput={({ currentTarget }) => change({ quantity: currentTarget.valueAsNumber || 1 })}
        />
      </label>
      <PetForm pet={pet} onChange={change} />
      <div class="row">
        <label class="ticked">
          <input type="checkbox" checked={pet.shiny} onChange={() => change({ shiny: !pet.shiny })} />
          {t('game.shiny')}
        </label>
        <Button label={text('playground.add')} tone="secondary" />
      </div>
    </form>
  );
}

function PetForm({ pet, onChange }: { pet: PetStack; onChange: (changed: Partial<PetStack>) => void }) {
  return (
    <>
      <label class="labelled">
        {t('game.variant')}
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
        {t('game.chroma')}
        <select
          value={pet.chroma ?? 0}
          onChange={({ currentTarget }) => onChange({ chroma: Number(currentTarget.value) })}
        >
          <option value={0}>{text('game.no-chroma')}</option>
          {CHROMAS.map((chroma) => (
            <option key={chroma}>{chroma}</option>
          ))}
        </select>
      </label>
    </>
  );
}

/** Returns the id of the only pet that is called so, as people type it; else what was typed. */
async function findPetId(typed: string): Promise<string> {
  const wanted = foldName(typed);
  const found = (await searchPets(typed)).filter(({ id, name }) => [id, name].map(foldName).includes(wanted));
  const [id = typed, ...others] = new Set(found.map((item) => item.id));
  return others.length === 0 ? id : typed;
}

async function searchPets(typed: string): Promise<readonly { id: string; name: string; tier: string }[]> {
  const search = new URLSearchParams({ search: typed.slice(0, 64) });
  const { items } = await get<{ items: { id: string; name: string; tier: string }[] }>(
    `/items/all?${search}`,
  );
  return items;
}

/** Suggests pets by part of their name, each once whatever its forms. */
async function suggestPets(typed: string): Promise<readonly Suggestion[]> {
  if (typed.trim() === '') return [];
  const items = await searchPets(typed.trim());
  const byId = new Map(items.map(({ id, name, tier }) => [id, { name, value: id, hint: tier }]));
  return [...byId.values()].slice(0, MAX_SUGGESTED);
}
