import { z } from 'zod';
import type { Book } from '../../../src/bank/engine/book.ts';
import type { Catalogue } from '../../../src/bank/engine/catalogue.ts';
import type { AssetKey } from '../../../src/bank/engine/pets.ts';
import { learnNames } from '../../../src/bank/rename.ts';
import { openBook } from '../../../src/storage/book.ts';
import type { Driver } from '../../../src/storage/driver.ts';
import { rulesWith } from '../../bank/rules.ts';
import { openList, type PetList, toCatalogue } from './lists.ts';

export const MEMBERS = [1, 2, 3] as const;
export const TELLERS = ['teller-1', 'teller-2'] as const;

/** A process of the bank, with the list that it uses now. */
export interface Process {
  book: Book;
  catalogue: Catalogue;
}

export type Line = { readonly id: string; readonly variant: 'normal' | 'golden'; readonly quantity: number };
export interface Content {
  readonly pets: Line[];
  readonly gems: number;
}

/** A request that was answered, and how to send it again. */
export interface Sent {
  readonly what: string;
  /** The transaction that it made. */
  readonly seq: number;
  readonly content: Content;
  readonly answer: object;
  /** The ids of the lines' pets then, and the names that each had. */
  readonly resolved: readonly string[];
  readonly names: readonly (readonly string[])[];
  readonly again: (process: Process, content: Content) => Promise<object>;
}

/** A claim that a teller has yet to end. */
export interface OpenClaim {
  readonly tellerId: string;
  readonly withdrawalId: string;
  readonly claimToken: string;
  readonly pets: readonly Line[];
}

export interface World {
  readonly driver: Driver;
  readonly list: PetList;
  readonly processes: Process[];
  readonly sent: Sent[];
  readonly claims: OpenClaim[];
  /** How many pets the tellers were given, less what they gave back. */
  owed: bigint;
  next: number;
  /** What happened, for who reads of a failure. */
  readonly trail: string[];
}

export function createWorld(driver: Driver): World {
  const list = openList();
  const world: World = { driver, list, processes: [], sent: [], claims: [], owed: 0n, next: 0, trail: [] };
  for (const _process of [1, 2]) world.processes.push(startProcess(driver, toCatalogue(list)));
  return world;
}

/** `diesAfter`: how many more commits it makes before its database is gone for it. */
export function startProcess(
  driver: Driver,
  catalogue: Catalogue,
  diesAfter = Number.MAX_SAFE_INTEGER,
): Process {
  let left = diesAfter;
  const mortal: Driver = {
    ...driver,
    async store(batch) {
      left -= 1;
      if (left < 0) throw new Error('the process was killed');
      return driver.store(batch);
    },
  };
  const process: Process = {
    catalogue,
    book: openBook(mortal, {
      rules: () => ({ ...rulesWith(), staffAloneLimit: null, catalogue: process.catalogue }),
      clock: () => 0,
      queueLimit: 1_000,
    }),
  };
  return process;
}

/** The process takes the list of today into use. */
export async function adoptList(process: Process, list: PetList): Promise<void> {
  const catalogue = toCatalogue(list);
  await learnNames(process.book, catalogue);
  process.catalogue = catalogue;
}

/** What the bank knows of old names, read by rules of the proof's own. */
export interface Renames {
  /** The ids that a word became, each after the one before. */
  successors(word: string): string[];
  /** The ids that a pet had since that transaction. */
  since(id: string, seq: number): string[];
  /** The ids that may be the same pet as this one, it included. */
  mayBe(id: string): string[];
}

const pairSchema = z.tuple([z.string(), z.string()]);

export async function readAliases({ driver }: World): Promise<Renames> {
  const rows = (await driver.aliases()).sort((alias, other) => other.seq - alias.seq);
  const became = (word: string): string[] =>
    rows
      .filter(({ oldId, status, seq }) => oldId === word && seq > 0 && status !== 'different')
      .map(({ newId }) => newId);
  const log = await driver.log({ afterSeq: 0, limit: 10_000 });
  const decisions = log.flatMap(({ kind, status, seq, answer }) =>
    kind === 'renamed' && status === 'alias' ? [{ seq, pair: answer ?? '' }] : [],
  );
  return {
    successors(word) {
      const found: string[] = [];
      for (let queue = became(word); queue.length > 0; ) {
        const [next = '', ...rest] = queue;
        queue = found.includes(next) || next === word ? rest : [...became(next), ...rest];
        if (!found.includes(next) && next !== word) found.push(next);
      }
      return found;
    },
    since(id, seq) {
      const ids = [id];
      for (const decision of decisions.filter((each) => each.seq > seq)) {
        const [oldId, newId] = pairSchema.parse(JSON.parse(decision.pair));
        // Of a pair that was decided twice, only the last time is known to the bank.
        const isOnly = decisions.filter(({ pair }) => pair === decision.pair).length === 1;
        if (oldId === ids.at(-1) && !isOnly) break;
        if (oldId === ids.at(-1)) ids.push(newId);
      }
      return ids;
    },
    mayBe(id) {
      const ids = new Set([id]);
      const asked = rows.filter(({ status }) => status === 'asked');
      for (const _row of asked)
        for (const { oldId, newId } of asked) if (ids.has(oldId) || ids.has(newId)) ids.add(oldId).add(newId);
      return [...ids].sort();
    },
  };
}

/** What accounts whose names begin so hold, by account and asset. */
export async function readBalances({ driver }: World, prefix: string): Promise<[string, AssetKey, bigint][]> {
  const balances = await driver.balances({ limit: 10_000 });
  return balances
    .filter(({ account }) => account.startsWith(prefix))
    .map(({ account, asset, amount }) => [account, asset, amount]);
}
