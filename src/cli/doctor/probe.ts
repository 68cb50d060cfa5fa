import { errorCode } from '../../error-code.ts';
import type { Finding } from '../../finding.ts';
import { bad, CHECK_AGAIN, warn } from './report.ts';

/** The longest wait for one answer. */
const TIMEOUT_MS = 5_000;

export interface ProbeAnswer {
  readonly kind: 'answered';
  readonly host: string;
  readonly status: number;
  /** Its JSON, or null. */
  readonly body: unknown;
  /** How far the service's clock is ahead of ours, to a second; null where it doesn't say. */
  readonly aheadMs: number | null;
}

/** An answer, whatever its status, or none. */
export type ProbeResult =
  | ProbeAnswer
  | { readonly kind: 'unreachable'; readonly host: string; readonly why: string };

interface ProbeOptions {
  readonly headers?: Readonly<Record<string, string>>;
  /** Leaves the body unread: it may be many megabytes. */
  readonly skipBody?: boolean;
}

/** Sends a request to a service, and never throws. */
export type Probe = (url: string, options?: ProbeOptions) => Promise<ProbeResult>;

/** `results` are those of all requests so far. */
export function createProbe(clock: () => number): {
  readonly probe: Probe;
  readonly results: readonly ProbeResult[];
} {
  const results: ProbeResult[] = [];
  return {
    results,
    async probe(url, options = {}) {
      const result = await sendProbe(url, options, clock);
      results.push(result);
      return result;
    },
  };
}

async function sendProbe(url: string, options: ProbeOptions, clock: () => number): Promise<ProbeResult> {
  const { headers = {}, skipBody = false } = options;
  const { host } = new URL(url);
  const sentAt = clock();
  try {
    const response = await fetch(url, { headers, signal: AbortSignal.timeout(TIMEOUT_MS) });
    const date = Date.parse(response.headers.get('date') ?? '');
    const aheadMs = Number.isNaN(date) ? null : date - (sentAt + clock()) / 2;
    const body = skipBody ? await response.body?.cancel() : await readJson(response);
    return { kind: 'answered', host, status: response.status, body, aheadMs };
  } catch (error) {
    return { kind: 'unreachable', host, why: explainUnreachable(error) };
  }
}

async function readJson(response: Response): Promise<unknown> {
  const text = await response.text();
  try {
    return JSON.parse(text);
  } catch {
    // An error page: its status says enough.
    return null;
  }
}

function explainUnreachable(error: unknown): string {
  if (error instanceof Error && error.name === 'TimeoutError') return `no answer in ${TIMEOUT_MS / 1000} s`;
  const code = errorCode(error);
  return code === 'ENOTFOUND' ? 'its name is not found' : `no connection${code === '' ? '' : ` (${code})`}`;
}

const NETWORK = 'see that this machine has a network, and that its firewall lets programs out to port 443';

/** A service's answer, or the finding that it can't answer now. */
type Classified =
  | { readonly answer: ProbeAnswer; readonly finding?: never }
  | { readonly answer?: never; readonly finding: Finding };

/** Separates real answers from those that only mean that the service can't answer now. */
export function classify(about: string, service: string, result: ProbeResult): Classified {
  if (result.kind === 'unreachable') {
    const text = `${service} can't be reached at ${result.host}: ${result.why}`;
    return { finding: bad(about, text, NETWORK, `curl -sSI https://${result.host}`) };
  }
  const { status } = result;
  const busy = `${service} asks for fewer requests (429)`;
  if (status === 429) return { finding: warn(about, busy, 'wait a minute, and try again') };
  const fails = `${service} fails (${status})`;
  if (status >= 500) return { finding: bad(about, fails, 'wait, and try again', CHECK_AGAIN) };
  return { answer: result };
}
