import { LRUCache } from 'lru-cache';
import { StorageUnavailable } from '../bank/engine/book.ts';
import { Refusal } from '../bank/engine/refusal.ts';
import { readHoldings } from '../bank/holdings.ts';
import { type CommandDependencies, DISCORD } from './dependencies.ts';
import { sortFreePets } from './goods.ts';
import { indexPets, type PetIndex } from './model/pet-index.ts';
import { readPetNames } from './model/pet-names.ts';

/** How many kinds of pets are remembered, for all users together: about 20 MB. */
const MAX_PETS = 50_000;
/** Older pets are still offered, but read again meanwhile. */
const FRESH_MS = 15_000;
/** Even older ones are not offered. */
const MAX_AGE_MS = 10 * 60_000;
/** How long somebody who is typing waits for pets that aren't in memory. */
const WAIT_MS = 800;

/** The free pets of people who are typing, in memory: only for offering, never for deciding. */
export interface OwnedPets {
  /** Returns an empty index if the pets can't be read, or not in time. */
  find(discordUserId: string): Promise<PetIndex>;
  forget(discordUserId: string): void;
}

export function createOwnedPets(dependencies: CommandDependencies, { waitMs = WAIT_MS } = {}): OwnedPets {
  const { book, rules, clock } = dependencies;
  const remembered = new LRUCache<string, { readonly index: PetIndex; readonly readAt: number }>({
    maxSize: MAX_PETS,
    sizeCalculation: ({ index }) => index.choices.length + 1,
  });
  const inFlight = new Map<string, Promise<PetIndex>>();

  async function read(discordUserId: string): Promise<PetIndex> {
    try {
      const { pets } = await book.query(readHoldings, discordUserId, DISCORD);
      const { catalogue, aliases } = rules();
      const names = readPetNames(catalogue);
      const free = sortFreePets(pets, names).map(({ pet }) => pet);
      const index = indexPets(free, names, aliases.formerNames);
      remembered.set(discordUserId, { index, readAt: clock() });
      return index;
    } catch (error) {
      // The command itself explains it when it is sent.
      if (error instanceof Refusal || error instanceof StorageUnavailable) return NOTHING;
      throw error;
    } finally {
      inFlight.delete(discordUserId);
    }
  }
  function readOnce(discordUserId: string): Promise<PetIndex> {
    const reading = inFlight.get(discordUserId) ?? read(discordUserId);
    inFlight.set(discordUserId, reading);
    return reading;
  }

  return {
    async find(discordUserId) {
      const cached = remembered.get(discordUserId);
      const ageMs = cached ? clock() - cached.readAt : Number.POSITIVE_INFINITY;
      if (cached && ageMs < FRESH_MS) return cached.index;
      const reading = readOnce(discordUserId);
      const meanwhile = cached && ageMs < MAX_AGE_MS ? cached.index : NOTHING;
      return Promise.race([reading, Bun.sleep(cached ? 0 : waitMs).then(() => meanwhile)]);
    },
    forget: (discordUserId) => void remembered.delete(discordUserId),
  };
}

const NOTHING: PetIndex = { choices: [], findByName: () => [], search: () => [] };
