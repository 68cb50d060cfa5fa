import { type Caller, QueueFull, StorageUnavailable } from '../bank/engine/book.ts';
import { Refusal } from '../bank/engine/refusal.ts';
import { parseJson } from '../json.ts';
import { encodeResponse } from './encoding.ts';
import type { Endpoint, Services } from './endpoint.ts';
import { problem, refusalToProblem } from './problem.ts';
import type { ProblemCode } from './problem-table.ts';
import type { RateLimit } from './rate-limit.ts';
import { type RoutedRequest, readRequest } from './read-request.ts';
import type { AuthenticatedRequest, RawRequest } from './request.ts';
import { verifySignature } from './signature.ts';

/** What requests are checked against, and answered from. */
export interface PipelineDependencies {
  readonly keyLimit: RateLimit;
  readonly addressLimit: RateLimit;
  readonly services: Services;
  /** Receives internal errors, with the request that met them. */
  readonly onError: (error: unknown, context: { requestId: string; endpoint: string }) => void;
}

/**
 * Answers a request to a known path and method, with the text of its JSON or a whole response. The checks are
 * in the contract's order: body size, signature, rate, scope, content type, JSON, schema, then the nonce and
 * the decision in one commit.
 */
export async function answer(
  endpoint: Endpoint,
  request: Request,
  routed: RoutedRequest,
  dependencies: PipelineDependencies,
): Promise<Response | string> {
  const turnedAway = endpoint.turnAway?.({ ...routed, headers: request.headers });
  if (turnedAway) return turnedAway;
  const { keyRing } = dependencies.services;
  const raw = await readRequest(request, routed, keyRing.find, endpoint.maxBodyBytes);
  if (raw === 'too_large') return problem('too_large', routed.requestId);
  if (raw === 'unauthorized') {
    noteRefusal('unauthorized', endpoint, { ...routed, headers: request.headers }, dependencies);
    return refuseUnsigned(routed, dependencies);
  }
  const authenticated = await (endpoint.scopes.length === 0
    ? admitAnyone(endpoint, raw, dependencies)
    : authenticate(endpoint, raw, dependencies));
  if (authenticated instanceof Response) return authenticated;
  const body = readJson(endpoint, raw);
  return body instanceof Response ? body : respond(endpoint, authenticated, body, dependencies);
}

async function authenticate(
  endpoint: Endpoint,
  raw: RawRequest,
  dependencies: PipelineDependencies,
): Promise<AuthenticatedRequest | Response> {
  const { requestId } = raw;
  const { services, keyLimit } = dependencies;
  const { keyRing } = services;
  const refuse = (code: 'unauthorized' | 'rate_limited' | 'out_of_scope'): Response => {
    noteRefusal(code, endpoint, raw, dependencies);
    return code === 'unauthorized' ? refuseUnsigned(raw, dependencies) : problem(code, requestId);
  };
  const signed = verifySignature(raw, keyRing.find, readServerTime(dependencies));
  if (!signed) return refuse('unauthorized');
  const { key, nonce } = signed;
  try {
    const reading = keyRing.refresh();
    if (reading) await reading;
  } catch (error) {
    return fail(error, endpoint, raw, dependencies);
  }
  if (keyRing.isRevoked(key.id)) return refuse('unauthorized');
  keyRing.usage.countRequest(key.id, services.clock());
  if (!(await isWithin(keyLimit, key.id, raw))) return refuse('rate_limited');
  if (!endpoint.scopes.some((scope) => key.scopes.has(scope))) return refuse('out_of_scope');
  return { raw, caller: { by: key.name, nonce } };
}

/** Keeps for staff that a request was refused, and the key of ours that it named, if it did. */
function noteRefusal(
  code: ProblemCode,
  { method, path }: Endpoint,
  { requestId, headers }: Pick<RawRequest, 'requestId' | 'headers'>,
  { services: { keyRing, clock } }: PipelineDependencies,
): void {
  const named = NAMED_KEY.exec(headers.get('signature-input') ?? '')?.[1] ?? '';
  const keyId = keyRing.find(named)?.id ?? null;
  keyRing.usage.addRefusal({ requestId, at: clock(), code, endpoint: `${method} ${path}`, keyId });
}
const NAMED_KEY = /;keyid="([^"]{1,129})"/;

const readServerTime = ({ services }: PipelineDependencies): number => Math.floor(services.clock() / 1000);

/** The same for whatever is wrong with a signature. */
function refuseUnsigned(
  { requestId }: Pick<RawRequest, 'requestId'>,
  dependencies: PipelineDependencies,
): Response {
  const serverTime = readServerTime(dependencies);
  return problem('unauthorized', requestId, { serverTime, headers: { 'www-authenticate': 'Signature' } });
}

/** Whether the caller is within the quota, of which the answer tells whatever else it says. */
async function isWithin(limit: RateLimit, caller: string, raw: RawRequest): Promise<boolean> {
  const { answerHeaders, body } = raw;
  const { isAllowed, headers } = await limit.take(caller, body.length);
  Object.assign(answerHeaders, headers);
  return isAllowed;
}

const ANYONE: Caller = { by: 'anyone' };

async function admitAnyone(
  { isUncounted }: Endpoint,
  raw: RawRequest,
  { addressLimit }: PipelineDependencies,
): Promise<AuthenticatedRequest | Response> {
  return isUncounted || (await isWithin(addressLimit, raw.address(), raw))
    ? { raw, caller: ANYONE }
    : problem('rate_limited', raw.requestId);
}

const JSON_TYPE = /^application\/json[ \t]*(;[ \t]*charset="?utf-8"?[ \t]*)?$/i;
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The JSON of the body, undefined where there is none to read; or the problem with it. */
function readJson({ method }: Endpoint, { requestId, headers, body }: RawRequest): unknown {
  if (method === 'GET' && body.length === 0) return undefined;
  if (!JSON_TYPE.test(headers.get('content-type') ?? '')) return problem('unsupported_media_type', requestId);
  try {
    return parseJson(utf8.decode(body));
  } catch {
    return problem('malformed_json', requestId);
  }
}

async function respond(
  endpoint: Endpoint,
  request: AuthenticatedRequest,
  body: unknown,
  dependencies: PipelineDependencies,
): Promise<Response | string> {
  try {
    const result = await endpoint.run(request, body, dependencies.services);
    return result instanceof Response ? await encodeResponse(result, request.raw) : JSON.stringify(result);
  } catch (error) {
    if (!(error instanceof Refusal)) return fail(error, endpoint, request.raw, dependencies);
    // The key was revoked after the request was let in.
    if (error.code === 'unauthorized') return refuseUnsigned(request.raw, dependencies);
    return encodeResponse(refusalToProblem(error, request.raw.requestId), request.raw);
  }
}

/** The answer where something of ours, or the storage, failed. */
function fail(
  error: unknown,
  { method, path }: Endpoint,
  { requestId }: RawRequest,
  { onError }: PipelineDependencies,
): Response {
  // What a flood is refused must not fill the log too.
  if (!(error instanceof QueueFull)) onError(error, { requestId, endpoint: `${method} ${path}` });
  return problem(error instanceof StorageUnavailable ? 'storage_unavailable' : 'internal', requestId);
}
