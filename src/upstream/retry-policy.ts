import {
  BrokenCircuitError,
  type CircuitBreakerPolicy,
  ConsecutiveBreaker,
  circuitBreaker,
  DelegateBackoff,
  ExponentialBackoff,
  handleAll,
  handleWhen,
  type IBackoffFactory,
  type IRetryBackoffContext,
  type RetryPolicy,
  retry,
} from 'cockatiel';

/** How long and how often one service is tried. */
export interface RetryPolicyOptions {
  /** Further attempts after a dropped connection, a 429 or a 5xx. */
  readonly retries: number;
  /** The first wait before a retry is about this; each further one is about twice as long, with jitter. */
  readonly firstDelayMs: number;
  readonly maxDelayMs: number;
  /** A `Retry-After` up to this is waited for; a longer one ends the call. */
  readonly maxRetryAfterMs: number;
  /** The breaker opens after this many failed attempts in a row, and lets one through after `breakMs`. */
  readonly failuresToBreak: number;
  readonly breakMs: number;
  /** The wait before a picture that is still being rendered is requested again. */
  readonly pendingDelayMs: number;
}

export const RETRY_POLICY: RetryPolicyOptions = {
  retries: 2,
  firstDelayMs: 250,
  maxDelayMs: 2_000,
  maxRetryAfterMs: 5_000,
  failuresToBreak: 6,
  breakMs: 15_000,
  pendingDelayMs: 500,
};

/** A service answered, but with a status that holds no answer. */
export class StatusError extends Error {
  override readonly name = 'StatusError';
  /** The wait that the service named; 0 when it didn't, or named a date: then the ordinary wait holds. */
  readonly retryAfterMs: number;

  constructor(
    readonly status: number,
    retryAfter: string | null = null,
  ) {
    super(`status ${status}`);
    this.retryAfterMs = /^\d{1,9}$/.test(retryAfter ?? '') ? Number(retryAfter) * 1000 : 0;
  }
}

/** Whether an attempt ended because its time was up. */
export function isTimeOut(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError';
}

export function createRetry(retryPolicy: RetryPolicyOptions): RetryPolicy {
  return retry(
    handleWhen((error) => isWorthAnother(error, retryPolicy)),
    { maxAttempts: retryPolicy.retries, backoff: createBackoff(retryPolicy) },
  );
}

export function createBreaker({ failuresToBreak, breakMs }: RetryPolicyOptions): CircuitBreakerPolicy {
  return circuitBreaker(handleAll, {
    breaker: new ConsecutiveBreaker(failuresToBreak),
    halfOpenAfter: breakMs,
  });
}

/** A timed-out attempt is the last one: whoever waits has waited long enough. */
function isWorthAnother(error: unknown, retryPolicy: RetryPolicyOptions): boolean {
  if (error instanceof StatusError) return error.retryAfterMs <= retryPolicy.maxRetryAfterMs;
  return !(error instanceof BrokenCircuitError || isTimeOut(error));
}

/** Exponential with jitter, on top of the wait that the service named. */
export function createBackoff({ firstDelayMs, maxDelayMs }: RetryPolicyOptions) {
  const exponential = new ExponentialBackoff({ initialDelay: firstDelayMs, maxDelay: maxDelayMs });
  return new DelegateBackoff<IRetryBackoffContext<unknown>, IBackoffFactory<unknown>>(
    ({ result }, previous = exponential) => {
      const state = previous.next(undefined);
      const failure = 'error' in result ? result.error : undefined;
      const requestedMs = failure instanceof StatusError ? failure.retryAfterMs : 0;
      return { delay: requestedMs + state.duration, state };
    },
  );
}
