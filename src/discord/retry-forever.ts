import { ExponentialBackoff, handleWhen, retry } from 'cockatiel';

const MAX_PAUSE_MS = 5 * 60_000;

interface RetryForeverOptions {
  /** Ends the trying. */
  readonly signal: AbortSignal;
  /**
   * About this long before it is tried again, and about twice as long each further time, up to five minutes.
   */
  readonly pauseMs: number;
  /** Whether trying again can change anything. */
  readonly isPassing: (error: unknown) => boolean;
  /** Told of each failure after which it is tried again. */
  readonly onFailure: (error: unknown, tellsNext: { readonly againInMs: number }) => void;
}

/**
 * Does it until it succeeds, with growing pauses between. Rejects when it is ended, or with what does not
 * pass.
 */
export async function retryForever<T>(
  work: () => Promise<T>,
  { signal, pauseMs, isPassing, onFailure }: RetryForeverOptions,
): Promise<T> {
  const policy = retry(
    handleWhen((error) => !signal.aborted && isPassing(error)),
    {
      // A bank may wait for Discord for days: only being stopped is a limit.
      maxAttempts: Number.MAX_SAFE_INTEGER,
      backoff: new ExponentialBackoff({ initialDelay: pauseMs, maxDelay: MAX_PAUSE_MS }),
    },
  );
  policy.onRetry(({ delay, ...failure }) => {
    onFailure('error' in failure ? failure.error : failure, { againInMs: Math.round(delay) });
  });
  return policy.execute(work, signal);
}
