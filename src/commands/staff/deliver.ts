import { z } from 'zod';
import { isRefusal } from '../../bank/engine/refusal.ts';
import { checkWithdrawals, createClaimToken, type WithdrawCheckAnswer } from '../../bank/withdraw-check.ts';
import type { StaffDependencies } from '../dependencies.ts';
import { type Command, defineCommand } from '../model/command.ts';
import { type Reply, worded } from '../model/reply.ts';
import { t } from '../model/text.ts';
import { showClaimed, toHeld } from './hand-over.ts';
import { findMember, MEMBER, type Member, memberSchema, staffCaller } from './member.ts';
import { describeWaiting } from './queue.ts';

/** How many withdrawals one reply names. */
const MAX_SHOWN = 10;

/** Claims a withdrawal that a staff member hands over in the game, and records how it went. */
export function deliverCommand(dependencies: StaffDependencies): Command {
  const { book, random } = dependencies;
  return defineCommand({
    name: 'deliver',
    description: t('about.deliver'),
    audience: 'cashier',
    input: z.strictObject({ member: memberSchema, withdrawal: z.string().max(64).optional() }),
    options: {
      member: MEMBER,
      withdrawal: {
        kind: 'text',
        description: t('about.option.withdrawal'),
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
        const held = toHeld(claimed, { robloxUserId: member.robloxUserId, tellerId: caller.by });
        const reply = showClaimed(held, member, dependencies);
        const isOther = withdrawal !== undefined && withdrawal !== claimed.withdrawalId;
        return isOther
          ? { ...reply, title: t('deliver.finish-first', { withdrawal: claimed.withdrawalId }) }
          : reply;
      } catch (error) {
        if (isRefusal(error, 'frozen')) return frozenReply(member);
        throw error;
      }
    },
  });
}

function nothingReply(member: Member, { withdrawals }: WithdrawCheckAnswer): Reply {
  return {
    title:
      withdrawals.length === 0 ? t('deliver.no-withdrawals', { member: member.name }) : t('deliver.nothing'),
    tone: 'warning',
    person: member.person,
    text: t('deliver.nothing-claimed'),
    fields: withdrawals
      .slice(0, MAX_SHOWN)
      .map((withdrawal) => ({ name: withdrawal.withdrawalId, text: describeWaiting(withdrawal) })),
  };
}

const frozenReply = (member: Member): Reply => ({
  ...worded('deliver.frozen', 'bad', { member: member.name }),
  person: member.person,
});
