import { computeProvenWorth } from './engine/catalogue.ts';
import type { Call, Condition, Operation } from './engine/operation.ts';
import { identifyDeposit } from './engine/pet-identity.ts';
import type { Goods } from './engine/pets.ts';
import type { ReadKey } from './engine/read-key.ts';
import type { Reader } from './engine/reader.ts';
import { invalid, Refusal } from './engine/refusal.ts';
import type { Instant, Link, StaffDay } from './engine/rows.ts';
import type { Step } from './engine/step.ts';
import {
  type Agreement,
  hasSeasoned,
  holderReadKeys,
  isNewlyHeld,
  requireSecondPerson,
} from './second-person.ts';
import { parseStaffName, staffName } from './staff.ts';
import { toUtcDay } from './withdrawals.ts';

/** What one of the staff moves, and the accounts that it ends in, by their Roblox ids; null: nobody's. */
export interface StaffMove {
  readonly goods: Goods;
  readonly receivers: readonly (number | null)[];
  /** Nobody moves alone what nobody knows the worth of: there is no trace of it in the game. */
  readonly mustBeKnown?: true;
}

/** Of pets that nobody knows the worth of, one of the staff moves fewer than this alone in a day. */
const MAX_UNKNOWN = 10n;

/** What goods count for, each pet of unknown worth for a little more than a tenth of the limit. */
function weigh(goods: Goods, limit: bigint, { rules, at }: Pick<AloneContext, 'rules' | 'at'>): bigint {
  const { worth, unvalued } = computeProvenWorth(goods, rules.catalogue, at);
  return (worth ?? 0n) + unvalued * (limit / MAX_UNKNOWN + 1n);
}

type AloneContext = Pick<Call, 'by' | 'rules'> & { readonly at: Instant };

export function aloneReadKeys({ by, at }: Pick<Call, 'by' | 'at'>): ReadKey[] {
  const self = parseStaffName(by);
  return [
    { kind: 'staff_day', staff: by, day: toUtcDay(at) },
    ...(self === null ? [] : [...holderReadKeys(self), { kind: 'all_staff', of: 'bank' } as const]),
  ];
}

/** Those rows, where whoever calls is one of the staff: trades of a program's key are not counted. */
export const staffReadKeys = (call: Pick<Call, 'by' | 'at'>): ReadKey[] =>
  parseStaffName(call.by) === null ? [] : aloneReadKeys(call);

const getDay = (reader: Reader, { by, at }: AloneContext): StaffDay => {
  const day = toUtcDay(at);
  return reader.row('staffDays', `${by} ${day}`) ?? { staff: by, day, worth: 0n };
};

/**
 * Whether whoever calls may move this alone: with all else that they moved alone today it doesn't count for
 * more than the limit, and it doesn't end in their own account. Needs the rows that `aloneReadKeys` names.
 */
export function mayMoveAlone(reader: Reader, move: StaffMove, call: AloneContext): boolean {
  const { goods, receivers, mustBeKnown } = move;
  const self = parseStaffName(call.by);
  if (self !== null && receivers.includes(self)) return false;
  const limit = call.rules.staffAloneLimit;
  if (limit === null) return true;
  if (self !== null && isNewHere(reader, self, call.at)) return false;
  if (mustBeKnown && computeProvenWorth(goods, call.rules.catalogue, call.at).unvalued > 0n) return false;
  const bound = BigInt(limit);
  return getDay(reader, call).worth + weigh(goods, bound, call) <= bound;
}

/**
 * Whether the account changed hands within the day: whoever has it may have moved things alone by another
 * one, and once that is forgotten, or somebody else's, nothing says so any more. In a bank that has just
 * begun, whose staff all came today, nobody is asked to wait.
 */
const isNewHere = (reader: Reader, robloxUserId: number, at: Instant): boolean =>
  isNewlyHeld(reader, robloxUserId, at) && hasSeasoned(reader.allStaff(), at);

/** Counts what whoever calls moves alone. Returns what the transaction that moves it has to say. */
export function countAlone(step: Step, goods: Goods, call: AloneContext): { readonly movedAlone?: bigint } {
  const limit = call.rules.staffAloneLimit;
  const worth = limit === null ? 0n : weigh(goods, BigInt(limit), call);
  if (worth === 0n) return {};
  const day = getDay(step, call);
  step.put('staffDays', { ...day, worth: day.worth + worth });
  return { movedAlone: worth };
}

/** Requires that whoever calls may move it alone, and counts it, or that a second person agrees. */
export function authorizeMove(
  step: Step,
  move: StaffMove,
  call: AloneContext,
  agreement: Agreement | null,
): { readonly movedAlone?: bigint } {
  if (mayMoveAlone(step, move, call)) return countAlone(step, move.goods, call);
  requireAgreement(step, agreement);
  return {};
}

/**
 * Requires that whoever calls may move it alone, and counts it, or that the one whom they name agrees: then
 * it isn't done alone, whatever it is worth. Refuses `invalid`.
 */
export function authorizeNamed(
  step: Step,
  move: StaffMove,
  call: AloneContext,
  agreement: Agreement | null,
): { readonly movedAlone?: bigint } {
  if (agreement) {
    requireSecondPerson(step, agreement);
    return {};
  }
  if (mayMoveAlone(step, move, call)) return countAlone(step, move.goods, call);
  const errors = [{ path: 'approvedBy', message: 'a second person has to agree to this' }];
  throw new Refusal('invalid', { needsSecondPerson: true, errors });
}

/** Refuses `limit_exceeded` where nobody agrees, and `invalid` where whoever does may not. */
export function requireAgreement(step: Step, agreement: Agreement | null): void {
  if (agreement) {
    requireSecondPerson(step, agreement);
    return;
  }
  const message = 'one of the staff may not move this alone: a second person has to decide the same';
  throw new Refusal('limit_exceeded', { needsSecondPerson: true, errors: [{ path: '', message }] });
}

/** Whether a second person has to agree before whoever calls moves this. Refuses nothing. */
export const previewMove: Operation<StaffMove, boolean> = {
  readKeys: (_move, call) => aloneReadKeys(call),
  decide: (step, move, call) =>
    !mayMoveAlone(step, { ...move, goods: identifyDeposit(move.goods, call.rules) }, call),
};

/**
 * What must hold whenever one of the staff acts by this account, also by what they opened before: it is still
 * theirs, and they have moved nothing alone today by another one, since each has a limit of its own. Refuses
 * `invalid`.
 */
export const actsByOneAccount = ({
  discordUserId,
  robloxUserId,
}: Pick<Link, 'discordUserId' | 'robloxUserId'>): Condition => ({
  readKeys: () => [
    { kind: 'link_of_user', discordUserId },
    { kind: 'profiles_of_user', discordUserId },
  ],
  moreReadKeys: (reader, { at }) =>
    reader
      .profilesOfUser(discordUserId)
      .flatMap((profile) => aloneReadKeys({ by: staffName(profile.robloxUserId), at })),
  refuse(step) {
    if (step.linkOfUser(discordUserId)?.robloxUserId !== robloxUserId) {
      const name = staffName(robloxUserId);
      return invalid('', `whoever opened this as ${name} has that account no more: send the command again`);
    }
    const acted = findOtherAccount(step, { discordUserId, robloxUserId });
    if (acted === undefined) return null;
    return invalid('', `today you act as ${acted}: link that account again, or wait until tomorrow`);
  },
});

/** Another account of this Discord user that has moved something alone today; undefined: none has. */
export const findOtherAccount = (
  step: Step,
  { discordUserId, robloxUserId }: Pick<Link, 'discordUserId' | 'robloxUserId'>,
): string | undefined =>
  step
    .profilesOfUser(discordUserId)
    .map((profile) => staffName(profile.robloxUserId))
    .filter((name) => name !== staffName(robloxUserId))
    .find((name) => step.row('staffDays', `${name} ${toUtcDay(step.at)}`) !== undefined);
