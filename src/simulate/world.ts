import { NO_GOODS, type PetStack } from '../bank/engine/pets.ts';
import type { BankAnswer, BankFault, BankServer, CallBank, SigningKey } from './bank-server.ts';
import type { Game, GameRequest, GameResponse } from './game.ts';
import { type Delivery, forwardRequest, openGameWorld } from './game-world.ts';
import { createPlayer, type Player } from './players.ts';
import { createRandom, type Random } from './random.ts';
import { createTellers, type TellerFault } from './tellers.ts';
import { createThief } from './thief.ts';
import type { Time } from './time.ts';

const NETWORK_FAULTS = ['request lost', 'answer lost', 'sent twice', 'answer late'] as const;
type PlayerFault = 'player declined' | 'player left' | 'trade id used again' | 'key stolen';
type SimulatedFault = (typeof NETWORK_FAULTS)[number] | TellerFault | PlayerFault | BankFault;

const MAX_DELAY_SECONDS = 40;
/** How often a member's web site retries while the bank is unavailable, once a second. */
const MAX_CALLS = 600;

export type Tally = ReturnType<typeof createTally>;

/** Counts what has happened so far. */
export const createTally = () => ({
  /** Visits that are over, whatever their outcome. */
  visits: 0,
  /** Trades in the game in which something changed hands. */
  completed: 0,
  /** The bank's answers by path and status. */
  answers: new Map<string, number>(),
  faults: new Map<SimulatedFault, number>(),
  /** Alerts of tellers to their operator. */
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
  /** A key that decides cases; without one, no key is stolen. */
  readonly staffKey: SigningKey | undefined;
  /** Players get Roblox ids from here on. */
  readonly firstPlayerId: number;
  /** The pets that players may begin with. */
  readonly pets: readonly PetStack[];
  readonly tally: Tally;
  readonly onProgress: (activity: string) => void;
}

export type SimulatedWorld = Awaited<ReturnType<typeof openWorld>>;

/** Opens the game, its tellers and players, and a bank. There are no faults until `setFaultRate`. */
export async function openWorld(options: WorldOptions, dependencies: SimulationDependencies) {
  const { time, bank, tally, memberKey, tellerKeys, staffKey, onProgress } = dependencies;
  const random = createRandom(options.seed);
  let rate = 0;
  /** The probability of a fault at each opportunity, from 0 to 1. */
  const faultRate = (): number => rate;
  const tellers = createTellers({
    keys: tellerKeys.slice(0, options.tellers),
    random,
    time,
    faultRate,
    onFault: (fault) => count(tally.faults, fault),
  });
  const gameWorld = await openGameWorld({
    ...createNetwork(random, faultRate, dependencies),
    ...createEars(tellers, tally),
    time,
    random: random.fraction,
  });
  /** Lets the next thing happen, until `until` at the latest. */
  const step = async (until: number): Promise<void> => {
    await bank.startDue();
    await tellers.startDue(gameWorld);
    await gameWorld.step(Math.min(until, bank.nextStart(), tellers.nextStart()));
  };
  const callAs = (key: SigningKey): CallBank => withRetries(dependencies.callBankAs(key), time, step);
  const onTheft = (): void => count(tally.faults, 'key stolen');
  const thief = createThief({ tellers: tellers.all, random, time, callAs, staffKey, onTheft });
  const { game } = gameWorld;
  const players = Array.from({ length: options.players }, (_, at) =>
    createPlayer(dependencies.firstPlayerId + at, dependencies.pets, random),
  );
  await joinAll(game, [...tellers.all.map(({ userId }) => ({ userId, initialGoods: NO_GOODS })), ...players]);
  const parts = { time, bank, game, tellers, thief, players, random, tally, step, onProgress, faultRate };
  return {
    ...parts,
    /** Lets staff do what is due. */
    lookDue: () => thief.lookDue(gameWorld),
    /** Calls the bank as a web site does for its members, and retries while it is unavailable. */
    callBank: callAs(memberKey),
    callBankAsTeller: callAs(tellerKeys[0] ?? memberKey),
    setFaultRate: (changed: number): void => {
      rate = changed;
    },
  };
}

async function joinAll(game: Game, all: readonly Pick<Player, 'userId' | 'initialGoods'>[]): Promise<void> {
  for (const { userId, initialGoods } of all) await game.join(userId, initialGoods);
}

/** What the tellers' scripts hear, and what is heard of them. */
const createEars = (tellers: ReturnType<typeof createTellers>, tally: Tally) => ({
  onFailPoint: tellers.onFailPoint,
  onEvent: tellers.onEvent,
  onWarning(sessionId: number, text: string): void {
    tally.warnings += 1;
    tellers.onWarning(sessionId, text);
  },
});

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
      if (response) count(tally.answers, `${toRoute(request.url)} ${response.status}`);
      return response;
    },
  };
}

const toRoute = (url: string): string => new URL(url).pathname.replace(/^\/user\/\d+/, '/user/{id}');

function withRetries(call: CallBank, time: Time, step: (until: number) => Promise<void>): CallBank {
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
