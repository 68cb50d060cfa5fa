import { timingSafeEqual } from 'node:crypto';
import type { ApiKey } from '../api-key.ts';
import type { SpentNonce } from '../bank/engine/operation.ts';
import type { RawRequest } from './request.ts';

/** How far `created` may be from our clock, in seconds, on both sides. */
const CLOCK_WINDOW_SECONDS = 300;
/** How long a nonce is kept after `created`, in seconds: longer than the request could still be in time. */
const NONCE_SECONDS = CLOCK_WINDOW_SECONDS + 60;

// An unknown key is checked against this, so that it takes as long as a known one.
const NOBODY_SECRET = 'nobody-nobody-nobody-nobody-nobody';

/** The key of this id, if the bank has it. */
export type FindKey = (keyId: string) => ApiKey | undefined;

/**
 * Verifies RFC 9421 in the bank's strict profile: `hmac-sha256`, fixed components and parameters in a fixed
 * order, the body bound by RFC 9530. Returns null for every error alike.
 */
export function verifySignature(
  request: RawRequest,
  findKey: FindKey,
  nowSeconds: number,
): { readonly key: ApiKey; readonly nonce: SpentNonce } | null {
  if (!isDigestRight(request)) return null;
  const input = readInput(request.headers, listComponents(request.query, request.body.length > 0));
  const signature = request.headers.get('signature');
  if (!input || signature === null) return null;
  const key = findKey(input.keyId);
  const expected = sign(key?.secret ?? NOBODY_SECRET, request, input.params);
  // Compares the whole header, in its canonical form: base64 has several spellings for the same bytes.
  const isSigned = isEqual(signature, `bank=:${expected}:`);
  const isInTime = Math.abs(nowSeconds - input.createdSeconds) <= CLOCK_WINDOW_SECONDS;
  if (!key || !isSigned || !isInTime) return null;
  const expiresAt = (input.createdSeconds + NONCE_SECONDS) * 1000;
  return { key, nonce: { keyId: input.keyId, nonce: input.nonce, expiresAt } };
}

/** A SHA-256 in base64. */
const HASH = '[A-Za-z0-9+/]{43}=';
const DIGEST = new RegExp(`^sha-256=:${HASH}:$`);
const SIGNATURE = new RegExp(`^bank=:${HASH}:$`);

/** Whether a request with a body has the headers of a signed one, by a key of ours: the body is unread. */
export function claimsKnownKey(
  { query, headers }: Pick<RawRequest, 'query' | 'headers'>,
  findKey: FindKey,
): boolean {
  if (!DIGEST.test(headers.get('content-digest') ?? '')) return false;
  if (!SIGNATURE.test(headers.get('signature') ?? '')) return false;
  const input = readInput(headers, listComponents(query, true));
  return input !== null && findKey(input.keyId) !== undefined;
}

function isDigestRight({ method, headers, body }: RawRequest): boolean {
  const digest = headers.get('content-digest');
  if (body.length > 0) return digest === `sha-256=:${Bun.SHA256.hash(body, 'base64')}:`;
  // Bun drops the body of a GET, so an announced body could not be checked.
  const isDropped =
    Number(headers.get('content-length') ?? 0) > 0 || (method === 'GET' && headers.has('transfer-encoding'));
  return digest === null && !isDropped;
}

interface SignatureInput {
  /** The parameters as they are in the signature base, after the list of components. */
  readonly params: string;
  readonly createdSeconds: number;
  readonly nonce: string;
  readonly keyId: string;
}

/**
 * The only way to write `Signature-Input` in this profile. RFC 9421 allows many more; a parser of structured
 * fields would read them only to have them refused, at ten times the cost.
 */
const SIGNATURE_INPUT =
  /^bank=(\(([^()]*)\);created=(0|[1-9]\d{0,14});nonce="([A-Za-z0-9_-]{16,64})";keyid="([ -!#-[\]-~]*)";alg="hmac-sha256")$/;

/** Reads `Signature-Input`; null unless it is what the profile says, letter for letter. */
function readInput(headers: Headers, covered: string): SignatureInput | null {
  const found = SIGNATURE_INPUT.exec(headers.get('signature-input') ?? '');
  if (!found) return null;
  const [, params = '', components, created, nonce = '', keyId = ''] = found;
  return components === covered ? { params, createdSeconds: Number(created), nonce, keyId } : null;
}

/** What must be covered, in this order. */
function listComponents(query: string | null, hasBody: boolean): string {
  const queryPart = query === null ? '' : ' "@query"';
  const bodyPart = hasBody ? ' "content-digest"' : '';
  return `"@method" "@path"${queryPart}${bodyPart}`;
}

/** The signature of the request's base, whose lines are in the order of `listComponents`. */
function sign(secret: string, { method, path, query, headers, body }: RawRequest, params: string): string {
  const queryPart = query === null ? '' : `"@query": ${query}\n`;
  const bodyPart = body.length === 0 ? '' : `"content-digest": ${headers.get('content-digest') ?? ''}\n`;
  const target = `"@method": ${method}\n"@path": ${path}\n${queryPart}`;
  const base = `${target}${bodyPart}"@signature-params": ${params}`;
  return new Bun.CryptoHasher('sha256', secret).update(base).digest('base64');
}

/** As long as what `SIGNATURE` matches. */
const SIGNATURE_BYTES = 51;
// Used again for each comparison: two buffers cost more than comparing them.
const given = Buffer.alloc(SIGNATURE_BYTES);
const right = Buffer.alloc(SIGNATURE_BYTES);

/** Compares in a time that says nothing of where they differ. */
function isEqual(signature: string, expected: string): boolean {
  if (!SIGNATURE.test(signature)) return false;
  given.write(signature, 'latin1');
  right.write(expected, 'latin1');
  return timingSafeEqual(given, right);
}
