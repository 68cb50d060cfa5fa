import { completeDeposit, depositInput } from '../../../src/bank/deposit.ts';
import type { Book } from '../../../src/bank/engine/book.ts';
import type { Rules } from '../../../src/bank/engine/operation.ts';
import {
  type Amounts,
  amountsToGoods,
  type Goods,
  goodsToAmounts,
  petKey,
} from '../../../src/bank/engine/pets.ts';
import type { BankEvent } from '../../../src/bank/engine/rows.ts';
import type { Answer } from '../../../src/cli/signed-client.ts';
import { openBook } from '../../../src/storage/book.ts';
import type { Driver } from '../../../src/storage/driver.ts';
import { MINUTE, rulesWith, SECOND } from '../../bank/rules.ts';
import { createDice, type Dice } from '../dice.ts';
import { createTurns, type Turns } from './turns.ts';

/** Which key the thief has; `dead`: a teller's, whose honest script doesn't run. */
export const THIEVES = ['teller', 'dead', 'member', 'read', 'admin'] as const;
export type Thief = (typeof THIEVES)[number];

/** When every day begins. */
export const BEGIN = Date.UTC(2026, 4, 10);
export const HOUR = 60 * MINUTE;
/** How much a teller may credit in an hour, worth in gems: four Titanics. */
export const CAP = 100_000_000_000;
export const TITANIC = petKey({ id: 'Titanic Sun', variant: 'normal', shiny: false });
const CAT = petKey({ id: 'Cat', variant: 'normal', shiny: false });
/** What people trade all day. */
export const SMALL = [CAT, 'gems'] as const;
export const ASSETS = [TITANIC, ...SMALL] as const;
/** What each is worth in gems, as the rules have it. */
export const WORTH: Readonly<Record<string, bigint>> = { [TITANIC]: 25_000_000_000n, [CAT]: 100n, gems: 1n };

/** The first is the one whose key is stolen. */
export const TELLERS = ['teller-1', 'teller-2'] as const;
export type TellerId = (typeof TELLERS)[number];
export const HONEST = [1, 2, 3, 4] as const;
/** Roblox accounts of the thief's. */
export const ACCOMPLICES = [66, 67] as const;
export const PEOPLE = [...HONEST, ...ACCOMPLICES] as const;

/** As in production, but for a smaller cap; staff agree among themselves. */
export const RULES: Rules = {
  ...rulesWith({ petsPerTrade: 100, gemsPerTrade: 100_000_000_000, openWithdrawals: 3, petsPerDay: 200 }),
  depositHoldMs: 10 * MINUTE,
  tellerValuePerHour: CAP,
  staffAloneLimit: null,
};

/** What somebody holds in the game itself, whatever the bank believes. */
export type Wallet = Map<string, bigint>;

/** A teller's account in the game and what its script remembers. */
export interface Script {
  readonly id: TellerId;
  readonly stock: Wallet;
  /** How long before the other one it trades and reports; 0: at the same moments. */
  readonly aheadMs: number;
  /** The key that it signs with. */
  keyId: string;
  /** Up to which it knows every trade of its own. */
  known: number;
  /** The trades that it made. */
  readonly own: Set<number>;
  /** It heard of a trade that isn't its own, and waits for staff. */
  isStopped: boolean;
  /** From when, and until when, it doesn't run. */
  downFrom: number;
  downUntil: number;
  /** What happened in a trade and isn't told yet, as the answer got lost. */
  untold: (() => Promise<void>) | null;
  trades: number;
}

/** A deposit that waits to clear. */
export interface Waiting {
  readonly tellerId: string;
  readonly seq: number;
  readonly at: number;
}

/** A bank that programs reach in another way than by its book. */
export interface Game {
  /** Sends a POST with this key, at this time. */
  ask(now: number, keyId: string, request: readonly [path: string, body: object]): Promise<Answer>;
  /** What the bank tells since it was last asked. */
  hear(now: number): Promise<readonly Pick<BankEvent, 'discordUserId' | 'topic' | 'text'>[]>;
}

export interface World {
  readonly thief: Thief;
  /** null: what programs send goes to the book itself. */
  readonly game: Game | null;
  readonly dice: Dice;
  readonly turns: Turns;
  readonly driver: Driver;
  readonly book: Book;
  now: number;
  readonly scripts: readonly Script[];
  readonly wallets: Map<number, Wallet>;
  /** What each member gave to tellers and got from them, by asset: below zero is somebody else's. */
  readonly given: Map<number, Wallet>;
  /** What staff were told, newest last. */
  readonly told: { readonly at: number; readonly topic: string; readonly text: string }[];
  /** Whether somebody else has used a teller's key. */
  isStolen: boolean;
  /** When the stolen key did something that counts, and since when nobody was told of it. */
  readonly forged: number[];
  untoldSince: number | null;
  revokedAt: number | null;
  /** How much of what was told staff have heard, and when they see to the rest. */
  heard: number;
  respondsAt: number | null;
  /** Claims and withdrawals whose goods were handed over in the game. */
  readonly handed: Set<string>;
  /** Claims of the stolen key's that were judged. */
  readonly judged: Set<string>;
  /** Who of the thief's accounts waits at which teller. */
  readonly visits: { readonly script: Script; readonly member: number }[];
  readonly waiting: Set<Waiting>;
  /** How long deposits took to clear. */
  readonly clearedMs: number[];
  next: number;
  /** What happened, for who reads of a failure. */
  readonly trail: string[];
}

/** A bank in which the honest members hold something at both tellers, all of it cleared. */
export async function openWorld(
  driver: Driver,
  { thief, seed }: { readonly thief: Thief; readonly seed: number },
  game: Game | null = null,
): Promise<World> {
  const told: World['told'] = [];
  const dice = createDice(seed);
  const aheadMs = dice.pick([0, 15 * SECOND]);
  const watched: Driver = {
    ...driver,
    async store(batch) {
      const outcome = await driver.store(batch);
      if (outcome === 'stored' && !game) for (const event of batch.events) hear(world, event);
      return outcome;
    },
  };
  const book = openBook(watched, { rules: () => rules, clock: () => world.now, queueLimit: 1_000 });
  let rules: Rules = rulesWith();
  const world: World = {
    thief,
    game,
    driver,
    book,
    told,
    now: BEGIN,
    next: 0,
    dice,
    turns: createTurns(),
    wallets: new Map(),
    given: new Map(),
    isStolen: false,
    forged: [],
    untoldSince: null,
    revokedAt: null,
    heard: 0,
    respondsAt: null,
    trail: [],
    handed: new Set(),
    judged: new Set(),
    visits: [],
    waiting: new Set(),
    clearedMs: [],
    scripts: TELLERS.map((id) => ({
      id,
      keyId: id,
      stock: new Map(),
      known: 0,
      own: new Set<number>(),
      trades: 0,
      isStopped: false,
      downFrom: 0,
      downUntil: 0,
      untold: null,
      aheadMs: id === TELLERS[0] ? 0 : aheadMs,
    })),
  };
  await world.turns.atOnce(
    world.scripts.flatMap((script) => PEOPLE.map((member) => () => endow(world, script, member))),
  );
  for (const member of HONEST) {
    world.wallets.set(
      member,
      new Map([
        [TITANIC, 3n],
        [CAT, 500n],
        ['gems', 1_000n],
      ]),
    );
  }
  for (const member of ACCOMPLICES) world.wallets.set(member, new Map([['gems', 20n]]));
  rules = RULES;
  return world;
}

/** Staff hear what is for nobody else. */
export function hear(
  { told, now }: World,
  { discordUserId, topic, text }: Pick<BankEvent, 'discordUserId' | 'topic' | 'text'>,
): void {
  if (discordUserId === null) told.push({ at: now, topic, text });
}

/** What the member gave the teller before the day began. */
async function endow(world: World, script: Script, member: number): Promise<void> {
  const isAccomplice = ACCOMPLICES.some((each) => each === member);
  const amounts: Amounts = new Map([
    // Titanics are at the other teller: whoever has the key wants those.
    ...(script.id === TELLERS[0] ? [] : [[TITANIC, isAccomplice ? 1n : 20n] as const]),
    [CAT, isAccomplice ? 10n : 500n],
    ['gems', isAccomplice ? 10n : 1_000n],
  ]);
  const first = { tradeId: newId(world, 'first-'), robloxUserId: member, ...toGoods(amounts) };
  const { seq } = await world.turns.send(() =>
    world.book.perform(completeDeposit, depositInput.parse(first), { by: script.id }),
  );
  script.known = Math.max(script.known, seq);
  script.own.add(seq);
  for (const [asset, amount] of amounts) {
    add(script.stock, asset, amount);
    add(walletOf(world.given, member), asset, amount);
  }
}

export function add(wallet: Wallet, asset: string, amount: bigint): void {
  wallet.set(asset, (wallet.get(asset) ?? 0n) + amount);
}

export function toGoods(amounts: Iterable<readonly [string, bigint]>) {
  const { pets, gems } = amountsToGoods(amounts);
  return { pets: [...pets], gems };
}

export function walletOf(wallets: Map<number, Wallet>, member: number): Wallet {
  const wallet = wallets.get(member) ?? new Map();
  wallets.set(member, wallet);
  return wallet;
}

/** The goods change hands in the game: whatever a program says of it later, they have. */
export function handOver(world: World, script: Script, member: number, goods: Goods, times: 1n | -1n): void {
  for (const [asset, amount] of goodsToAmounts(goods)) {
    add(script.stock, asset, times * amount);
    add(walletOf(world.wallets, member), asset, -times * amount);
    add(walletOf(world.given, member), asset, times * amount);
  }
}

export function newId(world: World, prefix: string): string {
  world.next += 1;
  return `${prefix}${world.next}`;
}

export function getScript({ scripts }: World, id: string): Script {
  const script = scripts.find((each) => each.id === id);
  if (!script) throw new Error(`no teller ${id}`);
  return script;
}

export const note = (world: World, what: string): void =>
  void world.trail.push(`${new Date(world.now).toISOString().slice(11, 19)} ${what}`);
