import { Elysia } from 'elysia';
import { adminEndpoints } from './admin.ts';
import { answerPreflight, isOpenToPages, originHeaders } from './cross-origin.ts';
import { depositEndpoints } from './deposit.ts';
import type { Endpoint, Services } from './endpoint.ts';
import { watchForProxies } from './forwarding.ts';
import { giftEndpoints } from './gifts.ts';
import { addHeaders, createHandler, type Handle, type HandlerDependencies, type Traffic } from './handler.ts';
import { createHealthEndpoints, type Vitals } from './health.ts';
import { createItemsEndpoint, itemValueEndpoint } from './items.ts';
import { keyEndpoints } from './keys.ts';
import { chooseLanguage } from './language.ts';
import { describeEndpoints } from './openapi.ts';
import { describeProblem, toPreferred } from './page-answers.ts';
import type { PipelineDependencies } from './pipeline.ts';
import { hasPlainHost, refuseHost } from './plain-request.ts';
import { problem } from './problem.ts';
import { createProofEndpoint, proofHistoryEndpoint } from './proof.ts';
import { type CreateCounter, createRateLimit } from './rate-limit.ts';
import { createSandboxEndpoints, type SandboxProfiles } from './sandbox.ts';
import { tellerEndpoints } from './teller.ts';
import { tellerCardEndpoints } from './tellers.ts';
import { userEndpoints } from './user.ts';
import { verifyEndpoints } from './verify.ts';
import { API_DOCUMENT, API_PAGE, createPages, HIDDEN, type WebPages } from './web.ts';
import { withdrawEndpoints } from './withdraw.ts';

/**
 * Bun's own limit answers without a problem's body, so it is out of the way: `pipeline.ts` holds the
 * contract's limit.
 */
const ANY_LENGTH = Number.MAX_SAFE_INTEGER;
/** How long a connection may be silent, in seconds. */
const IDLE_SECONDS = 30;

export interface ServerDependencies
  extends Pick<HandlerDependencies, 'metrics' | 'newRequestId' | 'onArrival' | 'onAnswer'> {
  readonly services: Services;
  readonly vitals: Vitals;
  /** Lets programs on other machines read the metrics; null: none may. */
  readonly metricsToken: string | null;
  readonly sandbox: SandboxProfiles | null;
  readonly pages: WebPages;
  /** Served, but not part of the contract, so on no API page. */
  readonly hidden: readonly Endpoint[];
  /** Answers what other processes of the bank ask of this one; resolves to null where the request is none. */
  readonly peers?: { readonly path: string; readonly answer: AnswerPeer } | null | undefined;
  /** A process that is only the bot reports its health, and serves nothing else. */
  readonly isHealthOnly: boolean;
  /** Whether members give to each other and trade here: else those paths are not there. */
  readonly hasGifts: boolean;
  /** Counts for several processes together; where it is left out, each counts for itself. */
  readonly createCounter?: CreateCounter | undefined;
  readonly settings: {
    readonly rateLimitPerMinute: number;
    readonly addressRateLimitPerMinute: number;
    readonly proxyHops: number;
  };
  /** Told, at most once an hour, of a proxy in front of a bank that expects none, by its header. */
  readonly onUnexpectedProxy: (header: string) => void;
  /** How long a stopping server still listens, where that is known; else as STOP_GRACE_MS says. */
  readonly stopGraceMs?: number | undefined;
  /** Receives internal errors, with the request that met them. */
  readonly onError: PipelineDependencies['onError'];
}

type AnswerPeer = (request: Request) => Promise<Response | null>;

export interface RunningServer {
  readonly url: string;
  readonly port: number;
  /**
   * After a moment's grace accepts no new connections, waits for the requests under way until the deadline,
   * then closes the rest.
   */
  stop(deadlineMs: number): Promise<void>;
}

/**
 * Every endpoint of the contract, and the few beside it; or only those that report the health of the process.
 */
export function listEndpoints({
  vitals,
  metrics,
  metricsToken,
  sandbox,
  isHealthOnly,
  hasGifts,
}: Pick<
  ServerDependencies,
  'vitals' | 'metrics' | 'metricsToken' | 'sandbox' | 'isHealthOnly' | 'hasGifts'
>): readonly Endpoint[] {
  const health = createHealthEndpoints(vitals, { metrics, metricsToken });
  if (isHealthOnly) return health;
  return [
    ...verifyEndpoints,
    ...depositEndpoints,
    ...withdrawEndpoints,
    ...(hasGifts ? giftEndpoints : []),
    ...tellerEndpoints,
    createItemsEndpoint(),
    itemValueEndpoint,
    ...userEndpoints,
    createProofEndpoint(),
    ...health,
    ...adminEndpoints,
    ...keyEndpoints,
    ...tellerCardEndpoints,
    ...(sandbox ? createSandboxEndpoints(sandbox) : []),
  ];
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

function createApp(dependencies: ServerDependencies, traffic: Traffic) {
  const endpoints = listEndpoints(dependencies);
  const pipeline = createPipeline(dependencies);
  const watchHeaders = watchForProxies(dependencies.settings.proxyHops, dependencies.onUnexpectedProxy);
  const answerElsewhere = createAnswerElsewhere(dependencies);
  const app = new Elysia({ strictPath: true }).onRequest(({ request }) =>
    hasPlainHost(request) ? undefined : refuseHost(dependencies.newRequestId()),
  );
  if (!dependencies.isHealthOnly) app.use(createWebPages(endpoints, dependencies, answerElsewhere));
  const hidden = dependencies.isHealthOnly ? [] : [proofHistoryEndpoint, ...dependencies.hidden];
  const routes: Record<string, Partial<Record<Endpoint['method'], Handle>>> = {};
  for (const endpoint of [...endpoints, ...hidden]) {
    const handle = createHandler(endpoint, { ...dependencies, pipeline, traffic, watchHeaders });
    const path = endpoint.path.replaceAll(/\{(\w+)\}/g, ':$1');
    routes[path] = { ...routes[path], [endpoint.method]: handle };
    if (isOpenToPages(endpoint.path)) app.options(endpoint.path, answerPreflight, { detail: { hide: true } });
  }
  // Bun routes everything, by the target as it was sent: Elysia would look in the URL that Bun makes of it,
  // without dots and backslashes, for a path that no proxy has seen. And what Elysia prepares for each
  // request takes as long as all that is read of it here.
  const ofPeers = routePeers(dependencies, traffic, answerElsewhere);
  app.config.serve = { routes: { '/*': answerElsewhere, ...routes, ...ofPeers } };
  return app.onError(({ error, path }) => {
    const requestId = dependencies.newRequestId();
    dependencies.onError(error, { requestId, endpoint: 'unknown' });
    return addHeaders(problem('internal', requestId), { 'x-request-id': requestId, ...originHeaders(path) });
  });
}

/** To anyone else, the peers' path is one that is not there. */
function routePeers(
  { peers, onArrival }: ServerDependencies,
  traffic: Traffic,
  answerElsewhere: AnswerElsewhere,
): Record<string, (request: Request) => Promise<Response>> {
  if (!peers) return {};
  const { path, answer } = peers;
  return {
    async [path](request) {
      traffic.underWay += 1;
      onArrival();
      try {
        return (await answer(request)) ?? answerElsewhere(request);
      } finally {
        traffic.underWay -= 1;
      }
    },
  };
}

/** Answers requests to paths that are not there. */
function createAnswerElsewhere({ newRequestId, pages, isHealthOnly }: ServerDependencies): AnswerElsewhere {
  return async (request) => {
    const requestId = newRequestId();
    if (!hasPlainHost(request)) return refuseHost(requestId);
    const path = URL.parse(request.url)?.pathname ?? '';
    const headers = { 'x-request-id': requestId, ...originHeaders(path) };
    const response = addHeaders(problem('not_found', requestId), headers);
    return isHealthOnly ? response : toPreferred(response, request, pages.renderProof);
  };
}
type AnswerElsewhere = (request: Request) => Promise<Response>;

function createWebPages(
  endpoints: readonly Endpoint[],
  dependencies: ServerDependencies,
  answerElsewhere: AnswerElsewhere,
) {
  const { pages, newRequestId } = dependencies;
  const answerApiPage = createAnswerApiPage(endpoints, dependencies);
  return new Elysia({ strictPath: true })
    .get(
      '/problems/:code',
      ({ params: { code }, request, set }) => {
        set.headers['x-request-id'] = newRequestId();
        return describeProblem(code, request) ?? answerElsewhere(request);
      },
      { detail: { hide: true } },
    )
    .get(
      '/language/:language',
      ({ params: { language }, request, set }) => {
        set.headers['x-request-id'] = newRequestId();
        return chooseLanguage(language, request) ?? answerElsewhere(request);
      },
      HIDDEN,
    )
    .get('/status', ({ redirect }) => redirect('/health', 303), { detail: { hide: true } })
    .get(API_PAGE, answerApiPage, HIDDEN)
    .get(API_DOCUMENT, answerApiPage, HIDDEN)
    .use(createPages(pages, dependencies));
}

/** Loads the API page when somebody first opens it. */
function createAnswerApiPage(endpoints: readonly Endpoint[], dependencies: ServerDependencies) {
  let opened: Promise<{ handle(request: Request): Promise<Response> }> | undefined;
  return async ({ request }: { readonly request: Request }): Promise<Response> => {
    opened ??= import('./api-page.ts').then(({ createApiPage }) => {
      const documentation = describeEndpoints(endpoints, dependencies.vitals.version);
      return createApiPage(documentation, dependencies.pages, dependencies);
    });
    return (await opened).handle(request);
  };
}

function createPipeline(dependencies: ServerDependencies): PipelineDependencies {
  const { services, settings, createCounter, onError } = dependencies;
  return {
    keyLimit: createRateLimit('key', settings.rateLimitPerMinute, createCounter),
    addressLimit: createRateLimit('address', settings.addressRateLimitPerMinute, createCounter),
    services,
    onError,
  };
}
