import type { BankFault } from './bank-server.ts';
import type { NetworkFault } from './lossy-network.ts';
import type { TellerFault } from './tellers.ts';

export type PlayerFault = 'player declined' | 'player left';
export type SimulatedFault = NetworkFault | TellerFault | PlayerFault | BankFault;

/** What has happened so far. */
export interface Tally {
  /** Visits that are over, whatever came of them. */
  trades: number;
  /** Trades of the game in which something changed hands. */
  completed: number;
  /** Answers of the bank by path and status: each is a row. */
  readonly answers: Map<string, number>;
  readonly faults: Map<SimulatedFault, number>;
  /** What tellers warned their operator of. */
  warnings: number;
}

export const createTally = (): Tally => ({
  trades: 0,
  completed: 0,
  answers: new Map(),
  faults: new Map(),
  warnings: 0,
});

export function count<Key>(counts: Map<Key, number>, key: Key): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
