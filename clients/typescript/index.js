// @ts-check

const NONCE_TIME_DIGITS = 12;
const NONCE_RANDOM_BYTES = 10;
/** How often a request is sent at most, and how long the first and the longest wait between are. */
const MAX_ATTEMPTS = 5;
const FIRST_WAIT_MS = 500;
const MAX_WAIT_MS = 15_000;
const TIMEOUT_MS = 10_000;
/** The longest that a bank's Retry-After is waited for. */
const MAX_RETRY_AFTER_MS = 60_000;
/** A clock that is nearer to the bank's than this is right. */
const CLOCK_STEP_MS = 5_000;
/** The bank did not do it, or may have: sent again with the same id, it is done once. */
const RETRIED = [408, 429, 500, 502, 503, 504];

const utf8 = new TextEncoder();

/** @param {ArrayBuffer | Uint8Array<ArrayBuffer>} bytes */
const toBase64 = (bytes) => btoa(String.fromCharCode(...new Uint8Array(bytes)));

/** @param {string} text */
const sha256 = (text) => crypto.subtle.digest('SHA-256', utf8.encode(text));

/**
 * The headers that sign a request: RFC 9421 in the bank's profile.
 * @type {typeof import('./index.d.ts').signatureHeaders}
 */
export async function signatureHeaders(key, { method, target, body }, { created, nonce }) {
  const queryStart = target.indexOf('?');
  const digest = body === null ? null : `sha-256=:${toBase64(await sha256(body))}:`;
  /** @type {[string, string][]} */
  const components = [
    ['@method', method],
    ['@path', queryStart === -1 ? target : target.slice(0, queryStart)],
  ];
  if (queryStart !== -1) components.push(['@query', target.slice(queryStart)]);
  if (digest !== null) components.push(['content-digest', digest]);
  const names = components.map(([name]) => `"${name}"`).join(' ');
  const params = `(${names});created=${created};nonce="${nonce}";keyid="${key.id}";alg="hmac-sha256"`;
  const lines = components.map(([name, value]) => `"${name}": ${value}`);
  const base = [...lines, `"@signature-params": ${params}`].join('\n');
  const hmac = { name: 'HMAC', hash: 'SHA-256' };
  const secret = await crypto.subtle.importKey('raw', utf8.encode(key.secret), hmac, false, ['sign']);
  const signature = toBase64(await crypto.subtle.sign('HMAC', secret, utf8.encode(base)));
  return {
    ...(digest === null ? {} : { 'Content-Digest': digest, 'Content-Type': 'application/json' }),
    'Signature-Input': `bank=${params}`,
    Signature: `bank=:${signature}:`,
  };
}

/** The bank said no: `code` is one of its documented codes, `detail` says what to do next. */
export class PetbankError extends Error {
  /** @param {import('./index.d.ts').Problem} problem */
  constructor(problem) {
    const errors = (problem.errors ?? []).map(({ path, message }) => `\n${path}: ${message}`);
    super(`${problem.code}: ${problem.detail}${errors.join('')}`);
    this.name = 'PetbankError';
    this.problem = problem;
    this.code = problem.code;
    this.status = problem.status;
  }
}

/**
 * The bank could not be asked, or gave no answer that can be read, however often it was tried. What was asked
 * may have been done: the same call again, with the same id, does it once.
 */
export class PetbankUnreachable extends Error {
  /** @override */
  name = 'PetbankUnreachable';
}

/** @type {typeof import('./index.d.ts').createPetbank} */
export function createPetbank(options) {
  const { attempts = MAX_ATTEMPTS, random = Math.random } = options;
  const sleep = options.sleep ?? ((ms) => new Promise((resolve) => setTimeout(resolve, ms)));
  const send = createSender(options);

  /** @param {string} method @param {string} target @param {unknown} [value] */
  async function request(method, target, value) {
    // Encoded once: each attempt sends the same body, signed with a nonce of its own.
    const body = value === undefined ? null : JSON.stringify(value);
    for (let tries = 1; ; tries += 1) {
      const answer = await send(method, target, body);
      if (answer.kind === 'done') return answer.body;
      if (answer.kind === 'final' || tries >= attempts) throw answer.error;
      const ceiling = Math.min(MAX_WAIT_MS, FIRST_WAIT_MS * 2 ** (tries - 1));
      if (answer.kind === 'failed') await sleep(answer.waitMs + random() * ceiling);
    }
  }

  return /** @type {any} */ ({
    request,
    get: (/** @type {string} */ target) => request('GET', target),
    post: (/** @type {string} */ path, /** @type {unknown} */ body) => request('POST', path, body),
  });
}

/**
 * Sends one attempt of a request. `again`: the bank's clock was taken over, and it may work now.
 * @param {import('./index.d.ts').Options} options
 */
function createSender({ url, key, timeoutMs = TIMEOUT_MS, fetch: call = fetch, now = Date.now }) {
  /** How far the bank's clock is ahead of ours, once it has refused a time. */
  let aheadMs = 0;

  /** @param {any} body */
  function correctClock(body) {
    if (typeof body?.serverTime !== 'number') return false;
    const before = aheadMs;
    aheadMs = body.serverTime * 1000 - now();
    return Math.abs(aheadMs - before) > CLOCK_STEP_MS;
  }

  /** @param {string} method @param {string} target @param {string | null} body */
  async function exchange(method, target, body) {
    // What is signed is what is sent: a URL rewrites some characters, such as ' in a query.
    const address = new URL(`${url.replace(/\/+$/, '')}${target}`);
    const created = Math.floor((now() + aheadMs) / 1000);
    const sent = { method, target: `${address.pathname}${address.search}`, body };
    const headers = await signatureHeaders(key, sent, { created, nonce: newNonce(now()) });
    const signal = AbortSignal.timeout(timeoutMs);
    const response = await call(address.href, { method, headers, body, signal });
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.includes('json') ?? false;
    return { response, body: isJson ? JSON.parse(text) : text };
  }

  /** @param {string} method @param {string} target @param {string | null} text */
  return async (method, target, text) => {
    try {
      const { response, body } = await exchange(method, target, text);
      if (response.ok && typeof body === 'object' && body !== null)
        return { kind: /** @type {const} */ ('done'), body };
      const error = toError(response.status, body);
      if (response.status === 401 && correctClock(body))
        return { kind: /** @type {const} */ ('again'), error };
      const seconds = Number(response.headers.get('retry-after')) || 0;
      const waitMs = Math.min(seconds * 1000, MAX_RETRY_AFTER_MS);
      if (error instanceof PetbankError && !RETRIED.includes(response.status))
        return { kind: /** @type {const} */ ('final'), error };
      return { kind: /** @type {const} */ ('failed'), error, waitMs };
    } catch (cause) {
      const error = new PetbankUnreachable(`${url} did not answer ${method} ${target}`, { cause });
      return { kind: /** @type {const} */ ('failed'), error, waitMs: 0 };
    }
  };
}

/** @param {number} value @param {number} digits */
const toHex = (value, digits) => value.toString(16).padStart(digits, '0');

/**
 * It begins with the time: the bank's database puts such nonces side by side, and writes one page for many.
 * @param {number} ms
 */
const newNonce = (ms) =>
  toHex(Math.floor(ms), NONCE_TIME_DIGITS) +
  Array.from(crypto.getRandomValues(new Uint8Array(NONCE_RANDOM_BYTES)), (byte) => toHex(byte, 2)).join('');

/** @param {number} status @param {any} body */
function toError(status, body) {
  // Each attempt has a nonce of its own: something on the way sent it twice, and the first was done.
  if (body?.code === 'replayed') return new PetbankUnreachable('Something on the way sent the request twice');
  if (typeof body?.code === 'string') return new PetbankError(body);
  return new PetbankUnreachable(`What answered with status ${status} is no bank`);
}
