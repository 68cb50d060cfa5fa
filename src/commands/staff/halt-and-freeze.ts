import { z } from 'zod';
import type { Book, Caller } from '../../bank/engine/book.ts';
import { freezeMember, type haltAnswer, haltBank, readHalt } from '../../bank/halt-and-freeze.ts';
import type { StaffDependencies } from '../dependencies.ts';
import { type Command, defineCommand, defineSimpleCommand } from '../model/command.ts';
import type { Reply } from '../model/reply.ts';
import { say } from '../model/text.ts';
import { reasonButton } from './inputs.ts';
import { findMember, haltCaller, MEMBER, type Member, memberSchema, staffCaller } from './member.ts';

/** Freezes or unfreezes a member. */
export function freezeCommand(dependencies: StaffDependencies): Command {
  return defineCommand({
    name: 'freeze',
    description: "Stop a member's withdrawals, or resume them",
    audience: 'manager',
    isUrgent: true,
    input: z.strictObject({ member: memberSchema }),
    options: { member: MEMBER },
    async run({ actor }, { member }) {
      const caller = await staffCaller(dependencies.book, actor);
      return freezeReply(dependencies.book, await findMember(dependencies, member), caller);
    },
  });
}

/** Shows whether the member is frozen, and a button that changes it. */
function freezeReply(book: Book, member: Member, caller: Caller): Reply {
  const isFrozen = member.frozenReason !== null;
  const label = isFrozen ? 'Unfreeze' : 'Freeze';
  const style = isFrozen ? 'success' : 'danger';
  const change = reasonButton(label, style, async (_context, { reason }) => {
    const input = { robloxUserId: member.robloxUserId, frozen: !isFrozen, reason };
    const answer = await book.perform(freezeMember, input, caller);
    return freezeReply(book, { ...member, frozenReason: answer.reason }, caller);
  });
  return {
    title: isFrozen ? `${member.name} is frozen` : `${member.name} is not frozen`,
    tone: isFrozen ? 'warning' : 'plain',
    person: member.person,
    text: isFrozen
      ? say`${member.account}. Nothing of theirs leaves the bank. Why: ${member.frozenReason}`
      : say`${member.account}. While they are frozen, nothing of theirs leaves the bank; what they
        hand in is still recorded.`,
    rows: [[{ ...change, isUrgent: true }]],
  };
}

/** Halts or reopens the whole bank. To stop it, staff need no Roblox account of their own. */
export function haltCommand({ book }: StaffDependencies): Command {
  const about = {
    name: 'halt',
    description: 'Halt the whole bank, or open it again',
    audience: 'cashier',
    isUrgent: true,
  } as const;
  return defineSimpleCommand(about, async ({ actor }) => {
    const caller = await haltCaller(book, actor);
    return haltReply(book, await book.query(readHalt, null, caller), caller);
  });
}

/** Shows whether the bank is open, and a button that changes it. */
function haltReply(book: Book, { halted, reason: why }: z.infer<typeof haltAnswer>, caller: Caller): Reply {
  const label = halted ? 'Open the bank again' : 'Halt the bank';
  const style = halted ? 'success' : 'danger';
  const change = reasonButton(label, style, async (_context, { reason }) =>
    haltReply(book, await book.perform(haltBank, { halted: !halted, reason }, caller), caller),
  );
  return {
    title: halted ? 'The bank is halted' : 'The bank is open',
    tone: halted ? 'bad' : 'good',
    text: halted
      ? say`Nobody can verify, request a withdrawal or claim one. What happens in the game is still recorded.
        Why: ${why ?? ''}`
      : say`While it is halted, nobody can verify, request a withdrawal or claim one; what happens in the game
        is still recorded.`,
    rows: [[{ ...change, isUrgent: true, level: halted ? 'owner' : 'cashier' }]],
  };
}
