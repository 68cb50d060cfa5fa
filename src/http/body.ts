/** The most that a body may hold, in bytes. */
export const MAX_BODY_BYTES = 65_536;

const NO_BODY = new Uint8Array();

/** The exact bytes of a request's body, or `too_large` as soon as that is known. */
export async function readBody(request: Request): Promise<Uint8Array | 'too_large'> {
  const declared = request.headers.get('content-length');
  if (declared !== null) {
    if (Number(declared) > MAX_BODY_BYTES) return 'too_large';
    const body = new Uint8Array(await request.arrayBuffer());
    return body.length > MAX_BODY_BYTES ? 'too_large' : body;
  }
  // HTTP announces a body by one of the two: asking for the stream of none costs more than the rest of a
  // small request.
  const hasStream = request.headers.has('transfer-encoding') && request.body !== null;
  return hasStream ? readStream(request.body) : NO_BODY;
}

/** A body of unknown length: read until its end, or until it is too much. */
async function readStream(stream: ReadableStream<Uint8Array>): Promise<Uint8Array | 'too_large'> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of stream) {
    length += chunk.length;
    if (length > MAX_BODY_BYTES) return 'too_large';
    chunks.push(chunk);
  }
  return new Uint8Array(Buffer.concat(chunks));
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The JSON of a body, or `malformed`: not UTF-8, or not JSON. */
export function parseJson(body: Uint8Array): { readonly value: unknown } | 'malformed' {
  try {
    return { value: JSON.parse(utf8.decode(body)) };
  } catch {
    return 'malformed';
  }
}

export function isJsonType(contentType: string | null): boolean {
  return /^application\/json[ \t]*(;[ \t]*charset="?utf-8"?[ \t]*)?$/i.test(contentType ?? '');
}
