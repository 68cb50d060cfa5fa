import { expect, test } from 'bun:test';
import { z } from 'zod';
import { reportFields } from '../../src/bank/engine/pets.ts';
import { loadLuau } from './luau.ts';

/** A report may name 20,000 kinds; the Luau of the tests has memory for so many. */
const KINDS = 3_000;
/** What one frame may handle: pets, or bytes of what is hashed. */
const SLICE = 500;
const SLICE_BYTES = 8_192;

/** Reports what a teller with that many kinds holds, and counts what each frame has to do. */
const TEXT = `
local Door, Heartbeat, Json = load("src/Door"), load("src/Heartbeat"), load("fake/Json")
local Sha256, paces = load("src/Sha256"), load("src/Paces").complete()
return function(kinds)
	local pets = {}
	for index = 1, kinds do
		table.insert(pets, { id = "Cat " .. index, variant = "golden", quantity = index })
	end
	local frames, most, inFrame, sent = 0, 0, 0, ""
	local function sleep(seconds)
		if seconds == 0 then
			frames, most, inFrame = frames + 1, math.max(most, inFrame), 0
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
	reply(Json.encode({ frames = frames, most = math.max(most, inFrame), slices = slices }))
	for from = 1, #sent, 30000 do reply(string.sub(sent, from, from + 29999)) end
end`;

test('a report of many kinds is made in parts of a frame, and is whole', async () => {
  const replies: string[] = [];
  const play = await loadLuau(
    ['src/Door', 'src/Heartbeat', 'src/Sha256', 'fake/Json'],
    TEXT,
    {},
    {
      reply: (text) => replies.push(String(text)),
    },
  );
  await play(KINDS);
  const [counted = '', ...parts] = replies;
  const { frames, most, slices } = JSON.parse(counted);
  expect(frames).toBeGreaterThanOrEqual(2 * (KINDS / SLICE - 1));
  expect(most).toBeLessThanOrEqual(2 * SLICE);
  expect(slices).toBe(Math.floor(50_000 / SLICE_BYTES));
  const body = JSON.parse(parts.join(''));
  const { pets, gems } = z.object(reportFields).parse({ pets: body.pets, gems: body.gems });
  expect(body).toMatchObject({ seq: 4, reportedAt: '2027-01-15T08:00:00Z' });
  expect(gems).toBe(5);
  expect(pets).toHaveLength(KINDS);
  expect(pets.at(-1)).toMatchObject({ id: `Cat ${KINDS}`, variant: 'golden', quantity: KINDS });
}, 30_000);

test('a teller with little to report needs no frame of its own for it', async () => {
  const replies: string[] = [];
  const play = await loadLuau(
    ['src/Door', 'src/Heartbeat', 'src/Sha256', 'fake/Json'],
    TEXT,
    {},
    {
      reply: (text) => replies.push(String(text)),
    },
  );
  await play(0);
  expect(JSON.parse(replies[0] ?? '')).toMatchObject({ frames: 0 });
  expect(JSON.parse(replies.slice(1).join(''))).toMatchObject({ pets: [], gems: 5, seq: 4 });
});
