import { createHash, timingSafeEqual } from 'node:crypto';
import { type InnerList, isInnerList, parseDictionary, serializeInnerList } from 'structured-headers';

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
 * Verifies RFC 9421 in the bank's strict profile: `hmac-sha256`, fixed components and parameters in a fixed order, the
 * body bound by RFC 9530. Gives null for every fault alike.
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
  const expected = sign(key?.secret ?? NOBODY_SECRET, request, input);
  // Comparing the whole header, in its one canonical form: base64 has several spellings for the same bytes.
  const isSigned = isEqual(signature, `bank=:${expected}:`);
  const isInTime = Math.abs(nowSeconds - input.createdSeconds) <= CLOCK_WINDOW_SECONDS;
  if (!key || !isSigned || !isInTime) return null;
  return { key, nonce: input.nonce, createdSeconds: input.createdSeconds };
}

/** The value of `Content-Digest` for a body. */
export function contentDigest(body: Uint8Array): string {
  return `sha-256=:${createHash('sha256').update(body).digest('base64')}:`;
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
  readonly components: readonly string[];
  /** The parameters as they stand in the signature base. */
  readonly params: string;
  readonly createdSeconds: number;
  readonly nonce: string;
  readonly keyId: string;
}

const PARAMETERS = ['created', 'nonce', 'keyid', 'alg'];
const NONCE = /^[A-Za-z0-9_-]{16,64}$/;

/** Reads `Signature-Input`; null unless it is what the profile says, letter for letter. */
function readInput(request: SentRequest): SignatureInput | null {
  const text = request.headers.get('signature-input');
  const list = text === null ? null : parseInput(text);
  if (text === null || !list) return null;
  const [items, parameters] = list;
  const params = serializeInnerList(list);
  const components = componentsOf(request);
  const isExact =
    text === `bank=${params}` &&
    items.length === components.length &&
    items.every(([name, more], at) => name === components[at] && more.size === 0) &&
    [...parameters.keys()].join() === PARAMETERS.join();
  const [createdSeconds, nonce, keyId, alg] = PARAMETERS.map((name) => parameters.get(name));
  if (!isExact || typeof createdSeconds !== 'number' || !Number.isSafeInteger(createdSeconds)) return null;
  if (typeof nonce !== 'string' || !NONCE.test(nonce) || typeof keyId !== 'string') return null;
  return alg === 'hmac-sha256' ? { components, params, createdSeconds, nonce, keyId } : null;
}

function parseInput(text: string): InnerList | null {
  try {
    const dictionary = parseDictionary(text);
    const list = dictionary.get('bank');
    return dictionary.size === 1 && list && isInnerList(list) ? list : null;
  } catch {
    // Not a structured field: like every other fault, it is no signature.
    return null;
  }
}

/** What must be covered, in this order. */
function componentsOf({ query, body }: SentRequest): string[] {
  return [
    '@method',
    '@path',
    ...(query === null ? [] : ['@query']),
    ...(body.length === 0 ? [] : ['content-digest']),
  ];
}

function sign(secret: string, request: SentRequest, { components, params }: SignatureInput): string {
  const values: Readonly<Record<string, string>> = {
    '@method': request.method,
    '@path': request.path,
    '@query': request.query ?? '',
    'content-digest': request.headers.get('content-digest') ?? '',
  };
  const lines = components.map((name) => `"${name}": ${values[name]}`);
  const base = [...lines, `"@signature-params": ${params}`].join('\n');
  return new Bun.CryptoHasher('sha256', secret).update(base).digest('base64');
}

/** Compares in a time that tells nothing of where they differ. */
function isEqual(one: string, other: string): boolean {
  const [left, right] = [Buffer.from(one), Buffer.from(other)];
  return left.length === right.length && timingSafeEqual(left, right);
}
