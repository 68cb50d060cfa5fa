import type { PetStack } from '../../src/bank/engine/pets.ts';

/**
 * How many visits go on at a time. Each lane has members of its own, so that nobody is in two places at once.
 */
export const LANES = 16;
/**
 * Members who come again and again, each in a lane of their own: their histories are long in a small bank
 * too.
 */
const REGULARS = 4;
const STRANGERS_PER_LANE = 8_333;
export const MEMBERS = REGULARS + (LANES - REGULARS) * STRANGERS_PER_LANE;
/** A member whose history is the longest. */
export const REGULAR = 1;

const TELLERS = 4;
const KINDS = ['Huge Cat', 'Titanic Cat', 'Titanic Corgi', 'Titanic Dog'] as const;
const VARIANTS = ['normal', 'golden', 'rainbow'] as const;
const FAVOURITES = 3;

/** Whose visit it is, the how-manieth of its lane. */
export function memberOf(lane: number, visit: number): number {
  if (lane < REGULARS) return 1 + lane;
  const stranger = (visit % STRANGERS_PER_LANE) * (LANES - REGULARS) + lane - REGULARS;
  return 1 + REGULARS + stranger;
}

/** A member always goes to the same teller, who then holds what they withdraw. */
export const tellerOf = (robloxUserId: number): string => `teller-${1 + (robloxUserId % TELLERS)}`;

/** One of the few pets that this member deals in. */
export function petOf(robloxUserId: number, trade: number, quantity: number): PetStack {
  const pick = robloxUserId + (trade % FAVOURITES);
  const variant = VARIANTS[Math.floor(pick / KINDS.length) % VARIANTS.length] ?? 'normal';
  return { id: KINDS[pick % KINDS.length] ?? 'Huge Cat', variant, shiny: pick % 2 === 0, quantity };
}
