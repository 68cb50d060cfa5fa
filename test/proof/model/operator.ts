import type { z } from 'zod';
import type { caseAnswer } from '../../../src/bank/cases.ts';
import { decideCase } from '../../../src/bank/decide-case.ts';
import { freezeInput, freezeMember, haltBank, haltInput } from '../../../src/bank/halt-and-freeze.ts';
import { pauseTeller, pauseTellerInput } from '../../../src/bank/pause-teller.ts';
import { caseResolveInput } from '../../../src/bank/resolve-case.ts';
import { type Amounts, addAll, asGoods, minus, sumAll } from './amounts.ts';
import { defineCall, defineOperation, type Foreseen, refuse } from './call.ts';
import { parseHour } from './deposit.ts';
import { endContradiction, endDuplicates, endHour, isHourOpen } from './holds.ts';
import { closeCase, record, settle } from './time.ts';
import { type Case, getMember, getTeller, listOpenOfTeller, toIso, type World } from './world.ts';

/** What the operator always says. */
export const REASON = 'checked it';

export const halt = defineOperation('halt', haltBank, haltInput, (world, { input: { halted } }) => {
  const as = `${halted ? 'halted' : 'resumed'}${world.halted === halted ? ' again' : ''}`;
  world.halted = halted;
  return { says: { halted, reason: halted ? REASON : null }, as: [as] };
});

export const freeze = defineOperation(
  'freeze',
  freezeMember,
  freezeInput,
  (world, { input: { robloxUserId, frozen } }) => {
    const member = getMember(world, robloxUserId);
    const as = `${frozen ? 'frozen' : 'thawed'}${member.frozen === frozen ? ' again' : ''}`;
    member.frozen = frozen;
    return { says: { robloxUserId, frozen, reason: frozen ? REASON : null }, as: [as] };
  },
);

/** A teller that has neither traded nor reported is none. */
export const pause = defineOperation(
  'pause',
  pauseTeller,
  pauseTellerInput,
  (world, { input: { tellerId, paused } }) => {
    const teller = world.tellers.get(tellerId);
    if (!teller || (teller.lastSeq === 0 && teller.report === null)) return refuse('not_found');
    const as = `${paused ? 'paused' : 'resumed'}${teller.isPaused === paused ? ' again' : ''}`;
    teller.isPaused = paused;
    return { says: { tellerId, pausedReason: paused ? REASON : null }, as: [as] };
  },
);

type Input = z.output<typeof caseResolveInput>;
type Answer = z.output<typeof caseAnswer>;
const ENDS: { readonly [K in Case['kind']]: readonly Input['resolution'][] } = {
  damaged: [],
  quarantine: ['credit', 'return'],
  uncertain: ['delivered', 'not_delivered'],
  shortage: ['resume'],
  disputed: ['close'],
  refused_trade: ['close'],
  // Only the witness opens these, and no game has one.
  missed_trade: ['close'],
  unseen_trade: ['close'],
  witness_shortage: ['close'],
  account: ['close'],
  // Its list of pets stays as it is.
  same_pet: ['different'],
  foreign_trade: ['confirm', 'reverse'],
  teller_limit: ['confirm', 'reverse'],
  possible_duplicate: ['confirm', 'reverse'],
  // Nobody takes by hand there.
  staff_limit: ['confirm', 'reverse'],
};

/** Ends a case as the operator decides. */
export const resolve = defineCall('resolve', decideCase, caseResolveInput, (world, { input, actual }) => {
  const { caseId, resolution } = input;
  const openCase = world.cases.get(caseId);
  if (!openCase) return refuse('not_found');
  if (!openCase.isOpen)
    return { says: caseAnswerOf(caseId, openCase, actual), as: [`${openCase.kind}: closed again`] };
  if (!ENDS[openCase.kind].includes(resolution)) return refuse('invalid', `no end for ${openCase.kind}`);
  const some = input.transactionIds ? ' some' : '';
  const as = [`${openCase.kind}: ${resolution}${some}`];
  const refusal = end(world, openCase, input);
  if (refusal) return refusal;
  if (openCase.kind === 'teller_limit' && isHourOpen(world, openCase.teller, parseHour(caseId)))
    return { says: caseAnswerOf(caseId, openCase, actual), as };
  closeCase(world, caseId);
  const closed = { ...openCase, isOpen: false, resolution: `${resolution}: ${REASON}` };
  world.cases.set(caseId, closed);
  const says = { ...caseAnswerOf(caseId, closed, actual), closedAt: toIso(world.now) };
  return { says, as };
});

/** When it was opened, and in which words, is the bank's to say. */
function caseAnswerOf(id: string, openCase: Case, actual: Answer | undefined): Answer {
  const { openedAt = '', closedAt = null, summary = '', resolution = null } = actual ?? {};
  return {
    id,
    kind: openCase.kind,
    robloxUserId: openCase.member,
    tellerId: openCase.teller,
    withdrawalId: openCase.withdrawalId,
    // The goods of a refused trade are kept as the teller named them.
    ...(openCase.kind === 'refused_trade'
      ? { pets: actual?.pets ?? [], gems: actual?.gems ?? 0 }
      : asGoods(openCase.goods)),
    summary,
    openedAt,
    closedAt,
    resolution: openCase.resolution ?? resolution,
    proposal: null,
  };
}

function end(
  world: World,
  openCase: Case,
  { caseId, resolution, transactionIds }: Input,
): Foreseen<Answer> | undefined {
  const teller = getTeller(world, openCase.teller);
  const named = transactionIds ? new Set(transactionIds.map((id) => Number(id.slice('t-'.length)))) : null;
  const decision = { isReversed: resolution === 'reverse', named };
  switch (openCase.kind) {
    case 'quarantine':
      return resolution === 'credit' ? credit(world, openCase) : giveOut(world, openCase);
    case 'uncertain': {
      const withdrawal = world.withdrawals.get(openCase.withdrawalId ?? '');
      if (withdrawal) settle(world, withdrawal, resolution === 'delivered' ? withdrawal.goods : new Map());
      return undefined;
    }
    case 'foreign_trade':
      endContradiction(world, openCase.teller, decision);
      return undefined;
    case 'teller_limit':
      endHour(world, { teller: openCase.teller, hour: parseHour(caseId) }, decision);
      return undefined;
    case 'possible_duplicate':
      endDuplicates(world, openCase, decision.isReversed);
      return undefined;
    case 'shortage': {
      const asset = caseId.slice(`shortage:${openCase.teller}:`.length);
      const shortage = teller.shortages.get(asset);
      if (shortage) shortage.isPaused = false;
      return undefined;
    }
    default:
      return undefined;
  }
}

function credit(world: World, openCase: Case): undefined {
  addAll(world.quarantine, openCase.goods, -1n);
  addAll(getMember(world, openCase.member ?? 0).free, openCase.goods);
}

/** Back to the member in the game, but never out of what a claim may be handing over just now. */
function giveOut(world: World, { teller: id, goods }: Case): Foreseen<Answer> | undefined {
  const teller = getTeller(world, id);
  const left = minus(teller.stock, sumAll(listOpenOfTeller(world, id).map((withdrawal) => withdrawal.goods)));
  const lacking = [...goods].find(([asset, amount]) => (left.get(asset) ?? 0n) < amount);
  if (lacking) return refuse(lacking[0] === 'gems' ? 'insufficient_gems' : 'insufficient_pets');
  const real: Amounts = new Map();
  for (const [asset, amount] of goods) {
    const there = teller.game.get(asset) ?? 0n;
    if (there > 0n) real.set(asset, there < amount ? there : amount);
  }
  addAll(world.quarantine, goods, -1n);
  addAll(teller.game, real, -1n);
  record(teller, { said: goods, real });
  if (teller.report) teller.report.isLatest = false;
  return undefined;
}
