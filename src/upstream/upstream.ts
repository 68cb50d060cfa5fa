import { BrokenCircuitError, CircuitState, TimeoutStrategy, timeout, wrap } from 'cockatiel';
import type { z } from 'zod';
import { UpstreamError } from '../bank/profiles.ts';
import {
  createBreaker,
  createRetry,
  isTimeOut,
  type RetryPolicyOptions,
  StatusError,
} from './retry-policy.ts';

/** The longest answer that is read unless more is allowed. */
const MAX_BODY_BYTES = 64 * 1024;

export type Health = 'ok' | 'down' | 'unknown';

/** A service that the bank reads. */
export interface Upstream {
  /** The answer, by its schema; null for the service's own kind of 404. Rejects with UpstreamError only. */
  request<T extends z.ZodType>(request: UpstreamRequest<T>): Promise<z.output<T> | null>;
  /** Down while the breaker is open or when the last call failed; unknown before the first. */
  health(): Health;
}

export interface UpstreamOptions {
  /** Names the service in errors. */
  readonly name: string;
  readonly baseUrl: string;
  /** The limit of one attempt. */
  readonly timeoutMs: number;
  readonly retryPolicy: RetryPolicyOptions;
  readonly headers?: Readonly<Record<string, string>>;
  /** How the service says 404. Without it, and for a 404 of a wrong base or a proxy, there is no answer. */
  readonly notFound?: z.ZodType;
  readonly maxBodyBytes?: number;
  /** Ends what is under way: the bank stops. */
  readonly signal?: AbortSignal;
}

type Options = UpstreamOptions & { readonly maxBodyBytes: number };

interface UpstreamRequest<T extends z.ZodType = z.ZodType> {
  /** Path and query, beginning with a slash. */
  readonly path: string;
  readonly schema: T;
  /** Sent as JSON in a POST; without it, the request is a GET. */
  readonly body?: unknown;
}

interface UpstreamResponse {
  readonly status: number;
  /** Null when it is longer than what is read. */
  readonly text: string | null;
}

export function createUpstream(given: UpstreamOptions): Upstream {
  const options = { maxBodyBytes: MAX_BODY_BYTES, ...given };
  const breaker = createBreaker(options.retryPolicy);
  // The breaker is inside the retries: it counts attempts, and once it opens no retry follows.
  const policy = wrap(
    createRetry(options.retryPolicy),
    breaker,
    timeout(options.timeoutMs, TimeoutStrategy.Cooperative),
  );
  let lastCall: Health = 'unknown';

  return {
    async request(request) {
      try {
        const reply = await policy.execute(({ signal }) => send(options, request, signal), options.signal);
        const answer = parseResponse(reply, request.schema, options);
        lastCall = 'ok';
        return answer;
      } catch (cause) {
        lastCall = 'down';
        throw new UpstreamError(`${options.name} ${describeFailure(cause)}`, { cause });
      }
    },
    health: () => (breaker.state === CircuitState.Open ? 'down' : lastCall),
  };
}

/** One attempt. Throws what another attempt may fix; every other status is a response. */
async function send(
  options: Options,
  request: UpstreamRequest,
  signal: AbortSignal,
): Promise<UpstreamResponse> {
  const response = await fetch(`${options.baseUrl.replace(/\/+$/, '')}${request.path}`, {
    ...(request.body === undefined ? {} : { method: 'POST', body: JSON.stringify(request.body) }),
    headers: { accept: 'application/json', 'content-type': 'application/json', ...options.headers },
    // A redirect would carry the API key to another host.
    redirect: 'manual',
    signal,
  });
  if (response.status === 429 || response.status >= 500) {
    await response.body?.cancel();
    throw new StatusError(response.status, response.headers.get('retry-after'));
  }
  return { status: response.status, text: await readText(response, options.maxBodyBytes) };
}

/** The text of an answer; null where it is longer. */
export const readText = async (response: Response, maxBytes: number): Promise<string | null> =>
  (await readBytes(response, maxBytes))?.toString('utf8') ?? null;

/** The bytes of an answer; null where there are more. */
export async function readBytes(response: Response, maxBytes: number): Promise<Buffer | null> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of response.body ?? []) {
    length += chunk.byteLength;
    if (length > maxBytes) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function parseResponse<T extends z.ZodType>(
  { status, text }: UpstreamResponse,
  schema: T,
  options: Options,
): z.output<T> | null {
  const { notFound } = options;
  if (status !== 200 && !(status === 404 && notFound)) throw new StatusError(status);
  if (text === null) throw new Error(`the answer is longer than ${options.maxBodyBytes} bytes`);
  const answer: unknown = JSON.parse(text);
  if (status === 200) return schema.parse(answer);
  // Only in the service's own format: the 404 of a wrong base URL or of a proxy must not read as "no such
  // thing".
  notFound?.parse(answer);
  return null;
}

function describeFailure(cause: unknown): string {
  if (cause instanceof StatusError) return `answered with ${cause.message}`;
  if (cause instanceof BrokenCircuitError) return 'failed too often, and is left alone for a while';
  if (isTimeOut(cause)) return 'did not answer in time';
  return 'could not be read';
}
