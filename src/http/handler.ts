import { clientAddress } from './client-address.ts';
import { originHeaders } from './cross-origin.ts';
import { sendText } from './encoding.ts';
import type { Endpoint } from './endpoint.ts';
import type { AnsweredRequest, Metrics } from './metrics.ts';
import { hasPage, redirectFromList, toPreferred } from './page-answers.ts';
import { answer, type PipelineDependencies } from './pipeline.ts';
import { hasDotSegment, hasPlainHost, refuseHost } from './plain-request.ts';
import { problem } from './problem.ts';
import type { RoutedRequest } from './read-request.ts';
import type { WebPages } from './web.ts';

/** Answers what Bun has routed to an endpoint. */
export type Handle = (request: RoutedToUs, server: Sockets) => Promise<Response>;
type RoutedToUs = Request & { readonly params: unknown };
interface Sockets {
  requestIP(request: Request): { readonly address: string } | null;
}

/** What a stopping server waits for. */
export interface Traffic {
  /** Requests that have begun and are not answered. */
  underWay: number;
  /** Whether each answer is the last on its connection. */
  isStopping: boolean;
}

interface Hops {
  readonly proxyHops: number;
}

export interface HandlerDependencies {
  readonly metrics: Metrics;
  readonly newRequestId: () => string;
  /** Called as each request arrives. */
  readonly onArrival: () => void;
  /** Receives every answer, for the log; `isOpen`: that of an endpoint for anyone. */
  readonly onAnswer: (
    answered: AnsweredRequest & { readonly requestId: string },
    endpoint: { readonly isOpen: boolean },
  ) => void;
  readonly settings: Hops;
  readonly pages: Pick<WebPages, 'renderProof'>;
  readonly isHealthOnly: boolean;
  readonly pipeline: PipelineDependencies;
  readonly traffic: Traffic;
  readonly watchHeaders: (headers: Headers) => void;
}

/** Answers requests to one endpoint, and reports each to the log and the metrics. */
export function createHandler(endpoint: Endpoint, dependencies: HandlerDependencies): Handle {
  const { traffic, metrics, newRequestId, watchHeaders, onArrival, onAnswer } = dependencies;
  const { method, path } = endpoint;
  const isOpen = endpoint.scopes.length === 0;
  const countRequest = metrics.requestsTo(endpoint);
  const respond = createRespond(endpoint, dependencies);
  return async (request, server) => {
    const startedAt = performance.now();
    const requestId = newRequestId();
    if (!hasPlainHost(request)) return refuseHost(requestId);
    traffic.underWay += 1;
    onArrival();
    watchHeaders(request.headers);
    try {
      const response = await respond(request, server, requestId);
      const durationMs = performance.now() - startedAt;
      const answered = { requestId, method, path, status: response.status, durationMs };
      countRequest(answered);
      onAnswer(answered, { isOpen });
      return response;
    } catch (error) {
      // Whoever has hung up in the middle of a body is no failure of ours.
      if (!request.signal.aborted)
        dependencies.pipeline.onError(error, { requestId, endpoint: `${method} ${path}` });
      return addHeaders(problem('internal', requestId), headersOfAll(endpoint, requestId));
    } finally {
      traffic.underWay -= 1;
    }
  };
}

/** Answers with the headers of every answer, in the form that whoever asks prefers. */
function createRespond(
  endpoint: Endpoint,
  { pipeline, traffic, settings, isHealthOnly, pages }: HandlerDependencies,
): (request: RoutedToUs, server: Sockets, requestId: string) => Promise<Response> {
  const { path } = endpoint;
  const isForPeople = !isHealthOnly && hasPage(path);
  return async (request, server, requestId) => {
    const answerHeaders = headersOfAll(endpoint, requestId);
    const routed = toRouted(request, server, { requestId, answerHeaders, proxyHops: settings.proxyHops });
    const redirect = isForPeople ? redirectFromList(path, request) : null;
    const result = hasDotSegment(routed.params)
      ? problem('not_found', requestId)
      : (redirect ?? (await answer(endpoint, request, routed, pipeline)));
    if (traffic.isStopping) answerHeaders.connection = 'close';
    const response = await send(result, request, answerHeaders);
    return isForPeople ? toPreferred(response, request, pages.renderProof) : response;
  };
}

/** The headers of every answer of an endpoint, whatever it says. */
const headersOfAll = ({ path, scopes }: Endpoint, requestId: string): Record<string, string> =>
  scopes.length === 0
    ? { 'x-request-id': requestId, ...originHeaders(path) }
    : { 'x-request-id': requestId, 'cache-control': 'no-store' };

function toRouted(
  request: RoutedToUs,
  server: Sockets,
  { requestId, answerHeaders, proxyHops }: Pick<RoutedRequest, 'requestId' | 'answerHeaders'> & Hops,
): RoutedRequest {
  const { url, params } = request;
  const socketAddress = (): string => server.requestIP(request)?.address ?? '';
  const address = (): string =>
    clientAddress(socketAddress(), request.headers.get('x-forwarded-for'), proxyHops);
  return { requestId, ...splitTarget(url), params, answerHeaders, socketAddress, address };
}

/** Where the host begins in the URL of a request, whose host is a plain one. */
const HOST_START = 'http://'.length;

/** The path and the query of a request as they were sent. */
function splitTarget(url: string): Pick<RoutedRequest, 'path' | 'query'> {
  const pathStart = url.indexOf('/', HOST_START);
  const queryStart = url.indexOf('?', pathStart);
  if (queryStart === -1) return { path: url.slice(pathStart), query: null };
  return { path: url.slice(pathStart, queryStart), query: url.slice(queryStart) };
}

/** Sends the text of an answer, or a response that is there already, with the headers of every answer. */
function send(
  result: Response | string,
  request: Request,
  headers: Record<string, string>,
): Response | Promise<Response> {
  if (typeof result !== 'string') return addHeaders(result, headers);
  headers['content-type'] = 'application/json';
  return sendText(result, request, { headers });
}

export function addHeaders(response: Response, headers: Readonly<Record<string, string>>): Response {
  for (const name in headers) response.headers.set(name, headers[name] ?? '');
  return response;
}
