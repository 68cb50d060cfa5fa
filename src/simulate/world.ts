import type { PetStack } from '../bank/engine/pets.ts';
import type { AskBank, BankAnswer, SendSigned } from './ask-bank.ts';
import type { BankSide } from './bank-server.ts';
import { newPlayer, type Player } from './players.ts';
import { type Chance, createChance } from './random.ts';
import { count, type Tally } from './tally.ts';
import { createTellers, type TellerKey, type Tellers } from './tellers.ts';
import type { Time } from './time.ts';
import { openTown, type Town } from './town.ts';

export interface WorldOptions {
  /** How many tellers, at most as many as there are keys. */
  readonly tellers: number;
  readonly players: number;
  readonly seed: number;
}

export interface WorldParts {
  readonly time: Time;
  readonly bank: BankSide;
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
export interface World {
  readonly time: Time;
  readonly bank: BankSide;
  readonly town: Town;
  readonly tellers: Tellers;
  readonly players: readonly Player[];
  readonly chance: Chance;
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

export async function openWorld(options: WorldOptions, parts: WorldParts): Promise<World> {
  const { time, bank, tally } = parts;
  const chance = createChance(options.seed);
  const rate = (): number => world.troubles;
  const tellers = createTellers({
    keys: parts.tellerKeys.slice(0, options.tellers),
    chance,
    time,
    rate,
    onFault: (fault) => count(tally.faults, fault),
  });
  const town = await openTown({
    time,
    chance,
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
    askPatiently((request) => parts.send(key, request), { time, beat });
  const players = Array.from({ length: options.players }, (_, at) =>
    newPlayer(parts.firstPlayerId + at, parts.pets, chance),
  );
  const [teller = parts.memberKey] = parts.tellerKeys;
  const world: World = {
    ...{ time, bank, town, tellers, players, chance, tally, beat },
    ask: askAs(parts.memberKey),
    askAsTeller: askAs(teller),
    troubles: 0,
  };
  for (const { userId } of tellers.all) await town.game.join(userId, { pets: [], gems: 0 });
  for (const { userId, had } of players) await town.game.join(userId, had);
  return world;
}

function askPatiently(
  send: (request: { method: string; target: string; body?: unknown }) => Promise<BankAnswer>,
  { time, beat }: Pick<World, 'time' | 'beat'>,
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
