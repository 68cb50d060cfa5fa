import type { Book } from '../bank/engine/book.ts';
import type { TellerAccount, TellerAccountStore, Testimony } from '../bank/witness.ts';
import { type Schedule, schedule } from '../schedule.ts';
import { isTokenRevoked, openAccount, readTestimony } from './account-api.ts';
import { type TokenCipher, TokenUnreadableError } from './encrypt-token.ts';
import { announceEnd, reconcile } from './reconcile.ts';

/** How often due accounts are checked for. Each is read once an hour, half of what BIG Games allows. */
const POLL_SECONDS = 60;
const HOUR_MS = 3_600_000;

export interface WitnessOptions {
  readonly store: TellerAccountStore;
  readonly book: Book;
  readonly cipher: TokenCipher;
  readonly apiUrl: string;
  readonly clock: () => number;
  /** Ends what is under way. */
  readonly signal: AbortSignal;
  /** What BIG Games says of an account, for whoever shows it. */
  readonly onTestimony?: (testimony: Testimony) => void;
  readonly onCases: (opened: { readonly tellerId: string; readonly cases: number }) => void;
  /** An account could not be read: nothing is known against it, and it is read again in an hour. */
  readonly onError: (error: unknown) => void;
}

/** Reads every connected account whose hour has come, and whose turn is this process's. */
export async function pollAccounts(options: WitnessOptions): Promise<void> {
  const { store, clock, onError } = options;
  for (const account of await store.tellerAccounts()) {
    const at = clock();
    // The clocks of two processes may differ.
    const turn = { at, until: at + HOUR_MS, latest: at + 2 * HOUR_MS };
    const isTurn = await store.takeAccountTurn({ tellerId: account.tellerId, ...turn });
    if (isTurn) await pollAccount(options, account).catch(onError);
  }
}

async function pollAccount(options: WitnessOptions, account: TellerAccount): Promise<void> {
  const { book, cipher, apiUrl, clock, signal, onCases } = options;
  const at = clock();
  await announceEnd(book, account, { at, end: null });
  if (at >= account.expiresAt) return;
  const { tellerId } = account;
  try {
    const api = openAccount(apiUrl, cipher.decrypt(account.sealedToken, account), signal);
    const testimony = await readTestimony(api, tellerId);
    if (testimony) options.onTestimony?.(testimony);
    const cases = testimony ? await reconcile(book, account, testimony) : 0;
    if (cases > 0) onCases({ tellerId, cases });
  } catch (error) {
    // By an edited row, or after a change of the key, nobody but its owner can have it read again.
    const isUnreadable = error instanceof TokenUnreadableError;
    if (!isUnreadable && !isTokenRevoked(error)) throw error;
    await announceEnd(book, account, { at, end: isUnreadable ? 'unreadable' : 'gone' });
  }
}

/** Polls the accounts within a second, and from then on each minute. */
export function scheduleWitness(options: WitnessOptions): Schedule {
  return schedule(() => pollAccounts(options), { intervalSeconds: POLL_SECONDS, onError: options.onError });
}
