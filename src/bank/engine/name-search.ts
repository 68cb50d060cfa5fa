import { indexNearMisses, type NearMisses } from './near-misses.ts';
import { foldPetText } from './pet-text.ts';

/** What has names that people type. */
export interface Named<Value> {
  readonly value: Value;
  /** All of its names, folded by `foldName`. */
  readonly names: readonly string[];
}

/** Finds what people type, folded. */
export interface NameSearch<Value> {
  /** Returns all that have exactly this name: several may share it. */
  find(typed: string): readonly Value[];
  /**
   * Returns up to `limit`: first what has exactly this name, then what begins with it, what has words that
   * begin with its words (first those with no others), and what contains its words. All for ''.
   */
  search(typed: string, limit: number): readonly Value[];
  /** Returns up to `limit` whose names are nearly this one, for "did you mean" alone. */
  readonly suggest: NearMisses<Value>;
}

/** Folds a name to compare it. One of nothing but quotes and dashes stays what it is. */
export const foldName = (text: string): string => foldPetText(text) || text.trim();

/** Indexes names once, to be searched at each key that somebody presses. */
export function indexNames<Value>(entries: readonly Named<Value>[]): NameSearch<Value> {
  const named = entries.flatMap(({ names, value }) =>
    Array.from(new Set(names), (name) => ({ name, value })),
  );
  const byName = Map.groupBy(named, ({ name }) => name);
  const find = (name: string): Value[] => (byName.get(name) ?? []).map(({ value }) => value);
  const rows = entries.map(({ value, names }) => ({
    value,
    names,
    words: names.map((name) => ` ${name}`).join(''),
  }));
  let nearMisses: NearMisses<Value> | undefined;
  return {
    find: (typed) => find(foldName(typed)),
    search(typed, limit) {
      const wanted = foldName(typed);
      return [...new Set([...find(wanted), ...searchRows(rows, wanted, limit)])].slice(0, limit);
    },
    suggest(typed, limit) {
      nearMisses ??= indexNearMisses(named);
      return nearMisses(typed, limit);
    },
  };
}

interface Row<Value> extends Named<Value> {
  /** The names in a row, a space before each word. */
  readonly words: string;
}

function searchRows<Value>(rows: readonly Row<Value>[], wanted: string, limit: number): readonly Value[] {
  const parts = wanted.split(' ');
  const ranks: Readonly<Record<Rank, Value[]>> = { beginning: [], sameWords: [], words: [], parts: [] };
  for (const row of rows) {
    if (ranks.beginning.length === limit) break;
    const rank = rankRow(row, wanted, parts);
    if (rank) ranks[rank].push(row.value);
  }
  return Object.values(ranks).flat();
}

type Rank = 'beginning' | 'sameWords' | 'words' | 'parts';

function rankRow({ names, words }: Row<unknown>, wanted: string, parts: readonly string[]): Rank | null {
  if (names.some((name) => name.startsWith(wanted))) return 'beginning';
  if (!parts.every((part) => words.includes(part))) return null;
  if (!parts.every((part) => words.includes(` ${part}`))) return 'parts';
  return names.some((name) => name.split(' ').length === parts.length) ? 'sameWords' : 'words';
}
