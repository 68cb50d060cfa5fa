import type { ValuePoint } from '../bank/engine/catalogue.ts';
import { type Pet, petKey } from '../bank/engine/pets.ts';

const DAYS = 60;
const DAY_MS = 86_400_000;
/** How far a made-up value strays, in per cent: in waves of some weeks, and a little from day to day. */
const WAVE = 9;
const DAYS_OF_WAVE = 4;
const DAILY = 2;

/**
 * A made-up history for the built-in list: the same for a pet whenever it is asked for, ending at its value.
 */
export function createDemoPoints(pet: Pet, value: number | null, at: number): readonly ValuePoint[] {
  if (value === null) return [];
  const seed = Bun.hash.crc32(petKey(pet));
  const strayOn = (day: number): number =>
    WAVE * Math.sin((day + seed) / DAYS_OF_WAVE) + ((day * seed) % (2 * DAILY + 1)) - DAILY;
  const today = Math.floor(at / DAY_MS);
  return Array.from({ length: DAYS }, (_, index) => {
    const day = today - (DAYS - 1 - index);
    return { at: day * DAY_MS, value: Math.round(value * (1 + (strayOn(day) - strayOn(today)) / 100)) };
  });
}
