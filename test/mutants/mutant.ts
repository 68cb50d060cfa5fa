/** Proofs that name the promise which they see broken. */
export const GAMES = ['model', 'identity', 'staff', 'stolen-key'] as const;
/** A file of test/proof. */
type Proof = (typeof GAMES)[number] | 'backup-key' | 'start-checks' | 'ledger-check';

/** A bug that someone may write one day, planted on purpose: the model, or another proof, must find it. */
export interface Mutant {
  readonly name: string;
  /** The promise that it breaks. */
  readonly breaks: string;
  readonly file: string;
  /** The proof that must find it, where it isn't the model. */
  readonly proof?: Proof;
  /** Whose days find it, where the proof is of thieves: a teller's key by default. */
  readonly thief?: 'teller' | 'dead';
  /** Occurs exactly once in the file. */
  readonly find: string;
  readonly replace: string;
}
