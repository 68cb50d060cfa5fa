import type { z } from 'zod';
import type { depositAnswer } from '../../../src/bank/deposit.ts';
import type { Limits } from '../../../src/bank/engine/operation.ts';
import type { CaseKind } from '../../../src/bank/engine/rows.ts';
import type { transferAnswer } from '../../../src/bank/transfer.ts';
import type { withdrawCompleteAnswer } from '../../../src/bank/withdraw-complete.ts';
import type { withdrawRequestAnswer } from '../../../src/bank/withdraw-request.ts';
import { type Amounts, addAll, sumAll } from './amounts.ts';
import { hold } from './broken.ts';
import type { Credit } from './holds.ts';

/** Small enough that a few trades come to each of them. */
export const LIMITS: Limits = {
  petsPerTrade: 4,
  gemsPerTrade: 40,
  openWithdrawals: 3,
  petsPerDay: 6,
  gemsPerDay: 50,
  petsHeld: 14,
  gemsHeld: 110,
};
/** Time clears a credit in many games, and reports come first in others. */
export const HOLD_MS = 90_000;
/** Worth in gems that a teller may credit in a clock hour: some games come to it. */
export const HOUR_WORTH = 6_000;
/** How long things last, as `rulesWith` sets it: the model's own copy. */
export const LASTS = {
  codeMs: 900_000,
  reservationMs: 1_800_000,
  leaseMs: 120_000,
  atHandMs: 300_000,
  holdMs: HOLD_MS,
  runMs: 45_000,
  duplicateMs: 60_000,
  unknownMs: 60_000,
  cooldownMs: 86_400_000,
  giftMs: 150_000,
  offerMs: 900_000,
  nonceMs: 360_000,
  nonceMarginMs: 3_600_000,
} as const;

export interface Member {
  readonly free: Amounts;
  frozen: boolean;
  cooldownUntil: number | null;
  /** Whom it was linked to last. */
  lastDiscord: string | null;
  /** What tellers last gave back of claims: each counts like a credit that brought nothing. */
  readonly givenBack: Map<string, Credit>;
}

export interface Claim {
  readonly teller: string;
  readonly token: string;
  readonly leaseUntil: number;
  /** What really changed hands in the game, whoever says so or keeps silent. */
  readonly handed: Amounts;
}

export interface Withdrawal {
  readonly id: string;
  /** Of its request: what was split off stands where the first stood, later parts behind earlier ones. */
  readonly place: number;
  readonly member: number;
  goods: Amounts;
  readonly requestedAt: number;
  status: 'reserved' | 'claimed' | 'uncertain' | 'delivered' | 'partly_delivered' | 'cancelled' | 'expired';
  expiresAt: number;
  claim: Claim | null;
}

export interface Teller {
  /** What the bank believes it holds. */
  readonly stock: Amounts;
  /** What it holds in the game. */
  readonly game: Amounts;
  /** What is missing in the game for reasons that nobody reported; below zero where something appeared. */
  readonly unexplained: Amounts;
  /** The newest answer to a trade of its own. */
  lastSeq: number;
  readonly trades: { readonly at: number; readonly seq: number }[];
  contradictedAt: number | null;
  decidedSeq: number;
  /** The clock hour of its newest credit, and the worth of what it credited in it. */
  hour: { readonly since: number; readonly worth: number };
  /** Staff have it hand out nothing new. */
  isPaused: boolean;
  report: { amounts: Amounts; madeAt: number; receivedAt: number; isLatest: boolean } | null;
  shortages: Map<string, { missing: bigint; isPaused: boolean }>;
}

/** What another member gave, and until when it can't leave. */
export interface Gift {
  readonly member: number;
  /** What of it the member's balance keeps. */
  readonly goods: Amounts;
  readonly until: number;
}

export interface Offer {
  readonly id: string;
  readonly content: string;
  readonly from: number;
  readonly to: number;
  readonly gives: Amounts;
  readonly wants: Amounts;
  readonly openedAt: number;
  readonly expiresAt: number;
  status: 'open' | 'accepted' | 'declined' | 'withdrawn' | 'expired';
  /** Of the transaction that moved both sides. */
  seq: number | null;
}

export interface Case {
  readonly kind: CaseKind;
  readonly member: number | null;
  readonly teller: string;
  readonly withdrawalId: string | null;
  readonly goods: Amounts;
  isOpen: boolean;
  /** In the operator's words, where the operator closed it. */
  resolution: string | null;
}

export interface Done<Answer> {
  readonly content: string;
  readonly says: Answer;
}

/**
 * What the bank should know, and what it can't know: the game as it really is. Plain data, so that it can be
 * copied.
 */
export interface World {
  now: number;
  /** The newest sequence number of the log, as last read. */
  head: number;
  halted: boolean;
  /** Makes names that are new. */
  count: number;
  readonly members: Map<number, Member>;
  readonly links: Map<string, { readonly member: number; readonly linkedAt: number }>;
  readonly codes: Map<string, { readonly member: number; readonly code: string; readonly expiresAt: number }>;
  readonly withdrawals: Map<string, Withdrawal>;
  readonly tellers: Map<string, Teller>;
  readonly credits: Credit[];
  readonly gifts: Gift[];
  readonly offers: Map<string, Offer>;
  readonly quarantine: Amounts;
  readonly cases: Map<string, Case>;
  /** What was requested, less what came back, by member and day. */
  readonly usage: Map<string, { pets: bigint; gems: bigint }>;
  readonly deposits: Map<string, Done<z.infer<typeof depositAnswer>>>;
  readonly transfers: Map<string, Done<z.infer<typeof transferAnswer>>>;
  readonly requests: Map<string, Done<z.infer<typeof withdrawRequestAnswer>>>;
  readonly completions: Map<string, Done<z.infer<typeof withdrawCompleteAnswer>>>;
  /** Every claim there was. */
  readonly claims: { readonly withdrawalId: string; readonly claim: Claim }[];
  readonly spentNonces: Set<string>;
  /** Ids, tokens and numbers that the bank has given out. */
  readonly given: Set<string>;
}

export const newWorld = (now: number): World => ({
  now,
  head: 0,
  halted: false,
  count: 0,
  members: new Map(),
  links: new Map(),
  codes: new Map(),
  withdrawals: new Map(),
  tellers: new Map(),
  credits: [],
  gifts: [],
  offers: new Map(),
  quarantine: new Map(),
  cases: new Map(),
  usage: new Map(),
  deposits: new Map(),
  transfers: new Map(),
  requests: new Map(),
  completions: new Map(),
  claims: [],
  spentNonces: new Set(),
  given: new Set(),
});

export function getMember({ members }: World, id: number): Member {
  const member = members.get(id) ?? {
    free: new Map(),
    frozen: false,
    cooldownUntil: null,
    lastDiscord: null,
    givenBack: new Map(),
  };
  members.set(id, member);
  return member;
}

export function getTeller({ tellers }: World, id: string): Teller {
  const teller = tellers.get(id) ?? {
    stock: new Map(),
    game: new Map(),
    unexplained: new Map(),
    lastSeq: 0,
    trades: [],
    contradictedAt: null,
    decidedSeq: 0,
    hour: { since: 0, worth: 0 },
    isPaused: false,
    report: null,
    shortages: new Map(),
  };
  tellers.set(id, teller);
  return teller;
}

/** The withdrawals that hold something, oldest first. */
export function listOpen({ withdrawals }: World): Withdrawal[] {
  const isOpen = ({ status }: Withdrawal): boolean =>
    status === 'reserved' || status === 'claimed' || status === 'uncertain';
  return [...withdrawals.values()].filter(isOpen).sort((withdrawal, other) => withdrawal.place - other.place);
}
export const listOpenOfMember = (world: World, member: number): Withdrawal[] =>
  listOpen(world).filter((withdrawal) => withdrawal.member === member);
export const listOpenOfTeller = (world: World, teller: string): Withdrawal[] =>
  listOpen(world).filter((withdrawal) => withdrawal.claim?.teller === teller);

/** Free and reserved together. */
export function heldBy(world: World, member: number): Amounts {
  const held = sumAll(listOpenOfMember(world, member).map((withdrawal) => withdrawal.goods));
  addAll(held, getMember(world, member).free);
  return held;
}

/** What the bank calls something new was never given out before. */
export function learn(world: World, id: string | undefined): string {
  if (id === undefined) return '?';
  hold(!world.given.has(id), 'names are new', () => `${id} was given out twice`);
  world.given.add(id);
  return id;
}

/** A sequence number that an answer names: newer than all that were there before. */
export function learnSeq(world: World, seq: number | undefined): number {
  learn(world, seq === undefined ? undefined : `#${seq}`);
  hold((seq ?? Number.MAX_SAFE_INTEGER) > world.head, 'the log grows', () => `${seq} after ${world.head}`);
  return seq ?? 0;
}

export const toUtcDay = (at: number): number => Math.floor(at / 86_400_000);
const HOUR_MS = 3_600_000;
export const toHour = (at: number): number => Math.floor(at / HOUR_MS) * HOUR_MS;
export const toIso = (at: number): string => new Date(at).toISOString();
