import type { Message } from 'discord.js';
import { parseTyped, runTyped } from '../commands/dispatch/typed.ts';
import { type RenderedReply, toReply } from '../commands/dispatch/types.ts';
import type { Actor } from '../commands/model/actor.ts';
import { button, worded } from '../commands/model/reply.ts';
import { t } from '../commands/model/text.ts';
import {
  type BotContext,
  createDedupe,
  createOperationId,
  createTypingActor,
  deferIfSlow,
} from './context.ts';
import { isUnreachable } from './deliver.ts';
import { renderMessage } from './render.ts';

/** Handles typed commands: after the prefix, after a mention of the bot, or in a direct message. */
export function createMessages(context: BotContext): (message: Message) => Promise<void> {
  const isFirst = createDedupe();
  return async (message) => {
    if (message.author.bot || message.system || !isFirst(message.id)) return;
    try {
      const addressed = readAddressedText(message, context.prefix);
      if (!addressed) return;
      await answer(context, message, addressed);
      await context.onActed(message.author.id);
    } catch (error) {
      context.onError(error);
    }
  };
}

interface AddressedText {
  readonly text: string;
  /** Other bots use `!` too: an unknown command may be theirs. */
  readonly mayBeForOthers: boolean;
}

/** Returns the text addressed to the bot, without the mention or `!`; undefined if it isn't addressed. */
function readAddressedText(
  { content, client, guildId }: Message,
  prefix: string | null,
): AddressedText | undefined {
  const mentioned = new RegExp(`^\\s*<@!?${client.user?.id}>`).exec(content)?.[0];
  if (mentioned === undefined && guildId !== null) {
    const typed = content.trim();
    if (prefix === null || !typed.startsWith(prefix)) return undefined;
    return { text: typed.slice(prefix.length), mayBeForOthers: true };
  }
  const text = content.slice(mentioned?.length ?? 0).trim();
  return { text: text.replace(/^[!/]/, '').trim() || 'help', mayBeForOthers: false };
}

async function answer(context: BotContext, message: Message, addressed: AddressedText): Promise<void> {
  const { text, mayBeForOthers } = addressed;
  const { dispatcher, mention, liveMessages, deferAfterMs: afterMs } = context;
  const typed = parseTyped(dispatcher.commands, text);
  if ((!typed && mayBeForOthers) || !message.channel.isSendable()) return;
  const { channel } = message;
  const defer = (): Promise<void> => channel.sendTyping().catch(context.onError);
  const actor = await createTypingActor(context, message);
  const invoked = { actor, operationId: createOperationId(message) };
  const { value: rendered } = await deferIfSlow(runTyped(dispatcher, typed, invoked, text), {
    afterMs,
    defer,
  });
  // If discord.js retries, Discord shows the answer once: the nonce is the id of the message it answers.
  const once = { nonce: message.id, enforceNonce: true } as const;
  const sent = { ...renderMessage(rendered, mention), ...once };
  if (message.guildId === null) {
    liveMessages.follow(rendered, { message: await channel.send(sent), actor });
  } else if (rendered.isPublic) {
    liveMessages.follow(rendered, { message: await message.reply(sent), actor });
  } else {
    const direct = await message.author.send(sent).catch(ignoreUnreachable);
    if (direct) return liveMessages.follow(rendered, { message: direct, actor });
    const hidden = hideBehindButton(context, actor, rendered);
    await message.reply({ ...renderMessage(hidden, mention), ...once });
  }
}

/** Returns nothing if the person can't be written to. */
function ignoreUnreachable(error: unknown): undefined {
  if (!isUnreachable(error)) throw error;
}

/** Renders a public message with a button that shows the answer only to its owner. */
function hideBehindButton(
  { dispatcher }: BotContext,
  { discordUserId: ownerId, language }: Actor,
  rendered: RenderedReply,
): RenderedReply {
  const show = button(t('hidden.show'), 'primary', async () => toReply(rendered));
  const reply = worded('hidden', 'plain');
  const { level } = rendered;
  const audience = { ownerId, isPublic: true, level, language };
  return dispatcher.render({ ...reply, rows: [[{ ...show, isEphemeral: true }]] }, audience);
}
