import type { Logger } from '../log.ts';
import type { OnPoint } from '../storage/driver.ts';

/** What comes from outside of the program. */
export interface World {
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  /** Random bytes fit for secrets. */
  readonly random: (length: number) => Uint8Array;
  readonly log: Logger;
  readonly version: string;
  /** How many operations share one commit at most, for whoever measures what sharing gains. */
  readonly maxBatch?: number | undefined;
  /** Told of each point that a commit passes, for whoever wants to see what a fault there does. */
  readonly onPoint?: OnPoint | undefined;
}
