import type { ArrivedRequest, RawRequest } from './request.ts';
import { claimsKnownKey, type FindKey } from './signature.ts';

/** The most that a body may hold, in bytes, where its endpoint doesn't allow more. */
const MAX_BODY_BYTES = 65_536;

/** What the server knows of a request before it is read. */
export type RoutedRequest = Pick<
  RawRequest,
  'requestId' | 'path' | 'query' | 'params' | 'address' | 'answerHeaders'
> &
  Pick<ArrivedRequest, 'socketAddress'>;

/**
 * Reads a request to its end, or says why it wasn't: as soon as its body is known to be too large. What an
 * endpoint allows beyond the common limit is read only for a key that the bank has, so that a stranger can't
 * fill its memory.
 */
export async function readRequest(
  request: Request,
  { requestId, path, query, params, address, answerHeaders }: RoutedRequest,
  findKey: FindKey,
  maxBytes = MAX_BODY_BYTES,
): Promise<RawRequest | 'too_large' | 'unauthorized'> {
  const { method, headers } = request;
  if (Number(headers.get('content-length') ?? 0) > maxBytes) return 'too_large';
  const isTrusted = maxBytes === MAX_BODY_BYTES || claimsKnownKey({ query, headers }, findKey);
  const body = await readBody(request, isTrusted ? maxBytes : MAX_BODY_BYTES);
  if (body === null) return isTrusted ? 'too_large' : 'unauthorized';
  return { requestId, method, path, query, params, headers, body, address, answerHeaders };
}

const NO_BODY = new Uint8Array();

/** The exact bytes of a body, or null where they are too many. */
function readBody(request: Request, maxBytes: number): Promise<Uint8Array | null> | Uint8Array | null {
  const declared = request.headers.get('content-length');
  if (declared !== null)
    return Number(declared) > maxBytes
      ? null
      : request.bytes().then((body) => (body.length > maxBytes ? null : body));
  // HTTP announces a body by either header: opening the stream of an absent body costs more than the rest of
  // a small request.
  const hasStream = request.headers.has('transfer-encoding') && request.body !== null;
  return hasStream ? readStream(request.body, maxBytes) : NO_BODY;
}

/** A body of unknown length: read until its end, or until it is too much. */
async function readStream(stream: ReadableStream<Uint8Array>, maxBytes: number): Promise<Uint8Array | null> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of stream) {
    length += chunk.length;
    if (length > maxBytes) return null;
    chunks.push(chunk);
  }
  return new Uint8Array(Buffer.concat(chunks));
}
