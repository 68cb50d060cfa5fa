import { z } from 'zod';
import { discordUserIdSchema } from '../bank/engine/fields.ts';
import { readIdentity } from '../bank/member.ts';
import { profileUrl } from '../profile-url.ts';
import { type CommandDependencies, DISCORD } from './dependencies.ts';
import { type Command, defineCommand, defineSimpleCommand } from './model/command.ts';
import { type Reply, worded } from './model/reply.ts';
import { lines, link, t, user } from './model/text.ts';
import { findLinkedAccount, requireLinkedAccount } from './person.ts';

/** Says which Roblox account a Discord user has linked: whom one is about to trade with. */
export function whoisCommand({ book }: CommandDependencies): Command {
  return defineCommand({
    name: 'whois',
    description: t('about.whois'),
    input: z.strictObject({ member: discordUserIdSchema }),
    options: { member: { kind: 'user', description: t('about.option.member'), isRequired: true } },
    async run(_context, { member }): Promise<Reply> {
      const robloxUserId = await findLinkedAccount(book, member);
      if (robloxUserId === undefined) return worded('whois.not-linked', 'warning', { user: user(member) });
      const { username, avatarUrl } = await book.query(readIdentity, robloxUserId, DISCORD);
      const name = `@${username ?? `Roblox ${robloxUserId}`}`;
      return {
        title: name,
        person: { name, avatarUrl },
        text: lines([
          t('whois.has-shown', { user: user(member), account: link(name, profileUrl(robloxUserId)) }),
          t('whois.check-name'),
        ]),
      };
    },
  });
}

/** Brings the role and the name that members have for being linked up to date. */
export function updateCommand({ book, membership }: CommandDependencies): Command {
  const about = { name: 'update', description: t('about.update') };
  return defineSimpleCommand(about, async ({ actor: { discordUserId } }): Promise<Reply> => {
    // Also for somebody who is no longer linked, whose role is taken away.
    const came = await membership.update(discordUserId);
    const robloxUserId = await requireLinkedAccount(book, discordUserId);
    const { username, avatarUrl } = await book.query(readIdentity, robloxUserId, DISCORD);
    const name = `@${username ?? `Roblox ${robloxUserId}`}`;
    return {
      title: t('linked.title', { name }),
      tone: 'good',
      person: { name, avatarUrl },
      // What staff have to fix is told to them: a member can't do anything about it.
      text: t(`update.${came}`),
    };
  });
}
