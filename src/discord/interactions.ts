import {
  type AutocompleteInteraction,
  type ChatInputCommandInteraction,
  type Interaction,
  MessageFlags,
} from 'discord.js';
import { findCommand } from '../commands/dispatch/dispatcher.ts';
import { clip } from '../commands/model/truncate.ts';
import { type BotContext, createActor, createOperationId } from './context.ts';
import { createDedupe } from './dedupe.ts';
import { deferIfSlow } from './defer.ts';
import { parseInteraction } from './parse-interaction.ts';
import { renderMessage } from './render.ts';
import { useControl } from './use-control.ts';

const MAX_CHOICE = 100;

/**
 * Answers slash commands, what is typed into them, buttons, menus and forms. What is delivered twice acts
 * once.
 */
export function createInteractions(context: BotContext): (interaction: Interaction) => Promise<void> {
  const isFirst = createDedupe();
  return async (interaction) => {
    if (!isFirst(interaction.id)) return;
    try {
      await answer(context, interaction);
    } catch (error) {
      context.onError(error);
    }
  };
}

async function answer(context: BotContext, interaction: Interaction): Promise<void> {
  if (interaction.isChatInputCommand()) return runCommand(context, interaction);
  if (interaction.isAutocomplete()) return complete(context, interaction);
  if (interaction.isButton() || interaction.isStringSelectMenu()) return useControl(context, interaction);
  if (interaction.isModalSubmit() && interaction.isFromMessage()) return useControl(context, interaction);
}

async function runCommand(context: BotContext, interaction: ChatInputCommandInteraction): Promise<void> {
  const { dispatcher, mention, liveMessages, deferAfterMs: afterMs } = context;
  const asked = parseInteraction(interaction);
  const actor = createActor(context, interaction.user);
  // In a direct message nobody else is there to see it, and so it may stay.
  const isSeen = !interaction.inGuild() || findCommand(dispatcher.commands, asked.path)?.isPublic;
  const flags = isSeen ? {} : ({ flags: MessageFlags.Ephemeral } as const);
  const asking = dispatcher.run(asked, { actor, operationId: createOperationId(interaction) });
  const { value: rendered, isDeferred } = await deferIfSlow(asking, {
    afterMs,
    defer: () => interaction.deferReply(flags),
  });
  const message = isDeferred
    ? await interaction.editReply(renderMessage(rendered, mention))
    : (await interaction.reply({ ...renderMessage(rendered, mention), ...flags, withResponse: true }))
        .resource?.message;
  if (message) liveMessages.follow(rendered, { message, ownerId: actor.discordUserId, interaction });
}

async function complete(context: BotContext, interaction: AutocompleteInteraction): Promise<void> {
  const { name: option, value: typed } = interaction.options.getFocused(true);
  const { path } = parseInteraction(interaction);
  const completing = context.dispatcher.complete(
    { path, option, typed },
    createActor(context, interaction.user),
  );
  const choices = await completing.catch((error) => {
    context.onError(error);
    return [];
  });
  const fitting = choices.filter(
    ({ name, value }) => name !== '' && value !== '' && value.length <= MAX_CHOICE,
  );
  await interaction.respond(fitting.map(({ name, value }) => ({ name: clip(name, MAX_CHOICE), value })));
}
