import type { z } from 'zod';
import { invalid, Refusal } from '../../bank/engine/refusal.ts';
import type { Claim, Withdrawal } from '../../bank/engine/rows.ts';
import { readIdentity } from '../../bank/member.ts';
import { findWithdrawal, readOwnClaim } from '../../bank/open-withdrawals.ts';
import { checkWithdrawals, createClaimToken, type WithdrawCheckAnswer } from '../../bank/withdraw-check.ts';
import { completeWithdrawal, type withdrawCompleteAnswer } from '../../bank/withdraw-complete.ts';
import type { StaffDependencies } from '../dependencies.ts';
import type { Context } from '../model/actor.ts';
import { button, type Control, type Reply, worded } from '../model/reply.ts';
import { code, relativeTime, say, t } from '../model/text.ts';
import { goodsFile, goodsInputs, goodsText, readGoodsForm } from './goods.ts';
import { type GivenReason, reasonButton } from './inputs.ts';
import { type Member, staffCaller, toMember } from './member.ts';

export type Outcome = 'delivered' | 'declined' | 'partial';
type Held = Pick<Withdrawal, 'id' | 'goods' | 'robloxUserId'> & { readonly claim: Claim };

const STYLES = {
  delivered: 'success',
  partial: 'secondary',
  declined: 'danger',
} as const satisfies { readonly [Name in Outcome]: string };

/** Anybody of the staff may press it, also after a restart: the bank knows whose claim it is. */
const FOR_STAFF = { mayUse: 'any_staff_member', level: 'cashier', command: 'teller' } as const;

/** Shows what one of the staff has claimed, with what may have become of it. */
export function showClaimed(
  { id, goods, claim }: Held,
  member: Member,
  dependencies: StaffDependencies,
): Reply {
  const about = `${id}:${claim.token.slice(-TOKEN_END)}`;
  return {
    ...worded('deliver.hand-over', 'plain', {
      withdrawal: id,
      member: member.name,
      account: member.account,
      when: relativeTime(claim.leaseUntil),
    }),
    person: member.person,
    fields: [
      { name: t('deliver.goods'), text: goodsText(goods) },
      { name: t('deliver.claimed-by'), text: say`${code(claim.tellerId)}` },
    ],
    ...goodsFile(id, goods),
    rows: [
      [
        outcomeButton(dependencies, 'delivered', about),
        outcomeButton(dependencies, 'partial', about, goods),
        outcomeButton(dependencies, 'declined', about),
      ],
    ],
  };
}

/** How much of a claim's token its buttons carry: they end this claim, and none that came later. */
const TOKEN_END = 8;

export function outcomeButton(
  dependencies: StaffDependencies,
  outcome: Outcome,
  about: string,
  goods?: Withdrawal['goods'],
): Control {
  const inputs = outcome === 'partial' ? goodsInputs(goods) : [];
  const act = (context: Context, given: GivenReason): Promise<Reply> =>
    settle(dependencies, { outcome, about, context, given });
  const ended = reasonButton(t(`outcome.${outcome}`), STYLES[outcome], act, inputs);
  return { ...ended, ...FOR_STAFF, standing: { name: outcome, about } };
}

interface Settling {
  readonly outcome: Outcome;
  readonly about: string;
  readonly context: Context;
  readonly given: GivenReason;
}

async function settle(
  dependencies: StaffDependencies,
  { outcome, about, context, given: { reason, ...form } }: Settling,
): Promise<Reply> {
  const { book, rules } = dependencies;
  const caller = await staffCaller(book, context.actor);
  const [withdrawalId = '', end = ''] = about.split(':');
  const { claim, goods, robloxUserId } = await book.query(readOwnClaim, withdrawalId, caller);
  if (end === '' || !claim.token.endsWith(end)) throw new Refusal('lease_lost');
  // The same for each press that ends this claim in this way: what is delivered twice is one trade.
  const tradeId = `${outcome}:${claim.token}`;
  const settled = { withdrawalId, claimToken: claim.token, tradeId, outcome, reason };
  const known = { catalogue: rules().catalogue, pets: goods.pets };
  const input = outcome === 'partial' ? { ...settled, delivered: readGoodsForm(form, known) } : settled;
  const answer = await book.perform(completeWithdrawal, input, caller);
  return settledReply(toMember(await book.query(readIdentity, robloxUserId, caller)), answer);
}

function settledReply(member: Member, answer: z.infer<typeof withdrawCompleteAnswer>): Reply {
  const { withdrawalId, status, transactionId } = answer;
  return {
    title: t('withdrawal.of', {
      withdrawal: withdrawalId,
      member: member.name,
      status: t(`withdrawal.${status}`),
    }),
    tone: status === 'reserved' ? 'warning' : 'good',
    person: member.person,
    text: t(`deliver.settled.${status}`, { id: code(transactionId) }),
  };
}

/** A button that claims this withdrawal for whoever of the staff presses it. */
export const claimButton = (dependencies: StaffDependencies, withdrawalId: string): Control => ({
  ...button(t('deliver.claim-it'), 'success', (context) => claim(dependencies, withdrawalId, context)),
  ...FOR_STAFF,
  standing: { name: 'claim', about: withdrawalId },
});

async function claim(
  dependencies: StaffDependencies,
  withdrawalId: string,
  { actor }: Context,
): Promise<Reply> {
  const { book, random } = dependencies;
  const caller = await staffCaller(book, actor);
  const withdrawal = await book.query(findWithdrawal, withdrawalId, caller);
  if (!withdrawal) throw new Refusal('withdrawal_not_found');
  const { robloxUserId } = withdrawal;
  const wanted = { robloxUserId, claim: { token: createClaimToken(random), withdrawalId } };
  const { claimed } = await book.perform(checkWithdrawals, wanted, caller);
  if (claimed?.withdrawalId !== withdrawalId) throw whyNotClaimed(withdrawal);
  const member = toMember(await book.query(readIdentity, robloxUserId, caller));
  return showClaimed(toHeld(claimed, { robloxUserId, tellerId: caller.by }), member, dependencies);
}

function whyNotClaimed({ status }: Withdrawal): Refusal {
  if (status === 'reserved')
    return invalid('withdrawal', 'your teller account holds none of it, or another teller has all of it');
  return new Refusal(status === 'claimed' ? 'withdrawal_claimed' : 'withdrawal_already_closed');
}

/** What was claimed just now. */
export const toHeld = (
  {
    withdrawalId: id,
    claimToken: token,
    leaseUntil,
    pets,
    gems,
  }: NonNullable<WithdrawCheckAnswer['claimed']>,
  { robloxUserId, tellerId }: { readonly robloxUserId: number; readonly tellerId: string },
): Held => ({
  id,
  robloxUserId,
  goods: { pets, gems },
  claim: { token, tellerId, leaseUntil: Date.parse(leaseUntil) },
});
