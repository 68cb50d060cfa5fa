import { z } from 'zod';
import type { Caller } from '../../bank/engine/book.ts';
import { Refusal } from '../../bank/engine/refusal.ts';
import { checkWithdrawals, createClaimToken, type WithdrawCheckAnswer } from '../../bank/withdraw-check.ts';
import { completeWithdrawal, type withdrawCompleteAnswer } from '../../bank/withdraw-complete.ts';
import type { StaffDependencies } from '../dependencies.ts';
import type { Context } from '../model/actor.ts';
import { type Command, defineCommand } from '../model/command.ts';
import type { Reply } from '../model/reply.ts';
import { code, command, relativeTime, say } from '../model/text.ts';
import { goodsFile, goodsInputs, goodsText, readGoodsForm } from './goods.ts';
import { type GivenReason, reasonButton } from './inputs.ts';
import { findMember, MEMBER, type Member, memberSchema, staffCaller } from './member.ts';
import { describeWaiting } from './queue.ts';

/** How many withdrawals one reply names. */
const MAX_SHOWN = 10;

type Claimed = NonNullable<WithdrawCheckAnswer['claimed']>;

/** Claims a withdrawal that a staff member hands over in the game, and records how it went. */
export function deliverCommand(dependencies: StaffDependencies): Command {
  const { book, random } = dependencies;
  return defineCommand({
    name: 'deliver',
    description: 'Claim a withdrawal, hand it over in the game, and record how it went',
    audience: 'cashier',
    input: z.strictObject({ member: memberSchema, withdrawal: z.string().max(64).optional() }),
    options: {
      member: MEMBER,
      withdrawal: {
        kind: 'text',
        description: 'Which one, such as w-12; the oldest if left out',
        maxLength: 64,
      },
    },
    async run({ actor }, { member: written, withdrawal }) {
      const caller = await staffCaller(book, actor);
      const member = await findMember(dependencies, written);
      const chosen = withdrawal === undefined ? {} : { withdrawalId: withdrawal };
      const claim = { token: createClaimToken(random), ...chosen };
      try {
        const checked = await book.perform(
          checkWithdrawals,
          { robloxUserId: member.robloxUserId, claim },
          caller,
        );
        const { claimed } = checked;
        if (!claimed) return nothingReply(member, checked);
        const reply = claimedReply(dependencies, { claimed, member, caller });
        const isOther = withdrawal !== undefined && withdrawal !== claimed.withdrawalId;
        return isOther
          ? { ...reply, title: `Finish ${claimed.withdrawalId} first: you have claimed it` }
          : reply;
      } catch (error) {
        if (error instanceof Refusal && error.code === 'frozen') return frozenReply(member);
        throw error;
      }
    },
  });
}

function claimedReply(
  dependencies: StaffDependencies,
  { claimed, member, caller }: { claimed: Claimed; member: Member; caller: Caller },
): Reply {
  const { withdrawalId, claimToken, leaseUntil } = claimed;
  const known = { catalogue: dependencies.rules().catalogue, pets: claimed.pets };
  const settleAs =
    (outcome: 'delivered' | 'declined' | 'partial') =>
    async ({ operationId }: Context, { reason, ...form }: GivenReason): Promise<Reply> => {
      const settled = { withdrawalId, claimToken, tradeId: operationId, outcome, reason };
      const input = outcome === 'partial' ? { ...settled, delivered: readGoodsForm(form, known) } : settled;
      return settledReply(member, await dependencies.book.perform(completeWithdrawal, input, caller));
    };
  const delivered = reasonButton('Delivered', 'success', settleAs('delivered'));
  const partial = reasonButton('A part of it', 'secondary', settleAs('partial'), goodsInputs(claimed));
  const declined = reasonButton('Nothing changed hands', 'danger', settleAs('declined'));
  return {
    title: `Hand ${withdrawalId} to ${member.name}`,
    person: member.person,
    text: say`${member.account}. Trade with this account only, then record how it went,
      ${relativeTime(Date.parse(leaseUntil))} at the latest. After that it is uncertain, and needs
      ${command('review')}.`,
    fields: [{ name: 'Hand over', text: goodsText(claimed) }],
    ...goodsFile(withdrawalId, claimed),
    rows: [[delivered, partial, declined]],
  };
}

function settledReply(member: Member, answer: z.infer<typeof withdrawCompleteAnswer>): Reply {
  const { withdrawalId, status, transactionId } = answer;
  const words = {
    delivered: say`All of it has left the bank.`,
    partly_delivered: say`That part has left the bank. The rest is in their balance again.`,
    reserved: say`Nothing has left the bank. It waits again for ${command('teller deliver')}.`,
  };
  return {
    title: `${withdrawalId} of ${member.name}: ${status.replace('_', ' ')}`,
    tone: status === 'reserved' ? 'warning' : 'good',
    person: member.person,
    text: say`${words[status]} It is ${code(transactionId)} in the ledger.`,
  };
}

function nothingReply(member: Member, { withdrawals }: WithdrawCheckAnswer): Reply {
  return {
    title: withdrawals.length === 0 ? `${member.name} has no withdrawals` : 'Nothing that you can deliver',
    tone: 'warning',
    person: member.person,
    text: say`Nothing was claimed. ${command('teller queue')} shows everything that waits.`,
    fields: withdrawals
      .slice(0, MAX_SHOWN)
      .map((withdrawal) => ({ name: withdrawal.withdrawalId, text: describeWaiting(withdrawal) })),
  };
}

const frozenReply = (member: Member): Reply => ({
  title: `${member.name} is frozen`,
  tone: 'bad',
  person: member.person,
  text: say`A frozen member gets nothing from the bank. ${command('freeze')} shows why, and unfreezes them.`,
});
