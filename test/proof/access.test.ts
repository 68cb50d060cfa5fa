import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import { PROBLEMS, type ProblemCode } from '../../src/http/problem-table.ts';
import { findWebAssets } from '../../src/web/assets.ts';
import { PROJECTED, readTables, startBank, type TestBank, withBank } from '../support/bank.ts';
import { documentedEndpoints } from '../support/documented.ts';
import { READER, STAFF, STRANGER, TELLER, type TestKey, WEB } from '../support/keys.ts';
import { type Attempt, type Sent, send, sendSigned } from '../support/send.ts';
import { MATRIX, type Row, type Who } from './access/matrix.ts';
import { rightRequests, setScene } from './access/requests.ts';

setDefaultTimeout(120_000);

const KEYS: { readonly [W in Who]: TestKey | null } = {
  unsigned: null,
  wrong: { ...TELLER, secret: STRANGER.secret },
  unknown: STRANGER,
  teller: TELLER,
  member: WEB,
  read: READER,
  admin: STAFF,
};
test('the table has a row for every endpoint and page, and no other', () => {
  const endpoints = documentedEndpoints().map(({ method, path }) => `${method} ${path}`);
  // Who may do what on the playground, beyond its page, is decided by its own session: see test/playground.
  // So is that of the dashboard and of a member's page: see test/dashboard and test/member.
  const pages = [
    '/',
    '/dashboard',
    '/me',
    '/playground',
    '/values',
    '/proof/history',
    '/problems/frozen',
    '/swagger',
    '/swagger/json',
    ...findWebAssets().map(({ path }) => path),
  ];
  const all = [...endpoints, ...pages.map((path) => `GET ${path}`)];
  expect(MATRIX.map(({ name }) => name).toSorted()).toEqual(all.toSorted());
});

test('no signature is needed just where no scope is, and each key is let in just where its scope is', () => {
  for (const { method, path, scopes } of documentedEndpoints()) {
    const row = MATRIX.find(({ name }) => name === `${method} ${path}`);
    const letIn = row?.statuses.filter(([, status]) => status === 200).map(([who]) => who);
    const expected: readonly string[] = scopes.length === 0 ? Object.keys(KEYS) : scopes;
    expect<readonly string[]>(letIn?.toSorted() ?? []).toEqual(expected.toSorted());
  }
});

/** Those who are let in come last, since what they ask for happens. */
const inOrder = ({ statuses }: Row) => statuses.toSorted(([, left], [, right]) => right - left);

describe('in one bank, from the top of the table down,', () => {
  let bank: TestBank;
  let requests: Readonly<Record<string, Attempt>>;
  beforeAll(async () => {
    bank = await startBank();
    requests = rightRequests(await setScene(bank));
  });
  afterAll(() => bank.end());

  test.each(MATRIX.map((row) => [row.name, row] as const))(
    '%s answers each as the table says; who is refused changes and learns nothing',
    async (name, row) => {
      const attempt = requests[name] ?? { method: row.method, target: row.path };
      const before = readTables(bank.file, PROJECTED);
      for (const [who, status] of inOrder(row)) {
        const answer = await sendAs(bank, KEYS[who], attempt);
        expect({ who, status: answer.status }).toEqual({ who, status });
        if (status === 200) continue;
        expectRefusal(bank, answer, status === 401 ? 'unauthorized' : 'out_of_scope');
        expect(readTables(bank.file, PROJECTED)).toEqual(before);
      }
    },
  );
});

function sendAs(bank: TestBank, key: TestKey | null, attempt: Attempt): Promise<Sent> {
  if (key !== null) return sendSigned(bank, key, attempt, { 'content-type': 'application/json' });
  const { method, target, body } = attempt;
  const headers = { 'content-type': 'application/json' };
  return send(bank, target, { method, headers, ...(body === undefined ? {} : { body }) });
}

/** The words of the code, its own id and, for 401, the time: nothing of anyone. */
function expectRefusal(bank: TestBank, { headers, body }: Sent, code: ProblemCode): void {
  const requestId = headers.get('x-request-id');
  const serverTime = code === 'unauthorized' ? { serverTime: bank.world.at / 1000 } : {};
  expect(body).toEqual({ type: `/problems/${code}`, code, ...PROBLEMS[code], requestId, ...serverTime });
  const usual = [
    'cache-control',
    'connection',
    'content-length',
    'content-type',
    'date',
    'vary',
    'www-authenticate',
    'x-request-id',
  ];
  expect([...headers.keys()].filter((name) => !usual.includes(name))).toEqual([]);
}

test('no other method and no other spelling of a path leads past the signature', async () => {
  await withBank({}, async (bank) => {
    const before = readTables(bank.file, PROJECTED);
    const opened: string[] = [];
    for (const { path, statuses, method } of MATRIX.filter(isSigned)) {
      for (const target of spellings(path.replace('{id}', '156'))) {
        for (const other of ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']) {
          const { status } = await send(bank, target, { method: other });
          if (status !== 401 && status !== 404)
            opened.push(`${other} ${target}: ${status} (${method} ${statuses})`);
        }
      }
    }
    expect(opened).toEqual([]);
    expect(readTables(bank.file, PROJECTED)).toEqual(before);
  });
});

const isSigned = ({ statuses }: Row): boolean =>
  statuses.some(([who, status]) => who === 'unsigned' && status === 401);

function spellings(path: string): string[] {
  const [, first = '', ...rest] = path.split('/');
  return [
    path,
    `${path}/`,
    `${path}?`,
    `${path}%00`,
    `${path};open`,
    `/${path}`,
    `/health/..${path}`,
    `/health/%2e%2e${path}`,
    path.toUpperCase(),
    `/%${first.charCodeAt(0).toString(16)}${first.slice(1)}/${rest.join('/')}`,
  ];
}

const STRONG = 'pbsk_3kT9wQzR5xVnB7mLpC2dHfJ8gYsA4eU6';

test.each([
  ['a live Roblox', { ROBLOX: 'live' }, 404],
  ['production', { NODE_ENV: 'production', API_KEYS: `web:${STRONG}:member` }, 404],
  [
    'production, where it is enabled on this machine alone',
    { NODE_ENV: 'production', API_KEYS: '', ROBLOX: 'sandbox' },
    200,
  ],
])('with %s, the sandbox is there or not', async (_, environment, status) => {
  await withBank(environment, async (bank) => {
    const edit = { method: 'PUT', headers: { 'content-type': 'application/json' }, body: '{"id":5}' };
    const put = await send(bank, '/sandbox/roblox/users/builderman', edit);
    const got = await send(bank, '/sandbox/roblox/users/builderman');
    expect([put.status, got.status]).toEqual([status, status]);
    if (status === 404) expectRefusal(bank, got, 'not_found');
    const document = await send(bank, '/swagger/json');
    expect(document.text.includes('/sandbox/')).toBe(status === 200);
  });
});
