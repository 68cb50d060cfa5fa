import type {
  ButtonInteraction,
  ChatInputCommandInteraction,
  Message,
  ModalMessageModalSubmitInteraction,
  StringSelectMenuInteraction,
} from 'discord.js';
import type { LiveMessages } from '../commands/dispatch/live-messages.ts';
import type { RenderedReply } from '../commands/dispatch/types.ts';
import type { LiveUpdate } from '../commands/model/reply.ts';
import type { MentionCommand } from './markdown.ts';
import { renderMessage } from './render.ts';

/**
 * An answer to an interaction can be edited for a quarter of an hour; half a minute of it is kept for the
 * edit.
 */
const TOKEN_MS = 14.5 * 60_000;

type Answered =
  | ChatInputCommandInteraction
  | ButtonInteraction
  | StringSelectMenuInteraction
  | ModalMessageModalSubmitInteraction;

interface Showing {
  readonly message: Message;
  readonly ownerId: string;
  /** The interaction that the message answers, if it answers one. */
  readonly interaction?: Answered;
}

/** The replies on Discord that go on changing. */
export interface DiscordLiveMessages {
  follow(rendered: RenderedReply, showing: Showing): void;
}

interface DiscordLiveMessagesDependencies {
  readonly liveMessages: LiveMessages;
  readonly clock: () => number;
  readonly mention: MentionCommand;
}

export function createDiscordLiveMessages({
  liveMessages,
  clock,
  mention,
}: DiscordLiveMessagesDependencies): DiscordLiveMessages {
  return {
    follow(rendered, { message, ownerId, interaction }) {
      const { live, isPublic, isForStaff } = rendered;
      if (!live) return;
      // In a server the answer may be for one person's eyes, which only the interaction's token reaches, or
      // in a channel closed to the bot.
      const answered = interaction?.inGuild() ? interaction : undefined;
      const followed = answered ? { ...rendered, live: endingAt(clock() + TOKEN_MS, live) } : rendered;
      liveMessages.start(followed, { ownerId, isPublic, isForStaff }, async (changed) => {
        const edit = renderMessage(changed, mention);
        await (answered ? answered.editReply(edit) : message.edit(edit));
      });
    },
  };
}

/** The update, and all that follow from it, until this time at most. */
function endingAt(until: number, live: LiveUpdate): LiveUpdate {
  return {
    ...live,
    until: Math.min(until, live.until),
    async refresh() {
      const reply = await live.refresh();
      return reply.live ? { ...reply, live: endingAt(until, reply.live) } : reply;
    },
  };
}
