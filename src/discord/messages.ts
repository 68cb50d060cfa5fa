import type { Message } from 'discord.js';
import { parseTyped, runTyped } from '../commands/dispatch/typed.ts';
import { type RenderedReply, toReply } from '../commands/dispatch/types.ts';
import type { Reply } from '../commands/model/reply.ts';
import { say } from '../commands/model/text.ts';
import { type BotContext, createActor, createDedupe, createOperationId, deferIfSlow } from './context.ts';
import { isUnreachable } from './deliver.ts';
import { renderMessage } from './render.ts';

/** Answers commands that are typed: behind a `!`, after a mention of the bot, or in a direct message. */
export function createMessages(context: BotContext): (message: Message) => Promise<void> {
  const isFirst = createDedupe();
  return async (message) => {
    if (message.author.bot || message.system || !isFirst(message.id)) return;
    try {
      const words = readAddressedText(message);
      if (words !== undefined) await answer(context, message, words);
    } catch (error) {
      context.onError(error);
    }
  };
}

interface AddressedText {
  readonly text: string;
  /** Other bots have commands behind a `!` too: one that isn't ours is theirs. */
  readonly mayBeForOthers: boolean;
}

/** What is said to the bot, without what calls it; undefined where it isn't meant. */
function readAddressedText({ content, client, guildId }: Message): AddressedText | undefined {
  const called = new RegExp(`^\\s*<@!?${client.user?.id}>`).exec(content)?.[0];
  if (called === undefined && guildId !== null) {
    return /^\s*!/.test(content) ? { text: content.trim().slice(1), mayBeForOthers: true } : undefined;
  }
  const text = content.slice(called?.length ?? 0).trim();
  return { text: text.replace(/^[!/]/, '').trim() || 'help', mayBeForOthers: false };
}

async function answer(
  context: BotContext,
  message: Message,
  { text, mayBeForOthers }: AddressedText,
): Promise<void> {
  const { dispatcher, mention, liveMessages, deferAfterMs: afterMs } = context;
  const typed = parseTyped(dispatcher.commands, text);
  if ((!typed && mayBeForOthers) || !message.channel.isSendable()) return;
  const { channel } = message;
  const defer = (): Promise<void> => channel.sendTyping().catch(context.onError);
  const invoked = { actor: createActor(context, message.author), operationId: createOperationId(message) };
  const { value: rendered } = await deferIfSlow(runTyped(dispatcher, typed, invoked), { afterMs, defer });
  const ownerId = message.author.id;
  // A retry of discord.js shows it once: Discord knows it by the message it answers.
  const once = { nonce: message.id, enforceNonce: true } as const;
  const sent = { ...renderMessage(rendered, mention), ...once };
  if (message.guildId === null) {
    liveMessages.follow(rendered, { message: await channel.send(sent), ownerId });
  } else if (rendered.isPublic) {
    liveMessages.follow(rendered, { message: await message.reply(sent), ownerId });
  } else {
    const direct = await message.author.send(sent).catch(ignoreUnreachable);
    if (direct) liveMessages.follow(rendered, { message: direct, ownerId });
    else
      await message.reply({
        ...renderMessage(hideBehindButton(context, message, rendered), mention),
        ...once,
      });
  }
}

/** Nothing, where the person can't be written to. */
function ignoreUnreachable(error: unknown): undefined {
  if (!isUnreachable(error)) throw error;
}

/** In the channel, for everyone to see: a button that shows the answer to who asked, and to nobody else. */
function hideBehindButton(
  { dispatcher }: BotContext,
  message: Message,
  rendered: RenderedReply,
): RenderedReply {
  const reply: Reply = {
    title: 'Your answer is ready',
    text: say`It is for you alone, and you take no direct messages from here. Press the button: nobody else will see it.`,
    rows: [
      [
        {
          kind: 'button',
          label: 'Show me',
          style: 'primary',
          isEphemeral: true,
          act: async () => toReply(rendered),
        },
      ],
    ],
  };
  const { isForStaff } = rendered;
  return dispatcher.render(reply, { ownerId: message.author.id, isPublic: true, isForStaff });
}
