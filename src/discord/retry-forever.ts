import { ExponentialBackoff, handleWhen, retry } from 'cockatiel';

const MAX_PAUSE_MS = 5 * 60_000;

interface RetryForeverOptions {
  /** Stops retrying. */
  readonly signal: AbortSignal;
  /** The first pause; each further one is about twice as long, up to five minutes. */
  readonly pauseMs: number;
  /** Returns whether trying again can help. */
  readonly isTransient: (error: unknown) => boolean;
  /** Receives each error after which it is tried again. */
  readonly onFailure: (error: unknown, next: { readonly againInMs: number }) => void;
}

/** Retries with growing pauses. Rejects when aborted, or with an error that isn't transient. */
export async function retryForever<T>(
  work: () => Promise<T>,
  { signal, pauseMs, isTransient, onFailure }: RetryForeverOptions,
): Promise<T> {
  const policy = retry(
    handleWhen((error) => !signal.aborted && isTransient(error)),
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
