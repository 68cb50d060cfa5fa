import type { Message, RepliableInteraction } from 'discord.js';
import type { LiveMessages } from '../commands/dispatch/live-messages.ts';
import type { RenderedReply } from '../commands/dispatch/types.ts';
import type { Actor } from '../commands/model/actor.ts';
import type { LiveUpdate } from '../commands/model/reply.ts';
import type { MentionCommand } from './markdown.ts';
import { renderEdit } from './render.ts';

/** An answer to an interaction can be edited for 15 minutes; half a minute is left for the edit itself. */
const TOKEN_MS = 14.5 * 60_000;

interface ShownMessage {
  readonly message: Message;
  /** Whose message it is. */
  readonly actor: Actor;
  /** The interaction that the message answers, if it answers one. */
  readonly interaction?: RepliableInteraction;
}

export interface DiscordLiveMessages {
  follow(rendered: RenderedReply, shown: ShownMessage): void;
}

export function createDiscordLiveMessages(
  liveMessages: LiveMessages,
  { clock, mention }: { readonly clock: () => number; readonly mention: MentionCommand },
): DiscordLiveMessages {
  return {
    follow(rendered, { message, actor, interaction }) {
      const { live, isPublic, level } = rendered;
      if (!live) return;
      // In a server the answer may be ephemeral, which only the interaction's token can edit, or in a channel
      // that the bot can't write to.
      const answered = interaction?.inGuild() ? interaction : undefined;
      const followed = answered ? { ...rendered, live: limitUntil(clock() + TOKEN_MS, live) } : rendered;
      const { discordUserId: ownerId, language } = actor;
      let shown = message;
      liveMessages.start(followed, { ownerId, isPublic, level, language }, async (changed) => {
        const edit = renderEdit(changed, mention, shown.attachments);
        shown = await (answered ? answered.editReply(edit) : message.edit(edit));
      });
    },
  };
}

/** Limits an update, and all that follow from it, to this time. */
function limitUntil(until: number, live: LiveUpdate): LiveUpdate {
  return {
    ...live,
    until: Math.min(until, live.until),
    async refresh() {
      const reply = await live.refresh();
      return reply.live ? { ...reply, live: limitUntil(until, reply.live) } : reply;
    },
  };
}
