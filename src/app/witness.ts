import type { Book } from '../bank/engine/book.ts';
import type { Config } from '../config/config.ts';
import type { Logger } from '../log.ts';
import type { Driver } from '../storage/driver.ts';
import { createTokenCipher } from '../witness/encrypt-token.ts';
import { scheduleWitness } from '../witness/poll.ts';

interface Surroundings {
  readonly book: Book;
  readonly driver: Driver;
  readonly clock: () => number;
  readonly random: (length: number) => Uint8Array;
  readonly log: Logger;
}

/** Looks into tellers' accounts at BIG Games from time to time, where there is a key to their tokens. */
export function startWitness(
  { witness, values }: Config,
  { driver, random, log, ...around }: Surroundings,
): { stop(): Promise<void> } {
  if (witness.accountKey === null) return { stop: async () => undefined };
  const ending = new AbortController();
  const schedule = scheduleWitness({
    ...around,
    store: driver,
    cipher: createTokenCipher(witness.accountKey, random),
    apiUrl: values.apiUrl,
    signal: ending.signal,
    onCases: (opened) => log.warn(opened, 'BIG Games and the ledger do not agree about a teller'),
    onError(error) {
      if (!ending.signal.aborted) log.warn({ err: error }, "a teller's account could not be looked into");
    },
  });
  return {
    async stop() {
      ending.abort();
      await schedule.stop();
    },
  };
}
