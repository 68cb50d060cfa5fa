import type { Changes } from './changes.ts';

/** What a test makes Discord's REST API do instead of its work. */
export type Fault =
  /** "Slow down", for one route, for a resource that others use too, or for everything. */
  | {
      readonly kind: 'rate limit';
      readonly retryAfterMs: number;
      readonly scope?: 'user' | 'shared' | 'global';
    }
  | { readonly kind: 'status'; readonly status: 400 | 403 | 500 | 502 | 503 | 504; readonly isDone?: boolean }
  /** The connection breaks. With `isDone`, only the answer is lost: what was requested has happened. */
  | { readonly kind: 'drop'; readonly isDone?: boolean };

export interface FailOptions {
  /** As in the double's routes, `'POST /channels/:channel/messages'`; any route unless given. */
  readonly route?: string;
  readonly times?: number;
}

export interface Held {
  /** Resolves once a request waits. */
  readonly arrived: Promise<unknown>;
  /** Lets those that wait, and all that come later, through. */
  release(): void;
}

export interface Faults {
  failNext(fault: Fault, options?: FailOptions): void;
  hold(route: string): Held;
  take(route: string): Fault | undefined;
  /** Waits while a test holds this route. */
  pass(route: string): Promise<void>;
  releaseAll(): void;
}

interface Gate {
  readonly route: string;
  readonly open: Promise<void>;
  readonly release: () => void;
  waiting: number;
}

export function createFaults(changes: Changes, isRoute: (route: string) => boolean): Faults {
  const planned: { readonly fault: Fault; readonly route: string | undefined }[] = [];
  const gates = new Set<Gate>();
  const check = (route: string) => {
    if (!isRoute(route)) throw new Error(`The double has no route ${route}`);
  };
  return {
    failNext(fault, { route, times = 1 } = {}) {
      if (route !== undefined) check(route);
      planned.push(...Array.from({ length: times }, () => ({ fault, route })));
    },
    hold(route) {
      check(route);
      const { promise, resolve } = Promise.withResolvers<void>();
      const gate: Gate = { route, open: promise, release: resolve, waiting: 0 };
      gates.add(gate);
      const release = () => {
        gates.delete(gate);
        resolve();
      };
      const arrived = changes.until(
        () => (gate.waiting > 0 ? true : undefined),
        () => `a request to ${route}`,
      );
      return { arrived, release };
    },
    take(route) {
      const index = planned.findIndex((plan) => plan.route === undefined || plan.route === route);
      return index === -1 ? undefined : planned.splice(index, 1)[0]?.fault;
    },
    async pass(route) {
      for (const gate of [...gates].filter((known) => known.route === route)) {
        gate.waiting += 1;
        changes.announce();
        await gate.open;
      }
    },
    releaseAll() {
      for (const gate of gates) gate.release();
      gates.clear();
    },
  };
}

/** Discord's headers and body of a 429 (developers/docs/topics/rate-limits). */
export function rateLimited({
  retryAfterMs,
  scope = 'user',
}: Extract<Fault, { kind: 'rate limit' }>): Response {
  const seconds = retryAfterMs / 1000;
  const isGlobal = scope === 'global';
  const body = { message: 'You are being rate limited.', retry_after: seconds, global: isGlobal };
  const headers = { 'Retry-After': String(seconds), 'X-RateLimit-Scope': scope };
  const bucket = {
    'X-RateLimit-Limit': '5',
    'X-RateLimit-Remaining': '0',
    'X-RateLimit-Reset-After': String(seconds),
    'X-RateLimit-Bucket': 'the-one-that-ran-over',
  };
  const extra: Record<string, string> = isGlobal ? { 'X-RateLimit-Global': 'true' } : bucket;
  return Response.json(body, { status: 429, headers: { ...headers, ...extra } });
}
