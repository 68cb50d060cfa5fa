import { afterAll, beforeAll, expect, test } from 'bun:test';
import { startBank, type TestBank } from '../support/bank.ts';
import { CHECK, digestOf, type Forgery, forge, type UsualParameters } from '../support/forge.ts';
import { READER, STRANGER, TELLER } from '../support/keys.ts';
import { type Sent, send } from '../support/send.ts';

let bank: TestBank;
beforeAll(async () => {
  bank = await startBank();
});
afterAll(() => bank.end());

function sendForged(forgery: Forgery): Promise<Sent> {
  const { target, init } = forge(forgery, bank.world.at / 1000);
  return send(bank, target, init);
}

const inventory: Forgery = { method: 'GET', target: '/user/156/inventory', body: null };
const parameters = (write: (usual: UsualParameters) => string): Forgery => ({ parameters: write });

test.each<[string, Forgery]>([
  ['a POST with a body', {}],
  ['a GET without a query', inventory],
  ['a GET with a query', { ...inventory, target: '/user/156/transactions?limit=1' }],
  ['a GET with an empty query', { ...inventory, target: '/user/156/inventory?' }],
  ['a path with percent signs, signed as it is sent', { ...inventory, target: '/user/%31%35%36/inventory' }],
  ['a colon sent as %3A', { ...inventory, target: '/user/discord%3A1/inventory' }],
])('what the profile allows gets past the signature: %s', async (_name, forgery) => {
  expect([200, 422]).toContain((await sendForged(forgery)).status);
});

const FORGERIES: [string, Forgery][] = [
  ['no signature at all', { write: () => ({ input: '', signature: '' }) }],
  ['no Signature', { write: ({ input }) => ({ input, signature: '' }) }],
  ['no Signature-Input', { write: ({ signature }) => ({ input: '', signature }) }],
  ['nonsense for Signature-Input', { write: ({ signature }) => ({ input: '"(;=', signature }) }],
  ['another label', { label: 'sig1' }],
  [
    'two signatures',
    { write: (written) => ({ input: twice(written.input), signature: twice(written.signature) }) },
  ],
  [
    'the same signature twice',
    { write: ({ input, signature }) => ({ input, signature: `${signature}, ${signature}` }) },
  ],
  [
    'a parameter behind the signature',
    { write: (written) => ({ ...written, signature: `${written.signature};v=1` }) },
  ],
  [
    'a space where there is none',
    { write: ({ input, signature }) => ({ input: input.replace(' ', '  '), signature }) },
  ],
  [
    'a signature spelt with other base64',
    { write: (written) => ({ ...written, signature: respell(written.signature) }) },
  ],
  [
    'a signature with no padding',
    { write: (written) => ({ ...written, signature: written.signature.replace('=:', ':') }) },
  ],
  [
    'half a signature',
    { write: (written) => ({ ...written, signature: `${written.signature.slice(0, 28)}:` }) },
  ],

  ['an unknown key', { key: STRANGER }],
  ['the secret of another key', { key: { ...TELLER, secret: READER.secret } }],
  ['a key called __proto__', { key: { ...TELLER, id: '__proto__' } }],

  ['the components in another order', { components: ['"@path"', '"@method"', '"content-digest"'] }],
  ['a list in another order than what is covered', { listed: ['"@path"', '"@method"', '"content-digest"'] }],
  ['a list that names less than is covered', { listed: ['"@method"', '"@path"'] }],
  ['no @method', { components: ['"@path"', '"content-digest"'] }],
  ['no @path', { components: ['"@method"', '"content-digest"'] }],
  ['a body that is not covered', { components: ['"@method"', '"@path"'] }],
  ['one component more', { components: ['"@method"', '"@path"', '"content-digest"', '"content-type"'] }],
  ['a component twice', { components: ['"@method"', '"@path"', '"@path"', '"content-digest"'] }],
  ['a component with a parameter', { components: ['"@method"', '"@path";req', '"content-digest"'] }],
  ['no component', { components: [] }],
  ['@query where there is no query', { ...inventory, components: ['"@method"', '"@path"', '"@query"'] }],
  [
    'no @query where there is one',
    { ...inventory, target: '/user/156/inventory?x=1', components: ['"@method"', '"@path"'] },
  ],
  [
    'no @query where the query is empty',
    { ...inventory, target: '/user/156/inventory?', components: ['"@method"', '"@path"'] },
  ],

  [
    'the parameters in another order',
    parameters(({ created, nonce, keyid, alg }) => nonce + created + keyid + alg),
  ],
  [
    'one parameter more',
    parameters(({ created, nonce, keyid, alg }) => `${created}${nonce}${keyid}${alg};tag="x"`),
  ],
  [
    'an end',
    parameters(({ created, nonce, keyid, alg }) => `${created};expires=9999999999${nonce}${keyid}${alg}`),
  ],
  ['no created', parameters(({ nonce, keyid, alg }) => nonce + keyid + alg)],
  ['no nonce', parameters(({ created, keyid, alg }) => created + keyid + alg)],
  ['no keyid', parameters(({ created, nonce, alg }) => created + nonce + alg)],
  ['no alg', parameters(({ created, nonce, keyid }) => created + nonce + keyid)],
  ['another alg', parameters(({ created, nonce, keyid }) => `${created}${nonce}${keyid};alg="hmac-sha512"`)],
  [
    'alg in capitals',
    parameters(({ created, nonce, keyid }) => `${created}${nonce}${keyid};alg="HMAC-SHA256"`),
  ],
  ['alg as a token', parameters(({ created, nonce, keyid }) => `${created}${nonce}${keyid};alg=hmac-sha256`)],
  [
    'a time with a fraction',
    parameters(({ created, nonce, keyid, alg }) => `${created}.0${nonce}${keyid}${alg}`),
  ],
  [
    'a time as text',
    parameters(({ created, nonce, keyid, alg }) => `${created.replace('=', '="')}"${nonce}${keyid}${alg}`),
  ],
  ['a time below zero', parameters(({ nonce, keyid, alg }) => `;created=-1${nonce}${keyid}${alg}`)],
  ['a nonce of 15 characters', parameters(withNonce('a'.repeat(15)))],
  ['a nonce of 65 characters', parameters(withNonce('a'.repeat(65)))],
  ['a nonce with a space', parameters(withNonce('0123456789abcde f'))],

  ['no Content-Digest', { digest: null }],
  [
    'a Content-Digest that is covered and is not there',
    { digest: null, components: ['"@method"', '"@path"', '"content-digest"'] },
  ],
  [
    'a Content-Digest that is not covered',
    { ...inventory, digest: digestOf(''), components: ['"@method"', '"@path"'] },
  ],
  ['the digest of another body', { digest: digestOf('{}') }],
  ['a body changed under its digest', { body: CHECK.replace('1}', '2}'), digest: digestOf(CHECK) }],
  ['a digest by another algorithm', { digest: sha512(CHECK) }],
  ['two digests', { digest: `${digestOf(CHECK)}, ${sha512(CHECK)}` }],
  ['a digest in capitals', { digest: digestOf(CHECK).replace('sha', 'SHA') }],
  ['a digest spelt with other base64', { digest: respell(digestOf(CHECK)) }],
  ['a digest with no padding', { digest: digestOf(CHECK).replace('=:', ':') }],
  ['a digest of no body', { ...inventory, digest: digestOf('') }],
];

test.each(FORGERIES)(
  'the signature does not hold with %s, and the answer does not say why',
  async (_, forgery) => {
    const unsigned = await send(bank, '/deposit/check', { method: 'POST', body: 'x' });
    const answer = await sendForged(forgery);
    expect(answer.status).toBe(401);
    expect(withoutIds(answer)).toEqual(withoutIds(unsigned));
    expect(answer.body).toMatchObject({ serverTime: bank.world.at / 1000 });
  },
);

test('the shortest and the longest nonce are accepted', async () => {
  for (const length of [16, 64]) {
    const write = withNonce('_-aZ0123456789'.padEnd(length, 'z'));
    expect((await sendForged({ parameters: write })).status).toBe(200);
  }
});

/** The answer with the request's id taken out: byte for byte what remains the same. */
function withoutIds({ status, headers, text }: Sent): unknown {
  const id = headers.get('x-request-id') ?? 'none';
  const others = [...headers].filter(([name]) => name !== 'x-request-id' && name !== 'date');
  return { status, headers: others, text: text.replaceAll(id, 'id') };
}

function withNonce(nonce: string): (usual: UsualParameters) => string {
  return ({ created, keyid, alg }) => `${created};nonce="${nonce}"${keyid}${alg}`;
}

const twice = (field: string): string => `${field}, ${field.replace('bank=', 'other=')}`;

/** The same bytes in other base64: the last digit before `=` holds bits that mean nothing. */
function respell(field: string): string {
  const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
  return field.replace(/(.)=:$/, (_, digit: string) => `${digits[digits.indexOf(digit) + 1]}=:`);
}

function sha512(text: string): string {
  return `sha-512=:${new Bun.CryptoHasher('sha512').update(text).digest('base64')}:`;
}
