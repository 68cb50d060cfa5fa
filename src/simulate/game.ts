import { z } from 'zod';
import { type Goods, petStackSchema } from '../bank/engine/pets.ts';
import { ownFile } from '../files.ts';
import { bundle } from './bundle.ts';
import { runLuau } from './luau.ts';

/** A teller's script, as it stands in `lua/examples`, with the modules that it finds beside it in a game. */
const SCRIPT = 'examples/Teller.server';
const BESIDE_IT = { 'examples/Petbank': 'src/init', 'examples/TradeHall': 'fake/TradeHall' };

/** Each script gets a Config of its own, so that several tellers can run beside each other. */
const START = `return load("fake/Harness")({
	send = send,
	warn = warn,
	random = random,
	fateAt = fateAt,
	reply = reply,
}, function(config)
	local script = modules["${SCRIPT}"]
	script.run(function(path)
		return if path == "./Config" then config else load(script.requires[path])
	end)
end)`;

/** A request that a teller's script sends. */
export interface GameRequest {
  readonly id: number;
  readonly lifeId: number;
  readonly method: string;
  readonly url: string;
  readonly headers: Record<string, string>;
  readonly body: string | null;
}

/**
 * What becomes of a life at a point where it meets the world: it goes on, ends as with a crash, or is told of
 * an error.
 */
export type Fate = 'goes on' | 'ends' | 'fails';

export interface GameHost {
  /** A script sends a request. `answer` it later, or never. */
  readonly onRequest: (request: GameRequest) => void;
  /** A script warns the operator. */
  readonly onWarning: (lifeId: number, text: string) => void;
  /**
   * Asked each time that a script is about to meet the world, or has: `before the acceptance`, `after the
   * memory is written`.
   */
  readonly fateAt: (lifeId: number, point: string) => Fate;
  /** From 0 to below 1. */
  readonly random: () => number;
}

const goodsSchema = z.object({ pets: z.array(petStackSchema), gems: z.number() });
const sideSchema = z.object({ userId: z.number(), goods: goodsSchema, hasAccepted: z.boolean() });
const tradeSchema = z.object({
  id: z.string(),
  host: sideSchema,
  guest: sideSchema,
  status: z.enum(['open', 'completed', 'declined']),
});
/** A trade of the game. */
export type GameTrade = z.infer<typeof tradeSchema>;

export interface TellerConfig {
  readonly url: string;
  readonly key: { readonly id: string; readonly secret: string };
  readonly tellerUserId: number;
}

/** How a player behaves at a teller. */
export interface Visit extends Goods {
  /** The teller's account. */
  readonly hostId: number;
  readonly guestId: number;
  /**
   * After so many seconds the player closes the trade, or with `leaves` goes away. Without it, they wait a
   * minute.
   */
  readonly changesMindAfter?: number;
  readonly leaves?: boolean;
}

/**
 * The game's world with its tellers and players, in real Luau, on a clock that the caller sets: tellers run
 * the script of `lua/examples` with the whole library. Nothing happens but by a call, and all that a call
 * sets off has happened when it returns, up to where scripts wait for an answer or for a later time. One call
 * at a time, and none from within what the host is told. A process has one game at a time: the next one takes
 * its place.
 */
export async function openGame(host: GameHost) {
  running ??= startLuau();
  const luau = await running;
  luau.host = host;
  const game = commandsOf(luau.command);
  await game.reset();
  return game;
}

interface Luau {
  host: GameHost;
  readonly command: (name: string, given: object) => Promise<unknown>;
}

/**
 * Of all of this process's games, one after the other: luau-web has room for few, and can't close one without
 * harm to the next.
 */
let running: Promise<Luau> | undefined;

async function startLuau(): Promise<Luau> {
  const text = bundle({
    root: ownFile('lua'),
    entries: ['fake/Harness', SCRIPT],
    end: START,
    instead: BESIDE_IT,
  });
  let reply = '';
  const call = await runLuau(text, {
    reply: (piece) => {
      reply += String(piece);
    },
    send: (id, lifeId, method, url, headers, body) =>
      luau.host.onRequest(requestSchema.parse({ id, lifeId, method, url, headers, body: body ?? null })),
    warn: (lifeId, text) => luau.host.onWarning(Number(lifeId), String(text)),
    random: () => luau.host.random(),
    fateAt: (lifeId, point) => luau.host.fateAt(Number(lifeId), String(point)),
  });
  const luau: Luau = {
    host: NOBODY,
    async command(name, given) {
      reply = '';
      await call(name, JSON.stringify(given));
      return JSON.parse(reply);
    },
  };
  return luau;
}

const NOBODY: GameHost = {
  onRequest: () => undefined,
  onWarning: () => undefined,
  fateAt: () => 'ends',
  random: Math.random,
};

function commandsOf(command: (name: string, given: object) => Promise<unknown>) {
  const ask = async <T>(answer: z.ZodType<T>, name: string, given: object = {}): Promise<T> =>
    answer.parse(await command(name, given));
  const order = async (name: string, given: object = {}): Promise<void> => {
    await ask(z.unknown(), name, given);
  };
  return {
    /** Empties the world: nobody, nothing, and no script. */
    reset: () => order('reset'),
    /** Lets a player or a teller's account hold these. */
    join: (userId: number, goods: Goods) => order('join', { userId, ...goods }),
    holdings: (userId: number) => ask(goodsSchema, 'holdings', { userId }),
    /**
     * Starts a teller's script, with a clock that is ahead by so many seconds. Gives the number of its life.
     */
    start: async (config: TellerConfig, aheadSeconds = 0) =>
      (await ask(z.object({ lifeId: z.number() }), 'start', { config, aheadSeconds })).lifeId,
    /** The game server that the script runs in crashes. */
    kill: (lifeId: number) => order('kill', { lifeId }),
    isOver: async (lifeId: number) =>
      (await ask(z.object({ isOver: z.boolean() }), 'isOver', { lifeId })).isOver,
    /** The game loses its record of the trades that are over, as one without a record would. */
    forget: () => order('forget'),
    /** What comes back for a request. */
    answer: (id: number, answer: { status: number; headers: Record<string, string>; body: string }) =>
      order('answer', { id, ...answer }),
    /** No answer comes back: why, in the words of an error. */
    fail: (id: number, fault: string) => order('answer', { id, fault }),
    /**
     * Lets time pass, to `seconds` since 1970, or until a request is sent, a visit is over or a life has
     * ended: then it was interrupted, and there may be more to come. Gives the time that it is.
     */
    advance: (seconds: number) => ask(advancedSchema, 'advance', { seconds }),
    /** Sends a player to a teller, and gives the number of the visit. */
    visit: async (visit: Visit) => (await ask(z.object({ visitId: z.number() }), 'visit', visit)).visitId,
    /** The trade of a visit that is over, or null. */
    visited: async (visitId: number) => (await ask(visitedSchema, 'visited', { visitId })).trade ?? null,
    /** All that tellers have said to players. */
    sayings: async () => (await ask(z.object({ sayings: z.array(sayingSchema) }), 'sayings')).sayings,
  };
}

const advancedSchema = z.object({ seconds: z.number(), isInterrupted: z.boolean() });
const visitedSchema = z.object({ isOver: z.boolean(), trade: tradeSchema.optional() });
const sayingSchema = z.object({ userId: z.number(), text: z.string() });

const requestSchema = z.object({
  id: z.number(),
  lifeId: z.number(),
  method: z.string(),
  url: z.string(),
  headers: z
    .string()
    .transform((text) => JSON.parse(text))
    .pipe(z.record(z.string(), z.string())),
  body: z.string().nullable(),
});
