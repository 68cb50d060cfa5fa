import type { Pet } from '../../bank/engine/pets.ts';
import { describePet, petName } from '../../web/page/pet-names.ts';

/** A pet as members know it, and beside that its id, where that is another one. */
export const PetName = ({ pet }: { readonly pet: Pet }) => (
  <span>
    {describePet(pet)}
    <OtherId id={pet.id} />
  </span>
);

/** The same for a pet in all its forms. */
export const PetIdName = ({ id }: { readonly id: string }) => (
  <>
    {petName(id)}
    <OtherId id={id} />
  </>
);

const OtherId = ({ id }: { readonly id: string }) =>
  petName(id) === id ? null : <span class="quiet"> id {id}</span>;

/** The id of the pet in an asset's own name. */
export const idInKey = (key: string): string => key.split('/').slice(4).join('/');
