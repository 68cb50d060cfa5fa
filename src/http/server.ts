import type { Traffic } from './handler.ts';
import { createApp, type RouteDependencies } from './routes.ts';

/**
 * Bun's own limit answers without a problem's body, so it is out of the way: `pipeline.ts` holds the
 * contract's limit.
 */
const ANY_LENGTH = Number.MAX_SAFE_INTEGER;
/** How long a connection may be silent, in seconds. */
const IDLE_SECONDS = 30;

export interface ServerDependencies extends RouteDependencies {
  /** How long a stopping server still listens, where that is known; else as STOP_GRACE_MS says. */
  readonly stopGraceMs?: number | undefined;
}

export interface RunningServer {
  readonly url: string;
  readonly port: number;
  /**
   * After a moment's grace accepts no new connections, waits for the requests under way until the deadline,
   * then closes the rest.
   */
  stop(deadlineMs: number): Promise<void>;
}

export function startServer(
  dependencies: ServerDependencies,
  listen: { host: string; port: number },
): RunningServer {
  const traffic: Traffic = { underWay: 0, isStopping: false };
  const app = createApp(dependencies, traffic);
  const earlier = process.listeners('beforeExit');
  leaveOutStacks();
  app.listen({
    hostname: listen.host,
    port: listen.port,
    maxRequestBodySize: ANY_LENGTH,
    idleTimeout: IDLE_SECONDS,
    // Elysia shares the port unless it is set not to: a second bank on it would get half of the requests.
    reusePort: false,
    // Nor does it show anyone our stack traces.
    development: false,
  });
  // Elysia adds a listener at each `listen` and never removes it: through it a stopped server keeps 2 MB.
  const added = process.listeners('beforeExit').filter((listener) => !earlier.includes(listener));
  const server = app.server;
  if (!server) throw new Error('the server did not start');
  return {
    url: server.url.href.replace(/\/$/, ''),
    port: server.port ?? listen.port,
    async stop(deadlineMs) {
      const until = performance.now() + deadlineMs;
      traffic.isStopping = true;
      await Bun.sleep(Math.min(dependencies.stopGraceMs ?? STOP_GRACE_MS, deadlineMs));
      const closed = server.stop();
      while (traffic.underWay > 0 && performance.now() < until) await Bun.sleep(STOP_STEP_MS);
      await Promise.race([closed, server.stop(true)]);
      for (const listener of added) process.off('beforeExit', listener);
    },
  };
}

const { stackTraceLimit: STACK_TRACE_LIMIT } = Error;

/**
 * Leaves stacks out of the errors of this turn of the event loop, in which Elysia sets up its routes: it
 * keeps an error that it makes then, and for its stack Bun would load 2 MiB of source maps.
 */
function leaveOutStacks(): void {
  Error.stackTraceLimit = 0;
  setImmediate(() => {
    Error.stackTraceLimit = STACK_TRACE_LIMIT;
  });
}

/**
 * How long a stopping server still listens, and ends each connection with its answer: Bun drops a connection
 * on which no request has begun, though the bytes of one may have reached the machine.
 */
const STOP_GRACE_MS = 200;
/** How often a stopping server checks whether its last answers are out. */
const STOP_STEP_MS = 5;
