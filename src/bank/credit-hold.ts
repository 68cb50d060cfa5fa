import { mayMoveAlone } from './alone-limit.ts';
import { computeWorth } from './engine/catalogue.ts';
import { digestAmounts, memberAccount, QUARANTINE, tellerAccount } from './engine/ledger.ts';
import type { Call } from './engine/operation.ts';
import { amountsToGoods, type Goods, goodsToAmounts, sumAmounts } from './engine/pets.ts';
import type { ReadKey } from './engine/read-key.ts';
import type { Reader } from './engine/reader.ts';
import { type Entry, type Instant, SECOND_PERSON, type Teller } from './engine/rows.ts';
import type { DraftHold, Posted, Step } from './engine/step.ts';
import { openCase, openNewCase, openQuietly } from './events.ts';
import { addHold, type HoldContext, hasLike, hasRecent } from './holds.ts';
import { parseStaffName } from './staff.ts';

const HOUR_MS = 3_600_000;
/** With more hours undecided than a week has, what exceeds a limit joins the newest of them. */
const MAX_HOURS = 168;

const toHour = (at: Instant): number => Math.floor(at / HOUR_MS);
export const limitCaseId = (tellerId: string, hour: number): string =>
  `teller_limit:${tellerId}:${new Date(hour * HOUR_MS).toISOString().slice(0, 13)}`;
/** The hour, in hours since 1970, that a case of this kind is about. */
export const parseLimitCaseId = (caseId: string): number =>
  Date.parse(`${caseId.slice(caseId.lastIndexOf(':') + 1)}:00:00Z`) / HOUR_MS;
export const duplicateCaseId = (tellerId: string, robloxUserId: number): string =>
  `possible_duplicate:${tellerId}:${robloxUserId}`;

/** How a credit waits to clear. */
export interface CreditHold {
  /** When time clears it, unless staff or a witness have to decide. */
  readonly until: Instant;
  readonly isTimed: boolean;
  readonly content: string;
  readonly isDuplicate: boolean;
  /** The hour whose limit it exceeds; null: none. */
  readonly hour: number | null;
  /** The teller with this credit counted. */
  readonly teller: Teller;
}

interface Credited {
  readonly robloxUserId: number;
  readonly teller: Teller;
  readonly call: Call;
}

/** The cases that a credit of these goods opens: mostly none. */
export function creditCaseReadKeys(reader: Reader, credited: Goods, about: Credited): ReadKey[] {
  const { teller, robloxUserId, call } = about;
  if (call.rules.depositHoldMs === 0 || isForSecond(reader, credited, about)) return [];
  const [first] = goodsToAmounts(credited);
  if (!first) return [];
  const { holds } = reader.balanceRow(memberAccount(robloxUserId), first[0]);
  // Nearly always: nothing to be like, and far from the limit.
  const isFar = !isOverLimit(countWorth(teller, credited, call), call);
  if (isFar && !hasRecent(holds, teller.id, call)) return [];
  const plan = planHold(reader, credited, about);
  return [
    ...(plan?.isDuplicate ? [duplicateCaseId(teller.id, robloxUserId)] : []),
    ...(plan?.hour === null || plan === null ? [] : [limitCaseId(teller.id, plan.hour)]),
  ].map((id) => ({ kind: 'case', id }));
}

/** Whether one of the staff took it by hand, and may not move so much alone. */
const isForSecond = (reader: Reader, goods: Goods, { robloxUserId, call }: Credited): boolean =>
  parseStaffName(call.by) !== null && !mayMoveAlone(reader, { goods, receivers: [robloxUserId] }, call);

/** How a credit of these goods is on hold; null: it isn't. */
export function planHold(reader: Reader, credited: Goods, about: Credited): CreditHold | null {
  const { robloxUserId, teller, call } = about;
  const { at, rules } = call;
  const needsSecond = isForSecond(reader, credited, about);
  if (rules.depositHoldMs === 0 && !needsSecond) return null;
  const amounts = goodsToAmounts(credited);
  const [first] = amounts;
  if (!first) return null;
  const content = digestAmounts(amounts);
  const until = at + rules.depositHoldMs;
  if (needsSecond) {
    return { until, isTimed: false, content, isDuplicate: false, hour: SECOND_PERSON, teller };
  }
  const counted = countWorth(teller, credited, call);
  const isOver = isOverLimit(counted, call);
  const isTimed = !isOver && teller.contradictedAt === null;
  const { holds } = reader.balanceRow(memberAccount(robloxUserId), first[0]);
  return {
    until,
    isTimed,
    content,
    isDuplicate: hasLike(holds, { tellerId: teller.id, content, at }),
    hour: isOver ? (counted.overHours.at(-1) ?? null) : null,
    teller: counted,
  };
}

/**
 * Counts the worth of a credit in its clock hour, where that is limited. What nobody knows the worth of
 * counts for nothing.
 */
function countWorth(teller: Teller, credited: Goods, { at, rules }: Call): Teller {
  if (rules.tellerValuePerHour === 0) return teller;
  const hour = toHour(at);
  const { worth } = computeWorth(credited, rules.catalogue);
  const hourWorth = (teller.hour === hour ? teller.hourWorth : 0n) + (worth ?? 0n);
  const { overHours } = teller;
  const isOver = isOverLimit({ hourWorth }, { rules });
  const isNew = isOver && overHours.at(-1) !== hour && overHours.length < MAX_HOURS;
  return { ...teller, hour, hourWorth, overHours: isNew ? [...overHours, hour] : overHours };
}

const isOverLimit = ({ hourWorth }: Pick<Teller, 'hourWorth'>, { rules }: Pick<Call, 'rules'>): boolean =>
  rules.tellerValuePerHour > 0 && hourWorth > BigInt(rules.tellerValuePerHour);

/**
 * Both sides of a credit keep that it has to clear: the member's, and what the teller can hand over. What is
 * in quarantine waits there.
 */
export function holdCredit(plan: Omit<CreditHold, 'isTimed'>, context: HoldContext): DraftHold {
  const { teller, until, content, isDuplicate, hour } = plan;
  const { at } = context;
  return {
    until,
    isDuplicate,
    hour,
    addTo(balance, { to, amount }, seq) {
      if (to === QUARANTINE) return balance;
      const hold = { tellerId: teller.id, seq, firstSeq: seq, amount, at, until, content, isDuplicate, hour };
      return addHold(balance, hold, teller, context);
    },
  };
}

/** The cases that a credit opens. */
export function openCreditCases(step: Step, posted: Posted, plan: CreditHold): void {
  const { teller, isDuplicate, hour } = plan;
  if (hour === SECOND_PERSON) openStaffCase(step, posted);
  else if (hour !== null) openLimitCase(step, posted, plan, hour);
  if (isDuplicate) noteDuplicate(step, posted, teller.id);
}

export const staffCaseId = (operationId: string | null): string => `staff_limit:${operationId}`;

/** What one of the staff recorded by hand of what a teller took or handed over. */
export const listByHand = ({ tellerId, entries }: Pick<Posted, 'tellerId' | 'entries'>): Entry[] =>
  entries.filter(({ from, to }) => [from, to].includes(tellerAccount(tellerId ?? '')) && to !== QUARANTINE);

/** A second one of the staff has to look at what the first recorded by hand. Each has a case of its own. */
export function openStaffCase(step: Step, posted: Posted): void {
  const { id, tellerId, robloxUserId, withdrawalId, operationId } = posted;
  const amounts = listByHand(posted).map(({ asset, amount }) => [asset, amount] as const);
  openNewCase(step, {
    id: staffCaseId(operationId),
    kind: 'staff_limit',
    robloxUserId,
    withdrawalId,
    tellerId: tellerId ?? '',
    goods: amountsToGoods(sumAmounts(amounts)),
    summary:
      `${tellerId} recorded by hand, with ${id}, more than one of the staff may move alone in a day. Look ` +
      'whether it happened: another manager confirms it, or takes it back.',
  });
}

function openLimitCase(step: Step, { id }: Posted, { teller }: CreditHold, hour: number): void {
  // What exceeds it later in the hour is on hold too, and told no more.
  if (hour !== teller.hour) return;
  openCase(step, {
    id: limitCaseId(teller.id, hour),
    kind: 'teller_limit',
    tellerId: teller.id,
    summary:
      `${teller.id} has credited more in this hour than LIMIT_TELLER_VALUE_PER_HOUR allows, with ${id}. ` +
      'That and what it credits until the hour ends waits for you.',
  });
}

/** How many transactions a case names. */
const MAX_NAMED = 20;

/** Nobody is pinged: it closes by itself once the later deposit has cleared. */
function noteDuplicate(step: Step, { id, robloxUserId, goods }: Posted, tellerId: string): void {
  const caseId = duplicateCaseId(tellerId, robloxUserId ?? 0);
  const before = step.row('cases', caseId);
  const named =
    before?.closedAt === null
      ? before.summary
          .split(', ')
          .slice(1)
          .slice(1 - MAX_NAMED)
      : [];
  openQuietly(step, {
    id: caseId,
    kind: 'possible_duplicate',
    robloxUserId,
    tellerId,
    goods,
    summary: [
      `${tellerId} reported the same deposit of this member again within a minute`,
      ...named,
      id,
    ].join(', '),
  });
}
