import { LRUCache } from 'lru-cache';
import { StorageUnavailable } from '../bank/engine/book.ts';
import { Refusal } from '../bank/engine/refusal.ts';
import { readHoldings } from '../bank/holdings.ts';
import { type CommandDependencies, DISCORD } from './dependencies.ts';
import { sortByWorth } from './goods.ts';
import { indexPets, type PetIndex } from './model/pet-index.ts';
import { readPetNames } from './model/pet-names.ts';

/** How many kinds of pets are remembered, of all users together: some 20 MB. */
const MAX_PETS = 50_000;
/** How old what is offered may be before it is read again, after it was offered. */
const FRESH_MS = 15_000;
/** How old it may be at most. */
const MAX_AGE_MS = 10 * 60_000;
/** How long who is typing waits for pets that aren't in memory. */
const WAIT_MS = 800;

/** The free pets of those who are typing, in memory: for offering, never for deciding. */
export interface OwnedPets {
  /** Nothing where they can't be had in time, or at all. */
  find(discordUserId: string): Promise<PetIndex>;
  forget(discordUserId: string): void;
}

interface Remembered {
  readonly index: PetIndex;
  readonly readAt: number;
}

export function createOwnedPets(dependencies: CommandDependencies, { waitMs = WAIT_MS } = {}): OwnedPets {
  const { book, rules, clock } = dependencies;
  const remembered = new LRUCache<string, Remembered>({
    maxSize: MAX_PETS,
    sizeCalculation: ({ index }) => index.choices.length + 1,
  });
  const underWay = new Map<string, Promise<PetIndex>>();

  async function read(discordUserId: string): Promise<PetIndex> {
    try {
      const { pets } = await book.query(readHoldings, discordUserId, DISCORD);
      const names = readPetNames(rules().catalogue);
      const free = sortByWorth(
        pets.filter((held) => held.free > 0),
        names,
      );
      const index = indexPets(
        free.map(({ pet }) => pet),
        names,
      );
      remembered.set(discordUserId, { index, readAt: clock() });
      return index;
    } catch (error) {
      // Whoever isn't linked owns nothing, and a bank that is away offers nothing: the command itself says so
      // when it is sent.
      if (error instanceof Refusal || error instanceof StorageUnavailable) return NOTHING;
      throw error;
    } finally {
      underWay.delete(discordUserId);
    }
  }
  function readOnce(discordUserId: string): Promise<PetIndex> {
    const reading = underWay.get(discordUserId) ?? read(discordUserId);
    underWay.set(discordUserId, reading);
    return reading;
  }

  return {
    async find(discordUserId) {
      const known = remembered.get(discordUserId);
      const ageMs = known ? clock() - known.readAt : Number.POSITIVE_INFINITY;
      if (known && ageMs < FRESH_MS) return known.index;
      const reading = readOnce(discordUserId);
      const meanwhile = known && ageMs < MAX_AGE_MS ? known.index : NOTHING;
      return Promise.race([reading, Bun.sleep(known ? 0 : waitMs).then(() => meanwhile)]);
    },
    forget: (discordUserId) => void remembered.delete(discordUserId),
  };
}

const NOTHING: PetIndex = { choices: [], findByName: () => [], search: () => [] };
