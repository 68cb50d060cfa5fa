import type { Dice } from '../dice.ts';
import type { Component, Place } from './wire.ts';

/** A right request with one part changed, by a byte or by two that changed places. */
export interface Change {
  readonly place: Place;
  /** For the reader of a failure. */
  readonly what: string;
  readonly components: readonly Component[];
}

/** Components up to this long are changed at every byte. */
const SMALL = 8;
const BITS = [0, 1, 2, 3, 4, 5, 6, 7] as const;

/**
 * Changes of every part: at each byte of small ones, at `positions` bytes of longer ones. Each such byte has
 * each of its bits flipped, is replaced by another, left out, doubled, swapped with the next, and gets
 * neighbours.
 */
export function changesOf(components: readonly Component[], positions: number, dice: Dice): Change[] {
  return components.flatMap(({ place, text }, index) => {
    const texts = new Map<string, string>();
    for (const at of positionsIn(text.length, positions, dice)) {
      for (const [what, changed] of changesAt(text, at, dice)) {
        if (changed !== text && !texts.has(changed)) texts.set(changed, `byte ${at} ${what}`);
      }
    }
    return [...texts].map(([changed, what]) => ({
      place,
      what: `${place}: ${what}: ${JSON.stringify(changed)}`,
      components: components.with(index, { place, text: changed }),
    }));
  });
}

/** Every place of a short text, and some of a longer one; the first and the last are always among them. */
function positionsIn(length: number, positions: number, dice: Dice): readonly number[] {
  if (length <= Math.max(SMALL, positions)) return Array.from({ length }, (_, at) => at);
  const some = Array.from({ length: positions }, () => dice.below(length));
  return [...new Set([0, length - 1, ...some])];
}

function changesAt(text: string, at: number, dice: Dice): [string, string][] {
  const byte = text.charCodeAt(at);
  const own = text.charAt(at);
  const next = text.charAt(at + 1);
  const [before, after] = [text.slice(0, at), text.slice(at + 1)];
  const anyByte = (): string => String.fromCharCode(dice.below(256));
  return [
    ...BITS.map((bit): [string, string] => [
      `with bit ${bit} flipped`,
      `${before}${String.fromCharCode(byte ^ (1 << bit))}${after}`,
    ]),
    ['replaced', `${before}${anyByte()}${after}`],
    ['left out', `${before}${after}`],
    ['doubled', `${before}${own}${own}${after}`],
    ['swapped with the next', `${before}${next}${own}${after.slice(1)}`],
    ['with a byte before it', `${before}${anyByte()}${own}${after}`],
    ['with a space before it', `${before} ${own}${after}`],
    ['with a space behind it', `${before}${own} ${after}`],
    // White space to JavaScript, and not to HTTP.
    ['with a no-break space behind it', `${before}${own}\u00a0${after}`],
  ];
}
