import { buildEntries, memberAccount } from './engine/ledger.ts';
import type { Call, Rules } from './engine/operation.ts';
import { type Identify, identifyHeld, listHeldForms } from './engine/pet-identity.ts';
import type { Goods } from './engine/pets.ts';
import { balanceReadKeys, type ReadKey } from './engine/read-key.ts';
import type { Reader } from './engine/reader.ts';
import { type Party, Refusal } from './engine/refusal.ts';
import type { Instant } from './engine/rows.ts';
import { type Draft, getMember, type Posted, type Step } from './engine/step.ts';
import { notifyMember } from './events.ts';
import { holdGift } from './gift-hold.ts';
import { passOnGivenBack } from './given-back.ts';
import { requireNotFrozen } from './halt-and-freeze.ts';
import { requireCleared } from './holds.ts';
import { requireRoom, requireWithinLimits } from './limits.ts';
import { requireLinkedTo } from './member.ts';
import type { MemberTopic } from './topics.ts';
import { requireBalance, requireNoCooldown } from './withdraw-request.ts';
import { addToUsage, expireOpen, getUsage, toUtcDay, withdrawalReadKeys } from './withdrawals.ts';

/** What one member gives another: a gift is one of these, a trade two. */
export interface Giving {
  readonly giver: Party;
  readonly receiver: Party;
  readonly goods: Goods;
}

/** Who asks for it, and for whom. */
export interface Asker {
  readonly robloxUserId: number;
  readonly discordUserId: string;
  /** When the other member agreed: a link that came later is somebody else's, who did not. */
  readonly agreedAt?: Instant;
}

/** Refuses `not_found` where the operator has switched gifts and trades off. */
export function requireGifts({ giftHoldMs }: Pick<Rules, 'giftHoldMs'>): void {
  if (giftHoldMs === null) throw new Refusal('not_found');
}

/** The rows of a member who gives or receives; the withdrawals of a giver may have expired. */
export const partyReadKeys = (robloxUserId: number, at: number): ReadKey[] => [
  { kind: 'member', robloxUserId },
  { kind: 'link_of_member', robloxUserId },
  { kind: 'open_withdrawals_of_member', robloxUserId },
  { kind: 'usage', robloxUserId, day: toUtcDay(at) },
];

/** The balances that it moves, under every id that the goods may have, and what says what is on hold. */
export const givenReadKeys = ({ giver, receiver, goods }: Giving, rules: Rules): ReadKey[] => [
  { kind: 'all_tellers', of: 'bank' },
  ...balanceReadKeys(
    listHeldForms(goods, rules),
    [giver, receiver].map(({ robloxUserId }) => memberAccount(robloxUserId)),
  ),
];

/** The rows of what a giver has reserved, which may have expired. */
export const reservedReadKeys = (reader: Reader, robloxUserId: number): ReadKey[] =>
  reader.openWithdrawalsOfMember(robloxUserId).flatMap(withdrawalReadKeys);

/** How the giver's pets are recognised, once what has expired is theirs again. */
export function identifyGiven(step: Step, { robloxUserId }: Party, rules: Rules): Identify {
  expireOpen(step, robloxUserId);
  return identifyHeld(rules, (asset) => step.balance(memberAccount(robloxUserId), asset));
}

/**
 * Refuses, in this order, and for each of the members: `frozen`; `not_linked` (also whoever asks for somebody
 * whose Discord user they aren't); `link_cooldown` of a giver; `limit_exceeded` (one trade, a giver's day,
 * what a receiver may hold afterwards); `insufficient_pets`, `insufficient_gems` and `on_hold` of a giver.
 */
export function requireGivable(step: Step, givings: readonly Giving[], asker: Asker, call: Call): void {
  const [first] = givings;
  const parties = first ? [first.giver, first.receiver] : [];
  for (const party of parties) naming(party, () => requireNotFrozen(step, party.robloxUserId));
  for (const party of parties) naming(party, () => requireLinked(step, party, asker));
  for (const { giver } of givings) naming(giver, () => requireNoCooldown(step, giver.robloxUserId));
  for (const { giver, goods } of givings) naming(giver, () => requireAllowance(step, giver, goods, call));
  for (const giving of givings) requireRoomFor(step, giving, givings, call);
  for (const { giver, goods } of givings)
    naming(giver, () => requireBalance(step, giver.robloxUserId, goods));
  for (const { giver, goods } of givings)
    naming(giver, () => requireCleared(step, memberAccount(giver.robloxUserId), goods, call));
}

/** What is refused of one of two members says of which. */
function naming(party: Party, check: () => void): void {
  try {
    check();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    throw new Refusal(error.code, { ...error.details, party });
  }
}

function requireLinked(step: Step, { robloxUserId }: Party, asker: Asker): void {
  const isAsker = robloxUserId === asker.robloxUserId;
  const link = step.linkOfMember(robloxUserId);
  if (!link || (!isAsker && link.linkedAt > (asker.agreedAt ?? step.at))) throw new Refusal('not_linked');
  if (isAsker) requireLinkedTo(step, robloxUserId, asker.discordUserId);
}

function requireAllowance(step: Step, { robloxUserId }: Party, goods: Goods, { rules }: Call): void {
  const usage = getUsage(step, robloxUserId, toUtcDay(step.at));
  requireWithinLimits(goods, { limits: rules.limits, usage, at: step.at });
}

/** What the receiver gives in return makes room. */
function requireRoomFor(step: Step, giving: Giving, givings: readonly Giving[], { rules }: Call): void {
  const { receiver, goods } = giving;
  const returned = givings.find(({ giver }) => giver.robloxUserId === receiver.robloxUserId)?.goods ?? null;
  const held = getMember(step, receiver.robloxUserId);
  naming(receiver, () => requireRoom({ goods, returned }, held, rules.limits));
}

/** Names a member in a message to another: by an id that nobody has to erase. */
export const nameMember = (robloxUserId: number): string => `Roblox account ${robloxUserId}`;

/** Tells the giver of each, and its receiver, of the goods and of each other; null: this one isn't told. */
export function tellBoth(
  step: Step,
  givings: readonly Giving[],
  [toGiver, toReceiver]: readonly [toGiver: MemberTopic | null, toReceiver: MemberTopic],
): void {
  for (const { giver, receiver, goods } of givings) {
    const [from, to] = [giver.robloxUserId, receiver.robloxUserId];
    if (toGiver !== null) notifyMember(step, from, toGiver, goods, nameMember(to));
    notifyMember(step, to, toReceiver, goods, nameMember(from));
  }
}

/**
 * Moves the goods as one transaction, counts them against each giver's day, and keeps them on hold at their
 * receivers.
 */
export function give(
  step: Step,
  givings: readonly Giving[],
  draft: Pick<Draft, 'kind' | 'status' | 'operation' | 'answer'>,
  call: Call,
): Posted {
  const holdMs = call.rules.giftHoldMs ?? 0;
  const [first] = givings;
  const entries = givings.flatMap(({ giver, receiver, goods }) =>
    buildEntries(goods, {
      from: memberAccount(giver.robloxUserId),
      to: memberAccount(receiver.robloxUserId),
    }),
  );
  const posted = step.post({
    ...draft,
    ...(first && {
      robloxUserId: first.giver.robloxUserId,
      otherRobloxUserId: first.receiver.robloxUserId,
      goods: first.goods,
    }),
    ...(holdMs > 0 && { hold: holdGift(step.at + holdMs, call) }),
    entries,
  });
  for (const { giver, receiver, goods } of givings) {
    addToUsage(step, { robloxUserId: giver.robloxUserId, requestedAt: step.at }, { goods, times: 1n });
    passOnGivenBack(step, { giver: giver.robloxUserId, receiver: receiver.robloxUserId }, call);
  }
  return posted;
}
