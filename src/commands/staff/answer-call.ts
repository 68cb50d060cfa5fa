import { answerCall } from '../../bank/call-teller.ts';
import { invalid } from '../../bank/engine/refusal.ts';
import { readIdentity } from '../../bank/member.ts';
import { parseStaffName } from '../../bank/staff.ts';
import type { StaffDependencies } from '../dependencies.ts';
import { button, type Control } from '../model/reply.ts';
import { code, t, user } from '../model/text.ts';
import { staffCaller, toMember } from './member.ts';

/** A button that tells a member who called for a teller who of the staff comes into the game. */
export const comingButton = ({ book }: StaffDependencies, robloxUserId: string): Control => ({
  ...button(t('coming.button'), 'success', async ({ actor }) => {
    if (!/^[1-9]\d{0,15}$/.test(robloxUserId)) throw invalid('member', 'is not a Roblox account');
    const caller = await staffCaller(book, actor);
    const [me, member] = await Promise.all([
      book.query(readIdentity, parseStaffName(caller.by) ?? 0, caller),
      book.query(readIdentity, Number(robloxUserId), caller),
    ]);
    const { name, account, person } = toMember(member);
    const text = me.username === null ? caller.by : `@${me.username}`;
    await book.perform(answerCall, { robloxUserId: Number(robloxUserId), name: text }, caller);
    return {
      title: t('coming.title', { member: name }),
      tone: 'good',
      person,
      text: t('coming.text', { user: user(actor.discordUserId), name: code(text), account }),
    };
  }),
  mayUse: 'any_staff_member',
  level: 'cashier',
  command: 'teller',
  standing: { name: 'coming', about: robloxUserId },
});
