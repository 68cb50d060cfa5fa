import { createHash, createHmac } from 'node:crypto';

export interface ClientKey {
  readonly id: string;
  readonly secret: string;
}

/** What is signed. `target` is the path with its query, as it is sent. */
export interface SignedRequest {
  readonly method: string;
  readonly target: string;
  /** The bytes that are sent, or null for none. */
  readonly body: string | null;
}

/**
 * The headers that sign a request: RFC 9421 in the bank's profile. `nonce` is 16 to 64 of `A-Z a-z 0-9 _ -`,
 * new for each attempt; `createdSeconds` is the time, in seconds since 1970.
 */
export function signatureHeaders(
  key: ClientKey,
  { method, target, body }: SignedRequest,
  { createdSeconds, nonce }: { readonly createdSeconds: number; readonly nonce: string },
): Record<string, string> {
  const queryStart = target.indexOf('?');
  const digest = body === null ? null : `sha-256=:${createHash('sha256').update(body).digest('base64')}:`;
  const components: [string, string][] = [
    ['@method', method],
    ['@path', queryStart === -1 ? target : target.slice(0, queryStart)],
  ];
  if (queryStart !== -1) components.push(['@query', target.slice(queryStart)]);
  if (digest !== null) components.push(['content-digest', digest]);
  const names = components.map(([name]) => `"${name}"`).join(' ');
  const params = `(${names});created=${createdSeconds};nonce="${nonce}";keyid="${key.id}";alg="hmac-sha256"`;
  const lines = components.map(([name, value]) => `"${name}": ${value}`);
  const base = [...lines, `"@signature-params": ${params}`].join('\n');
  const signature = createHmac('sha256', key.secret).update(base).digest('base64');
  return {
    ...(digest === null ? {} : { 'content-digest': digest, 'content-type': 'application/json' }),
    'signature-input': `bank=${params}`,
    signature: `bank=:${signature}:`,
  };
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
}

/** Sends a signed request to a bank; undefined is no body. Rejects if the bank can't be reached. */
export type SignedClient = (method: string, target: string, body?: unknown) => Promise<Answer>;

export function createSignedClient(options: {
  readonly url: string;
  readonly key: ClientKey;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  readonly newNonce: () => string;
}): SignedClient {
  const { url, key, clock, newNonce } = options;
  return async (method, target, value) => {
    const body = value === undefined ? null : JSON.stringify(value);
    const attempt = { createdSeconds: Math.floor(clock() / 1000), nonce: newNonce() };
    // What is signed is what fetch sends: it rewrites some characters, such as ' in a query.
    const address = new URL(`${url}${target}`);
    const sent = `${address.pathname}${address.search}`;
    const headers = signatureHeaders(key, { method, target: sent, body }, attempt);
    const response = await fetch(address, { method, headers, body });
    const isJson = response.headers.get('content-type')?.includes('json') ?? false;
    return {
      status: response.status,
      headers: response.headers,
      body: isJson ? await response.json() : await response.text(),
    };
  };
}
