import { beforeAll, describe, expect, test } from 'bun:test';
import { createHash, createHmac, randomBytes } from 'node:crypto';
import type { LuauFunction } from '../../src/simulate/luau.ts';
import { TELLER } from '../support/keys.ts';
import { loadLuau } from './luau.ts';

/** Bytes are passed in hexadecimal: a byte of zero ends a text on its way into Luau. */
const TEXT = `
local Base64, Hmac, Json = load("src/Base64"), load("src/Hmac"), load("fake/Json")
local Sha256, Signer = load("src/Sha256"), load("src/Signer")
local function unhex(text)
	return (string.gsub(text, "%x%x", function(digits) return string.char(tonumber(digits, 16)) end))
end
local function hex(bytes)
	return (string.gsub(bytes, ".", function(byte) return string.format("%02x", string.byte(byte)) end))
end
local functions = {
	millionTimesA = function() return hex(Sha256.digest(string.rep("a", 1000000))) end,
	sha256 = function(message) return hex(Sha256.digest(unhex(message))) end,
	hmac = function(key, message) return hex(Hmac.sha256(unhex(key), unhex(message), Sha256.digest)) end,
	base64 = function(bytes) return Base64.encode(unhex(bytes)) end,
	headers = function(json)
		local given = Json.decode(json)
		return Json.encode(Signer.headers(given.key, given.message, given.attempt, Sha256.digest))
	end,
}
return function(name, ...) return functions[name](...) end`;

let call: LuauFunction;
beforeAll(async () => {
  call = await loadLuau(['fake/Json', 'src/Base64', 'src/Hmac', 'src/Sha256', 'src/Signer'], TEXT);
});

/** A million letters take two seconds, and more on a busy machine. */
const SLOW_MS = 120_000;
const toHex = (text: string | Uint8Array): string => Buffer.from(text).toString('hex');
const lengths = [0, 1, 2, 3, 54, 55, 56, 57, 63, 64, 65, 118, 119, 120, 127, 128, 129, 1_000];

describe('SHA-256 in plain Luau', () => {
  // FIPS 180-2, appendix B, and the examples that NIST publishes beside it.
  test.each([
    ['', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
    ['abc', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
    [
      'abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq',
      '248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1',
    ],
    [
      'abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu',
      'cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1',
    ],
  ])('has the digest that NIST publishes for %.20s', async (message, digest) => {
    expect(await call('sha256', toHex(message))).toBe(digest);
  });

  test(
    'has the digest that NIST publishes for a million times the letter a',
    async () => {
      const digest = 'cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0';
      expect(await call('millionTimesA')).toBe(digest);
    },
    SLOW_MS,
  );

  test("agrees with Node's on every length around its blocks", async () => {
    for (const length of lengths) {
      const message = randomBytes(length);
      expect(await call('sha256', toHex(message))).toBe(createHash('sha256').update(message).digest('hex'));
    }
  });
});

describe('HMAC-SHA-256', () => {
  // RFC 4231, section 4: key, data and HMAC. Case 5 is cut to 128 bits there.
  test.each([
    [
      '1',
      '0b'.repeat(20),
      toHex('Hi There'),
      'b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7',
    ],
    [
      '2',
      toHex('Jefe'),
      toHex('what do ya want for nothing?'),
      '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
    ],
    [
      '3',
      'aa'.repeat(20),
      'dd'.repeat(50),
      '773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe',
    ],
    [
      '4',
      '0102030405060708090a0b0c0d0e0f10111213141516171819',
      'cd'.repeat(50),
      '82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b',
    ],
    ['5', '0c'.repeat(20), toHex('Test With Truncation'), 'a3b6167473100ee06e0c796c2955552b'],
    [
      '6',
      'aa'.repeat(131),
      toHex('Test Using Larger Than Block-Size Key - Hash Key First'),
      '60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54',
    ],
    [
      '7',
      'aa'.repeat(131),
      toHex(
        'This is a test using a larger than block-size key and a larger than block-size data. The key ' +
          'needs to be hashed before being used by the HMAC algorithm.',
      ),
      '9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2',
    ],
  ])('has the value that RFC 4231 publishes for case %s', async (_name, key, data, code) => {
    expect(String(await call('hmac', key, data)).slice(0, code.length)).toBe(code);
  });

  test("agrees with Node's on every length of a key around its block", async () => {
    for (const length of lengths) {
      const key = randomBytes(length);
      const code = createHmac('sha256', key).update('message').digest('hex');
      expect(await call('hmac', toHex(key), toHex('message'))).toBe(code);
    }
  });
});

// RFC 4648, section 10.
test.each([
  ['', ''],
  ['f', 'Zg=='],
  ['fo', 'Zm8='],
  ['foo', 'Zm9v'],
  ['foob', 'Zm9vYg=='],
  ['fooba', 'Zm9vYmE='],
  ['foobar', 'Zm9vYmFy'],
])('the Base64 of "%s" is "%s"', async (bytes, text) => {
  expect(await call('base64', toHex(bytes))).toBe(text);
});

describe("the contract's signatures", () => {
  const key = { id: TELLER.id, secret: TELLER.secret };
  const created = 1_700_000_000;
  const body =
    '{"tradeId":"T-42","robloxUserId":156,"pets":[{"id":"Huge ' +
    'Cat","variant":"golden","quantity":2}],"gems":1000}';

  test.each([
    {
      message: { method: 'POST', target: '/deposit/complete', body },
      nonce: 'f3b1c2d4e5f60718293a4b5c6d7e8f90',
      headers: {
        'Content-Type': 'application/json',
        'Content-Digest': 'sha-256=:6Uza16FxBQPq1/sna5OMX5zHxo0zekdeOjomLM0mN0w=:',
        'Signature-Input':
          'bank=("@method" "@path" ' +
          '"content-digest");created=1700000000;nonce="f3b1c2d4e5f60718293a4b5c6d7e8f90";keyid="teller-1";alg="hmac-sha256"',
        Signature: 'bank=:KwQ2zDLbQNAe5JGmJNuaGuu69tlA+EZJ1Zajqqu0nns=:',
      },
    },
    {
      message: { method: 'GET', target: '/user/156/transactions?limit=20' },
      nonce: 'f3b1c2d4e5f60718293a4b5c6d7e8f91',
      headers: {
        'Signature-Input':
          'bank=("@method" "@path" ' +
          '"@query");created=1700000000;nonce="f3b1c2d4e5f60718293a4b5c6d7e8f91";keyid="teller-1";alg="hmac-sha256"',
        Signature: 'bank=:U71vjU97ULWgAi5xM32os9Pe1QzUilp5K70jyJOYttY=:',
      },
    },
  ])('are those of $message.method $message.target', async ({ message, nonce, headers }) => {
    const given = JSON.stringify({ key, message, attempt: { created, nonce } });
    expect(JSON.parse(String(await call('headers', given)))).toEqual(headers);
  });
});
