import { useState } from 'preact/hooks';
import { petLabel } from '../../bank/engine/pet-label.ts';
import { Emblem } from '../../web/page/emblem.tsx';
import { describePet } from '../../web/page/pet-names.ts';
import type { MemberView, OwnedPet } from '../protocol.ts';
import { formatNumber, t } from './words.tsx';

/** How many kinds are shown at first, and with each press. */
const PAGE = 60;

/** Every kind of pet that they own, what is worth most first. */
export function Pets({ pets, gems }: Pick<MemberView, 'pets' | 'gems'>) {
  const [shown, setShown] = useState(PAGE);
  const sorted = pets.toSorted((one, other) => worthOf(other) - worthOf(one));
  const hasGems = gems.free + gems.reserved > 0;
  return (
    <section aria-labelledby="pets-title">
      <div class="heading">
        <h2 id="pets-title">{t('inventory.title')}</h2>
        <p>{t('me.kinds', { count: pets.length })}</p>
      </div>
      {pets.length === 0 && !hasGems && <p class="detail">{t('me.no-pets')}</p>}
      <ul class="pets">
        {hasGems && (
          <li class="card pet">
            <Emblem variant="gems" id="◆" />
            <h3>{t('balance.gems')}</h3>
            <strong class="count">{formatNumber(gems.free)}</strong>
            <Marks reserved={gems.reserved} onHold={gems.onHold} />
          </li>
        )}
        {sorted.slice(0, shown).map((pet) => (
          <Pet key={petLabel(pet)} pet={pet} />
        ))}
      </ul>
      {pets.length > shown && (
        <p class="more">
          <button type="button" class="quiet-button" onClick={() => setShown(shown + PAGE)}>
            {t('me.show-more')}
          </button>
        </p>
      )}
    </section>
  );
}

const worthOf = ({ value, quantity, reserved }: OwnedPet): number => (value ?? 0) * (quantity + reserved);

const Pet = ({ pet }: { readonly pet: OwnedPet }) => (
  <li class="card pet">
    <Emblem variant={pet.variant} id={pet.id} />
    <h3>{describePet(pet)}</h3>
    <strong class="count">{formatNumber(pet.quantity)}</strong>
    <p class="detail">{pet.value === null ? t('worth.none-known') : t('worth.each', { value: pet.value })}</p>
    <Marks reserved={pet.reserved} onHold={pet.onHold} />
  </li>
);

/** What of it is not simply free. */
function Marks({ reserved, onHold }: { readonly reserved: number; readonly onHold: number }) {
  if (reserved === 0 && onHold === 0) return null;
  return (
    <p class="marks">
      {reserved > 0 && <span class="mark">{t('me.in-withdrawal', { count: reserved })}</span>}
      {onHold > 0 && <span class="mark waits">{t('me.on-hold', { count: onHold })}</span>}
    </p>
  );
}
