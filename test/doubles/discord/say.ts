import { emitMessage, keepMessage } from './messages.ts';
import type { Channel, Message, User, World } from './world.ts';

/** The bot's answer to wait for, if there is one to come, and the message itself. */
export type Said = Promise<Readonly<Message>> & { readonly message: Readonly<Message> };

/**
 * Writes in a channel. The answer is the bot's reply to this message, or what it wrote next in this channel
 * or to this user directly without replying to anything.
 */
export function say(world: World, user: User, { channel, text }: { channel: Channel; text: string }): Said {
  const before = world.botMessages.length;
  const message: Message = {
    id: world.newId(),
    channel,
    author: user,
    content: text,
    embeds: [],
    rows: [],
    files: [],
    flags: 0,
    isEphemeral: false,
    edits: 0,
    isDeleted: false,
    nonce: null,
    repliesTo: null,
    interaction: null,
  };
  keepMessage(world, message);
  emitMessage(world, 'MESSAGE_CREATE', message);
  const answer = world.changes.until(
    () => world.botMessages.slice(before).find((candidate) => answers(candidate, message)),
    () => `the answer to "${text}"`,
  );
  return Object.assign(answer, { message });
}

function answers({ repliesTo, interaction, channel }: Message, said: Message): boolean {
  if (interaction) return false;
  if (repliesTo !== null) return repliesTo === said.id;
  return channel === said.channel || channel.recipient === said.author;
}
