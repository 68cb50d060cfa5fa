import fc from 'fast-check';
import { known } from '../../src/bank/assert.ts';
import { type AssetKey, amountsOf, type Goods, goodsOf, isEmpty, NO_GOODS } from '../../src/bank/pets.ts';
import { Refusal } from '../../src/bank/refusal.ts';
import type { Case } from '../../src/bank/rows.ts';
import { type Bank, openBank } from './bank.ts';
import { MINUTE } from './rules.ts';

/** What really is in the game: what each teller holds, and what became of each claim, whoever says so or keeps silent. */
export interface Game {
  readonly bank: Bank;
  readonly holds: Map<string, Map<AssetKey, bigint>>;
  /** By claim token. */
  readonly claims: Map<string, Claimed>;
  readonly trades: { trade: Parameters<Bank['deposit']>[0]; teller: string }[];
  readonly withdrawalIds: string[];
  /** Cases whose goods were handed back. */
  readonly returned: Set<string>;
}

interface Claimed {
  readonly withdrawalId: string;
  readonly tellerId: string;
  readonly goods: Goods;
  /** What changed hands in the game. */
  readonly delivered: Goods;
}

/** A bank where both tellers hold something of either member's. */
export async function openGame(): Promise<Game> {
  const bank = openBank();
  bank.setLimits({ petsPerTrade: 4, gemsHeld: 200, openWithdrawals: 3, gemsPerDay: 150 });
  const game: Game = {
    bank,
    holds: new Map(),
    claims: new Map(),
    trades: [],
    withdrawalIds: [],
    returned: new Set(),
  };
  const goods = {
    pets: [
      { id: 'Cat', quantity: 2 },
      { id: 'Dog', quantity: 2 },
    ],
    gems: 60,
  };
  for (const teller of TELLERS) {
    for (const member of [1, 2]) await deposit(game, { member, teller, goods });
  }
  return game;
}

const TELLERS = ['teller-1', 'teller-2'] as const;
const KINDS = [
  ...['deposit', 'deposit', 'again', 'request', 'request', 'request', 'cancel', 'claim', 'claim', 'claim'],
  ...['complete', 'complete', 'report', 'reports', 'reports', 'resolve', 'resolve'],
  ...['minute', 'lease', 'lease', 'expiry', 'sweep', 'halt', 'freeze', 'open', 'open', 'open'],
] as const;
type Kind = (typeof KINDS)[number];

/** One move. Its numbers pick from what is there when it is made, so that few moves are in vain. */
export interface Move {
  readonly kind: Kind;
  readonly member: number;
  readonly teller: string;
  readonly pick: number;
  readonly isSo: boolean;
  readonly goods: { pets: { id: string; quantity: number }[]; gems: number };
}

export const moves: fc.Arbitrary<Move> = fc.record({
  kind: fc.constantFrom(...KINDS),
  member: fc.integer({ min: 1, max: 2 }),
  teller: fc.constantFrom(...TELLERS),
  pick: fc.nat(1_000),
  isSo: fc.boolean(),
  goods: fc.record({
    pets: fc.array(
      fc.record({ id: fc.constantFrom('Cat', 'Dog', 'Rock'), quantity: fc.integer({ min: 1, max: 3 }) }),
      { maxLength: 2 },
    ),
    gems: fc.integer({ min: 1, max: 60 }),
  }),
});

/** Makes the move. A refusal is an answer; anything else that is thrown is a fault of the bank's. */
export async function play(game: Game, move: Move): Promise<void> {
  try {
    await PLAYS[move.kind](game, move);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
  }
}

const PLAYS: { readonly [K in Kind]: (game: Game, move: Move) => Promise<unknown> | undefined } = {
  deposit,
  again: ({ bank, trades }, { pick }) => {
    const done = trades[pick % trades.length];
    return done && bank.deposit(done.trade, { by: done.teller });
  },
  request,
  cancel: ({ bank, withdrawalIds }, { pick }) =>
    bank.cancel(withdrawalIds[pick % withdrawalIds.length] ?? 'w-0'),
  claim,
  complete,
  report,
  async reports(game, move) {
    await report(game, move);
    await report(game, move);
  },
  resolve,
  minute: async ({ bank }) => bank.pass(MINUTE),
  lease: async ({ bank }) => bank.pass(2 * MINUTE),
  expiry: async ({ bank }) => bank.pass(30 * MINUTE),
  sweep: ({ bank }) => bank.sweep(),
  halt: ({ bank }) => bank.halt(),
  freeze: ({ bank }, { member }) => bank.freeze(member),
  async open({ bank }, { member }) {
    await bank.halt(false);
    await bank.freeze(member, false);
  },
};

export function change(game: Game, tellerId: string, goods: Goods, sign: 1n | -1n): void {
  const held = game.holds.get(tellerId) ?? new Map<AssetKey, bigint>();
  for (const [asset, amount] of amountsOf(goods)) held.set(asset, (held.get(asset) ?? 0n) + sign * amount);
  game.holds.set(tellerId, held);
}

async function deposit(
  game: Game,
  { member, teller, goods }: Pick<Move, 'member' | 'teller' | 'goods'>,
): Promise<void> {
  const trade = { tradeId: `${teller}-${game.trades.length}`, robloxUserId: member, ...goods };
  game.trades.push({ trade, teller });
  const { credited, quarantined } = await game.bank.deposit(trade, { by: teller });
  for (const part of [credited, quarantined]) change(game, teller, part, 1n);
}

/** Asks for what the member has, or a part of it: now and then for more. */
async function request({ bank, withdrawalIds }: Game, { member, goods, pick, isSo }: Move): Promise<void> {
  const free = await bank.check({ robloxUserId: member });
  const pet = free.pets[pick % (free.pets.length + 1)];
  const pets = pet ? [{ ...pet, quantity: isSo ? 1 : pet.quantity }] : [];
  const gems = pick % 10 === 9 ? free.gems + 1 : Math.min(free.gems, goods.gems);
  if (pets.length === 0 && gems === 0) return;
  const requestId = `r${withdrawalIds.length}-${pick}`;
  const { withdrawalId } = await bank.request({ requestId, robloxUserId: member, pets, gems });
  withdrawalIds.push(withdrawalId);
}

/** With the claim it is settled what happens in the game; what the teller says of it comes later, or never. */
async function claim(game: Game, { teller, pick }: Move): Promise<void> {
  const open = await game.bank.reads.openWithdrawals({ afterSeq: 0, limit: 50 });
  const waiting = open.filter((one) => one.status === 'reserved');
  const wanted = waiting[pick % waiting.length];
  if (!wanted) return;
  const body = { robloxUserId: wanted.robloxUserId, claim: true };
  const { claimed } = await game.bank.check(body, { by: teller });
  if (!claimed || game.claims.has(claimed.claimToken)) return;
  const { claimToken, withdrawalId, pets, gems } = claimed;
  const delivered = [NO_GOODS, { pets, gems }, { pets: [], gems: Math.min(gems, 1) }][pick % 3] ?? NO_GOODS;
  game.claims.set(claimToken, { withdrawalId, tellerId: teller, goods: { pets, gems }, delivered });
  change(game, teller, delivered, -1n);
}

async function complete(game: Game, { pick }: Move): Promise<void> {
  const tokens = [...game.claims.keys()];
  const claimToken = tokens[pick % tokens.length];
  if (claimToken === undefined) return;
  const one = known(game.claims.get(claimToken), 'the claim');
  const outcome = outcomeOf(one);
  const { pets, gems } = one.delivered;
  const part = outcome === 'partial' ? { delivered: { pets: [...pets], gems } } : {};
  const body = { withdrawalId: one.withdrawalId, claimToken, tradeId: claimToken, outcome, ...part };
  await game.bank.complete(body, { by: one.tellerId });
}

function outcomeOf({ goods, delivered }: Claimed): 'declined' | 'delivered' | 'partial' {
  if (isEmpty(delivered)) return 'declined';
  return delivered.gems === goods.gems && delivered.pets.length === goods.pets.length
    ? 'delivered'
    : 'partial';
}

async function report({ bank, holds }: Game, { teller }: Move): Promise<void> {
  const { pets, gems } = goodsOf(holds.get(teller) ?? []);
  const { seq } = await bank.reads.head();
  await bank.report({ pets: [...pets], gems, seq }, { by: teller });
}

async function resolve(game: Game, { pick, isSo }: Move): Promise<void> {
  const cases = await game.bank.reads.cases({ isOpen: true, limit: 50 });
  const one = cases[pick % cases.length];
  if (!one) return;
  const resolution = await resolutionOf(game, one, isSo);
  if (!resolution) return;
  const closed = await game.bank.resolve({ caseId: one.id, resolution, reason: 'as it was' });
  // Another move may have closed it first, in the same commit: its answer says how.
  if (closed.resolution !== 'return: as it was' || game.returned.has(one.id)) return;
  game.returned.add(one.id);
  change(game, one.tellerId, one.goods, -1n);
}

/** The operator says what is so. */
async function resolutionOf(game: Game, one: Case, isSo: boolean) {
  switch (one.kind) {
    case 'quarantine':
      return isSo ? 'credit' : 'return';
    case 'uncertain': {
      const withdrawal = await game.bank.withdrawal(one.withdrawalId ?? '');
      const claimed = game.claims.get(withdrawal?.claim?.token ?? '');
      const outcome = claimed && outcomeOf(claimed);
      // The operator has no word for a part: that waits for the teller's.
      if (outcome === undefined || outcome === 'partial') return undefined;
      return outcome === 'delivered' ? 'delivered' : 'not_delivered';
    }
    case 'shortage':
      return 'resume';
    case 'refused_trade':
      return 'close';
    default:
      return one.kind satisfies never;
  }
}
