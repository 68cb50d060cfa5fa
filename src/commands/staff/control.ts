import { z } from 'zod';
import { freezeMember, type haltAnswer, haltBank, readHalt } from '../../bank/control.ts';
import type { Caller } from '../../bank/engine/book.ts';
import type { MemberIdentity } from '../../bank/member.ts';
import type { StaffDependencies } from '../dependencies.ts';
import { type Command, defineCommand, defineSimpleCommand } from '../model/command.ts';
import type { Reply } from '../model/reply.ts';
import { say } from '../model/text.ts';
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

/** Freezes or unfreezes a member. */
export function freezeCommand(dependencies: StaffDependencies): Command {
  return defineCommand({
    name: 'freeze',
    description: "Stop a member's withdrawals, or resume them",
    audience: 'staff',
    input: z.strictObject({ member: memberSchema }),
    options: { member: MEMBER },
    async run({ actor }, { member }) {
      const caller = await staffCaller(dependencies.book, actor);
      return freezeReply(dependencies, { member: await findMember(dependencies, member), caller });
    },
  });
}

/** Shows whether the member is frozen, and a button that changes it. */
function freezeReply(
  { book }: Pick<StaffDependencies, 'book'>,
  { member, caller }: { readonly member: MemberIdentity; readonly caller: Caller },
): Reply {
  const isFrozen = member.frozenReason !== null;
  return {
    title: isFrozen ? `${memberName(member)} is frozen` : `${memberName(member)} is not frozen`,
    tone: isFrozen ? 'warning' : 'plain',
    person: memberToPerson(member),
    text: isFrozen
      ? say`${describeAccount(member)}. Nothing of theirs leaves the bank. Why: ${member.frozenReason}`
      : say`${describeAccount(member)}. While they are frozen, nothing of theirs leaves the bank; what they
        hand in is still recorded.`,
    rows: [
      [
        reasonButton({
          label: isFrozen ? 'Unfreeze' : 'Freeze',
          style: isFrozen ? 'success' : 'danger',
          async act(_context, { reason }) {
            const { robloxUserId } = member;
            const answer = await book.perform(
              freezeMember,
              { robloxUserId, frozen: !isFrozen, reason },
              caller,
            );
            return freezeReply({ book }, { member: { ...member, frozenReason: answer.reason }, caller });
          },
        }),
      ],
    ],
  };
}

/** Halts or reopens the whole bank. */
export function haltCommand({ book }: StaffDependencies): Command {
  const about = {
    name: 'halt',
    description: 'Halt the whole bank, or open it again',
    audience: 'staff',
  } as const;
  return defineSimpleCommand(about, async ({ actor }) => {
    const caller = await staffCaller(book, actor);
    return haltReply({ book }, { ...(await book.query(readHalt, null, caller)), caller });
  });
}

/** Shows whether the bank is open, and a button that changes it. */
function haltReply(
  { book }: Pick<StaffDependencies, 'book'>,
  { halted, reason: why, caller }: z.infer<typeof haltAnswer> & { readonly caller: Caller },
): Reply {
  return {
    title: halted ? 'The bank is halted' : 'The bank is open',
    tone: halted ? 'bad' : 'good',
    text: halted
      ? say`Nobody can verify, request a withdrawal or claim one. What happens in the game is still recorded.
        Why: ${why ?? ''}`
      : say`While it is halted, nobody can verify, request a withdrawal or claim one; what happens in the game
        is still recorded.`,
    rows: [
      [
        reasonButton({
          label: halted ? 'Open the bank again' : 'Halt the bank',
          style: halted ? 'success' : 'danger',
          async act(_context, { reason }) {
            const answer = await book.perform(haltBank, { halted: !halted, reason }, caller);
            return haltReply({ book }, { ...answer, caller });
          },
        }),
      ],
    ],
  };
}
