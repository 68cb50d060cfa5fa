import { type Goods, NO_GOODS } from '../../../src/bank/engine/pets.ts';
import type { FailPointAction, GameRequest, Visit } from '../../../src/simulate/game.ts';
import { DELIVERED, type RequestFault, TELLER_USER, type TestGameWorld } from '../../lua/game-world.ts';
import { makeBankFile, startBank, type TestBank } from '../../support/bank.ts';
import { TELLER, WEB } from '../../support/keys.ts';
import { CAT, MEMBER } from '../../support/scenes.ts';
import { expectCleanAudit, isSettled, readHistories } from './audit.ts';

/** How often a player tries before they give up for the day. */
const MAX_TRIES = 6;
/** After the story, everything must settle by then: a crashed teller restarts, a lease ends, two reports. */
const CHECK_SECONDS = 30;
const MAX_CHECKS = 20;

export const OTHER_MEMBER = 157;
const INITIAL_GOODS: ReadonlyMap<number, Goods> = new Map([
  [MEMBER, { pets: [{ ...CAT, quantity: 4 }], gems: 5_000 }],
  [OTHER_MEMBER, { pets: [{ ...CAT, shiny: true, quantity: 3 }], gems: 700 }],
]);

/** The faults while the story runs. Afterwards there are none. */
export interface RunFaults {
  /** Called at each fail point of each session of the teller. */
  readonly onFailPoint: (point: string) => FailPointAction;
  readonly onRequest: (request: GameRequest) => RequestFault;
  /** How long a teller that has crashed is down: up to 200 seconds. */
  readonly restartSeconds: () => number;
  /** Whether the game has lost its record of trades by then. */
  readonly forgetsTrades: boolean;
  /** How far the teller's clock is ahead of the bank's, in seconds. */
  readonly clockOffset: number;
  readonly random: () => number;
}

/** What happened in a run. */
export interface Outcome {
  readonly crashes: number;
  /** How often a withdrawal became uncertain. */
  readonly uncertain: number;
  readonly delivered: number;
}

/**
 * Plays the story with a bank, a teller, two players and the faults, lets everything settle without faults,
 * and expects a clean audit.
 */
export async function playStory(
  world: TestGameWorld,
  faults: RunFaults,
  story: (actors: Actors) => Promise<void>,
): Promise<Outcome> {
  const bankFile = makeBankFile();
  const bank = await startBank({}, bankFile);
  try {
    await world.reset(bank);
    await world.game.join(TELLER_USER, NO_GOODS);
    for (const [userId, goods] of INITIAL_GOODS) await world.game.join(userId, goods);
    const injected = injectFaults(world, faults, bankFile);
    await world.startTeller(TELLER, faults.clockOffset);
    await story(createActors(world));
    injected.end();
    for (let checks = 0; checks < MAX_CHECKS; checks++) {
      if (injected.isTellerUp() && (await isSettled(world))) break;
      await world.advance(CHECK_SECONDS);
    }
    await fetchAll(world);
    await expectCleanAudit(world, INITIAL_GOODS);
    const kinds = readHistories(world.bank()).flat();
    const count = (wanted: string): number => kinds.filter((kind) => kind === wanted).length;
    return {
      crashes: injected.crashes(),
      uncertain: count('withdrawal_uncertain'),
      delivered: count('withdrawal_delivered'),
    };
  } finally {
    await world.bank().stop();
    bankFile.remove();
  }
}

/** Injects the faults until they are ended, and restarts the teller after each crash. */
function injectFaults(world: TestGameWorld, faults: RunFaults, bankFile: ReturnType<typeof makeBankFile>) {
  let hasEnded = false;
  let crashes = 0;
  let restarts = 0;
  const restart = async (): Promise<void> => {
    restarts += 1;
    if (faults.forgetsTrades) await world.game.forgetTrades();
    await world.startTeller(TELLER, faults.clockOffset);
  };
  Object.assign(world.faults, {
    onRequest: (request: GameRequest) => (hasEnded ? DELIVERED : faults.onRequest(request)),
    random: faults.random,
    restartBank: ({ world }: TestBank) => startBank({}, bankFile, world.at),
    onFailPoint: (_sessionId: number, point: string) => {
      const action = hasEnded ? 'continue' : faults.onFailPoint(point);
      if (action === 'crash') {
        crashes += 1;
        world.schedule(faults.restartSeconds(), restart);
      }
      return action;
    },
  });
  return {
    end: () => {
      hasEnded = true;
    },
    crashes: () => crashes,
    isTellerUp: () => crashes === restarts,
  };
}

/** Every player fetches what they still have reserved. */
async function fetchAll(world: TestGameWorld): Promise<void> {
  for (const userId of INITIAL_GOODS.keys()) {
    for (let tries = 0; tries < MAX_TRIES; tries++) {
      const trade = await world.visit(userId, NO_GOODS, { changesMindAfter: 10 });
      await world.advance(5);
      if (trade.status !== 'completed') break;
    }
  }
  await world.advance(CHECK_SECONDS);
}

export type Actors = ReturnType<typeof createActors>;

/** What the players of a story can do. */
function createActors(world: TestGameWorld) {
  let requests = 0;
  return {
    world,
    /** Visits the teller until a trade completes, or only once if the player changes their mind. */
    async trade(userId: number, bring: Goods, behaviour: Partial<Visit> = {}): Promise<void> {
      for (let tries = 0; tries < MAX_TRIES; tries++) {
        const trade = await world.visit(userId, bring, behaviour);
        if (trade.status === 'completed' || behaviour.changesMindAfter !== undefined) return;
        await world.advance(20);
      }
    },
    /** Requests a withdrawal, again if the deposit isn't credited yet. Returns whether it is reserved. */
    async request(robloxUserId: number, goods: Goods): Promise<boolean> {
      for (let tries = 0; tries < MAX_TRIES; tries++) {
        requests += 1;
        const request = { requestId: `R-${requests}`, robloxUserId, ...goods };
        const { status } = await world.bank().ask(WEB, 'POST', '/withdraw/request', request);
        if (status === 200) return true;
        await world.advance(60);
      }
      return false;
    },
  };
}
