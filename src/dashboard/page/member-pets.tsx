import { petLabel } from '../../bank/engine/pet-label.ts';
import { Emblem } from '../../web/page/emblem.tsx';
import type { MemberDetail } from '../protocol.ts';
import { Badge, formatNumber } from './parts.tsx';
import { PetName } from './pet-name.tsx';

/** How many kinds of pets are shown. */
const MAX_KINDS = 100;

/** Each pet of a member, with what of it is reserved or on hold. */
export function MemberPets({ member: { inventory } }: { readonly member: MemberDetail }) {
  const { pets } = inventory;
  if (pets.length === 0) return <p class="empty">No pets.</p>;
  return (
    <ul class="pets">
      {pets.slice(0, MAX_KINDS).map((pet) => (
        <li key={petLabel(pet)}>
          <Emblem variant={pet.variant} id={pet.id} />
          <span class="pet-words">
            <strong>
              <PetName pet={pet} />
            </strong>
            <span class="quiet">
              {pet.value === null ? 'worth unknown' : `${formatNumber(pet.value)} gems each`}
            </span>
          </span>
          {pet.onHold > 0 && <Badge tone="warning">{formatNumber(pet.onHold)} on hold</Badge>}
          {pet.reserved > 0 && <Badge>{formatNumber(pet.reserved)} reserved</Badge>}
          <strong class="pet-count">{formatNumber(pet.quantity)}</strong>
        </li>
      ))}
      {pets.length > MAX_KINDS && <li class="quiet">and {pets.length - MAX_KINDS} kinds more</li>}
    </ul>
  );
}
