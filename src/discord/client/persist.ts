import { ExponentialBackoff, handleWhen, retry } from 'cockatiel';

const FIRST_PAUSE_MS = 1_000;
const MAX_PAUSE_MS = 5 * 60_000;

interface Persistence {
  /** Ends the trying. */
  readonly signal: AbortSignal;
  /** Whether trying again can change anything. */
  readonly isPassing: (error: unknown) => boolean;
  /** Told of each failure after which it is tried again. */
  readonly onFailure: (error: unknown, tellsNext: { readonly againInMs: number }) => void;
}

/** Does it until it succeeds, with growing pauses between. Rejects when it is ended, or with what does not pass. */
export async function persist<T>(
  work: () => Promise<T>,
  { signal, isPassing, onFailure }: Persistence,
): Promise<T> {
  const policy = retry(
    handleWhen((error) => !signal.aborted && isPassing(error)),
    {
      // A bank may wait for Discord for days: only being stopped is a limit.
      maxAttempts: Number.MAX_SAFE_INTEGER,
      backoff: new ExponentialBackoff({ initialDelay: FIRST_PAUSE_MS, maxDelay: MAX_PAUSE_MS }),
    },
  );
  policy.onRetry(({ delay, ...failure }) => {
    onFailure('error' in failure ? failure.error : failure, { againInMs: Math.round(delay) });
  });
  return policy.execute(work, signal);
}
