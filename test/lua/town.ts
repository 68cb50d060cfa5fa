import type { Goods } from '../../src/bank/engine/pets.ts';
import {
  type Fate,
  type GameRequest,
  type GameTrade,
  openGame,
  type Visit,
} from '../../src/simulate/game.ts';
import type { CommitPoint } from '../../src/storage/driver.ts';
import type { TestBank } from '../support/bank.ts';
import { TELLER, type TestKey } from '../support/keys.ts';

/** The account of the teller in the game. */
export const TELLER_USER = 1;
/** How long something may take in the town before a test has waited in vain, in seconds of its clock. */
const PATIENCE_SECONDS = 1_800;

/**
 * What becomes of a request on its way: it may get lost before or behind the bank, arrive twice, be answered
 * late, arrive when nobody waits for an answer any more, or meet the bank's death: at that point of its
 * commit, or right after it.
 */
export type Way =
  | { readonly kind: 'through' | 'lost' | 'unanswered' | 'doubled' }
  | { readonly kind: 'late' | 'stray'; readonly seconds: number }
  | { readonly kind: 'bank dies'; readonly at: CommitPoint };
export const THROUGH: Way = { kind: 'through' };

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
  /** Starts the bank again that has died. */
  restartBank: (dead: TestBank) => Promise<TestBank>;
}

const CALM: Weather = {
  wayOf: () => THROUGH,
  fateAt: () => 'goes on',
  random: Math.random,
  restartBank: () => Promise.reject(new Error('this bank was not meant to die')),
};

export type Town = Awaited<ReturnType<typeof openTown>>;

/** The game beside a bank, on one clock. Its tellers' requests reach whatever bank is there at the time. */
export async function openTown() {
  const weather: Weather = { ...CALM };
  const sent: GameRequest[] = [];
  /** What happens at a time yet to come, soonest first. */
  const agenda: { readonly at: number; readonly happen: () => Promise<void> }[] = [];
  const passed: Passed[] = [];
  const warnings: string[] = [];
  const game = await openGame({
    onRequest: (request) => sent.push(request),
    onWarning: (_lifeId, text) => warnings.push(text),
    fateAt: (lifeId, point) => weather.fateAt(lifeId, point),
    random: () => weather.random(),
  });
  let bank: TestBank;
  let at = 0;

  /**
   * Lets time pass in the game, up to then at the most, and in the bank just as much; gives whether something
   * came between.
   */
  async function advance(seconds: number): Promise<boolean> {
    const advanced = await game.advance(seconds);
    at = advanced.seconds;
    bank.world.at = Math.round(at * 1_000);
    return advanced.isInterrupted;
  }

  function later(seconds: number, happen: () => Promise<void>): void {
    agenda.push({ at: at + seconds, happen });
    agenda.sort((one, other) => one.at - other.at);
  }

  /** Brings the request to the bank, and gives its answer; null for none. */
  async function ask({ method, url, headers, body }: GameRequest) {
    const { pathname: path } = new URL(url);
    try {
      const target = url.replace(/^https?:\/\/[^/]+/, '');
      const response = await fetch(`${bank.url}${target}`, { method, headers, body });
      const text = await response.text();
      passed.push({ path, body: readJson(body), answer: { status: response.status, body: readJson(text) } });
      // The bank's clock is the town's; the header comes from the server beneath it.
      const headersBack = {
        ...Object.fromEntries(response.headers),
        date: new Date(bank.world.at).toUTCString(),
      };
      return { status: response.status, headers: headersBack, body: text };
    } catch {
      passed.push({ path, body: readJson(body), answer: null });
      return null;
    }
  }

  async function carry(request: GameRequest): Promise<void> {
    const { id } = request;
    const way = weather.wayOf(request);
    switch (way.kind) {
      case 'through':
        return handOver(id, await ask(request));
      case 'doubled':
        await ask(request);
        return handOver(id, await ask(request));
      case 'lost':
        return handOver(id, null);
      case 'unanswered':
        await ask(request);
        return handOver(id, null);
      case 'late': {
        const answer = await ask(request);
        return later(way.seconds, () => handOver(id, answer));
      }
      case 'stray':
        later(way.seconds, async () => void (await ask(request)));
        return handOver(id, null);
      case 'bank dies':
        await askDying(request, way.at);
        return handOver(id, null);
      default:
        return way satisfies never;
    }
  }

  const handOver = (id: number, answer: Awaited<ReturnType<typeof ask>>): Promise<void> =>
    answer === null ? game.fail(id, 'HttpError: Timedout') : game.answer(id, answer);

  /** Brings the request to a bank that dies of it. What it would have answered, nobody hears. */
  async function askDying(request: GameRequest, point: CommitPoint): Promise<void> {
    bank.world.onPoint = (reached) => {
      if (reached === point) throw new Error(`the bank dies at ${point}`);
    };
    await ask(request);
    await bank.stop();
    bank = await weather.restartBank(bank);
    bank.world.at = Math.round(at * 1_000);
  }

  /** Lets the next thing happen, whatever it is; false if nothing is to come before the time. */
  async function step(until: number): Promise<boolean> {
    const request = sent.shift();
    if (request) {
      await carry(request);
      return true;
    }
    const [next] = agenda;
    if (next && next.at <= at) {
      agenda.shift();
      await next.happen();
      return true;
    }
    return (await advance(Math.min(until, next?.at ?? until))) || at < until;
  }

  return {
    game,
    weather,
    /** What passed between the scripts and the bank, in order. */
    passed,
    /** What the scripts warned of. */
    warnings,
    now: () => at,
    bank: () => bank,
    /** Lets something happen after so many seconds. */
    later,
    /** Begins anew beside this bank, with its time. */
    async begin(beside: TestBank): Promise<void> {
      bank = beside;
      sent.length = 0;
      agenda.length = 0;
      Object.assign(weather, CALM);
      passed.length = 0;
      warnings.length = 0;
      await game.reset();
      await advance(beside.world.at / 1_000);
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
