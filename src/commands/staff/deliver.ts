import { z } from 'zod';
import type { Caller } from '../../bank/engine/book.ts';
import { Refusal } from '../../bank/engine/refusal.ts';
import type { MemberIdentity } from '../../bank/member.ts';
import { checkWithdrawals, type WithdrawCheckAnswer } from '../../bank/withdraw-check.ts';
import { completeWithdrawal, type withdrawCompleteAnswer } from '../../bank/withdraw-complete.ts';
import type { StaffDependencies } from '../dependencies.ts';
import type { Context } from '../model/actor.ts';
import { type Command, defineCommand } from '../model/command.ts';
import type { Reply } from '../model/reply.ts';
import { code, command, relativeTime, say } from '../model/text.ts';
import { goodsFile, goodsInputs, goodsText, readGoodsForm } from './goods.ts';
import { reasonButton } from './inputs.ts';
import {
  describeAccount,
  findMember,
  MEMBER,
  memberName,
  memberSchema,
  memberToPerson,
  staffCaller,
} from './member.ts';
import { describeWaiting } from './queue.ts';

/** How many withdrawals one reply names. */
const MAX_SHOWN = 10;

type Claimed = NonNullable<WithdrawCheckAnswer['claimed']>;
type Delivered = ReturnType<typeof readGoodsForm>;

/** Claims a withdrawal that a staff member hands over in the game, and records how it went. */
export function deliverCommand(dependencies: StaffDependencies): Command {
  const { book } = dependencies;
  return defineCommand({
    name: 'deliver',
    description: 'Claim a withdrawal, hand it over in the game, and record how it went',
    audience: 'staff',
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
      const { robloxUserId } = member;
      const wish = {
        robloxUserId,
        claim: true,
        ...(withdrawal === undefined ? {} : { withdrawalId: withdrawal }),
      };
      try {
        const checked = await book.perform(checkWithdrawals, wish, caller);
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
  { claimed, member, caller }: { claimed: Claimed; member: MemberIdentity; caller: Caller },
): Reply {
  const { withdrawalId, claimToken, leaseUntil } = claimed;
  const settleAs =
    (outcome: 'delivered' | 'declined' | 'partial', delivered?: Delivered) =>
    async ({ operationId }: Context, { reason }: { readonly reason: string }): Promise<Reply> => {
      const settled = { withdrawalId, claimToken, tradeId: operationId, outcome, reason };
      const input = delivered ? { ...settled, delivered } : settled;
      return settledReply(member, await dependencies.book.perform(completeWithdrawal, input, caller));
    };
  return {
    title: `Hand ${withdrawalId} to ${memberName(member)}`,
    person: memberToPerson(member),
    text: say`${describeAccount(member)}. Trade with this account only, then record how it went,
      ${relativeTime(Date.parse(leaseUntil))} at the latest. After that it is uncertain, and needs
      ${command('review')}.`,
    fields: [{ name: 'Hand over', text: goodsText(claimed) }],
    ...goodsFile(withdrawalId, claimed),
    rows: [
      [
        reasonButton({ label: 'Delivered', style: 'success', act: settleAs('delivered') }),
        reasonButton({
          label: 'A part of it',
          style: 'secondary',
          inputs: goodsInputs(claimed),
          act: (context, given) => settleAs('partial', readGoodsForm(given.fields))(context, given),
        }),
        reasonButton({ label: 'Nothing changed hands', style: 'danger', act: settleAs('declined') }),
      ],
    ],
  };
}

function settledReply(member: MemberIdentity, answer: z.infer<typeof withdrawCompleteAnswer>): Reply {
  const { withdrawalId, status, transactionId } = answer;
  const words = {
    delivered: say`All of it has left the bank.`,
    partly_delivered: say`That part has left the bank. The rest is in their balance again.`,
    reserved: say`Nothing has left the bank. It waits again for ${command('teller deliver')}.`,
  };
  return {
    title: `${withdrawalId} of ${memberName(member)}: ${status.replace('_', ' ')}`,
    tone: status === 'reserved' ? 'warning' : 'good',
    person: memberToPerson(member),
    text: say`${words[status]} It is ${code(transactionId)} in the ledger.`,
  };
}

function nothingReply(member: MemberIdentity, { withdrawals }: WithdrawCheckAnswer): Reply {
  return {
    title:
      withdrawals.length === 0 ? `${memberName(member)} has no withdrawals` : 'Nothing that you can deliver',
    tone: 'warning',
    person: memberToPerson(member),
    text: say`Nothing was claimed. ${command('teller queue')} shows everything that waits.`,
    fields: withdrawals
      .slice(0, MAX_SHOWN)
      .map((withdrawal) => ({ name: withdrawal.withdrawalId, text: describeWaiting(withdrawal) })),
  };
}

const frozenReply = (member: MemberIdentity): Reply => ({
  title: `${memberName(member)} is frozen`,
  tone: 'bad',
  person: memberToPerson(member),
  text: say`A frozen member gets nothing from the bank. ${command('freeze')} shows why, and unfreezes them.`,
});
