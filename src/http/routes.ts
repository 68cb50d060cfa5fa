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
import { describeProblem, redirectFromSlash, toPreferred } from './page-answers.ts';
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

export interface RouteDependencies
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
  /** Receives internal errors, with the request that met them. */
  readonly onError: PipelineDependencies['onError'];
}

type AnswerPeer = (request: Request) => Promise<Response | null>;

/** The endpoints and pages, ready to listen. */
export function createApp(dependencies: RouteDependencies, traffic: Traffic) {
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
  RouteDependencies,
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

/** To anyone else, the peers' path is one that is not there. */
function routePeers(
  { peers, onArrival }: RouteDependencies,
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
function createAnswerElsewhere({ newRequestId, pages, isHealthOnly }: RouteDependencies): AnswerElsewhere {
  return async (request) => {
    const requestId = newRequestId();
    if (!hasPlainHost(request)) return refuseHost(requestId);
    const path = URL.parse(request.url)?.pathname ?? '';
    const headers = { 'x-request-id': requestId, ...originHeaders(path) };
    const redirect = isHealthOnly ? null : redirectFromSlash(request);
    const response = addHeaders(redirect ?? problem('not_found', requestId), headers);
    return isHealthOnly ? response : toPreferred(response, request, pages.renderProof);
  };
}
type AnswerElsewhere = (request: Request) => Promise<Response>;

function createWebPages(
  endpoints: readonly Endpoint[],
  dependencies: RouteDependencies,
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
function createAnswerApiPage(endpoints: readonly Endpoint[], dependencies: RouteDependencies) {
  let opened: Promise<{ handle(request: Request): Promise<Response> }> | undefined;
  return async ({ request }: { readonly request: Request }): Promise<Response> => {
    opened ??= import('./api-page.ts').then(({ createApiPage }) => {
      const documentation = describeEndpoints(endpoints, dependencies.vitals.version);
      return createApiPage(documentation, dependencies.pages, dependencies);
    });
    return (await opened).handle(request);
  };
}

function createPipeline(dependencies: RouteDependencies): PipelineDependencies {
  const { services, settings, createCounter, onError } = dependencies;
  return {
    keyLimit: createRateLimit('key', settings.rateLimitPerMinute, createCounter),
    addressLimit: createRateLimit('address', settings.addressRateLimitPerMinute, createCounter),
    services,
    onError,
  };
}
