import type { Alias, BankRow } from './rows.ts';

/** What pets were called before, and what of it staff have yet to say, as of one version of it. */
export interface Aliases {
  readonly version: number;
  /** Decided, but not yet carried through everything that is held; in the order of the log. */
  readonly renaming: readonly Alias[];
  /** Ids that may be one pet: until staff say, they are counted together. Each set has two or more. */
  readonly undecided: readonly (readonly string[])[];
  /** The ids that a pet of this id or name was given since, each after the one before it. */
  successors(id: string): readonly string[];
  /** The one of them that it has now, or the id itself. */
  newest(id: string): string;
  /** The names of which it is the newest. */
  formerNames(id: string): readonly string[];
  /** The id under which something was held after that transaction, and those that it was given since. */
  idsSince(id: string, seq: number): readonly string[];
}

export function createAliases(rows: readonly Alias[], version: number): Aliases {
  const made = rows.filter(({ seq }) => seq > 0).sort((alias, other) => other.seq - alias.seq);
  // One that is asked about again goes on counting until staff say.
  const decided = made.filter(({ status }) => status !== 'different');
  const byOldId = Map.groupBy(decided, ({ oldId }) => oldId);
  /** Each once: a name may come back to the id that it was taken from. */
  function follow(id: string, found: Set<string>): Set<string> {
    for (const { newId } of byOldId.get(id) ?? []) {
      if (found.has(newId)) continue;
      follow(newId, found.add(newId));
    }
    return found;
  }
  const newest = findNewest(decided.toReversed());
  const formerNames = invert(newest);
  return {
    version,
    renaming: decided.filter(({ status }) => status === 'renaming').reverse(),
    undecided: groupUndecided(rows.filter(({ status }) => status === 'asked')),
    successors: (id) => (byOldId.has(id) ? [...follow(id, new Set([id]))].slice(1) : NO_IDS),
    newest: (id) => newest.get(id) ?? id,
    formerNames: (id) => formerNames.get(id) ?? NO_IDS,
    idsSince(id, seq) {
      const later = made.filter((alias) => alias.seq > seq).reverse();
      const ids = [id];
      for (const { oldId, newId } of later) if (oldId === ids.at(-1)) ids.push(newId);
      return ids;
    },
  };
}

/** What each of these old ids is now, from the oldest alias on: one may have gone and come back. */
function findNewest(decided: readonly Alias[]): ReadonlyMap<string, string> {
  const newest = new Map<string, string>();
  for (const { oldId, newId } of decided) {
    for (const [name, id] of newest) if (id === oldId) newest.set(name, newId);
    newest.set(oldId, newId);
    newest.delete(newId);
  }
  return newest;
}

function invert(newest: ReadonlyMap<string, string>): ReadonlyMap<string, string[]> {
  const names = Map.groupBy(newest, ([, id]) => id);
  return new Map([...names].map(([id, pairs]) => [id, pairs.map(([name]) => name)]));
}

/** Whether they are those of this moment of the bank, and nothing is being renamed. */
export const isUpToDate = ({ version, renaming }: Aliases, bank: BankRow): boolean =>
  bank.aliasVersion === version && renaming.length === 0;

const NO_IDS: readonly string[] = [];
export const NO_ALIASES: Aliases = createAliases([], 0);

/** The ids of these pairs, those in one set that are together in a pair, directly or through another. */
function groupUndecided(asked: readonly Alias[]): string[][] {
  let groups: Set<string>[] = [];
  for (const { oldId, newId } of asked) {
    const pair = new Set([oldId, newId]);
    const touching = groups.filter((group) => !group.isDisjointFrom(pair));
    groups = groups.filter((group) => !touching.includes(group));
    groups.push(touching.reduce((joined, group) => joined.union(group), pair));
  }
  return groups.map((group) => [...group]);
}
