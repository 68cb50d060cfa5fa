import type { PetStack } from '../bank/engine/pets.ts';
import type { BankAnswer, BankFault, BankServer, CallBank, SigningKey } from './bank-server.ts';
import type { GameRequest } from './game.ts';
import {
  type Delivery,
  forwardRequest,
  type GameResponse,
  type GameWorld,
  openGameWorld,
} from './game-world.ts';
import { createPlayer, type Player } from './players.ts';
import { createRandom, type Random } from './random.ts';
import { createTellers, type TellerFault, type Tellers } from './tellers.ts';
import type { Time } from './time.ts';

const NETWORK_FAULTS = ['request lost', 'answer lost', 'sent twice', 'answer late'] as const;
type PlayerFault = 'player declined' | 'player left';
type SimulatedFault = (typeof NETWORK_FAULTS)[number] | TellerFault | PlayerFault | BankFault;

const MAX_DELAY_SECONDS = 40;
/** How often a member's web site retries while the bank is unavailable, once a second. */
const MAX_CALLS = 600;

/** What has happened so far. */
export interface Tally {
  /** Visits that are over, whatever their outcome. */
  visits: number;
  /** Trades in the game in which something changed hands. */
  completed: number;
  /** The bank's answers by path and status. */
  readonly answers: Map<string, number>;
  readonly faults: Map<SimulatedFault, number>;
  /** Alerts of tellers to their operator. */
  warnings: number;
}

export const createTally = (): Tally => ({
  visits: 0,
  completed: 0,
  answers: new Map(),
  faults: new Map(),
  warnings: 0,
});

export function count<Key>(counts: Map<Key, number>, key: Key): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

export interface WorldOptions {
  /** How many tellers, at most as many as there are keys. */
  readonly tellers: number;
  readonly players: number;
  readonly seed: number;
}

export interface SimulationDependencies {
  readonly time: Time;
  readonly bank: BankServer;
  /** Calls the bank once with this key. Rejects if it can't be reached. */
  readonly callBankAs: (key: SigningKey) => CallBank;
  readonly tellerKeys: readonly SigningKey[];
  /** A key that may act for members. */
  readonly memberKey: SigningKey;
  /** Players get Roblox ids from here on. */
  readonly firstPlayerId: number;
  /** The pets that players may begin with. */
  readonly pets: readonly PetStack[];
  readonly tally: Tally;
}

/** The game, its tellers and players, and a bank. */
export interface SimulatedWorld extends Pick<SimulationDependencies, 'time' | 'bank' | 'tally'> {
  readonly game: GameWorld['game'];
  readonly tellers: Tellers;
  readonly players: readonly Player[];
  readonly random: Random;
  /** Calls the bank as a web site does for its members, and retries while it is unavailable. */
  readonly callBank: CallBank;
  readonly callBankAsTeller: CallBank;
  /** The probability of a fault at each opportunity, from 0 to 1. */
  faultRate: number;
  /** Lets the next thing happen, until `until` at the latest. */
  readonly step: (until: number) => Promise<void>;
}

export async function openWorld(
  options: WorldOptions,
  dependencies: SimulationDependencies,
): Promise<SimulatedWorld> {
  const { time, bank, tally, memberKey, tellerKeys } = dependencies;
  const random = createRandom(options.seed);
  const tellers = createTellers({
    keys: tellerKeys.slice(0, options.tellers),
    random,
    time,
    faultRate: () => world.faultRate,
    onFault: (fault) => count(tally.faults, fault),
  });
  const gameWorld = await openGameWorld({
    ...createNetwork(random, () => world.faultRate, dependencies),
    time,
    random: random.fraction,
    onFailPoint: tellers.onFailPoint,
    onWarning: () => {
      tally.warnings += 1;
    },
  });
  const step = async (until: number): Promise<void> => {
    await bank.startDue();
    await tellers.startDue(gameWorld);
    await gameWorld.step(Math.min(until, bank.nextStart(), tellers.nextStart()));
  };
  const callAs = (key: SigningKey): CallBank => withRetries(dependencies.callBankAs(key), { time, step });
  const { game } = gameWorld;
  const players = Array.from({ length: options.players }, (_, at) =>
    createPlayer(dependencies.firstPlayerId + at, dependencies.pets, random),
  );
  const world: SimulatedWorld = {
    ...{ time, bank, game, tellers, players, random, tally, step },
    callBank: callAs(memberKey),
    callBankAsTeller: callAs(tellerKeys[0] ?? memberKey),
    faultRate: 0,
  };
  for (const { userId } of tellers.all) await game.join(userId, { pets: [], gems: 0 });
  for (const { userId, initialGoods } of players) await game.join(userId, initialGoods);
  return world;
}

/** The network between the game and the bank, which loses, repeats and delays. */
function createNetwork(
  random: Random,
  faultRate: () => number,
  { bank, tally }: Pick<SimulationDependencies, 'bank' | 'tally'>,
) {
  return {
    chooseDelivery(): Delivery {
      const kind = random.happens(faultRate()) ? random.pick(NETWORK_FAULTS) : undefined;
      if (kind === undefined) return { kind: 'delivered' };
      count(tally.faults, kind);
      return kind === 'answer late' ? { kind, seconds: random.whole(1, MAX_DELAY_SECONDS) } : { kind };
    },
    async send(request: GameRequest): Promise<GameResponse | null> {
      const response = await forwardRequest(request, bank.url());
      if (response) count(tally.answers, `${new URL(request.url).pathname} ${response.status}`);
      return response;
    },
  };
}

function withRetries(call: CallBank, { time, step }: Pick<SimulatedWorld, 'time' | 'step'>): CallBank {
  return async (method, target, body) => {
    for (let calls = 0; calls < MAX_CALLS; calls += 1) {
      const answer = await call(method, target, body).catch(() => UNAVAILABLE);
      if (answer.status < 500 && answer.status !== 429) return answer;
      await step(time.now() + 1);
    }
    throw new Error(`the bank has not answered ${method} ${target} for ${MAX_CALLS} seconds`);
  };
}

/** The bank can't be reached: the same as a request to retry later. */
const UNAVAILABLE: BankAnswer = { status: 503, body: null };
