import type { PetStack } from '../bank/engine/pets.ts';
import type { AskBank, BankAnswer, SendSigned } from './ask-bank.ts';
import type { BankServer } from './bank-server.ts';
import { newPlayer, type Player } from './players.ts';
import { createRandom, type Random } from './random.ts';
import { count, type Tally } from './tally.ts';
import { createTellers, type TellerKey, type Tellers } from './tellers.ts';
import type { Time } from './time.ts';
import { type GameWorld, openGameWorld } from './town.ts';

export interface SimulatedWorldOptions {
  /** How many tellers, at most as many as there are keys. */
  readonly tellers: number;
  readonly players: number;
  readonly seed: number;
}

export interface SimulationDependencies {
  readonly time: Time;
  readonly bank: BankServer;
  readonly send: SendSigned;
  readonly tellerKeys: readonly TellerKey[];
  /** May act for members. */
  readonly memberKey: TellerKey;
  /** Roblox ids from here on are made-up players. */
  readonly firstPlayerId: number;
  /** What players may have. */
  readonly pets: readonly PetStack[];
  readonly tally: Tally;
}

/** The game, its people, and a bank beside it. */
export interface SimulatedWorld {
  readonly time: Time;
  readonly bank: BankServer;
  readonly game: GameWorld;
  readonly tellers: Tellers;
  readonly players: readonly Player[];
  readonly random: Random;
  readonly tally: Tally;
  /** Asks for members, until the bank is there and answers. */
  readonly ask: AskBank;
  /** Asks as a teller. */
  readonly askAsTeller: AskBank;
  /** How often something goes wrong, from 0 to 1. */
  troubles: number;
  /** Lets the next thing happen: at the latest, `until` comes. */
  readonly beat: (until: number) => Promise<void>;
}

/** How often a member's web site asks the bank again while it is away, once a second. */
const MAX_ASKS = 600;

export async function openWorld(
  options: SimulatedWorldOptions,
  dependencies: SimulationDependencies,
): Promise<SimulatedWorld> {
  const { time, bank, tally } = dependencies;
  const random = createRandom(options.seed);
  const rate = (): number => world.troubles;
  const tellers = createTellers({
    keys: dependencies.tellerKeys.slice(0, options.tellers),
    chance: random,
    time,
    rate,
    onFault: (fault) => count(tally.faults, fault),
  });
  const town = await openGameWorld({
    time,
    chance: random,
    bankUrl: bank.url,
    rate,
    fateAt: tellers.fateAt,
    onRoadFault: (fault) => count(tally.faults, fault),
    onAnswer: (path, status) => count(tally.answers, `${path} ${status}`),
    onWarning: () => {
      tally.warnings += 1;
    },
  });
  const beat = async (until: number): Promise<void> => {
    await bank.startDue();
    await tellers.startDue(town);
    await town.step(Math.min(until, bank.nextBack(), tellers.nextBack()));
  };
  const askAs = (key: TellerKey): AskBank =>
    askWithRetries((request) => dependencies.send(key, request), { time, beat });
  const players = Array.from({ length: options.players }, (_, at) =>
    newPlayer(dependencies.firstPlayerId + at, dependencies.pets, random),
  );
  const [teller = dependencies.memberKey] = dependencies.tellerKeys;
  const world: SimulatedWorld = {
    ...{ time, bank, game: town, tellers, players, random, tally, beat },
    ask: askAs(dependencies.memberKey),
    askAsTeller: askAs(teller),
    troubles: 0,
  };
  for (const { userId } of tellers.all) await town.game.join(userId, { pets: [], gems: 0 });
  for (const { userId, had } of players) await town.game.join(userId, had);
  return world;
}

function askWithRetries(
  send: (request: { method: string; target: string; body?: unknown }) => Promise<BankAnswer>,
  { time, beat }: Pick<SimulatedWorld, 'time' | 'beat'>,
): AskBank {
  return async (method, target, body) => {
    for (let asks = 0; asks < MAX_ASKS; asks += 1) {
      const answer = await send({ method, target, body }).catch(awayAnswer);
      if (answer.status < 500 && answer.status !== 429) return answer;
      await beat(time.now() + 1);
    }
    throw new Error(`the bank has not answered ${method} ${target} for ${MAX_ASKS} seconds`);
  };
}

/** Nobody answers: the same as being told to come back later. */
const awayAnswer = (): BankAnswer => ({ status: 503, body: null });
