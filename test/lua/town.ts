import type { Goods } from '../../src/bank/pets.ts';
import {
  type Fate,
  type GameRequest,
  type GameTrade,
  openGame,
  type Visit,
} from '../../src/simulate/game.ts';
import type { TestBank } from '../support/bank.ts';
import { TELLER, type TestKey } from '../support/keys.ts';

/** The account of the teller in the game. */
export const TELLER_USER = 1;
/** How long something may take in the town before a test has waited in vain, in seconds of its clock. */
const PATIENCE_SECONDS = 1_800;

/** What becomes of a request on its way: it may get lost before or behind the bank, arrive twice, or be answered late. */
export type Way = 'through' | 'lost' | 'unanswered' | 'doubled' | { readonly lateSeconds: number };

/** A request of a script, with what came of it; null where it never reached the bank. */
export interface Passed {
  readonly path: string;
  readonly body: unknown;
  readonly answer: { readonly status: number; readonly body: unknown } | null;
}

/** What a test decides over; by default nothing goes wrong. */
export interface Weather {
  wayOf: (request: GameRequest) => Way;
  fateAt: (lifeId: number, point: string) => Fate;
  random: () => number;
}

export type Town = Awaited<ReturnType<typeof openTown>>;

/** The game beside a bank, on one clock. Its tellers' requests reach whatever bank is there at the time. */
export async function openTown() {
  const weather: Weather = {
    wayOf: () => 'through',
    fateAt: () => 'goes on',
    random: Math.random,
  };
  const sent: GameRequest[] = [];
  const late: { readonly at: number; readonly deliver: () => Promise<void> }[] = [];
  const passed: Passed[] = [];
  const warnings: string[] = [];
  const game = await openGame({
    onRequest: (request) => sent.push(request),
    onWarning: (_lifeId, text) => warnings.push(text),
    fateAt: (lifeId, point) => weather.fateAt(lifeId, point),
    random: () => weather.random(),
  });
  let bank: TestBank | undefined;
  let at = 0;

  async function setTime(seconds: number): Promise<void> {
    at = seconds;
    if (bank) bank.world.at = Math.round(seconds * 1_000);
    await game.setTime(seconds);
  }

  /** Brings the request to the bank, and gives its answer; null for none. */
  async function ask({ method, url, headers, body }: GameRequest) {
    const { pathname: path } = new URL(url);
    try {
      const target = url.replace(/^https?:\/\/[^/]+/, '');
      const response = await fetch(`${bank?.url}${target}`, { method, headers, body });
      const text = await response.text();
      passed.push({ path, body: readJson(body), answer: { status: response.status, body: readJson(text) } });
      return { status: response.status, headers: Object.fromEntries(response.headers), body: text };
    } catch {
      passed.push({ path, body: readJson(body), answer: null });
      return null;
    }
  }

  async function carry(request: GameRequest): Promise<void> {
    const way = weather.wayOf(request);
    if (way === 'lost') return game.fail(request.id, 'HttpError: ConnectFail');
    if (way === 'doubled') await ask(request);
    const answer = await ask(request);
    if (answer === null || way === 'unanswered') return game.fail(request.id, 'HttpError: Timedout');
    const deliver = (): Promise<void> => game.answer(request.id, answer);
    if (typeof way === 'string') return deliver();
    late.push({ at: at + way.lateSeconds, deliver });
    late.sort((one, other) => one.at - other.at);
  }

  /** Lets the next thing happen, whatever it is; false if nothing is to come before the time. */
  async function step(until: number): Promise<boolean> {
    const request = sent.shift();
    if (request) {
      await carry(request);
      return true;
    }
    const wake = (await game.nextWake()) ?? Number.POSITIVE_INFINITY;
    const [next] = late;
    const due = Math.min(wake, next?.at ?? Number.POSITIVE_INFINITY);
    if (due > until) return false;
    await setTime(due);
    if (next && next.at <= due) {
      late.shift();
      await next.deliver();
    }
    return true;
  }

  return {
    game,
    weather,
    /** What passed between the scripts and the bank, in order. */
    passed,
    /** What the scripts warned of. */
    warnings,
    now: () => at,
    /** Begins anew beside this bank, with its time. */
    async begin(beside: TestBank): Promise<void> {
      bank = beside;
      sent.length = 0;
      late.length = 0;
      passed.length = 0;
      warnings.length = 0;
      await game.reset();
      await setTime(beside.world.at / 1_000);
    },
    /** From now on this bank answers, or none. */
    async changeBank(to: TestBank | undefined): Promise<void> {
      bank = to;
      if (bank) bank.world.at = Math.round(at * 1_000);
    },
    startTeller: (key: TestKey = TELLER, aheadSeconds = 0): Promise<number> =>
      game.start(
        { url: 'http://bank.test', key: { id: key.id, secret: key.secret }, tellerUserId: TELLER_USER },
        aheadSeconds,
      ),
    /** Lets so many seconds pass. */
    async pass(seconds: number): Promise<void> {
      const until = at + seconds;
      while (await step(until));
      await setTime(until);
    },
    /** Sends a player to the teller and waits until they are through; gives the trade as it ended. */
    async visit(guestId: number, bring: Goods, how: Partial<Visit> = {}): Promise<GameTrade> {
      const visitId = await game.visit({ hostId: TELLER_USER, guestId, ...bring, ...how });
      const until = at + PATIENCE_SECONDS;
      while (await step(until)) {
        const trade = await game.visited(visitId);
        if (trade) return trade;
      }
      throw new Error('the visit has no end');
    },
  };
}

function readJson(text: string | null): unknown {
  try {
    return JSON.parse(text ?? 'null');
  } catch {
    return text;
  }
}
