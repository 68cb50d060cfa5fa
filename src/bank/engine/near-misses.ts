import { foldPetText } from './pet-text.ts';

/** How much of what was typed is compared: no pet has a longer name. */
const MAX_TYPED = 100;
const MAX_WORDS = 8;

/** Returns up to `limit` values whose names are nearly what was typed, the nearest first. */
export type NearMisses<Value> = (typed: string, limit: number) => readonly Value[];

/**
 * Prepares names to be found by what is nearly one of them: all of it with a few slips of the keyboard
 * (`hugefloppa`), or some of its words with a slip in each (`flopa`). For "did you mean" alone: nothing may
 * move on a near miss. Among equally near ones the shortest comes first, then the one given first.
 */
export function indexNearMisses<Value>(
  named: Iterable<{ readonly name: string; readonly value: Value }>,
): NearMisses<Value> {
  const names = Array.from(named, ({ name, value }) => ({ ...measure(foldPetText(name)), value }));
  const words = indexWords(names);
  return (typed, limit) => {
    const whole = measure(foldPetText(typed.slice(0, MAX_TYPED)));
    const byWords = countByWords(words, whole.text);
    const found = names.flatMap((name, at) => {
      const edits = Math.min(countEdits(whole, name), byWords.get(at) ?? Number.POSITIVE_INFINITY);
      return Number.isFinite(edits) ? [{ edits, length: name.text.length, value: name.value }] : [];
    });
    found.sort((a, b) => a.edits - b.edits || a.length - b.length);
    return [...new Set(found.map(({ value }) => value))].slice(0, limit);
  };
}

/** A text with its letters as bits, which tell most pairs of texts apart before they are compared. */
interface Measured {
  readonly text: string;
  readonly letters: number;
}

function measure(text: string): Measured {
  let letters = 0;
  for (let at = 0; at < text.length; at += 1) letters |= 1 << (text.charCodeAt(at) & 31);
  return { text, letters };
}

interface IndexedWord extends Measured {
  /** The places of the names that have it. */
  readonly places: readonly number[];
}

function indexWords(names: readonly Measured[]): readonly IndexedWord[] {
  const places = new Map<string, number[]>();
  for (const [at, { text }] of names.entries()) {
    for (const word of new Set(text.split(' '))) {
      const known = places.get(word);
      if (known) known.push(at);
      else places.set(word, [at]);
    }
  }
  return [...places].map(([word, at]) => ({ ...measure(word), places: at }));
}

/** The names that have nearly each of the typed words, with all the edits that these take. */
function countByWords(words: readonly IndexedWord[], typed: string): ReadonlyMap<number, number> {
  const [first = new Map<number, number>(), ...others] = typed
    .split(' ', MAX_WORDS)
    .map((word) => countByWord(words, measure(word)));
  for (const counts of others) {
    for (const [at, edits] of first) {
      const more = counts.get(at);
      if (more === undefined) first.delete(at);
      else first.set(at, edits + more);
    }
  }
  return first;
}

function countByWord(words: readonly IndexedWord[], typed: Measured): Map<number, number> {
  const counts = new Map<number, number>();
  for (const word of words) {
    const edits = countEdits(typed, word);
    if (!Number.isFinite(edits)) continue;
    for (const at of word.places) counts.set(at, Math.min(edits, counts.get(at) ?? edits));
  }
  return counts;
}

/** How many slips a text may hold, by its length: none in `ab`, one in `cat`, three in a long name. */
function allowedEdits(length: number): number {
  if (length < 3) return 0;
  if (length < 6) return 1;
  return length < 12 ? 2 : 3;
}

/**
 * Letters added, left out, replaced or swapped with their neighbours from the typed text to the other;
 * infinite if they are more than the typed text may hold.
 */
function countEdits(typed: Measured, other: Measured): number {
  const { length } = typed.text;
  const most = allowedEdits(length);
  if (typed.text === other.text) return 0;
  if (Math.abs(length - other.text.length) > most) return Number.POSITIVE_INFINITY;
  if (countBits(typed.letters ^ other.letters) > 2 * most) return Number.POSITIVE_INFINITY;
  const edits = computeDistance(typed.text, other.text, most);
  return edits > most ? Number.POSITIVE_INFINITY : edits;
}

function countBits(bits: number): number {
  let count = 0;
  for (let rest = bits; rest !== 0; rest &= rest - 1) count += 1;
  return count;
}

/** The distance of two texts (optimal string alignment); more than `most` is not told apart. */
function computeDistance(a: string, b: string, most: number): number {
  let [before, last]: [number[], number[]] = [[], Array.from({ length: b.length + 1 }, (_, at) => at)];
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const isSame = a[i - 1] === b[j - 1];
      const isSwap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      row[j] = Math.min(
        at(last, j) + 1,
        at(row, j - 1) + 1,
        at(last, j - 1) + Number(!isSame),
        isSwap ? at(before, j - 2) + 1 : Number.POSITIVE_INFINITY,
      );
    }
    if (Math.min(...row) > most) return most + 1;
    [before, last] = [last, row];
  }
  return at(last, b.length);
}

const at = (row: readonly number[], place: number): number => row[place] ?? Number.POSITIVE_INFINITY;
