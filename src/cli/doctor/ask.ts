import { errorCode } from '../../error-code.ts';

/** The longest wait for one answer. */
const TIMEOUT_MS = 5_000;

export interface ProbeAnswer {
  readonly kind: 'answered';
  readonly host: string;
  readonly status: number;
  /** What was read of it: JSON, or null. */
  readonly body: unknown;
  /** How far the service's clock is ahead of ours, to a second; null where it doesn't say. */
  readonly aheadMs: number | null;
}

/** What came of a request: an answer, whatever its status, or none. */
export type ProbeResult =
  | ProbeAnswer
  | { readonly kind: 'unreachable'; readonly host: string; readonly why: string };

export interface AskOptions {
  readonly headers?: Readonly<Record<string, string>>;
  /** An answer of many megabytes is not read, only begun. */
  readonly isBodyLeft?: boolean;
}

/** Asks a service, and never throws. */
export type Ask = (url: string, options?: AskOptions) => Promise<ProbeResult>;

/** `all` is what was asked so far. */
export function createAsk(clock: () => number): { readonly ask: Ask; readonly all: readonly ProbeResult[] } {
  const all: ProbeResult[] = [];
  return {
    all,
    async ask(url, options = {}) {
      const asked = await askOnce(url, options, clock);
      all.push(asked);
      return asked;
    },
  };
}

async function askOnce(
  url: string,
  { headers = {}, isBodyLeft = false }: AskOptions,
  clock: () => number,
): Promise<ProbeResult> {
  const { host } = new URL(url);
  const sentAt = clock();
  try {
    const response = await fetch(url, { headers, signal: AbortSignal.timeout(TIMEOUT_MS) });
    const date = Date.parse(response.headers.get('date') ?? '');
    const aheadMs = Number.isNaN(date) ? null : date - (sentAt + clock()) / 2;
    const body = isBodyLeft ? await response.body?.cancel() : await readJson(response);
    return { kind: 'answered', host, status: response.status, body, aheadMs };
  } catch (error) {
    return { kind: 'unreachable', host, why: explain(error) };
  }
}

async function readJson(response: Response): Promise<unknown> {
  const text = await response.text();
  try {
    return JSON.parse(text);
  } catch {
    // An error page, which its status tells enough of.
    return null;
  }
}

function explain(error: unknown): string {
  if (error instanceof Error && error.name === 'TimeoutError') return `no answer in ${TIMEOUT_MS / 1000} s`;
  const code = errorCode(error);
  return code === 'ENOTFOUND' ? 'its name is not found' : `no connection${code === '' ? '' : ` (${code})`}`;
}
