import type { Reply } from '../../commands/model/reply.ts';
import type { Language } from '../../messages/languages.ts';
import type { Deliver } from '../../notices/notice.ts';
import { createMemberActions } from './actions.ts';
import { type ChatLogDependencies, createChatLog } from './chat-log.ts';
import { listCommands } from './commands.ts';
import { createMembers, isPretendId, type NewMember } from './members.ts';
import type { ChatEvent, PretendMember } from './protocol.ts';

export type Playground = ReturnType<typeof createPlayground>;

/** A chat without Discord: pretend members, who use the same dispatcher as everyone on Discord. */
export function createPlayground(dependencies: ChatLogDependencies, initialMembers: readonly NewMember[]) {
  const { dispatcher, clock } = dependencies;
  const members = createMembers(initialMembers);
  const log = createChatLog(dependencies);
  const commands = listCommands(dispatcher.commands);
  return {
    ...createMemberActions(dependencies, members, log),
    /** Refuses `invalid` when there are too many. */
    join(newMember: NewMember): PretendMember {
      const member = members.join(newMember);
      log.publish({ kind: 'member', member });
      return member;
    },
    /** Answers a member in this language from now on. Refuses `not_found`. */
    speak(memberId: string, language: Language): PretendMember {
      const member = members.speak(memberId, language);
      log.publish({ kind: 'member', member });
      return member;
    },
    /** A page in this language opens: members are answered in it, but for whom another was chosen. */
    greet(language: Language): void {
      for (const member of members.greet(language)) log.publish({ kind: 'member', member });
    },
    /** Returns a picture or a file of a reply. */
    file: log.file,
    /** Whether this is a pretend member, and not someone on Discord. */
    isPretendId,
    /** Shows a notice to a pretend member, as a direct message, or to the operator. An id is shown once. */
    deliver({ id: noticeId, to, reply }: { id: string; to: string; reply: Reply }): void {
      const id = `notice:${noticeId}`;
      if (log.has(id)) return;
      const channel = to === 'operator' ? 'operator' : 'direct';
      const message = { id, channel, ownerId: to, isPublic: false, at: clock(), prompt: null } as const;
      const language = members.languageOf(to);
      log.show(message, dispatcher.render(reply, { ownerId: to, isPublic: false, language }), language);
    },
    /** Calls the listener with the current state, then with every change until the result is called. */
    subscribe(listener: (event: ChatEvent) => void): () => void {
      listener({ kind: 'hello', commands, members: members.all(), messages: log.messages() });
      return log.subscribe(listener);
    },
    stop: log.stop,
  };
}

/**
 * Delivers to pretend members in the playground, to everyone else on Discord, where it is on, and to the
 * operator in both.
 */
export function routeNotices(
  playground: Pick<Playground, 'isPretendId' | 'deliver'>,
  toDiscord?: Deliver,
): Deliver {
  return async (notice) => {
    const isPretend = playground.isPretendId(notice.to);
    if (isPretend || notice.to === 'operator') playground.deliver(notice);
    if (!isPretend) await toDiscord?.(notice);
  };
}
