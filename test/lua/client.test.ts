import { beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import type { LuauFunction } from '../../src/simulate/luau.ts';
import { withBank } from '../support/bank.ts';
import { TELLER } from '../support/keys.ts';
import { CAT, MEMBER, reachClaim } from '../support/scenes.ts';
import { loadLuau } from './luau.ts';

/** A bank that starts and ends takes a while on a busy machine. */
setDefaultTimeout(120_000);

/**
 * Calls a method of a client whose bank returns the given answers in turn. Returns what was sent, how long
 * the client waited, and its answer.
 */
const TEXT = `
local Answers, Client = load("src/Answers"), load("src/Client")
local Json, Sha256 = load("fake/Json"), load("src/Sha256")
return function(json)
	local given = Json.decode(json)
	local now, sent, waits, lines = given.now, {}, {}, {}
	local client = Client.new({
		url = given.url,
		key = given.key,
		http = function(request)
			table.insert(sent, request)
			local answer = given.answers[#sent]
			if answer.failure then error(answer.failure) end
			return { StatusCode = answer.status, Headers = answer.headers or {}, Body = answer.body }
		end,
		encode = Json.encode,
		decode = Json.decode,
		hash = Sha256.digest,
		now = function() return now end,
		spawn = function(action) action() end,
		sleep = function(seconds)
			table.insert(waits, seconds)
			now += seconds
		end,
		random = function() return given.random end,
		newNonce = function() return given.nonce .. (#sent + 1) end,
		paces = load("src/Paces").complete(given.paces),
		log = function(line) table.insert(lines, line) end,
	})
	local answer
	for _ = 1, given.times do
		local options = given.arguments[4]
		if options then options.check = Answers.report end
		answer = client[given.method](client, table.unpack(given.arguments))
	end
	return Json.encode({ answer = answer, sent = sent, waits = waits, lines = lines, time = client:time() })
end`;

let call: LuauFunction;
beforeAll(async () => {
  call = await loadLuau(['fake/Json', 'src/Answers', 'src/Client', 'src/Sha256'], TEXT);
});

const NOW = 1_700_000_000;
interface GivenAnswer {
  readonly status?: number;
  readonly headers?: Record<string, string>;
  readonly body?: string;
  readonly failure?: string;
}
interface Called {
  readonly answer: {
    readonly kind: string;
    readonly code?: string;
    readonly detail?: string;
    readonly attempt?: number;
  };
  readonly sent: readonly {
    readonly Url: string;
    readonly Method: string;
    readonly Headers: Record<string, string>;
    readonly Body?: string;
  }[];
  readonly waits: readonly number[];
  readonly time: number;
}

async function callClient(answers: readonly GivenAnswer[], more: object = {}): Promise<Called> {
  const key = { id: TELLER.id, secret: TELLER.secret };
  const given = {
    answers,
    key,
    now: NOW,
    random: 1,
    times: 1,
    url: 'http://bank.test',
    nonce: `${crypto.randomUUID()}-`,
    method: 'call',
    arguments: ['POST', '/teller/report', { gems: 1 }, { check: true }],
    ...more,
  };
  return JSON.parse(String(await call(JSON.stringify(given))));
}

const ok: GivenAnswer = { status: 200, body: '{"lastTradeSeq":4,"cleared":true,"settled":[]}' };
const problem = (status: number, code: string, more: object = {}): GivenAnswer => ({
  status,
  body: JSON.stringify({ code, detail: 'so', ...more }),
});
const signatureInput = ({ Headers }: Called['sent'][number]): string => Headers['Signature-Input'] ?? '';

describe('a request', () => {
  test.each<[string, GivenAnswer]>([
    ['no answer', { failure: 'HttpError: Timedout' }],
    ['a response of a proxy', { status: 502, body: '<html>' }],
    ['an answer that is cut off', { status: 200, body: '{"halted":' }],
    ['storage_unavailable', problem(503, 'storage_unavailable')],
    ['internal', problem(500, 'internal')],
    ['rate_limited', problem(429, 'rate_limited')],
    ['replayed', problem(409, 'replayed')],
    ['null', { status: 200, body: 'null' }],
    ['an empty object', { status: 200, body: '{}' }],
    ['an answer to something else', { status: 200, body: '{"lastTradeSeq":"4","cleared":true}' }],
  ])('is sent again after: %s', async (_what, first) => {
    const { answer, sent } = await callClient([first, ok]);
    expect(answer.kind).toBe('answered');
    expect(sent).toHaveLength(2);
  });

  test('is sent again with the same body, a new nonce and a new time', async () => {
    const { sent } = await callClient([{ failure: 'gone' }, ok], { random: 1 });
    expect(sent.map(({ Body }) => Body)).toEqual(['{"gems":1}', '{"gems":1}']);
    expect(sent.map((request) => /nonce="[^"]*-(\d)"/.exec(signatureInput(request))?.[1])).toEqual([
      '1',
      '2',
    ]);
    expect(new Set(sent.map(({ Headers }) => Headers.Signature)).size).toBe(2);
  });

  test.each(['withdrawal_not_found', 'request_reused', 'lease_lost', 'halted', 'invalid', 'out_of_scope'])(
    'that is refused as %s is not sent again',
    async (code) => {
      const { answer, sent } = await callClient([problem(409, code)]);
      expect(answer).toEqual({ kind: 'refused', code, detail: 'so', attempt: 1 });
      expect(sent).toHaveLength(1);
    },
  );

  test('ends as unavailable after five attempts, with waits that double and are bounded', async () => {
    const gone = { failure: 'gone' };
    const { answer, waits } = await callClient([gone, gone, gone, gone, gone]);
    expect(answer.kind).toBe('unavailable');
    expect(waits).toEqual([0.5, 1, 2, 4]);
    expect((await callClient([gone, ok], { random: 0.25 })).waits).toEqual([0.125]);
  });

  test('waits as long as the bank says', async () => {
    const busy = { ...problem(503, 'storage_unavailable'), headers: { 'retry-after': '7' } };
    expect((await callClient([busy, ok], { random: 0 })).waits).toEqual([7]);
    expect(
      (await callClient([{ ...busy, headers: { 'Retry-After': '7' } }, ok], { random: 0 })).waits,
    ).toEqual([7]);
  });
});

describe('the clock', () => {
  test("is adjusted to the bank's", async () => {
    const { answer, sent, time } = await callClient(
      [problem(401, 'unauthorized', { serverTime: NOW + 5_000 }), ok],
      {
        random: 0,
      },
    );
    expect(answer.kind).toBe('answered');
    expect(sent.map((request) => /created=(\d+)/.exec(signatureInput(request))?.[1])).toEqual([
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
  ])('is adjusted to the time of the response in its header: it was %s', async (_what, seconds) => {
    expect((await callClient([on(NOW + seconds - (seconds < 0 ? 1 : 0))])).time).toBe(NOW + seconds);
  });

  test('trusts the bank more than that header, which a proxy may have written', async () => {
    const hourOff = problem(401, 'unauthorized', { serverTime: NOW + 5_000 });
    expect((await callClient([hourOff, on(NOW)], { random: 0 })).time).toBe(NOW + 5_000);
  });

  test.each([1e300, -5, 'noon'])('ignores a time of the bank that is none: %p', async (serverTime) => {
    const { time } = await callClient([problem(401, 'unauthorized', { serverTime })]);
    expect(time).toBe(NOW);
  });

  test('ignores a header that is further off than the bank would accept', async () => {
    expect((await callClient([on(NOW + 4_000)])).time).toBe(NOW);
  });

  test('ignores a header that is no time', async () => {
    expect((await callClient([{ ...ok, headers: { date: 'yesterday' } }])).time).toBe(NOW);
  });

  test('is not the cause of a refusal where it was right', async () => {
    const { answer, sent } = await callClient([problem(401, 'unauthorized', { serverTime: NOW })]);
    expect(answer).toMatchObject({ kind: 'refused', code: 'unauthorized' });
    expect(sent).toHaveLength(1);
  });
});

test('the address may end in slashes', async () => {
  const { sent } = await callClient([ok], { url: 'http://bank.test//' });
  expect(sent[0]?.Url).toBe('http://bank.test/teller/report');
});

test('after a burst of 30, five requests a second and no more', async () => {
  const { waits, sent } = await callClient(
    Array.from({ length: 35 }, () => ok),
    { times: 35 },
  );
  expect(sent).toHaveLength(35);
  expect(waits).toHaveLength(5);
  for (const wait of waits) expect(wait).toBeCloseTo(0.2, 6);
});

test('the bank accepts a request to every endpoint that a teller calls', async () => {
  await withBank({}, async (bank) => {
    bank.world.at = NOW * 1_000;
    const claim = await reachClaim(bank);
    const claimed = { ...claim, tradeId: 'T-2', outcome: 'delivered' };
    const goods = { pets: [CAT], gems: 1 };
    for (const [method, ...given] of [
      ['checkDeposit', MEMBER, goods],
      ['completeDeposit', { tradeId: 'T-9', robloxUserId: MEMBER, ...goods }],
      ['checkWithdrawals', MEMBER, true],
      ['completeWithdrawal', claimed],
      ['report', JSON.stringify({ ...goods, seq: 5 })],
      ['withdrawals', MEMBER],
      ['tellers'],
      ['inventory', MEMBER],
      ['transactions', MEMBER],
      ['transactions', MEMBER, 1, '3'],
    ]) {
      const { sent } = await callClient([ok], { method, arguments: given });
      const [{ Url, Method, Headers, Body = null } = expect.unreachable()] = sent;
      const target = Url.replace('http://bank.test', '');
      const { status } = await bank.askOpenly(target, { method: Method, headers: Headers, body: Body });
      expect({ method, status }).toEqual({ method, status: 200 });
    }
  });
});
