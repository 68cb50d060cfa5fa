/** The most that a body may hold, in bytes. */
export const MAX_BODY_BYTES = 65_536;

/** The exact bytes of a request's body, or `too_large` as soon as that is known. */
export async function readBody(request: Request): Promise<Uint8Array | 'too_large'> {
  const declared = request.headers.get('content-length');
  if (declared !== null && Number(declared) > MAX_BODY_BYTES) return 'too_large';
  if (declared !== null || request.body === null) {
    const body = new Uint8Array(await request.arrayBuffer());
    return body.length > MAX_BODY_BYTES ? 'too_large' : body;
  }
  return readStream(request.body);
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

/** The JSON of a body, or `malformed`: not UTF-8, or not JSON. */
export function parseJson(body: Uint8Array): { readonly value: unknown } | 'malformed' {
  try {
    return { value: JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body)) };
  } catch {
    return 'malformed';
  }
}

export function isJsonType(contentType: string | null): boolean {
  return /^application\/json\s*(;\s*charset="?utf-8"?\s*)?$/i.test(contentType ?? '');
}
