import type {
  ButtonInteraction,
  ChatInputCommandInteraction,
  Message,
  ModalMessageModalSubmitInteraction,
  StringSelectMenuInteraction,
} from 'discord.js';
import type { Watches } from '../commands/dispatch/live-messages.ts';
import type { Shown } from '../commands/dispatch/types.ts';
import type { Watch } from '../commands/model/reply.ts';
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
export interface Tickets {
  follow(shown: Shown, showing: Showing): void;
}

interface TicketParts {
  readonly watches: Watches;
  readonly clock: () => number;
  readonly mention: MentionCommand;
}

export function createTickets({ watches, clock, mention }: TicketParts): Tickets {
  return {
    follow(shown, { message, ownerId, interaction }) {
      const { watch, isPublic, isForStaff } = shown;
      if (!watch) return;
      // In a server the answer may be for one person's eyes, which only the interaction's token reaches, or
      // in a channel closed to the bot.
      const answered = interaction?.inGuild() ? interaction : undefined;
      const followed = answered ? { ...shown, watch: endingAt(clock() + TOKEN_MS, watch) } : shown;
      watches.start(followed, { ownerId, isPublic, isForStaff }, async (changed) => {
        const edit = renderMessage(changed, mention);
        await (answered ? answered.editReply(edit) : message.edit(edit));
      });
    },
  };
}

/** The watch, and all that follow from it, until this time at most. */
function endingAt(until: number, watch: Watch): Watch {
  return {
    ...watch,
    until: Math.min(until, watch.until),
    async refresh() {
      const reply = await watch.refresh();
      return reply.watch ? { ...reply, watch: endingAt(until, reply.watch) } : reply;
    },
  };
}
