import { z } from 'zod';
import type { Book, Caller } from '../../bank/engine/book.ts';
import { freezeMember, type haltAnswer, haltBank, readHalt } from '../../bank/halt-and-freeze.ts';
import type { StaffDependencies } from '../dependencies.ts';
import { type Command, defineCommand, defineSimpleCommand } from '../model/command.ts';
import { type Reply, worded } from '../model/reply.ts';
import { t } from '../model/text.ts';
import { reasonButton } from './inputs.ts';
import { findMember, haltCaller, MEMBER, type Member, memberSchema, staffCaller } from './member.ts';

/** Freezes or unfreezes a member. */
export function freezeCommand(dependencies: StaffDependencies): Command {
  return defineCommand({
    name: 'freeze',
    description: t('about.freeze'),
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
  const { name, account, frozenReason } = member;
  const isFrozen = frozenReason !== null;
  const style = isFrozen ? 'success' : 'danger';
  const change = reasonButton(
    t(isFrozen ? 'freeze.unfreeze' : 'freeze.freeze'),
    style,
    async (_context, { reason }) => {
      const input = { robloxUserId: member.robloxUserId, frozen: !isFrozen, reason };
      const answer = await book.perform(freezeMember, input, caller);
      return freezeReply(book, { ...member, frozenReason: answer.reason }, caller);
    },
  );
  return {
    ...(isFrozen
      ? worded('freeze.frozen', 'warning', { member: name, account, reason: frozenReason })
      : worded('freeze.open', 'plain', { member: name, account })),
    person: member.person,
    rows: [[{ ...change, isUrgent: true }]],
  };
}

/** Halts or reopens the whole bank. To stop it, staff need no Roblox account of their own. */
export function haltCommand({ book }: StaffDependencies): Command {
  const about = {
    name: 'halt',
    description: t('about.halt'),
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
  const style = halted ? 'success' : 'danger';
  const change = reasonButton(t(halted ? 'halt.open' : 'halt.halt'), style, async (_context, { reason }) =>
    haltReply(book, await book.perform(haltBank, { halted: !halted, reason }, caller), caller),
  );
  return {
    ...(halted ? worded('halt.halted', 'bad', { reason: why ?? '' }) : worded('halt.running', 'good')),
    rows: [[{ ...change, isUrgent: true, level: halted ? 'owner' : 'cashier' }]],
  };
}
