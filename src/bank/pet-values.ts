import {
  PET_DECISIONS,
  type PetDecision,
  type ValueFlag,
  type ValuePoint,
  type ValueSource,
} from './engine/catalogue.ts';
import type { AssetKey, Tier } from './engine/pets.ts';
import type { Instant } from './engine/rows.ts';

/** A price as it was read, before it was judged. */
export interface RapPoint {
  readonly at: Instant;
  readonly rap: number;
}

/** What the bank knows about one form of a pet. Amounts are integers from 0 in gems; unknown is null. */
export interface PetValue {
  readonly asset: AssetKey;
  readonly name: string;
  readonly tier: Tier;
  /** Whether the game lets it be traded. */
  readonly tradable: boolean;
  readonly thumbnail: string | null;
  /** What the colours of the pet's chromas 1 to 6 are called, null where one isn't known; empty: none is. */
  readonly chromaNames: readonly (string | null)[];
  readonly value: number | null;
  readonly rap: number | null;
  readonly exists: number | null;
  /** How old the value is: when a source last confirmed it; if none did, when the pet was first seen. */
  readonly valuedAt: Instant;
  /**
   * When BIG Games' list last held it: 0 where that was before the bank kept this, null where it never did,
   * and only files name it.
   */
  readonly listedAt: Instant | null;
  readonly source: ValueSource;
  /** What is odd about the value; and beside it, in each form of a pet, what staff say of the pet. */
  readonly flags: readonly (ValueFlag | PetDecision)[];
  /** The newest prices, oldest first: the value is their median. */
  readonly recent: readonly RapPoint[];
}

/** Whether it says that staff allow or deny the pet, and nothing of its value. */
export const isDecision = (flag: ValueFlag | PetDecision): flag is PetDecision =>
  PET_DECISIONS.some((decision) => decision === flag);

/** What staff say of a pet, before it is written. */
export interface PreparedDecision {
  /** Whether something else is in force. */
  readonly isNew: boolean;
  /** Writes it in one atomic step. */
  write(): Promise<void>;
}

/** A row of `pet_values`: with its history, oldest first. */
export interface PetValueRow extends PetValue {
  readonly points: readonly ValuePoint[];
}

/** Rows to write all at once: what `revise` makes of each reading and the row that is there before it. */
export interface ValueImport<Reading extends { readonly asset: AssetKey }> {
  readonly readings: readonly Reading[];
  /** Pure: a database may have to run it again. */
  readonly revise: (before: PetValueRow | undefined, reading: Reading) => PetValueRow;
  /** When prices are to be read again; null leaves that as it is. */
  readonly nextAt: Instant | null;
}

/** Where values are kept, apart from the ledger: an import goes through no decision of the bank's. */
export interface ValueStore {
  /** By asset, after one, at most `limit`. */
  petValues(page: { after?: AssetKey; limit: number }): Promise<PetValue[]>;
  /** The history of one pet, oldest first; empty where it is unknown. */
  valuePoints(asset: AssetKey): Promise<readonly ValuePoint[]>;
  /** How many imports there were: by it, a process sees another's. 0 before the first. */
  valuesVersion(): Promise<number>;
  /** Writes every row in one atomic, durable step, one import after another. Returns the new version. */
  importValues<Reading extends { readonly asset: AssetKey }>(work: ValueImport<Reading>): Promise<number>;
  /**
   * Removes those of these rows that no list has held since the bank keeps `listedAt` (null or 0), with their
   * history, in one atomic, durable step that counts as an import. Returns how many.
   */
  removeUnlistedValues(assets: readonly AssetKey[]): Promise<number>;
  /**
   * Whether it is the caller's turn to read prices: when the time of the last turn or import has come, or is
   * later than `latest`, which nobody sets, and for one caller of however many. It ends at `until`; who fails
   * or dies leaves it to the next.
   */
  takeImportTurn(turn: { at: Instant; until: Instant; latest: Instant }): Promise<boolean>;
}

/** A price is read every four hours: what has missed six is stale. It is shown so, and goes on counting. */
export const STALE_AFTER_MS = 24 * 3_600_000;

export const isStale = (valuedAt: Instant, at: Instant): boolean => at - valuedAt > STALE_AFTER_MS;
