import type { Caller } from '../bank/engine/book.ts';

/** A request as it came in: nothing of it is believed yet. */
export interface RawRequest {
  readonly requestId: string;
  readonly method: string;
  /** The path by which the endpoint was chosen, undecoded: what is signed must be what is done. */
  readonly path: string;
  /** With its `?`, as sent; null where the URL has none. */
  readonly query: string | null;
  /** What the router cut out of the path. */
  readonly params: unknown;
  readonly headers: Headers;
  readonly body: Uint8Array;
  /** The address of the client; worked out only where it counts. */
  readonly address: () => string;
}

/** A request that passed the checks of signature, rate and scope, and who sent it. */
export interface AuthenticatedRequest {
  readonly raw: RawRequest;
  /** Without a nonce where the endpoint is open to all. */
  readonly caller: Caller;
  /** What the answer says of the quota. */
  readonly rateLimitHeaders: Readonly<Record<string, string>>;
}

/** A request whose body, query and path parameters have met their schemas. */
export interface TypedRequest<Body, Query, Params> {
  readonly body: Body;
  readonly query: Query;
  readonly params: Params;
  /** As it is for an operation, whose commit uses up the nonce; a query leaves the nonce out. */
  readonly caller: Caller;
  readonly headers: Headers;
}

/** The most that a body may hold, in bytes. */
const MAX_BODY_BYTES = 65_536;

/** Reads a request to its end. Returns null as soon as its body is known to be too large. */
export async function readRequest(
  request: Request,
  routed: Pick<RawRequest, 'requestId' | 'path' | 'params' | 'address'>,
): Promise<RawRequest | null> {
  const body = await readBody(request);
  if (body === null) return null;
  const { requestId, path, params, address } = routed;
  const { url, method, headers } = request;
  const queryStart = url.indexOf('?');
  const query = queryStart === -1 ? null : url.slice(queryStart);
  return { requestId, method, path, query, params, headers, body, address };
}

const NO_BODY = new Uint8Array();

/** The exact bytes of a body. */
async function readBody(request: Request): Promise<Uint8Array | null> {
  const declared = request.headers.get('content-length');
  if (declared !== null) {
    if (Number(declared) > MAX_BODY_BYTES) return null;
    const body = new Uint8Array(await request.arrayBuffer());
    return body.length > MAX_BODY_BYTES ? null : body;
  }
  // HTTP announces a body by either header: opening the stream of an absent body costs more than the rest of
  // a small request.
  const hasStream = request.headers.has('transfer-encoding') && request.body !== null;
  return hasStream ? readStream(request.body) : NO_BODY;
}

/** A body of unknown length: read until its end, or until it is too much. */
async function readStream(stream: ReadableStream<Uint8Array>): Promise<Uint8Array | null> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of stream) {
    length += chunk.length;
    if (length > MAX_BODY_BYTES) return null;
    chunks.push(chunk);
  }
  return new Uint8Array(Buffer.concat(chunks));
}
