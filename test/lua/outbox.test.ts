import { beforeAll, describe, expect, test } from 'bun:test';
import type { LuauFunction } from '../../src/simulate/luau.ts';
import { CAT, MEMBER } from '../support/scenes.ts';
import { loadLuau } from './luau.ts';

/**
 * An outbox on a storage whose reads and writes fail the given number of times, and a bank that returns the
 * given answers in turn. Returns a log of all that happened.
 */
const TEXT = `
local Game, Goods, Json, Outbox = load("src/Game"), load("src/Goods"), load("fake/Json"), load("src/Outbox")
return function(json)
	local given = Json.decode(json)
	local log, stored, isOver = {}, given.stored, false
	local function fails(what)
		given[what] -= 1
		return given[what] >= 0
	end
	local client = {}
	local function submit(_client, body)
		table.insert(log, "submit " .. body.tradeId)
		return table.remove(given.answers, 1)
	end
	client.completeDeposit, client.completeWithdrawal = submit, submit
	local outbox = Outbox.open({
		client = client,
		encode = Json.encode,
		decode = Json.decode,
		sleep = function(seconds) table.insert(log, "wait " .. seconds) end,
		alert = function(text) table.insert(log, if given.withTexts then text else "alert") end,
		resumeAt = given.resumeAt,
		hasEnded = function() return isOver end,
		onTakenOver = function()
			table.insert(log, "taken over")
			isOver = true
		end,
		storage = {
			read = function()
				if fails("readFailures") then error("read failed") end
				return stored
			end,
			write = function(text)
				if given.isTakenOver then error(Outbox.TAKEN_OVER, 0) end
				if fails("writeFailures") then error("write failed") end
				table.insert(log, "write")
				stored = text
			end,
		},
	})
	if given.terms then
		if not pcall(outbox.begin, outbox, given.terms) then table.insert(log, "not begun") end
	end
	if given.completions then outbox:finish(given.completions, given.isUncertain or false) end
	local results = if given.isCutOff then {} else outbox:flush()
	for _, lastTradeSeq in given.reports do outbox:compare(lastTradeSeq) end
	local isUncertain = outbox:isUncertain("c-3")
	outbox:removeSettled({ "w-2" })
	local found: any = {
		log = table.clone(log),
		results = results,
		seq = outbox:seq(),
		whyNotTrading = outbox:whyNotTrading(),
		stored = if stored then Json.decode(stored) else {},
		isUncertain = isUncertain,
		isUncertainAfterwards = outbox:isUncertain("c-3"),
	}
	found.canBegin = pcall(outbox.begin, outbox, given.terms)
	return Json.encode(found)
end`;

let call: LuauFunction;
beforeAll(async () => {
  call = await loadLuau(['fake/Json', 'src/Game', 'src/Goods', 'src/Outbox'], TEXT);
});

const run = async (given: object) =>
  JSON.parse(
    String(
      await call(JSON.stringify({ answers: [], reports: [], readFailures: 0, writeFailures: 0, ...given })),
    ),
  );

const completion = {
  path: '/deposit/complete',
  body: { tradeId: 'T-1', robloxUserId: MEMBER, pets: [CAT], gems: 0 },
};
const second = { path: '/withdraw/complete', body: { tradeId: 'T-2', outcome: 'delivered' } };
const answered = (seq: number, previousTradeSeq = 0) => ({
  kind: 'answered',
  body: { seq, previousTradeSeq },
});
const claim = { withdrawalId: 'w-2', claimToken: 'c-3', leaseUntil: 0, goods: { pets: [], gems: 1 } };
const terms = {
  trade: { id: 'T-1', robloxUserId: MEMBER },
  give: { pets: [], gems: 1 },
  take: { pets: [], gems: 0 },
  before: { pets: [CAT], gems: 1 },
  claim,
};
/** A bank that answers nothing, and a report that hears of a trade meanwhile. */
const UNTOLD = {
  answers: [],
  readFailures: 0,
  writeFailures: 0,
  completions: [completion],
  reports: [5],
  isCutOff: true,
};
const EMPTY = { version: 1, untold: [], doubts: [], refused: [] };

describe('what happened', () => {
  test('is saved before it is submitted, submitted in order, and removed once it is answered', async () => {
    const { log, stored, seq } = await run({
      completions: [completion, second],
      answers: [answered(6), answered(7, 6)],
    });
    expect(log).toEqual(['write', 'submit T-1', 'write', 'submit T-2', 'write']);
    expect(stored).toEqual({ ...EMPTY, seq: 7 });
    expect(seq).toBe(7);
  });

  test('is submitted by the next session where this one could not', async () => {
    const stored = JSON.stringify({ ...EMPTY, seq: 3, untold: [completion] });
    const { log, seq } = await run({ stored, answers: [answered(9)] });
    expect(log).toEqual(['submit T-1', 'write']);
    expect(seq).toBe(9);
  });

  test.each([
    { kind: 'unavailable', detail: 'gone' },
    { kind: 'refused', code: 'unauthorized', detail: 'no' },
    { kind: 'refused', code: 'out_of_scope', detail: 'no' },
    { kind: 'refused', code: 'not_found', detail: 'no' },
  ])('is submitted again, ever more slowly, after %o', async (answer) => {
    const { log } = await run({ completions: [completion], answers: [answer, answer, answered(1)] });
    expect(log).toEqual([
      'write',
      ...['submit T-1', 'alert', 'wait 1'],
      ...['submit T-1', 'wait 2'],
      ...['submit T-1', 'alert', 'write'],
    ]);
  });

  test.each([
    'invalid',
    'request_reused',
    'withdrawal_not_found',
    'withdrawal_not_claimed',
    'withdrawal_already_closed',
    'lease_lost',
  ])('that the bank refuses as %s is kept for the operator, who is alerted', async (code) => {
    const refused = { kind: 'refused', code, detail: 'no' };
    const { log, stored, results } = await run({
      completions: [completion, second],
      answers: [refused, answered(2)],
    });
    expect(log).toEqual(['write', 'submit T-1', 'alert', 'write', 'submit T-2', 'write']);
    expect(stored.refused).toEqual([{ telling: completion, code }]);
    expect(results).toEqual([
      { completion, code },
      { completion: second, answer: answered(2).body },
    ]);
  });

  test('under a new id that the bank has answered before is kept for the operator', async () => {
    const first = { ...answered(1), body: { ...answered(1).body, replayed: true }, attempt: 1 };
    const { log, stored, results } = await run({ completions: [completion], answers: [first] });
    expect(log).toEqual(['write', 'submit T-1', 'alert', 'write']);
    expect(stored.refused).toEqual([{ telling: completion, code: 'replayed' }]);
    expect(results).toEqual([{ completion, code: 'replayed' }]);
  });

  test.each([
    ['after an answer that was lost', { completions: [completion], attempt: 2 }],
    [
      'by an earlier session',
      { stored: JSON.stringify({ ...EMPTY, seq: 0, untold: [completion] }), attempt: 1 },
    ],
  ])('may be answered as before %s', async (_what, { attempt, ...given }) => {
    const again = { ...answered(1), body: { ...answered(1).body, replayed: true }, attempt };
    const { results, stored } = await run({ ...given, answers: [again] });
    expect(results).toEqual([{ completion, answer: again.body }]);
    expect(stored.refused).toEqual([]);
  });

  test('is not submitted before it could be saved', async () => {
    const { log } = await run({ completions: [completion], writeFailures: 2, answers: [answered(1)] });
    expect(log).toEqual(['alert', 'wait 1', 'wait 2', 'write', 'alert', 'submit T-1', 'write']);
  });
});

describe('the saved state', () => {
  const known = { stored: JSON.stringify({ ...EMPTY, seq: 4 }) };

  test('that cannot be read is waited for', async () => {
    const { log } = await run({ readFailures: 2 });
    expect(log).toEqual(['alert', 'wait 1', 'wait 2', 'alert']);
  });

  test('that cannot be written lets no trade be accepted', async () => {
    expect((await run({ ...known, terms, writeFailures: 1 })).log).toEqual(['not begun']);
  });

  test('keeps the terms of a trade until its end is saved', async () => {
    expect((await run({ ...known, terms })).stored.terms).toEqual(terms);
    expect((await run({ ...known, terms, completions: [] })).stored.terms).toBeUndefined();
  });

  test('keeps an uncertain claim until the bank has settled its withdrawal', async () => {
    const { isUncertain, isUncertainAfterwards, stored } = await run({
      ...known,
      terms,
      completions: [],
      isUncertain: true,
    });
    expect({ isUncertain, isUncertainAfterwards }).toEqual({
      isUncertain: true,
      isUncertainAfterwards: false,
    });
    expect(stored.doubts).toEqual([{ ...terms, before: { pets: [], gems: 0 } }]);
  });

  test('of a newer version is not overwritten', async () => {
    const stored = JSON.stringify({ ...EMPTY, version: 2, seq: 0 });
    await expect(run({ stored })).rejects.toThrow('newer version');
  });
});

describe('the trades that the teller knows', () => {
  const stored = (more: object = {}) => JSON.stringify({ ...EMPTY, seq: 4, ...more });
  const known = { seq: 5, canBegin: true };
  const foreign = { seq: 4, whyNotTrading: 'foreign', canBegin: false };
  const completions = [completion];

  test('grow by each that follows on them', async () => {
    expect(await run({ stored: stored(), completions, answers: [answered(5, 4)] })).toMatchObject(known);
  });

  test('do not grow by one that the bank has answered before', async () => {
    const answers = [answered(3, 2)];
    expect(await run({ stored: stored(), completions, answers })).toMatchObject({ seq: 4, canBegin: true });
  });

  test('stay what they are after a trade of someone else, and none begins any more', async () => {
    const {
      log,
      stored: saved,
      ...known
    } = await run({
      stored: stored(),
      completions: [completion, second],
      answers: [answered(9, 8), answered(10, 9)],
    });
    expect(known).toMatchObject(foreign);
    expect(saved).toEqual({ ...EMPTY, seq: 4, foreign: 10 });
    expect(log.filter((line: string) => line === 'alert')).toHaveLength(1);
  });

  test('stay what they are when a report hears of such a trade, and the operator is told once', async () => {
    const { log, ...known } = await run({ stored: stored(), reports: [4, 8, 8, 9], withTexts: true });
    expect(known).toMatchObject(foreign);
    expect(log).toEqual([
      'write',
      expect.stringMatching(
        /^This teller doesn't trade: it knows .* up to t-4, .* up to t-8 .* resumeAt = 8/,
      ),
      ...['write', 'write', 'write'],
    ]);
  });

  test('are not in doubt where another server of the teller has made such a trade', async () => {
    const { log } = await run({ stored: stored(), reports: [8], withTexts: true, isTakenOver: true });
    expect(log).toEqual(['taken over']);
  });

  test('stay what they are in the next session, and its operator is told again', async () => {
    const { log, ...known } = await run({ stored: stored({ foreign: 9 }), withTexts: true });
    expect(known).toMatchObject(foreign);
    expect(log).toEqual([expect.stringContaining('up to t-9')]);
  });

  test.each([
    { reports: [9], seq: 9 },
    { completions, answers: [answered(11, 9)], seq: 11 },
  ])('include those that the operator says are decided: %o', async ({ seq, ...given }) => {
    const decided = await run({ stored: stored({ foreign: 9 }), resumeAt: 9, ...given });
    expect(decided).toMatchObject({ seq, canBegin: true });
  });

  test('do not include what came after those', async () => {
    const given = { stored: stored({ foreign: 9 }), resumeAt: 9, reports: [12] };
    expect(await run(given)).toMatchObject(foreign);
  });

  test('are not told while one of them is untold, nor judged by what a report hears then', async () => {
    const untold = JSON.parse(String(await call(JSON.stringify({ stored: stored(), ...UNTOLD }))));
    expect(untold.seq).toBeUndefined();
    expect(untold.whyNotTrading).toBeUndefined();
  });

  test('are those of the bank where the memory is empty: until then none begins', async () => {
    expect(await run({})).toMatchObject({ whyNotTrading: 'new', canBegin: false });
    expect(await run({ reports: [0] })).toMatchObject({ seq: 0, canBegin: true, log: ['write'] });
    const { log, ...taken } = await run({ reports: [7], withTexts: true });
    expect(taken).toMatchObject({ seq: 7, canBegin: true });
    expect(log[0]).toStartWith('This teller remembers nothing, though the bank has trades of it up to t-7.');
  });
});

describe('without a record of trades, what the teller holds shows how a trade ended:', () => {
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
