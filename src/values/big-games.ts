import { z } from 'zod';
import { UpstreamError } from '../bank/profiles.ts';
import { RETRY_POLICY, type RetryPolicyOptions } from '../upstream/retry-policy.ts';
import { createUpstream, type Upstream } from '../upstream/upstream.ts';

/** All pets of the game are some MiB; a line that never ends must not fill the memory. */
const MAX_BODY_BYTES = 64 * 2 ** 20;
/** Nobody waits for a price, so there is time for long answers and long waits between tries. */
const TIMEOUT_MS = 30_000;
const UNHURRIED: RetryPolicyOptions = {
  ...RETRY_POLICY,
  firstDelayMs: 1_000,
  maxDelayMs: 10_000,
  maxRetryAfterMs: 60_000,
};

export interface BigGamesOptions {
  readonly baseUrl: string;
  /** What differs from the ordinary policy. */
  readonly retryPolicy?: Partial<RetryPolicyOptions>;
  /** Ends what is under way. */
  readonly signal?: AbortSignal;
}

/** BIG Games' public API. It takes 100 requests a minute; a read is three, nine if each is tried thrice. */
export function createBigGames({ baseUrl, retryPolicy, ...rest }: BigGamesOptions): Upstream {
  return createUpstream({
    ...rest,
    name: 'BIG Games',
    baseUrl,
    timeoutMs: TIMEOUT_MS,
    retryPolicy: { ...UNHURRIED, ...retryPolicy },
    maxBodyBytes: MAX_BODY_BYTES,
  });
}

// What the lists hold is judged line by line where they are joined: one odd line must not hide twenty
// thousand others.
const answerSchema = z.discriminatedUnion('status', [
  z.looseObject({ status: z.literal('ok'), data: z.array(z.unknown()) }),
  z.looseObject({ status: z.literal('error'), error: z.looseObject({ message: z.string() }) }),
]);

/** BIG Games' three lists of its pets, unchanged. */
export interface PriceLists {
  readonly pets: readonly unknown[];
  readonly raps: readonly unknown[];
  readonly exists: readonly unknown[];
}

/** The steps of a read, in their order, for whoever shows how far it is. */
export type ReadStep = 'pets' | 'prices' | 'counts';

/** Reads all three lists. Rejects with UpstreamError where one can't be had, or holds nothing. */
export async function readBigGames(api: Upstream, onStep?: (step: ReadStep) => void): Promise<PriceLists> {
  onStep?.('pets');
  const pets = await readList(api, '/api/collection/Pets');
  onStep?.('prices');
  const raps = await readList(api, '/api/rap');
  onStep?.('counts');
  const exists = await readList(api, '/api/exists');
  return { pets, raps, exists };
}

async function readList(api: Upstream, path: string): Promise<readonly unknown[]> {
  const answer = await api.request({ path, schema: answerSchema });
  if (answer?.status === 'error') throw new UpstreamError(`BIG Games says: ${answer.error.message}`);
  // An empty list is an error of theirs: accepting it would remove every price.
  if (!answer || answer.data.length === 0) throw new UpstreamError('BIG Games answered with nothing');
  return answer.data;
}
