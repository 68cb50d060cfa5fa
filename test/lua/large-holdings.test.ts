import { describe, expect, test } from 'bun:test';
import { z } from 'zod';
import { reportFields } from '../../src/bank/engine/pets.ts';
import { bundle } from '../../src/simulate/luau.ts';
import { isFull } from '../proof/scale.ts';
import { LUA_FOLDER } from './luau.ts';
import { RUNTIMES, type Runtime } from './runtimes.ts';

/** A report may name 20,000 kinds. luau-web has memory for fewer. */
const KINDS: Readonly<Record<string, number>> = { 'luau-web': 3_000, pluau: 20_000 };
/** luau-web can't return longer texts. */
const PIECE_BYTES = 30_000;
const MAX_PIECES = 60;
/** What one frame may handle: pets, or bytes of what is hashed. */
const SLICE = 500;
const SLICE_BYTES = 8_192;

/** Reports what a teller with that many kinds holds, and counts what each frame has to do. */
const TEXT = `
local Door, Heartbeat, Json = load("src/Door"), load("src/Heartbeat"), load("fake/Json")
local Sha256, paces = load("src/Sha256"), load("src/Paces").complete()
local sent = ""
return function(piece, kinds)
	if piece > 0 then return string.sub(sent, (piece - 1) * ${PIECE_BYTES} + 1, piece * ${PIECE_BYTES}) end
	local pets = {}
	for index = 1, kinds do
		table.insert(pets, { id = "Cat " .. index, variant = "golden", quantity = index })
	end
	local frames, most, inFrame, longest, since = 0, 0, 0, 0, os.clock()
	local function sleep(seconds)
		if seconds == 0 then
			frames, most, inFrame = frames + 1, math.max(most, inFrame), 0
			longest, since = math.max(longest, os.clock() - since), os.clock()
		end
	end
	local reads = setmetatable({}, {
		__iter = function()
			return function(_, index)
				index += 1
				inFrame += 1
				if pets[index] then return index, pets[index] end
				return nil
			end, nil, 0
		end,
	})
	local game = Door.guard({ holdings = function() return { pets = reads, gems = 5 } end }, {
		spawn = function(action) action() end,
		sleep = sleep,
		paces = paces,
	})
	local client = {}
	function client.time() return 1800000000 end
	function client.report(_self, body)
		sent = body
		return { kind = "answered", body = { settled = {}, lastTradeSeq = 4, cleared = true } }
	end
	local heartbeat = Heartbeat.new({
		client = client,
		outbox = {
			seq = function() return 4 end,
			compare = function() end,
			removeSettled = function() end,
		},
		holdings = game.holdings,
		encode = function(value)
			inFrame += #value
			return Json.encode(value)
		end,
		openLeaseUntil = function() return nil end,
		sleep = sleep,
		alert = error,
		hasEnded = function() return false end,
		paces = paces,
	})
	heartbeat:beat()
	local slices = 0
	Sha256.digest(string.sub(sent, 1, 50000), function() slices += 1 end)
	most = math.max(most, inFrame)
	return Json.encode({ frames = frames, most = most, slices = slices, longest = longest })
end`;

async function report(runtime: Runtime, kinds: number) {
  const text = bundle({
    root: LUA_FOLDER,
    entries: ['src/Door', 'src/Heartbeat', 'src/Paces', 'src/Sha256', 'fake/Json'],
    end: TEXT,
  });
  const pieces = Array.from({ length: MAX_PIECES }, (_, at) => [at + 1]);
  const [counted = '', ...parts] = await runtime.run(text, [[0, kinds], ...pieces]);
  return { counted: JSON.parse(counted), body: JSON.parse(parts.join('')) };
}

describe.each(RUNTIMES)('in $name', (runtime) => {
  test('a report of many kinds is made in parts of a frame, and is whole', async () => {
    const kinds = KINDS[runtime.name] ?? expect.unreachable();
    const { counted, body } = await report(runtime, kinds);
    expect(counted.frames).toBeGreaterThanOrEqual(2 * (kinds / SLICE - 1));
    expect(counted.most).toBeLessThanOrEqual(2 * SLICE);
    expect(counted.slices).toBe(Math.floor(50_000 / SLICE_BYTES));
    if (isFull) console.log({ kinds, ...counted });
    const { pets, gems } = z.object(reportFields).parse({ pets: body.pets, gems: body.gems });
    expect(body).toMatchObject({ seq: 4, reportedAt: '2027-01-15T08:00:00Z' });
    expect(gems).toBe(5);
    expect(pets).toHaveLength(kinds);
    expect(pets.at(-1)).toMatchObject({ id: `Cat ${kinds}`, variant: 'golden', quantity: kinds });
  }, 120_000);

  test('a teller with little to report needs no frame of its own for it', async () => {
    const { counted, body } = await report(runtime, 0);
    expect(counted).toMatchObject({ frames: 0 });
    expect(body).toMatchObject({ pets: [], gems: 5, seq: 4 });
  });
});
