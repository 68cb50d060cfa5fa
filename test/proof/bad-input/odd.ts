/** The largest body of an ordinary request, in bytes. */
const LARGEST = 65_536;
/** How many bytes a body may hold, by the contract. */
export const largestBody = (path: string): number => (path === '/teller/report' ? 4 * 2 ** 20 : LARGEST);
const DEEP = 10_000;

const quote = (text: string): string => JSON.stringify(text);
const nested = (open: string, inside: string, close: string): string =>
  `${open.repeat(DEEP)}${inside}${close.repeat(DEEP)}`;

/** JSON values, as they are written, that no field wants, or that only some do. */
export const ODD_VALUES = [
  ...['0', '-1', '-0', '-0.0', '1', '1.0', '1.5', '1e0', '0.1', '1E2', '1e308', '-1e308', '1e400', '-1e400'],
  ...['5e-324', '9007199254740991', '9007199254740992', '9007199254740993', '18446744073709551616'],
  ...['9'.repeat(400), `0.${'0'.repeat(400)}1`, '1000000000000', '1000000000001', '999999999999.5'],
  ...['true', 'false', 'null', '[]', '{}', '[[]]', '[null]', '{"a":{}}', '[1,[2,[3,[4]]]]', '""', '" "'],
  ...['"5"', '"0"', '"-1"', '"true"', '"null"', '"NaN"', '"Infinity"', '"undefined"', '"[object Object]"'],
  ...['"__proto__"', '"constructor"', '"prototype"', '"toString"', '"hasOwnProperty"', '"valueOf"'],
  ...['{"__proto__":{"polluted":true}}', '{"constructor":{"prototype":{"polluted":true}}}'],
  ...['{"toString":1}', '{"valueOf":1}', '{"toJSON":1}', '{"length":1e9}', '{"then":1}', '{"$gt":""}'],
  ...['"\\u0000"', '"\\ud800"', '"\\udc00\\ud800"', '"a\\ud800b"', '"\\ufffe"', '"\\uffff"', '"\\ufeff"'],
  ...[
    '"\\u202eabc"',
    '"\\u200b"',
    '"\\u2066\\u2069"',
    '"\\u001b[2J"',
    '"\\r\\nSet-Cookie: a=b"',
    '"\\u0085"',
  ],
  ...[
    '"😀"',
    '"👨‍👩‍👧‍👦"',
    quote('😀'.repeat(64)),
    quote('é'.repeat(65)),
    '"ｇｏｌｄｅｎ"',
    '"NORMAL"',
    '"Golden"',
  ],
  ...[
    quote("' or 1=1 --"),
    quote('"; drop table bank; --'),
    '"../../etc/passwd"',
    '"<script>alert(1)</script>"',
  ],
  ...['"{{7*7}}"', '"#{7*7}"', '"%00"', '"2026-01-01"', '"2026-02-30T00:00:00Z"', '"0000-01-01T00:00:00Z"'],
  ...['"2026-01-01T24:00:00Z"', '"2026-01-01T23:59:60Z"', '"2026-01-01T00:00:00"', '"2026-01-01t00:00:00z"'],
  ...[
    `"2026-01-01T00:00:00.${'1'.repeat(2000)}Z"`,
    '"0156"',
    '"discord:123456789012345678"',
    '"w-1"',
    '"t-1"',
  ],
  ...[quote('x'.repeat(1000)), quote('x'.repeat(60_000)), quote('x'.repeat(102_400)), nested('[', '', ']')],
  ...[
    nested('{"a":', '1', '}'),
    `[${'1,'.repeat(5000)}1]`,
    `[${'{"id":"Huge Cat"},'.repeat(100)}{"id":"Cat"}]`,
  ],
] as const;

/** Names of fields that no schema has. */
export const ODD_NAMES = [
  ...['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', '__defineGetter__', 'toJSON'],
  ...['x', '', ' ', '0', '-1', 'length', 'nonce', 'by', 'admin', 'seq', 'hash', '\u0000', '\ud800', '😀'],
  ...['gems ', 'Gems', 'GEMS', 'ｇems', 'pets[]', 'pets.0.id', 'robloxUserID', '\u202e', 'a'.repeat(5000)],
] as const;

/** Whole bodies that are no JSON, or none that any endpoint takes. `right` is one that it would take. */
type OddBody = (right: string, largest: number) => string | Uint8Array;
export const ODD_BODIES: readonly [OddBody, ...OddBody[]] = [
  () => '',
  () => ' ',
  () => 'null',
  () => 'true',
  () => '5',
  () => '"text"',
  () => '[]',
  () => '{}',
  () => 'NaN',
  () => 'undefined',
  () => '\u0000',
  () => `{"a":${nested('[', '', ']')}}`,
  () => '['.repeat(LARGEST),
  () => 'x'.repeat(102_400),
  () => 'robloxUserId=156&gems=5',
  () => '<?xml version="1.0"?><gems>5</gems>',
  (right) => `\ufeff${right}`,
  (right) => `[${right}]`,
  (right) => `${right}${right}`,
  (right) => `${right}\n${right}`,
  (right) => right.slice(0, -1),
  (right) => right.slice(0, Math.floor(right.length / 2)),
  (right) => right.slice(1),
  (right) => right.replace(/\}$/, ',}'),
  (right) => right.replaceAll('"', "'"),
  (right) => right.replace('{', '{/* a remark */'),
  (right) => right.replace('{', '{// a remark\n'),
  (right) => right.replace('{', '{,'),
  (right) => right.replace(/:[^,}]*/, ':NaN'),
  (right) => right.replace(/:[^,}]*/, ':Infinity'),
  (right) => right.replace(/:[^,}]*/, ':0x10'),
  (right) => right.replace(/:[^,}]*/, ':010'),
  (right) => right.replace(/:[^,}]*/, ':+1'),
  (right) => right.replace(/:[^,}]*/, ':.5'),
  (right) => right.replace(/:[^,}]*/, ':"\u0001"'),
  (right) => right.replace(/:[^,}]*/, ':"\\x41"'),
  (right) => right.replace(/"(\w+)":/, '$1:'),
  (right) => Buffer.from(right, 'utf16le'),
  (right) => withBytes(right, 0xff),
  (right) => withBytes(right, 0xc0, 0xaf),
  (right) => withBytes(right, 0xe0, 0x80, 0xaf),
  (right) => withBytes(right, 0xed, 0xa0, 0x80),
  (right) => withBytes(right, 0xf4, 0x90, 0x80, 0x80),
  (right) => withBytes(right, 0x80),
  (right) => withBytes(right, 0xe2, 0x82),
  (right, largest) => right.padEnd(largest, ' '),
  (right, largest) => right.padEnd(largest + 1, ' '),
  (right) => `${' \t\r\n'.repeat(100)}${right}`,
];

/**
 * The body with these bytes at the beginning of the first text that is a value, or else of the first name.
 */
function withBytes(right: string, ...bytes: number[]): Uint8Array {
  const value = right.indexOf(':"');
  const at = value === -1 ? right.indexOf('"') + 1 : value + 2;
  return Buffer.concat([Buffer.from(right.slice(0, at)), Buffer.from(bytes), Buffer.from(right.slice(at))]);
}

/** Parameters of a path or a query as they are sent: percent-encoded, or not as they should be. */
export const ODD_PARAMETERS = [
  ...[
    '0',
    '-1',
    '-0',
    '1.5',
    '1e3',
    '01',
    '+1',
    '1+',
    '%2B1',
    '0x10',
    '9007199254740991',
    '9007199254740992',
  ],
  ...[
    '9007199254740993',
    '9'.repeat(15),
    '9'.repeat(16),
    '9'.repeat(17),
    '9'.repeat(400),
    '1e400',
    'NaN',
    'null',
  ],
  ...[
    'true',
    '100',
    '101',
    '999',
    '1000',
    '%31',
    '%31%35%36',
    '%20156',
    '156%20',
    '156%0A',
    '156%00',
    '%00',
    '%',
  ],
  ...[
    '%zz',
    '%ZZ',
    '%1',
    '%C0%AF',
    '%FF',
    '%ED%A0%80',
    '%F0%9F%98%80',
    '%E2%80%AE',
    '%E2%80%8B',
    '%EF%BB%BF',
  ],
  ...[
    '%25%30%30',
    '%2e',
    '%2e%2e',
    '.',
    '..',
    '...',
    '%2F',
    '156%2Finventory',
    '%2e%2e%2F156',
    '%5C',
    '%3F',
    '%23',
  ],
  ...[
    'discord:',
    'discord:1',
    'discord:123456789012345678',
    'discord%3A123456789012345678',
    'Discord:123456789012345678',
  ],
  ...['discord:12345678901234', `discord:${'1'.repeat(22)}`, `discord:${'1'.repeat(23)}`, 'discord:%31'],
  ...['discord:+123456789012345678', 'discord::123456789012345678'],
  ...[
    '__proto__',
    'constructor',
    'prototype',
    'toString',
    'builderman',
    'Builderman',
    '_ab',
    'ab_',
    'a__b',
    'a_b',
  ],
  ...[
    'ab',
    'a'.repeat(20),
    'a'.repeat(21),
    'b%75ilderman',
    'builderman;x=1',
    'builderman,x',
    '(a)',
    '*',
    '~',
    '!',
    '$',
  ],
  ...['@', '=', ':', ';', ',', "'", '%27', '%22', '%3Cscript%3E', 'x'.repeat(4000), '%61'.repeat(1000)],
] as const;

/** Whole queries. `right` is one that the endpoint would take, without its `?`. */
type OddQuery = (right: string) => string;
export const ODD_QUERIES: readonly [OddQuery, ...OddQuery[]] = [
  () => '',
  () => '&',
  () => '=',
  () => '?',
  () => '&&&=&',
  () => '%zz=%zz',
  () => '%00=1',
  () => '__proto__=1',
  () => '__proto__[polluted]=1',
  () => 'constructor.prototype.polluted=1',
  () => 'limit[]=1',
  () => `x=${'y'.repeat(8000)}`,
  () => Array.from({ length: 1000 }, (_, at) => `p${at}=1`).join('&'),
  (right) => `${right}&x=1`,
  (right) => `${right}&`,
  (right) => `&${right}`,
  (right) => `${right}&${right}`,
  (right) => `${right}&limit=1&limit=2`,
  (right) => right.replace('=', '%3D'),
  (right) => right.replace('=', '=='),
  (right) => right.replace('=', '=+'),
  (right) => right.toUpperCase(),
  (right) => right.replaceAll('&', ';'),
  (right) => right.replace(/^./, (first) => `%${first.charCodeAt(0).toString(16)}`),
];
