import {
  type AutocompleteInteraction,
  type ChatInputCommandInteraction,
  type Interaction,
  MessageFlags,
} from 'discord.js';
import { findCommand } from '../commands/dispatch/dispatcher.ts';
import { clip } from '../commands/model/truncate.ts';
import { askerOf, type Front, operationIdOf } from './context.ts';
import { createOnce } from './dedupe.ts';
import { inTime } from './defer.ts';
import { askedOf } from './parse-interaction.ts';
import { renderMessage } from './render.ts';
import { useControl } from './use-control.ts';

const MAX_CHOICE = 100;

/**
 * Answers slash commands, what is typed into them, buttons, menus and forms. What is delivered twice acts
 * once.
 */
export function createInteractions(front: Front): (interaction: Interaction) => Promise<void> {
  const isFirst = createOnce();
  return async (interaction) => {
    if (!isFirst(interaction.id)) return;
    try {
      await answer(front, interaction);
    } catch (error) {
      front.onFault(error);
    }
  };
}

async function answer(front: Front, interaction: Interaction): Promise<void> {
  if (interaction.isChatInputCommand()) return runCommand(front, interaction);
  if (interaction.isAutocomplete()) return complete(front, interaction);
  if (interaction.isButton() || interaction.isStringSelectMenu()) return useControl(front, interaction);
  if (interaction.isModalSubmit() && interaction.isFromMessage()) return useControl(front, interaction);
}

async function runCommand(front: Front, interaction: ChatInputCommandInteraction): Promise<void> {
  const { desk, mention, tickets, deferAfterMs: afterMs } = front;
  const asked = askedOf(interaction);
  const asker = askerOf(front, interaction.user);
  // In a direct message nobody else is there to see it, and so it may stay.
  const isSeen = !interaction.inGuild() || findCommand(desk.commands, asked.path)?.isPublic;
  const flags = isSeen ? {} : ({ flags: MessageFlags.Ephemeral } as const);
  const asking = desk.ask(asked, { asker, operationId: operationIdOf(interaction) });
  const { value: shown, isDeferred } = await inTime(asking, {
    afterMs,
    defer: () => interaction.deferReply(flags),
  });
  const message = isDeferred
    ? await interaction.editReply(renderMessage(shown, mention))
    : (await interaction.reply({ ...renderMessage(shown, mention), ...flags, withResponse: true })).resource
        ?.message;
  if (message) tickets.follow(shown, { message, ownerId: asker.discordUserId, interaction });
}

async function complete(front: Front, interaction: AutocompleteInteraction): Promise<void> {
  const { name: option, value: typed } = interaction.options.getFocused(true);
  const { path } = askedOf(interaction);
  const completing = front.desk.complete({ path, option, typed }, askerOf(front, interaction.user));
  const choices = await completing.catch((error) => {
    front.onFault(error);
    return [];
  });
  const fitting = choices.filter(
    ({ name, value }) => name !== '' && value !== '' && value.length <= MAX_CHOICE,
  );
  await interaction.respond(fitting.map(({ name, value }) => ({ name: clip(name, MAX_CHOICE), value })));
}
