import type { Book } from '../bank/engine/book.ts';
import type { Catalogue, ReadPetPicture, ReadValuePoints } from '../bank/engine/catalogue.ts';
import type { ReadNames } from '../bank/rename.ts';
import { type Config, ConfigError } from '../config/config.ts';
import type { ValueWriter } from '../dashboard/http/import-values.ts';
import type { Metrics } from '../http/metrics.ts';
import type { Logger } from '../log.ts';
import type { Schedule } from '../schedule.ts';
import type { Driver } from '../storage/driver.ts';
import { findUnknownNames, type UnknownName } from '../values/pet-lists.ts';
import type { SyncResult } from '../values/sync.ts';

/** What the bank knows about pets. */
export interface OpenedValues {
  /** Swapped whole when prices come in. */
  readonly catalogue: () => Catalogue;
  readonly points: ReadValuePoints;
  /** Null where no lists are read that say what pets look like. */
  readonly picture: ReadPetPicture | null;
  /** Names in the operator's lists that no pet has now, also told to the log. */
  readonly unknownNames: () => readonly UnknownName[];
  readonly kind: Config['values']['kind'];
  /** Asks the source what it calls pets; null where the list is a part of the program. */
  readonly readNames: ReadNames | null;
  /** Sets values from files and by hand; in use they are some seconds later. Null where they are fixed. */
  readonly writer: ValueWriter | null;
  /** Reads all prices now; in use they are some seconds later. Null where prices are not read. */
  readonly sync: (() => Promise<SyncResult>) | null;
  /** Begins to read prices, where they are live. The book learns the names of each list before its use. */
  schedule(book: Book): Schedule;
}

export interface ValuesDependencies {
  readonly driver: Driver;
  readonly clock: () => number;
  readonly log: Logger;
  readonly metrics: Metrics;
}

/** Stops the start where the list of pets changes only by the operator's own hand. */
export function requireKnownNames({ values }: Config, catalogue: Catalogue): void {
  const unknown = findUnknownNames(values.supported, catalogue);
  if (unknown.length > 0) throw new ConfigError(unknown);
}
