import { givePageLink, PAGE_MS } from '../bank/passes.ts';
import { makeSecretFor, toPassId } from '../secret.ts';
import { type CommandDependencies, DISCORD } from './dependencies.ts';
import { type Command, defineSimpleCommand } from './model/command.ts';
import type { Reply } from './model/reply.ts';
import { clockTime, lines, link, t } from './model/text.ts';

const HOURS = PAGE_MS / 3_600_000;

/** Gives a member a link that opens their page once; `publicUrl` is where this bank's pages are. */
export function myPageCommand({ book, random }: CommandDependencies, publicUrl: () => string): Command {
  const about = { name: 'mypage', description: t('about.mypage') };
  return defineSimpleCommand(about, async ({ actor: { discordUserId } }): Promise<Reply> => {
    const secret = makeSecretFor(discordUserId, random);
    const { endsAt } = await book.perform(givePageLink, { id: toPassId(secret), discordUserId }, DISCORD);
    return {
      title: t('member-page.title'),
      text: lines([
        [link(t('member-page.open'), `${publicUrl()}/me#${secret}`)],
        t('member-page.once', { end: clockTime(endsAt) }),
        t('member-page.shows', { hours: HOURS }),
      ]),
    };
  });
}
