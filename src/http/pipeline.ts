import { QueueFull, StorageUnavailable } from '../bank/engine/book.ts';
import { invalid, Refusal } from '../bank/engine/refusal.ts';
import { isJsonType, parseJson, readBody } from './body.ts';
import type { Endpoint, EndpointInput, Scope, Services } from './endpoint.ts';
import { problem, refusalToProblem } from './problem.ts';
import type { RateLimit } from './rate-limit.ts';
import { NONCE_SECONDS, type SentRequest, verifySignature } from './signature.ts';

export interface ApiKey {
  readonly id: string;
  readonly name: string;
  readonly secret: string;
  readonly scopes: ReadonlySet<Scope>;
}

/** What every request passes through. */
export interface Gate {
  readonly keys: ReadonlyMap<string, ApiKey>;
  readonly clock: () => number;
  readonly keyLimit: RateLimit;
  readonly addressLimit: RateLimit;
  readonly services: Services;
  /** Told of faults of ours, with what was asked. */
  readonly onFault: (error: unknown, context: { requestId: string; endpoint: string }) => void;
}

export interface Arrived {
  readonly request: Request;
  /** The path by which the endpoint was chosen: what is signed must be what is done. */
  readonly path: string;
  readonly params: unknown;
  /** The caller's address; asked for only where it counts. */
  readonly address: () => string;
  readonly requestId: string;
}

/**
 * Answers a request to a known path and method. The checks stand in the contract's order: body size,
 * signature, rate, scope, content type, JSON, schema, then the nonce and the decision in one commit.
 */
export async function answer(endpoint: Endpoint, arrived: Arrived, gate: Gate): Promise<Response> {
  const { request, requestId } = arrived;
  const body = await readBody(request);
  if (body === 'too_large') return problem('too_large', requestId);
  const sent = sentRequest(arrived, body);
  const admitted = await (endpoint.scopes.length === 0
    ? admitAnyone(endpoint, arrived, gate)
    : admitSigned(endpoint, sent, arrived, gate));
  if (admitted instanceof Response) return admitted;
  const { caller, headers } = admitted;
  const read = readJson(endpoint, sent, requestId);
  const response =
    read instanceof Response
      ? read
      : await decide(endpoint, { caller, body: read.value, sent, arrived }, gate);
  for (const name in headers) response.headers.set(name, headers[name] ?? '');
  return response;
}

interface Admitted {
  readonly caller: EndpointInput<unknown, unknown, unknown>['caller'];
  readonly headers: Readonly<Record<string, string>>;
}

async function admitSigned(
  { scopes }: Endpoint,
  sent: SentRequest,
  { requestId }: Arrived,
  { keys, clock, keyLimit }: Gate,
): Promise<Admitted | Response> {
  const serverTime = Math.floor(clock() / 1000);
  const verified = verifySignature(sent, keys, serverTime);
  if (!verified) {
    return problem('unauthorized', requestId, { serverTime, headers: { 'www-authenticate': 'Signature' } });
  }
  const { key, nonce, createdSeconds } = verified;
  const { isAllowed, headers } = await keyLimit.take(key.id);
  if (!isAllowed) return problem('rate_limited', requestId, { headers });
  if (!scopes.some((scope) => key.scopes.has(scope))) return problem('out_of_scope', requestId, { headers });
  const expiresAt = (createdSeconds + NONCE_SECONDS) * 1000;
  return { caller: { by: key.name, nonce: { keyId: key.id, nonce, expiresAt } }, headers };
}

async function admitAnyone(
  { isUncounted }: Endpoint,
  { address, requestId }: Arrived,
  gate: Gate,
): Promise<Admitted | Response> {
  if (isUncounted) return { caller: { by: 'anyone' }, headers: {} };
  const { isAllowed, headers } = await gate.addressLimit.take(address());
  return isAllowed ? { caller: { by: 'anyone' }, headers } : problem('rate_limited', requestId, { headers });
}

/** The path and the query as they were sent, undecoded. */
function sentRequest({ request, path }: Arrived, body: Uint8Array): SentRequest {
  const { url, method, headers } = request;
  const queryStart = url.indexOf('?');
  return { method, path, query: queryStart === -1 ? null : url.slice(queryStart), headers, body };
}

function readJson(endpoint: Endpoint, sent: SentRequest, requestId: string): { value: unknown } | Response {
  const takesBody = endpoint.method !== 'GET';
  if (!takesBody && sent.body.length === 0) return { value: undefined };
  if (!isJsonType(sent.headers.get('content-type'))) return problem('unsupported_media_type', requestId);
  const json = parseJson(sent.body);
  return json === 'malformed' ? problem('malformed_json', requestId) : json;
}

async function decide(
  endpoint: Endpoint,
  given: { caller: Admitted['caller']; body: unknown; sent: SentRequest; arrived: Arrived },
  { services, onFault }: Gate,
): Promise<Response> {
  const { caller, body, sent, arrived } = given;
  const { requestId } = arrived;
  try {
    const query = readQuery(sent.query);
    const { headers } = arrived.request;
    const answered = await endpoint.run({ body, query, params: arrived.params, caller, services, headers });
    return answered instanceof Response ? answered : jsonResponse(answered);
  } catch (error) {
    if (error instanceof Refusal) return refusalToProblem(error, requestId);
    // What a flood is refused must not fill the log too.
    if (!(error instanceof QueueFull))
      onFault(error, { requestId, endpoint: `${endpoint.method} ${endpoint.path}` });
    return problem(error instanceof StorageUnavailable ? 'storage_unavailable' : 'internal', requestId);
  }
}

/** The parameters by name. One that comes twice is refused: which of them was meant? */
function readQuery(query: string | null): Record<string, string> {
  if (query === null) return {};
  const parameters = new URLSearchParams(query);
  const names = [...parameters.keys()];
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice !== undefined) throw invalid(twice, 'give it once');
  return Object.fromEntries(parameters);
}

const JSON_ANSWER = { headers: { 'content-type': 'application/json' } };

function jsonResponse(value: unknown): Response {
  return new Response(JSON.stringify(value), JSON_ANSWER);
}
