import { timingSafeEqual } from 'node:crypto';

/** How far `created` may stand from our clock, in seconds, on both sides. */
export const CLOCK_WINDOW_SECONDS = 300;
/** How long a nonce is kept after `created`, in seconds: longer than the request could still be in time. */
export const NONCE_SECONDS = CLOCK_WINDOW_SECONDS + 60;

export interface SigningKey {
  readonly id: string;
  readonly secret: string;
}

/** A request as it was sent. */
export interface SentRequest {
  readonly method: string;
  /** As sent, undecoded. */
  readonly path: string;
  /** With its `?`, as sent; null where the address has none. */
  readonly query: string | null;
  readonly headers: Headers;
  readonly body: Uint8Array;
}

export interface Verified<Key> {
  readonly key: Key;
  readonly nonce: string;
  /** Seconds since 1970. */
  readonly createdSeconds: number;
}

// An unknown key is checked against this, so that it takes as long as a known one.
const NOBODY_SECRET = 'nobody-nobody-nobody-nobody-nobody';

/**
 * Verifies RFC 9421 in the bank's strict profile: `hmac-sha256`, fixed components and parameters in a fixed
 * order, the body bound by RFC 9530. Gives null for every fault alike.
 */
export function verifySignature<Key extends SigningKey>(
  request: SentRequest,
  keys: ReadonlyMap<string, Key>,
  nowSeconds: number,
): Verified<Key> | null {
  if (!isDigestRight(request)) return null;
  const input = readInput(request);
  const signature = request.headers.get('signature');
  if (!input || signature === null) return null;
  const key = keys.get(input.keyId);
  const expected = sign(key?.secret ?? NOBODY_SECRET, request, input.params);
  // Comparing the whole header, in its one canonical form: base64 has several spellings for the same bytes.
  const isSigned = isEqual(signature, `bank=:${expected}:`);
  const isInTime = Math.abs(nowSeconds - input.createdSeconds) <= CLOCK_WINDOW_SECONDS;
  if (!key || !isSigned || !isInTime) return null;
  return { key, nonce: input.nonce, createdSeconds: input.createdSeconds };
}

/** The value of `Content-Digest` for a body. */
export function contentDigest(body: Uint8Array): string {
  return `sha-256=:${Bun.SHA256.hash(body, 'base64')}:`;
}

function isDigestRight({ method, headers, body }: SentRequest): boolean {
  const digest = headers.get('content-digest');
  if (body.length > 0) return digest === contentDigest(body);
  // Bun drops the body of a GET: one that was announced could not be checked.
  const isDropped =
    Number(headers.get('content-length') ?? 0) > 0 || (method === 'GET' && headers.has('transfer-encoding'));
  return digest === null && !isDropped;
}

interface SignatureInput {
  /** The parameters as they stand in the signature base, the list of components in front. */
  readonly params: string;
  readonly createdSeconds: number;
  readonly nonce: string;
  readonly keyId: string;
}

/**
 * The one way to write `Signature-Input` in this profile. RFC 9421 allows many more; a parser of structured
 * fields would read them only to have them refused, at ten times the cost.
 */
const SIGNATURE_INPUT =
  /^bank=(\(([^()]*)\);created=(0|[1-9]\d{0,14});nonce="([A-Za-z0-9_-]{16,64})";keyid="([ -!#-[\]-~]*)";alg="hmac-sha256")$/;

/** Reads `Signature-Input`; null unless it is what the profile says, letter for letter. */
function readInput(request: SentRequest): SignatureInput | null {
  const found = SIGNATURE_INPUT.exec(request.headers.get('signature-input') ?? '');
  if (!found) return null;
  const [, params = '', components, created, nonce = '', keyId = ''] = found;
  return components === componentsOf(request)
    ? { params, createdSeconds: Number(created), nonce, keyId }
    : null;
}

/** What must be covered, in this order. */
function componentsOf({ query, body }: SentRequest): string {
  const ofQuery = query === null ? '' : ' "@query"';
  const ofBody = body.length === 0 ? '' : ' "content-digest"';
  return `"@method" "@path"${ofQuery}${ofBody}`;
}

/** The signature of the request's base, whose lines stand in the order of `componentsOf`. */
function sign(secret: string, { method, path, query, headers, body }: SentRequest, params: string): string {
  const ofQuery = query === null ? '' : `"@query": ${query}\n`;
  const ofBody = body.length === 0 ? '' : `"content-digest": ${headers.get('content-digest') ?? ''}\n`;
  const base = `"@method": ${method}\n"@path": ${path}\n${ofQuery}${ofBody}"@signature-params": ${params}`;
  return new Bun.CryptoHasher('sha256', secret).update(base).digest('base64');
}

/** Compares in a time that tells nothing of where they differ. */
function isEqual(one: string, other: string): boolean {
  const [left, right] = [Buffer.from(one), Buffer.from(other)];
  return left.length === right.length && timingSafeEqual(left, right);
}
