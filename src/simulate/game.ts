import { z } from 'zod';
import { type Goods, petStackSchema } from '../bank/engine/pets.ts';
import { ownFile } from '../files.ts';
import type { SigningKey } from './bank-server.ts';
import { bundle, runLuau } from './luau.ts';

/** The teller's script of `lua/examples`, and what replaces the modules that it finds beside it in a game. */
const SCRIPT = 'examples/Teller.server';
export const REPLACEMENTS = { 'examples/Petbank': 'src/init', 'examples/TradeHall': 'fake/TradeHall' };

/** Each script gets its own Config, so that several tellers can run at once. */
const START = `return load("fake/Harness")({
	send = send,
	warn = warn,
	random = random,
	onFailPoint = onFailPoint,
	onEvent = onEvent,
	reply = reply,
}, function(config, wrap)
	local script = modules["${SCRIPT}"]
	script.run(function(path)
		if path == "./Config" then return config end
		local module = load(script.requires[path])
		return if path == "./Petbank" then wrap(module) else module
	end)
end)`;

const requestSchema = z.object({
  id: z.number(),
  sessionId: z.number(),
  method: z.string(),
  url: z.string(),
  headers: z.record(z.string(), z.string()),
  body: z.string().nullable(),
});
/** A request that a teller's script sends. */
export type GameRequest = Readonly<z.infer<typeof requestSchema>>;

/** The bank's response to it. */
export interface GameResponse {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: string;
}

/** What happens at a fail point: nothing, a crash of the game server, or an error of the call in progress. */
export type FailPointAction = 'continue' | 'crash' | 'error';

/** What goes wrong with an event of the game on its way to a script. */
export type EventFault = 'nothing' | 'late' | 'twice' | 'maimed' | 'never';

export interface GameHost {
  /** A script sends a request. `answer` it later, or never. */
  readonly onRequest: (request: GameRequest) => void;
  /** A script warns the operator. */
  readonly onWarning: (sessionId: number, text: string) => void;
  /**
   * Called before and after each call of a script to the game, the DataStore or the bank, such as
   * `before the acceptance` and `after the DataStore write`.
   */
  readonly onFailPoint: (sessionId: number, point: string) => FailPointAction;
  /** The game is about to send an event, such as `offered`. */
  readonly onEvent: (sessionId: number, kind: string) => EventFault;
  /** From 0 to below 1. */
  readonly random: () => number;
}

const goodsSchema = z.object({ pets: z.array(petStackSchema), gems: z.number() });
const tradeSchema = z.object({ id: z.string(), status: z.enum(['open', 'completed', 'declined']) });
export type GameTrade = z.infer<typeof tradeSchema>;

export interface TellerConfig {
  readonly url: string;
  readonly key: SigningKey;
  readonly tellerUserId: number;
  /** Trades up to this number are decided. */
  readonly resumeAt?: number | undefined;
}

/** A player's visit to a teller, with the goods that the player brings. */
export interface Visit extends Goods {
  /** The teller's account. */
  readonly hostId: number;
  readonly guestId: number;
  /** After so many seconds the player closes the trade. By default, they wait a minute. */
  readonly changesMindAfter?: number;
  /** Leaves the game instead of closing the trade. */
  readonly leaves?: boolean;
  /** The game gives the trade the id of the one before at this teller, as a game may. */
  readonly reusesId?: boolean;
}

export type Game = Awaited<ReturnType<typeof openGame>>;

/**
 * The game with its tellers and players, in real Luau, on a clock that the caller sets. Tellers run the
 * script of `lua/examples` with the whole library. Nothing happens except by a call. When a call returns, all
 * that it caused has happened, up to where scripts wait for a response or a later time. Calls must not
 * overlap, nor come from the host's callbacks. A process has one game at a time: the next one replaces it.
 */
export async function openGame(host: GameHost) {
  running ??= startLuau(host);
  const luau = await running;
  luau.host = host;
  const game = createCommands(luau.command);
  await game.reset();
  return game;
}

interface Luau {
  host: GameHost;
  readonly command: (name: string, given: object) => Promise<unknown>;
}

/** Shared by all games of this process: luau-web can't close a VM without harm to the next. */
let running: Promise<Luau> | undefined;

async function startLuau(host: GameHost): Promise<Luau> {
  const text = bundle({
    root: ownFile('lua'),
    entries: ['fake/Harness', SCRIPT],
    end: START,
    replacements: REPLACEMENTS,
  });
  let reply = '';
  const call = await runLuau(text, {
    reply: (piece) => {
      reply += String(piece);
    },
    send(id, sessionId, method, url, headers, body) {
      const request = {
        id,
        sessionId,
        method,
        url,
        headers: JSON.parse(String(headers)),
        body: body ?? null,
      };
      luau.host.onRequest(requestSchema.parse(request));
    },
    warn: (sessionId, text) => luau.host.onWarning(Number(sessionId), String(text)),
    random: () => luau.host.random(),
    onFailPoint: (sessionId, point) => luau.host.onFailPoint(Number(sessionId), String(point)),
    onEvent: (sessionId, kind) => luau.host.onEvent(Number(sessionId), String(kind)),
  });
  const luau: Luau = {
    host,
    async command(name, given) {
      reply = '';
      await call(name, JSON.stringify(given));
      return JSON.parse(reply);
    },
  };
  return luau;
}

function createCommands(command: Luau['command']) {
  const read = async <T>(answer: z.ZodType<T>, name: string, given: object = {}): Promise<T> =>
    answer.parse(await command(name, given));
  const run = async (name: string, given: object = {}): Promise<void> => {
    await command(name, given);
  };
  return {
    /** Empties the world: nobody, nothing, and no script. */
    reset: () => run('reset'),
    /** Adds a player or a teller's account that holds these goods. */
    join: (userId: number, goods: Goods) => run('join', { userId, ...goods }),
    holdings: (userId: number) => read(goodsSchema, 'holdings', { userId }),
    /**
     * Starts a teller's script with a clock that is ahead by so many seconds, in a game server where its
     * account is already, or isn't yet. Returns its session's id.
     */
    start: async (config: TellerConfig, clockOffset = 0, isAway = false) =>
      (await read(z.object({ sessionId: z.number() }), 'start', { config, clockOffset, isAway })).sessionId,
    /** The teller's account joins the game server that the script runs in, or leaves it. */
    enter: (sessionId: number, userId: number) => run('enter', { sessionId, userId }),
    leave: (sessionId: number, userId: number) => run('leave', { sessionId, userId }),
    /** That game server is about to close. */
    close: (sessionId: number) => run('close', { sessionId }),
    /** Crashes the game server that the script runs in. */
    crash: (sessionId: number) => run('crash', { sessionId }),
    /** Deletes the game's record of the trades that are over, like a game that keeps none. */
    forgetTrades: () => run('forgetTrades'),
    answer: (id: number, response: GameResponse) => run('answer', { id, ...response }),
    /** Ends a request without a response, with the message of an error. */
    fail: (id: number, failure: string) => run('answer', { id, failure }),
    /**
     * Advances the clock to `seconds` since 1970, or until a request is sent, a visit is over or a session
     * has ended: then it was interrupted, and there may be more to come. Returns the time that is reached.
     */
    advance: (seconds: number) => read(advancedSchema, 'advance', { seconds }),
    /** Sends a player to a teller, and returns the id of the visit. */
    visit: async (visit: Visit) => (await read(z.object({ visitId: z.number() }), 'visit', visit)).visitId,
    /** The trade of a visit that is over, or null. */
    findVisit: async (visitId: number) => (await read(visitSchema, 'findVisit', { visitId })).trade ?? null,
    /** All messages from tellers to players. */
    messages: async () => (await read(messagesSchema, 'messages')).messages,
  };
}

const advancedSchema = z.object({ seconds: z.number(), isInterrupted: z.boolean() });
const visitSchema = z.object({ isOver: z.boolean(), trade: tradeSchema.optional() });
const messagesSchema = z.object({ messages: z.array(z.object({ userId: z.number(), text: z.string() })) });
