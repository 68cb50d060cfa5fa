import { petLabel } from '../../bank/engine/pet-label.ts';
import type { Pet } from '../../bank/engine/pets.ts';

let names: ReadonlyMap<string, string> = new Map();

/** Asks the bank what pets are called. Never rejects: unless it answers, pets go by their ids. */
export async function loadPetNames(): Promise<void> {
  const read = fetch('/pets/names').then((answer) => (answer.ok ? answer.json() : []));
  names = new Map(await read.catch(() => []));
}

/** What a pet with this id is called, as the list of pets has it. */
export const petName = (id: string): string => names.get(id) ?? id;

export const describePet = (pet: Pet): string => petLabel(pet, { name: petName(pet.id) });
