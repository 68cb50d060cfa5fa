import { beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import type { LuauFunction } from '../../src/simulate/luau.ts';
import { withBank } from '../support/bank.ts';
import { TELLER } from '../support/keys.ts';
import { CAT, MEMBER, reachClaim } from '../support/scenes.ts';
import { loadLuau } from './luau.ts';

/** A bank that starts and ends takes a while on a busy machine. */
setDefaultTimeout(30_000);

/**
 * Asks, of a bank that gives these answers in turn; says what was sent, how long it waited and what came of
 * it.
 */
const TEXT = `
local Client, Json, Sha256 = load("src/Client"), load("fake/Json"), load("src/Sha256")
return function(json)
	local given = Json.decode(json)
	local now, sent, waits = given.now, {}, {}
	local client = Client.new({
		url = "http://bank.test",
		key = given.key,
		http = function(request)
			table.insert(sent, request)
			local answer = given.answers[#sent]
			if answer.fault then error(answer.fault) end
			return { StatusCode = answer.status, Headers = answer.headers or {}, Body = answer.body }
		end,
		encode = Json.encode,
		decode = Json.decode,
		hash = Sha256.digest,
		now = function() return now end,
		sleep = function(seconds)
			table.insert(waits, seconds)
			now += seconds
		end,
		random = function() return given.chance end,
		newNonce = function() return given.nonce .. (#sent + 1) end,
	})
	local answer
	for _ = 1, given.times do
		answer = client[given.method](client, table.unpack(given.arguments))
	end
	return Json.encode({ answer = answer, sent = sent, waits = waits, time = client:time() })
end`;

let call: LuauFunction;
beforeAll(async () => {
  call = await loadLuau(['fake/Json', 'src/Client', 'src/Sha256'], TEXT);
});

const NOW = 1_700_000_000;
interface GivenAnswer {
  readonly status?: number;
  readonly headers?: Record<string, string>;
  readonly body?: string;
  readonly fault?: string;
}
interface Asked {
  readonly answer: { readonly kind: string; readonly code?: string; readonly detail?: string };
  readonly sent: readonly {
    readonly Url: string;
    readonly Method: string;
    readonly Headers: Record<string, string>;
    readonly Body?: string;
  }[];
  readonly waits: readonly number[];
  readonly time: number;
}

async function ask(answers: readonly GivenAnswer[], more: object = {}): Promise<Asked> {
  const key = { id: TELLER.id, secret: TELLER.secret };
  const asked = { method: 'call', arguments: ['POST', '/teller/report', { gems: 1 }] };
  const given = {
    answers,
    key,
    now: NOW,
    chance: 1,
    times: 1,
    nonce: `${crypto.randomUUID()}-`,
    ...asked,
    ...more,
  };
  return JSON.parse(String(await call(JSON.stringify(given))));
}

const ok: GivenAnswer = { status: 200, body: '{"halted":false}' };
const problem = (status: number, code: string, more: object = {}): GivenAnswer => ({
  status,
  body: JSON.stringify({ code, detail: 'so', ...more }),
});
const inputOf = ({ Headers }: Asked['sent'][number]): string => Headers['Signature-Input'] ?? '';

describe('a question', () => {
  test.each<[string, GivenAnswer]>([
    ['no answer', { fault: 'HttpError: Timedout' }],
    ['something between that is no bank', { status: 502, body: '<html>' }],
    ['an answer that is cut off', { status: 200, body: '{"halted":' }],
    ['storage_unavailable', problem(503, 'storage_unavailable')],
    ['internal', problem(500, 'internal')],
    ['rate_limited', problem(429, 'rate_limited')],
    ['replayed', problem(409, 'replayed')],
  ])('is asked again after: %s', async (_what, first) => {
    const { answer, sent } = await ask([first, ok]);
    expect(answer.kind).toBe('answered');
    expect(sent).toHaveLength(2);
  });

  test('is asked again with the same body, a new nonce and a new time', async () => {
    const { sent } = await ask([{ fault: 'gone' }, ok], { chance: 1 });
    expect(sent.map(({ Body }) => Body)).toEqual(['{"gems":1}', '{"gems":1}']);
    expect(sent.map((one) => /nonce="[^"]*-(\d)"/.exec(inputOf(one))?.[1])).toEqual(['1', '2']);
    expect(new Set(sent.map(({ Headers }) => Headers.Signature)).size).toBe(2);
  });

  test.each(['withdrawal_not_found', 'request_reused', 'lease_lost', 'halted', 'invalid', 'out_of_scope'])(
    'that is refused as %s is not asked again',
    async (code) => {
      const { answer, sent } = await ask([problem(409, code)]);
      expect(answer).toEqual({ kind: 'refused', code, detail: 'so' });
      expect(sent).toHaveLength(1);
    },
  );

  test('ends in silence after five attempts, with waits that double and are bounded', async () => {
    const gone = { fault: 'gone' };
    const { answer, waits } = await ask([gone, gone, gone, gone, gone]);
    expect(answer.kind).toBe('silent');
    expect(waits).toEqual([0.5, 1, 2, 4]);
    expect((await ask([gone, ok], { chance: 0.25 })).waits).toEqual([0.125]);
  });

  test('waits as long as the bank says', async () => {
    const busy = { ...problem(503, 'storage_unavailable'), headers: { 'retry-after': '7' } };
    expect((await ask([busy, ok], { chance: 0 })).waits).toEqual([7]);
    expect((await ask([{ ...busy, headers: { 'Retry-After': '7' } }, ok], { chance: 0 })).waits).toEqual([7]);
  });
});

describe('the clock', () => {
  test("is mended by the bank's", async () => {
    const { answer, sent, time } = await ask(
      [problem(401, 'unauthorized', { serverTime: NOW + 5_000 }), ok],
      {
        chance: 0,
      },
    );
    expect(answer.kind).toBe('answered');
    expect(sent.map((one) => /created=(\d+)/.exec(inputOf(one))?.[1])).toEqual([
      String(NOW),
      String(NOW + 5_000),
    ]);
    expect(time).toBe(NOW + 5_000);
  });

  const on = (seconds: number): GivenAnswer => ({
    ...ok,
    headers: { date: new Date(seconds * 1_000).toUTCString() },
  });

  test.each([
    ['ahead', 200],
    ['behind', -199],
    ['right, but for the part of a second that the header leaves out', 0],
  ])('is mended by the header that says when the bank answered: it was %s', async (_what, seconds) => {
    expect((await ask([on(NOW + seconds - (seconds < 0 ? 1 : 0))])).time).toBe(NOW + seconds);
  });

  test('believes the bank more than what stands between, which may write that header', async () => {
    const hourOff = problem(401, 'unauthorized', { serverTime: NOW + 5_000 });
    expect((await ask([hourOff, on(NOW)], { chance: 0 })).time).toBe(NOW + 5_000);
  });

  test('is left alone by a header that is no time', async () => {
    expect((await ask([{ ...ok, headers: { date: 'yesterday' } }])).time).toBe(NOW);
  });

  test('is not the fault where it was right', async () => {
    const { answer, sent } = await ask([problem(401, 'unauthorized', { serverTime: NOW })]);
    expect(answer).toMatchObject({ kind: 'refused', code: 'unauthorized' });
    expect(sent).toHaveLength(1);
  });
});

test('after a burst of 30, five requests a second and no more', async () => {
  const { waits, sent } = await ask(
    Array.from({ length: 35 }, () => ok),
    { times: 35 },
  );
  expect(sent).toHaveLength(35);
  expect(waits).toHaveLength(5);
  for (const wait of waits) expect(wait).toBeCloseTo(0.2, 6);
});

test('every endpoint of a teller is asked in a way that the bank takes', async () => {
  await withBank({}, async (bank) => {
    bank.world.at = NOW * 1_000;
    await reachClaim(bank);
    const claimed = { withdrawalId: 'w-2', claimToken: 'c-3', tradeId: 'T-2', outcome: 'delivered' };
    const goods = { pets: [CAT], gems: 1 };
    for (const [method, ...given] of [
      ['checkDeposit', MEMBER, goods],
      ['completeDeposit', { tradeId: 'T-9', robloxUserId: MEMBER, ...goods }],
      ['checkWithdrawals', MEMBER, true],
      ['completeWithdrawal', claimed],
      ['report', { ...goods, seq: 5 }],
      ['inventory', MEMBER],
      ['transactions', MEMBER],
      ['transactions', MEMBER, 1, '3'],
    ]) {
      const { sent } = await ask([ok], { method, arguments: given });
      const [{ Url, Method, Headers, Body = null } = expect.unreachable()] = sent;
      const target = Url.replace('http://bank.test', '');
      const { status } = await bank.askOpenly(target, { method: Method, headers: Headers, body: Body });
      expect({ method, status }).toEqual({ method, status: 200 });
    }
  });
});
