import type { Message } from 'discord.js';
import { parseTyped } from '../commands/dispatch/parse-typed.ts';
import { runTyped } from '../commands/dispatch/run-typed.ts';
import { type RenderedReply, replyOf } from '../commands/dispatch/types.ts';
import type { Reply } from '../commands/model/reply.ts';
import { say } from '../commands/model/text.ts';
import { type BotContext, createActor, operationIdOf } from './context.ts';
import { createDedupe } from './dedupe.ts';
import { deferIfSlow } from './defer.ts';
import { isUnreachable } from './deliver.ts';
import { renderMessage } from './render.ts';

/** Answers commands that are typed: behind a `!`, after a mention of the bot, or in a direct message. */
export function createMessages(context: BotContext): (message: Message) => Promise<void> {
  const isFirst = createDedupe();
  return async (message) => {
    if (message.author.bot || message.system || !isFirst(message.id)) return;
    try {
      const words = wordsTo(message);
      if (words !== undefined) await answer(context, message, words);
    } catch (error) {
      context.onFault(error);
    }
  };
}

interface Words {
  readonly text: string;
  /** Other bots have commands behind a `!` too: one that isn't ours is theirs. */
  readonly mayBeForOthers: boolean;
}

/** What is said to the bot, without what calls it; undefined where it isn't meant. */
function wordsTo({ content, client, guildId }: Message): Words | undefined {
  const called = new RegExp(`^\\s*<@!?${client.user?.id}>`).exec(content)?.[0];
  if (called === undefined && guildId !== null) {
    return /^\s*!/.test(content) ? { text: content.trim().slice(1), mayBeForOthers: true } : undefined;
  }
  const text = content.slice(called?.length ?? 0).trim();
  return { text: text.replace(/^[!/]/, '').trim() || 'help', mayBeForOthers: false };
}

async function answer(front: BotContext, message: Message, { text, mayBeForOthers }: Words): Promise<void> {
  const { dispatcher, mention, liveMessages, deferAfterMs: afterMs } = front;
  const typed = parseTyped(dispatcher.commands, text);
  if ((!typed && mayBeForOthers) || !message.channel.isSendable()) return;
  const { channel } = message;
  const defer = (): Promise<void> => channel.sendTyping().catch(front.onFault);
  const context = { actor: createActor(front, message.author), operationId: operationIdOf(message) };
  const { value: rendered } = await deferIfSlow(runTyped(dispatcher, typed, context), { afterMs, defer });
  const ownerId = message.author.id;
  // A retry of discord.js shows it once: Discord knows it by the message it answers.
  const once = { nonce: message.id, enforceNonce: true } as const;
  const sent = { ...renderMessage(rendered, mention), ...once };
  if (message.guildId === null) {
    liveMessages.follow(rendered, { message: await channel.send(sent), ownerId });
  } else if (rendered.isPublic) {
    liveMessages.follow(rendered, { message: await message.reply(sent), ownerId });
  } else {
    const direct = await message.author.send(sent).catch(orNothing);
    if (direct) liveMessages.follow(rendered, { message: direct, ownerId });
    else await message.reply({ ...renderMessage(behindButton(front, message, rendered), mention), ...once });
  }
}

/** Nothing, where the person can't be written to. */
function orNothing(error: unknown): undefined {
  if (!isUnreachable(error)) throw error;
}

/** In the channel, for everyone to see: a button that shows the answer to who asked, and to nobody else. */
function behindButton({ dispatcher }: BotContext, message: Message, rendered: RenderedReply): RenderedReply {
  const reply: Reply = {
    title: 'Your answer is ready',
    text: say`It is for you alone, and you take no direct messages from here. Press the button: nobody else will see it.`,
    rows: [
      [
        {
          kind: 'button',
          label: 'Show me',
          style: 'primary',
          isAside: true,
          act: async () => replyOf(rendered),
        },
      ],
    ],
  };
  const { isForStaff } = rendered;
  return dispatcher.render(reply, { ownerId: message.author.id, isPublic: true, isForStaff });
}
