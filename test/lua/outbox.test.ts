import { beforeAll, describe, expect, test } from 'bun:test';
import type { LuauFunction } from '../../src/simulate/luau.ts';
import { CAT, MEMBER } from '../support/scenes.ts';
import { loadLuau } from './luau.ts';

/**
 * An outbox on a memory whose readings and writings fail as often as is said, and a bank that gives these
 * answers in turn. Says all that happened, in order.
 */
const TEXT = `
local Game, Goods, Json, Outbox = load("src/Game"), load("src/Goods"), load("fake/Json"), load("src/Outbox")
return function(json)
	local given = Json.decode(json)
	local log, kept = {}, given.kept
	local function fails(what)
		given[what] -= 1
		return given[what] >= 0
	end
	local client = {}
	function client:call(_method, path, body)
		table.insert(log, "tell " .. body.tradeId)
		return table.remove(given.answers, 1)
	end
	local outbox = Outbox.open({
		client = client,
		encode = Json.encode,
		decode = Json.decode,
		sleep = function(seconds) table.insert(log, "wait " .. seconds) end,
		alert = function() table.insert(log, "alert") end,
		storage = {
			read = function()
				if fails("readFaults") then error("no reading") end
				return kept
			end,
			write = function(text)
				if fails("writeFaults") then error("no writing") end
				table.insert(log, "write")
				kept = text
			end,
		},
	})
	if given.terms then
		if not pcall(outbox.begin, outbox, given.terms) then table.insert(log, "not begun") end
	end
	if given.tellings then outbox:finish(given.tellings, given.isDoubtful or false) end
	local told = outbox:tell()
	local isDoubted = outbox:isDoubted("c-3")
	outbox:settled({ "w-2" })
	return Json.encode({
		log = log,
		told = told,
		seq = outbox:seq(),
		kept = if kept then Json.decode(kept) else {},
		isDoubted = isDoubted,
		isDoubtedAfterwards = outbox:isDoubted("c-3"),
	})
end`;

let call: LuauFunction;
beforeAll(async () => {
  call = await loadLuau(['fake/Json', 'src/Game', 'src/Goods', 'src/Outbox'], TEXT);
});

const run = async (given: object) =>
  JSON.parse(String(await call(JSON.stringify({ answers: [], readFaults: 0, writeFaults: 0, ...given }))));

const telling = {
  path: '/deposit/complete',
  body: { tradeId: 'T-1', robloxUserId: MEMBER, pets: [CAT], gems: 0 },
};
const second = { path: '/withdraw/complete', body: { tradeId: 'T-2', outcome: 'delivered' } };
const answered = (seq: number) => ({ kind: 'answered', body: { seq } });
const claim = { withdrawalId: 'w-2', claimToken: 'c-3', leaseUntil: 0, goods: { pets: [], gems: 1 } };
const terms = {
  trade: { id: 'T-1', robloxUserId: MEMBER },
  give: { pets: [], gems: 1 },
  take: { pets: [], gems: 0 },
  before: { pets: [CAT], gems: 1 },
  claim,
};
const EMPTY = { version: 1, untold: [], doubts: [], refused: [] };

describe('what happened', () => {
  test('is written down before it is told, told in order, and forgotten once it is answered', async () => {
    const { log, kept, seq } = await run({
      tellings: [telling, second],
      answers: [answered(7), answered(6)],
    });
    expect(log).toEqual(['write', 'tell T-1', 'write', 'tell T-2', 'write']);
    expect(kept).toEqual({ ...EMPTY, seq: 7 });
    expect(seq).toBe(7);
  });

  test('is told by the next life where this one could not', async () => {
    const kept = JSON.stringify({ ...EMPTY, seq: 3, untold: [telling] });
    const { log, seq } = await run({ kept, answers: [answered(9)] });
    expect(log).toEqual(['tell T-1', 'write']);
    expect(seq).toBe(9);
  });

  test.each([
    { kind: 'silent', detail: 'gone' },
    { kind: 'refused', code: 'unauthorized', detail: 'no' },
    { kind: 'refused', code: 'out_of_scope', detail: 'no' },
    { kind: 'refused', code: 'not_found', detail: 'no' },
  ])('is told again, ever more slowly, after %o', async (answer) => {
    const { log } = await run({ tellings: [telling], answers: [answer, answer, answered(1)] });
    expect(log).toEqual([
      'write',
      ...['tell T-1', 'alert', 'wait 1'],
      ...['tell T-1', 'alert', 'wait 2'],
      ...['tell T-1', 'write'],
    ]);
  });

  test.each([
    'invalid',
    'request_reused',
    'withdrawal_not_found',
    'withdrawal_not_claimed',
    'withdrawal_already_closed',
    'lease_lost',
  ])('that the bank refuses as %s is kept for the operator, who is told', async (code) => {
    const refused = { kind: 'refused', code, detail: 'no' };
    const { log, kept, told } = await run({ tellings: [telling, second], answers: [refused, answered(2)] });
    expect(log).toEqual(['write', 'tell T-1', 'alert', 'write', 'tell T-2', 'write']);
    expect(kept.refused).toEqual([{ telling, code }]);
    expect(told).toEqual([
      { telling, code },
      { telling: second, answer: { seq: 2 } },
    ]);
  });

  test('is not told before it could be written down', async () => {
    const { log } = await run({ tellings: [telling], writeFaults: 2, answers: [answered(1)] });
    expect(log).toEqual(['alert', 'wait 1', 'alert', 'wait 2', 'write', 'tell T-1', 'write']);
  });
});

describe('the memory', () => {
  test('that cannot be read is waited for', async () => {
    const { log } = await run({ readFaults: 2 });
    expect(log).toEqual(['alert', 'wait 1', 'alert', 'wait 2']);
  });

  test('that takes nothing lets no trade be accepted', async () => {
    expect((await run({ terms, writeFaults: 1 })).log).toEqual(['not begun']);
  });

  test('keeps the terms of a trade until its end is written down', async () => {
    expect((await run({ terms })).kept.terms).toEqual(terms);
    expect((await run({ terms, tellings: [] })).kept.terms).toBeUndefined();
  });

  test('keeps a claim in doubt until the bank has settled its withdrawal', async () => {
    const { isDoubted, isDoubtedAfterwards, kept } = await run({ terms, tellings: [], isDoubtful: true });
    expect({ isDoubted, isDoubtedAfterwards }).toEqual({ isDoubted: true, isDoubtedAfterwards: false });
    expect(kept.doubts).toEqual([{ ...terms, before: { pets: [], gems: 0 } }]);
  });

  test('of a newer version is not overwritten', async () => {
    const kept = JSON.stringify({ ...EMPTY, version: 2, seq: 0 });
    await expect(run({ kept })).rejects.toThrow('newer version');
  });
});

describe('without a record of trades, what the teller holds says how one ended:', () => {
  const COMPARE = `
local Game, Json = load("src/Game"), load("fake/Json")
return function(json)
	local given = Json.decode(json)
	return Json.encode(Game.compare(given.terms, given.now))
end`;
  const gems = (count: number) => ({ pets: [CAT], gems: count });
  const deposit = {
    ...terms,
    give: { pets: [], gems: 0 },
    take: { pets: [], gems: 5 },
    before: gems(1),
    claim: undefined,
  };
  const delivery = { ...terms, before: gems(1) };

  let compare: LuauFunction;
  beforeAll(async () => {
    compare = await loadLuau(['fake/Json', 'src/Game'], COMPARE);
  });

  test.each([
    ['the deposit is there', deposit, gems(6), 'completed'],
    ['nothing of a deposit is there', deposit, gems(1), 'declined'],
    ['something else is there', deposit, gems(4), 'unknown'],
    ['what was to be delivered is gone', delivery, gems(0), 'completed'],
    ['what was to be delivered is there, and may be gone yet', delivery, gems(1), 'unknown'],
    ['something else is gone', delivery, { pets: [], gems: 1 }, 'unknown'],
  ])('%s', async (_what, given, now, kind) => {
    const ending = JSON.parse(String(await compare(JSON.stringify({ terms: given, now }))));
    const { give, take } = kind === 'completed' ? given : { give: deposit.give, take: deposit.give };
    expect(ending).toEqual({ kind, given: give, received: take });
  });
});
