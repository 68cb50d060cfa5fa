import { chunk, DEPOSIT, HIDDEN, LAST_CHUNK, type SignedDeposit } from './smuggle.ts';

/** What is sent in one go on a connection of its own. */
export interface BadBytes {
  readonly name: string;
  /**
   * The statuses of all answers until the connection ends, which is at once; or it waits for more. Those
   * without a problem's body are Bun's own, from before our code: none of these requests ever reaches it.
   */
  readonly answers: readonly number[] | 'waits';
  readonly bytes: (deposit: SignedDeposit) => string | Uint8Array;
}

const LIVEZ = 'GET /livez HTTP/1.1\r\nHost: bank\r\n';
const CHUNKED = 'Transfer-Encoding: chunked\r\n';
const CLOSE = 'Connection: close\r\n';
const get =
  (lines: string): BadBytes['bytes'] =>
  () =>
    `${LIVEZ}${CLOSE}${lines}\r\n`;
const raw =
  (text: string): BadBytes['bytes'] =>
  () =>
    text;
/** A signed deposit whose framing is replaced. */
const framed =
  (frame: (deposit: SignedDeposit) => { lines: string; body: string }): BadBytes['bytes'] =>
  (deposit) => {
    const { lines, body } = frame(deposit);
    return `${DEPOSIT}${CLOSE}${deposit.lines}${lines}\r\n${body}`;
  };
const twice = (name: string): BadBytes['bytes'] =>
  framed(({ lines, length, body }) => {
    const line = new RegExp(`^${name}:.*\r\n`, 'im').exec(lines)?.[0] ?? '';
    return { lines: `${length}${line}`, body };
  });

const HEADERS: readonly BadBytes[] = [
  {
    name: '200 headers',
    answers: [431],
    bytes: get(Array.from({ length: 200 }, (_, at) => `X-${at}: 1\r\n`).join('')),
  },
  { name: 'a header of 16 KiB', answers: [431], bytes: get(`X-Long: ${'x'.repeat(16_384)}\r\n`) },
  { name: 'a header of 1 MiB', answers: [431], bytes: get(`X-Long: ${'x'.repeat(1_048_576)}\r\n`) },
  {
    name: 'a query of 20 KiB',
    answers: [431],
    bytes: raw(`GET /livez?${'x'.repeat(20_000)} HTTP/1.1\r\nHost: bank\r\n\r\n`),
  },
  { name: 'no Host', answers: [400], bytes: raw('GET /livez HTTP/1.1\r\nConnection: close\r\n\r\n') },
  { name: 'two Hosts', answers: [400], bytes: get('Host: other\r\n') },
  { name: 'a folded header', answers: [400], bytes: get('X-Folded: one\r\n two\r\n') },
  { name: 'a space before the colon', answers: [400], bytes: get('X-Space : 1\r\n') },
  { name: 'a header without a name', answers: [400], bytes: get(': 1\r\n') },
  { name: 'a header without a colon', answers: [400], bytes: get('nonsense\r\n') },
  { name: 'a NUL in a header', answers: [400], bytes: get('X-Nul: a\u0000b\r\n') },
  {
    name: 'a NUL in the path',
    answers: [505],
    bytes: raw('GET /li\u0000vez HTTP/1.1\r\nHost: bank\r\n\r\n'),
  },
  { name: 'a bare CR in a header', answers: [400], bytes: get('X-Cr: a\rX-Other: b\r\n') },
  {
    name: 'bare line feeds',
    answers: [505],
    bytes: raw('GET /livez HTTP/1.1\nHost: bank\nConnection: close\n\n'),
  },
  { name: 'bytes above 127 in a header', answers: [200], bytes: get('X-High: \u00e9\u00ff\r\n') },
];

const LINES: readonly BadBytes[] = [
  { name: 'HTTP/1.0', answers: [200], bytes: raw('GET /livez HTTP/1.0\r\nHost: bank\r\n\r\n') },
  { name: 'HTTP/0.9', answers: [505], bytes: raw('GET /livez\r\n\r\n') },
  { name: 'HTTP/3.7', answers: [505], bytes: raw('GET /livez HTTP/3.7\r\nHost: bank\r\n\r\n') },
  { name: 'HTTP/2', answers: [400], bytes: raw('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n') },
  { name: 'TLS', answers: [400], bytes: () => Buffer.from('16030100a5010000a10303', 'hex') },
  {
    name: 'TLS and more',
    answers: [400],
    bytes: () => Buffer.concat([Buffer.from('1603010200', 'hex'), Buffer.alloc(512, 1)]),
  },
  {
    name: 'an absolute target',
    answers: [200],
    bytes: raw(`GET http://bank/livez HTTP/1.1\r\nHost: bank\r\n${CLOSE}\r\n`),
  },
  { name: 'OPTIONS *', answers: [400], bytes: raw(`OPTIONS * HTTP/1.1\r\nHost: bank\r\n${CLOSE}\r\n`) },
  { name: 'CONNECT', answers: [404], bytes: raw(`CONNECT bank:443 HTTP/1.1\r\nHost: bank\r\n${CLOSE}\r\n`) },
  { name: 'TRACE', answers: [404], bytes: raw(`TRACE /livez HTTP/1.1\r\nHost: bank\r\n${CLOSE}\r\n`) },
  // Bun hangs up on methods that it doesn't know.
  {
    name: 'an unknown method',
    answers: [],
    bytes: raw(`BREW /livez HTTP/1.1\r\nHost: bank\r\n${CLOSE}\r\n`),
  },
  {
    name: 'a method in small letters',
    answers: [],
    bytes: raw(`get /livez HTTP/1.1\r\nHost: bank\r\n${CLOSE}\r\n`),
  },
  {
    name: 'an upgrade',
    answers: [200],
    bytes: get('Upgrade: websocket\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n'),
  },
  {
    name: 'an upgrade to h2c',
    answers: [200],
    bytes: get('Upgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__\r\n'),
  },
  { name: 'a megabyte of nothing', answers: [400], bytes: () => Buffer.alloc(1_048_576) },
  { name: 'empty lines and no request', answers: [400], bytes: raw('\r\n'.repeat(1_000)) },
];

const FRAMES: readonly BadBytes[] = [
  {
    name: 'a length that is too long',
    answers: 'waits',
    bytes: framed(({ body }) => ({ lines: `Content-Length: ${body.length + 9}\r\n`, body })),
  },
  {
    name: 'a length that is too short',
    answers: [401],
    bytes: framed(({ body }) => ({ lines: `Content-Length: ${body.length - 1}\r\n`, body })),
  },
  {
    name: 'a negative length',
    answers: [400],
    bytes: framed(({ body }) => ({ lines: 'Content-Length: -1\r\n', body })),
  },
  {
    name: 'a length in hexadecimal',
    answers: [400],
    bytes: framed(({ body }) => ({ lines: `Content-Length: 0x${body.length.toString(16)}\r\n`, body })),
  },
  {
    name: 'a length with a plus',
    answers: [400],
    bytes: framed(({ body }) => ({ lines: `Content-Length: +${body.length}\r\n`, body })),
  },
  {
    name: 'a length of 2^64 and more',
    answers: [400],
    bytes: framed(({ body }) => ({ lines: `Content-Length: ${2n ** 64n + BigInt(body.length)}\r\n`, body })),
  },
  {
    name: 'two different lengths',
    answers: [400],
    bytes: framed(({ length, body }) => ({ lines: `Content-Length: 0\r\n${length}`, body })),
  },
  {
    name: 'two different lengths, the other way round',
    answers: [400],
    bytes: framed(({ length, body }) => ({ lines: `${length}Content-Length: 0\r\n`, body })),
  },
  {
    name: 'a list of lengths',
    answers: [400],
    bytes: framed(({ body }) => ({ lines: `Content-Length: ${body.length}, 0\r\n`, body })),
  },
  {
    name: 'a length and no body',
    answers: 'waits',
    bytes: framed(({ length }) => ({ lines: length, body: '' })),
  },
  { name: 'no length', answers: [401], bytes: framed(({ body }) => ({ lines: '', body })) },
  {
    name: 'a length beside chunks (CL.TE)',
    answers: [400],
    bytes: framed(({ length, body }) => ({
      lines: `${length}${CHUNKED}`,
      body: `${LAST_CHUNK}${body}${HIDDEN}`,
    })),
  },
  {
    name: 'chunks beside a length (TE.CL)',
    answers: [400],
    bytes: framed(({ body }) => ({
      lines: `${CHUNKED}Content-Length: 4\r\n`,
      body: `${chunk(`${body}${HIDDEN}`)}${LAST_CHUNK}`,
    })),
  },
  {
    name: 'chunks under another name',
    answers: [400],
    bytes: framed(({ length, body }) => ({
      lines: `${length}Transfer-Encoding: xchunked\r\n`,
      body: `${body}${HIDDEN}`,
    })),
  },
  {
    name: 'chunks twice',
    answers: [400],
    bytes: framed(({ body }) => ({
      lines: `Transfer-Encoding: chunked, identity\r\n`,
      body: `${chunk(`${body} `)}${LAST_CHUNK}`,
    })),
  },
  {
    name: 'chunks after a vertical tab',
    answers: [400],
    bytes: framed(({ length, body }) => ({
      lines: `${length}Transfer-Encoding:\u000bchunked\r\n`,
      body: `${LAST_CHUNK}${body}${HIDDEN}`,
    })),
  },
  {
    name: 'a chunk of a nonsense length',
    answers: [400],
    bytes: framed(({ body }) => ({ lines: CHUNKED, body: `zz\r\n${body}\r\n${LAST_CHUNK}` })),
  },
  {
    name: 'a chunk of a negative length',
    answers: [400],
    bytes: framed(({ body }) => ({ lines: CHUNKED, body: `-5\r\n${body}\r\n${LAST_CHUNK}` })),
  },
  {
    name: 'a chunk of a huge length',
    answers: [400],
    bytes: framed(({ body }) => ({ lines: CHUNKED, body: `ffffffffffffffffff\r\n${body}` })),
  },
  {
    name: 'a chunk longer than it says',
    answers: [400],
    bytes: framed(({ body }) => ({ lines: CHUNKED, body: `5\r\n${body}\r\n${LAST_CHUNK}` })),
  },
  {
    name: 'a flood of chunk extensions',
    answers: [413],
    bytes: framed(({ body }) => ({
      lines: CHUNKED,
      body: `${body.length.toString(16)};${'x'.repeat(100_000)}\r\n${body}\r\n${LAST_CHUNK}`,
    })),
  },
  {
    name: 'chunks without an end',
    answers: 'waits',
    bytes: framed(({ body }) => ({ lines: CHUNKED, body: chunk(body) })),
  },
  // Bun knows no trailers: it reads them as the next request, and ends the connection.
  {
    name: 'trailers that are headers',
    answers: [401, 400],
    bytes: framed(({ body }) => ({
      lines: CHUNKED,
      body: `${chunk(`${body} `)}0\r\nContent-Length: 5\r\n\r\n`,
    })),
  },
  {
    name: 'a request in the body',
    answers: [401],
    bytes: framed(({ body }) => ({
      lines: `Content-Length: ${body.length + HIDDEN.length}\r\n`,
      body: `${body}${HIDDEN}`,
    })),
  },
  {
    name: 'a request in the body of a GET',
    answers: [200],
    bytes: raw(`${LIVEZ}${CLOSE}Content-Length: ${HIDDEN.length}\r\n\r\n${HIDDEN}`),
  },
  {
    name: 'a request in the body of a GET, in chunks',
    answers: [200],
    bytes: raw(`${LIVEZ}${CLOSE}${CHUNKED}\r\n${chunk(HIDDEN)}${LAST_CHUNK}`),
  },
];

const SIGNATURES: readonly BadBytes[] = [
  ...['signature', 'signature-input', 'content-digest', 'content-type'].map((name) => ({
    name: `${name} twice`,
    answers: [name === 'content-type' ? 415 : 401],
    bytes: twice(name),
  })),
  {
    name: 'gzip',
    answers: [401],
    bytes: framed(({ body }) => ({
      lines: `Content-Encoding: gzip\r\nContent-Length: ${body.length}\r\n`,
      body: body.toUpperCase(),
    })),
  },
  {
    name: 'a body that is gzip of the signed one',
    answers: [401],
    bytes: ({ lines, body }) => {
      const packed = Bun.gzipSync(body);
      const encoding = `Content-Encoding: gzip\r\nContent-Length: ${packed.length}\r\n`;
      const head = `${DEPOSIT}${CLOSE}${lines}${encoding}\r\n`;
      return Buffer.concat([Buffer.from(head), packed]);
    },
  },
];

export const BAD_BYTES: readonly BadBytes[] = [...HEADERS, ...LINES, ...FRAMES, ...SIGNATURES];
