import { type Goods, NO_GOODS } from '../../src/bank/engine/pets.ts';
import type { FailPointAction, GameRequest, GameTrade, Visit } from '../../src/simulate/game.ts';
import { type Delivery, forwardRequest, openGameWorld } from '../../src/simulate/game-world.ts';
import { createSimulatedTime } from '../../src/simulate/time.ts';
import type { CommitPoint } from '../../src/storage/driver.ts';
import { startBank, type TestBank } from '../support/bank.ts';
import { TELLER, type TestKey } from '../support/keys.ts';
import { CAT, MEMBER } from '../support/scenes.ts';

/** The account of the teller in the game. */
export const TELLER_USER = 1;
/** How long a visit may take before a test fails, in seconds of the game's clock. */
const MAX_VISIT_SECONDS = 1_800;

/** A request may also crash the bank: at that point of its commit, or right after it. */
export type RequestFault = Delivery | { readonly kind: 'bank crashes'; readonly at: CommitPoint };
export const DELIVERED: RequestFault = { kind: 'delivered' };

/** A request of a script, and the bank's answer; null where there was none. */
export interface Exchange {
  readonly path: string;
  readonly body: unknown;
  readonly answer: { readonly status: number; readonly body: unknown } | null;
}

/** The faults that a test injects; none by default. */
export interface FaultPlan {
  onRequest: (request: GameRequest) => RequestFault;
  onFailPoint: (sessionId: number, point: string) => FailPointAction;
  random: () => number;
  /** Restarts the bank that has crashed. */
  restartBank: (crashed: TestBank) => Promise<TestBank>;
}

const NO_FAULTS: FaultPlan = {
  onRequest: () => DELIVERED,
  onFailPoint: () => 'continue',
  random: Math.random,
  restartBank: () => Promise.reject(new Error('this bank was not meant to crash')),
};

export type TestGameWorld = Awaited<ReturnType<typeof openTestGameWorld>>;

/**
 * The game with a test's bank, on one clock. Its tellers' requests go to whichever bank is there at the time.
 */
export async function openTestGameWorld() {
  const faults: FaultPlan = { ...NO_FAULTS };
  const exchanges: Exchange[] = [];
  const warnings: string[] = [];
  let bank: TestBank;
  let crashesAt: CommitPoint | undefined;
  let time = createSimulatedTime(0);
  const syncBank = (): void => {
    bank.world.at = Math.round(time.now() * 1_000);
  };

  async function send(request: GameRequest) {
    const point = crashesAt;
    if (point === undefined) return exchange(request);
    crashesAt = undefined;
    bank.world.onPoint = (reached) => {
      if (reached === point) throw new Error(`the bank crashes at ${point}`);
    };
    const response = await exchange(request);
    await bank.stop();
    bank = await faults.restartBank(bank);
    syncBank();
    return response;
  }

  async function exchange(request: GameRequest) {
    const { pathname: path } = new URL(request.url);
    const response = await forwardRequest(request, bank.url);
    const answer = response && { status: response.status, body: parseJson(response.body) };
    exchanges.push({ path, body: parseJson(request.body), answer });
    if (!response) return null;
    // The bank runs on the game's clock, but the server under it writes this header by the real one.
    const date = new Date(bank.world.at).toUTCString();
    return { ...response, headers: { ...response.headers, date } };
  }

  const world = await openGameWorld({
    time: {
      now: () => time.now(),
      reach: async (until) => until,
      arrive(seconds) {
        time.arrive(seconds);
        syncBank();
      },
    },
    chooseDelivery(request) {
      const fault = faults.onRequest(request);
      if (fault.kind !== 'bank crashes') return fault;
      crashesAt = fault.at;
      return { kind: 'answer lost' };
    },
    send,
    onWarning: (_sessionId, text) => warnings.push(text),
    onFailPoint: (sessionId, point) => faults.onFailPoint(sessionId, point),
    onEvent: () => 'nothing',
    random: () => faults.random(),
  });

  return {
    game: world.game,
    faults,
    /** All requests of the scripts, in order. */
    exchanges,
    /** All alerts of the scripts. */
    warnings,
    bank: () => bank,
    /** Runs something after so many seconds. */
    schedule: world.schedule,
    /** Starts again without anything but this bank and its time. */
    async reset(nextBank: TestBank): Promise<void> {
      bank = nextBank;
      time = createSimulatedTime(bank.world.at / 1_000);
      Object.assign(faults, NO_FAULTS);
      exchanges.length = 0;
      warnings.length = 0;
      await world.reset();
    },
    /** Starts the script. `resumeAt` is in its configuration; `isAway`: its account isn't there yet. */
    startTeller: (
      { id, secret }: TestKey = TELLER,
      clockOffset = 0,
      { isAway = false, ...more }: { readonly isAway?: boolean; readonly resumeAt?: number } = {},
    ): Promise<number> =>
      world.game.start(
        { url: 'http://bank.test', key: { id, secret }, tellerUserId: TELLER_USER, ...more },
        clockOffset,
        isAway,
      ),
    /** Lets so many seconds pass. */
    async advance(seconds: number): Promise<void> {
      const until = time.now() + seconds;
      while (await world.step(until));
    },
    /** Sends a player to the teller and waits for the end of the visit. Returns the trade. */
    async visit(guestId: number, bring: Goods, behaviour: Partial<Visit> = {}): Promise<GameTrade> {
      const visitId = await world.game.visit({ hostId: TELLER_USER, guestId, ...bring, ...behaviour });
      const until = time.now() + MAX_VISIT_SECONDS;
      while (await world.step(until)) {
        const trade = await world.game.findVisit(visitId);
        if (trade) return trade;
      }
      throw new Error('the visit has no end');
    },
  };
}

/** What the member of these tests brings to the bank. */
export const CATS = { pets: [{ ...CAT, quantity: 2 }], gems: 1_000 };

/** Empties the world for a new bank, a teller that holds nothing, and a member with a bit more than that. */
export async function openPlace(
  world: TestGameWorld,
  settings: Readonly<Record<string, string>> = {},
): Promise<TestBank> {
  const bank = await startBank(settings);
  await world.reset(bank);
  await world.game.join(TELLER_USER, NO_GOODS);
  await world.game.join(MEMBER, { ...CATS, gems: 5_000 });
  return bank;
}

function parseJson(text: string | null): unknown {
  try {
    return JSON.parse(text ?? 'null');
  } catch {
    return text;
  }
}
