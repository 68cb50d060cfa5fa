import { promisify } from 'node:util';
import { gzip } from 'node:zlib';

/** Below this many bytes, compressing costs more than it saves. */
const MIN_BYTES = 1024;
const COMPRESSIBLE = /^(?:text\/(?!event-stream)|application\/(?:[a-z]+\+)?json|image\/svg)/;
const compress = promisify(gzip);

/** A body as it is sent. It is compressed when that is first asked for, once for all who ask. */
export interface StoredBody {
  readonly plain: Blob;
  /** Weak: the same for the compressed body. */
  readonly etag: string;
  readonly compressed: () => Promise<Blob>;
}

export function storeBody(bytes: Uint8Array<ArrayBuffer>): StoredBody {
  let compressed: Promise<Blob> | undefined;
  return {
    plain: new Blob([bytes]),
    etag: `W/"${Bun.SHA256.hash(bytes, 'hex').slice(0, 32)}"`,
    compressed: () => (compressed ??= compress(bytes).then((packed) => new Blob([packed]))),
  };
}

/** What of a request decides about the form of its answer. */
type Asker = Pick<Request, 'method' | 'headers'>;

interface Answer {
  readonly status?: number;
  readonly headers: Headers | Record<string, string>;
}

/** Answers with the body: compressed for who asks, and not at all for a GET by who has it. */
export async function sendBody(
  { plain, etag, compressed }: StoredBody,
  { method, headers: asked }: Asker,
  { status = 200, headers: given }: Answer,
): Promise<Response> {
  const headers = new Headers(given);
  headers.set('etag', etag);
  headers.append('vary', 'Accept-Encoding');
  const isRead = status === 200 && method !== 'POST' && method !== 'PUT';
  if (isRead && isKnown(etag, asked.get('if-none-match')))
    return new Response(null, { status: 304, headers });
  const isPlain = plain.size <= MIN_BYTES || !acceptsGzip(asked.get('accept-encoding'));
  if (isPlain) return new Response(plain, { status, headers });
  headers.set('content-encoding', 'gzip');
  return new Response(await compressed(), { status, headers });
}

/** Answers with a text, compressed where that is worth it. */
export function sendText(text: string, asker: Asker, init: Answer): Response | Promise<Response> {
  const isLarge = text.length > MIN_BYTES || Buffer.byteLength(text) > MIN_BYTES;
  return isLarge ? sendBody(storeBody(Buffer.from(text)), asker, init) : new Response(text, init);
}

/** Compresses an answer that is there already. Leaves alone one that has an ETag, and a 401. */
export async function encodeResponse(response: Response, asker: Asker): Promise<Response> {
  const { status, headers } = response;
  const isText = COMPRESSIBLE.test(headers.get('content-type') ?? '');
  if (!isText || response.body === null || headers.has('etag') || status === 401) return response;
  const bytes = Buffer.from(await response.arrayBuffer());
  if (bytes.length <= MIN_BYTES) return new Response(bytes, { status, headers });
  return sendBody(storeBody(bytes), asker, { status, headers });
}

/** Whether an `If-None-Match` names the answer. */
function isKnown(etag: string, known: string | null): boolean {
  const tags = (known ?? '').split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  return tags.includes('*') || tags.includes(etag.replace(/^W\//, ''));
}

/** Reads `Accept-Encoding`: gzip by its name or as any, unless with a quality of 0. */
function acceptsGzip(accepted: string | null): boolean {
  if (accepted === null) return false;
  const codings = accepted
    .toLowerCase()
    .split(',')
    .map((coding) => coding.split(';').map((part) => part.trim()));
  const [, ...parameters] = codings.find(([name]) => name === 'gzip' || name === 'x-gzip') ??
    codings.find(([name]) => name === '*') ?? ['', 'q=0'];
  return !parameters.some((parameter) => /^q=0(?:\.0*)?$/.test(parameter));
}
