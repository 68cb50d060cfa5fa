import type { Attachment, Reply } from '../../commands/model/reply.ts';
import type { Deliver } from '../../notices/notice.ts';
import { listCommands } from './commands.ts';
import { createMembers, isPretendId } from './members.ts';
import { createScreen, type ScreenParts } from './screen.ts';
import { createTalk, type Talk } from './talk.ts';
import type { ChatEvent, PretendMember } from './wire.ts';

type Newcomer = Pick<PretendMember, 'name' | 'isStaff'>;

/**
 * A chat without Discord: any number of pretend members, who ask and press at the same desk as everyone else.
 */
export interface Playground extends Talk {
  /** Refuses `invalid` when there are too many. */
  join(member: Newcomer): PretendMember;
  /** A picture or a file of a reply. */
  file(id: string): Attachment | undefined;
  /** Whether this is a pretend member, and not someone on Discord. */
  knows(discordUserId: string): boolean;
  /** Tells a pretend member, by direct message, or the operator. The same id again is told once. */
  deliver(notice: { readonly id: string; readonly to: string; readonly reply: Reply }): void;
  /** Tells of everything as it is, and then of what changes, until what it gives back is called. */
  listen(onNews: (news: ChatEvent) => void): () => void;
  stop(): void;
}

export function createPlayground(parts: ScreenParts & { readonly first: readonly Newcomer[] }): Playground {
  const { desk: dispatcher, clock, first } = parts;
  const members = createMembers(first);
  const screen = createScreen(parts);
  const { board, file, show, tell, stop } = screen;
  const commands = listCommands(dispatcher.commands);
  return {
    ...createTalk(parts, members, screen),
    join(newcomer) {
      const member = members.join(newcomer);
      tell({ kind: 'member', member });
      return member;
    },
    file,
    knows: isPretendId,
    deliver({ id, to, reply }) {
      const entryId = `notice:${id}`;
      if (board.has(entryId)) return;
      const place = to === 'operator' ? 'operator' : 'direct';
      const entry = { id: entryId, place, ownerId: to, isPublic: false, at: clock(), asked: null } as const;
      show(entry, dispatcher.render(reply, { ownerId: to, isPublic: false }));
    },
    listen(onNews) {
      onNews({ kind: 'hello', commands, members: members.all(), entries: board.all() });
      return screen.listen(onNews);
    },
    stop,
  };
}

/**
 * Tells pretend members in the playground and everyone else on Discord, where there is that; the operator in
 * both.
 */
export function routeNotices(chat: Pick<Playground, 'knows' | 'deliver'>, toDiscord?: Deliver): Deliver {
  return async (notice) => {
    const isPretend = chat.knows(notice.to);
    if (isPretend || notice.to === 'operator') chat.deliver(notice);
    if (!isPretend) await toDiscord?.(notice);
  };
}
