import { type Goods, NO_GOODS } from '../../../src/bank/engine/pets.ts';
import type { Fate, GameRequest, Visit } from '../../../src/simulate/game.ts';
import { TELLER_USER, THROUGH, type Town, type Way } from '../../lua/town.ts';
import { makeBankFile, startBank } from '../../support/bank.ts';
import { TELLER, WEB } from '../../support/keys.ts';
import { CAT, MEMBER } from '../../support/scenes.ts';
import { expectCleanAudit, isSettled, storiesOf } from './audit.ts';

/** How often a player tries before they give up for the day. */
const TRIES = 6;
/**
 * After the storm, all is looked at so often, and settled by then: a dead teller stays away, a lease lasts,
 * two reports come.
 */
const LOOK_SECONDS = 30;
const CALM_LOOKS = 20;

export const OTHER_MEMBER = 157;
const AT_FIRST: ReadonlyMap<number, Goods> = new Map([
  [MEMBER, { pets: [{ ...CAT, quantity: 4 }], gems: 5_000 }],
  [OTHER_MEMBER, { pets: [{ ...CAT, shiny: true, quantity: 3 }], gems: 700 }],
]);

/** What goes wrong while the story runs. Afterwards, nothing does. */
export interface Storm {
  /** Asked at each point of each life of the teller. */
  readonly fateAt: (point: string) => Fate;
  readonly wayOf: (request: GameRequest) => Way;
  /** How long a teller that has died stays away, in seconds: up to 200. */
  readonly restartSeconds: () => number;
  /** Whether the game has lost its record of trades by then. */
  readonly isForgetful: boolean;
  /** What the teller's clock is ahead of the bank's, in seconds. */
  readonly aheadSeconds: number;
  readonly random: () => number;
}

/** What happened in a run. */
export interface Outcome {
  readonly deaths: number;
  /** How often a withdrawal became uncertain. */
  readonly uncertain: number;
  readonly delivered: number;
}

/**
 * Plays the story with a bank, a teller and two players through the storm, lets the calm after it settle what
 * is open, and expects a clean audit.
 */
export async function survive(
  town: Town,
  storm: Storm,
  story: (people: People) => Promise<void>,
): Promise<Outcome> {
  const place = makeBankFile();
  const bank = await startBank({}, place);
  try {
    await town.begin(bank);
    await town.game.join(TELLER_USER, NO_GOODS);
    for (const [userId, goods] of AT_FIRST) await town.game.join(userId, goods);
    const raging = raise(town, storm, place);
    await town.startTeller(TELLER, storm.aheadSeconds);
    await story(peopleOf(town));
    raging.end();
    for (let looks = 0; looks < CALM_LOOKS && !(raging.isTellerUp() && (await isSettled(town))); looks++)
      await town.pass(LOOK_SECONDS);
    await fetchAll(town);
    await expectCleanAudit(town, AT_FIRST);
    const kinds = storiesOf(town.bank()).flat();
    const count = (kind: string): number => kinds.filter((one) => one === kind).length;
    return {
      deaths: raging.deaths(),
      uncertain: count('withdrawal_uncertain'),
      delivered: count('withdrawal_delivered'),
    };
  } finally {
    await town.bank().stop();
    place.remove();
  }
}

/** Lets the storm loose. */
function raise(town: Town, storm: Storm, place: ReturnType<typeof makeBankFile>) {
  let isOver = false;
  let deaths = 0;
  let restarts = 0;
  const restart = async (): Promise<void> => {
    restarts += 1;
    if (storm.isForgetful) await town.game.forget();
    await town.startTeller(TELLER, storm.aheadSeconds);
  };
  Object.assign(town.weather, {
    wayOf: (request: GameRequest) => (isOver ? THROUGH : storm.wayOf(request)),
    random: storm.random,
    restartBank: () => startBank({}, place),
    fateAt: (_lifeId: number, point: string) => {
      const fate = isOver ? 'goes on' : storm.fateAt(point);
      if (fate === 'ends') {
        deaths += 1;
        town.later(storm.restartSeconds(), restart);
      }
      return fate;
    },
  });
  return {
    end: () => {
      isOver = true;
    },
    deaths: () => deaths,
    isTellerUp: () => deaths === restarts,
  };
}

/** Whoever still has something reserved comes for it. */
async function fetchAll(town: Town): Promise<void> {
  for (const userId of AT_FIRST.keys()) {
    for (let tries = 0; tries < TRIES; tries++) {
      const trade = await town.visit(userId, NO_GOODS, { changesMindAfter: 10 });
      await town.pass(5);
      if (trade.status !== 'completed') break;
    }
  }
  await town.pass(LOOK_SECONDS);
}

export type People = ReturnType<typeof peopleOf>;

/** What the players do. */
function peopleOf(town: Town) {
  let requests = 0;
  return {
    town,
    /** Goes to the teller until a trade completes, or once, with a changed mind. */
    async trade(userId: number, bring: Goods, how: Partial<Visit> = {}): Promise<void> {
      for (let tries = 0; tries < TRIES; tries++) {
        const trade = await town.visit(userId, bring, how);
        if (trade.status === 'completed' || how.changesMindAfter !== undefined) return;
        await town.pass(20);
      }
    },
    /**
     * Asks for a withdrawal, again if the bank doesn't know of the deposit yet; gives whether it is reserved.
     */
    async request(robloxUserId: number, goods: Goods): Promise<boolean> {
      for (let tries = 0; tries < TRIES; tries++) {
        requests += 1;
        const request = { requestId: `R-${requests}`, robloxUserId, ...goods };
        const { status } = await town.bank().ask(WEB, 'POST', '/withdraw/request', request);
        if (status === 200) return true;
        await town.pass(60);
      }
      return false;
    },
  };
}
