import {
  ApplicationCommandOptionType,
  type AutocompleteInteraction,
  type ButtonInteraction,
  type ChatInputCommandInteraction,
  type CommandInteractionOption,
  type Interaction,
  MessageFlags,
  type ModalMessageModalSubmitInteraction,
  type StringSelectMenuInteraction,
} from 'discord.js';
import { findCommand } from '../commands/dispatch/dispatcher.ts';
import type { Invocation } from '../commands/dispatch/types.ts';
import { MAX_CHOICE_LENGTH } from '../commands/model/command.ts';
import type { Given } from '../commands/model/reply.ts';
import { toModal } from './components.ts';
import { type BotContext, createActor, createDedupe, createOperationId, deferIfSlow } from './context.ts';
import { clip } from './escape.ts';
import { renderEdit, renderMessage } from './render.ts';

/** Handles slash commands, autocompletion, buttons, menus and forms. What is delivered twice acts once. */
export function createInteractions(context: BotContext): (interaction: Interaction) => Promise<void> {
  const isFirst = createDedupe();
  return async (interaction) => {
    if (!isFirst(interaction.id)) return;
    try {
      await answer(context, interaction);
      if (!interaction.isAutocomplete()) await context.onActed(interaction.user.id);
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
  const invocation = parseInteraction(interaction);
  const actor = createActor(context, interaction);
  // In a direct message nobody else sees it, so it need not be ephemeral.
  const isVisible = !interaction.inGuild() || findCommand(dispatcher.commands, invocation.path)?.isPublic;
  const flags = isVisible ? {} : ({ flags: MessageFlags.Ephemeral } as const);
  const running = dispatcher.run(invocation, { actor, operationId: createOperationId(interaction) });
  const defer = (): Promise<unknown> => interaction.deferReply(flags);
  const { value: rendered, isDeferred } = await deferIfSlow(running, { afterMs, defer });
  const message = isDeferred
    ? await interaction.editReply(renderMessage(rendered, mention))
    : (await interaction.reply({ ...renderMessage(rendered, mention), ...flags, withResponse: true }))
        .resource?.message;
  if (message) liveMessages.follow(rendered, { message, actor, interaction });
  const missed = context.missed.take(actor.discordUserId);
  if (!missed) return;
  const shown = dispatcher.render(missed, {
    ownerId: actor.discordUserId,
    isPublic: false,
    language: actor.language,
  });
  await interaction.followUp({ ...renderMessage(shown, mention), flags: MessageFlags.Ephemeral });
}

async function complete(context: BotContext, interaction: AutocompleteInteraction): Promise<void> {
  const { name: option, value: typed } = interaction.options.getFocused(true);
  const { path } = parseInteraction(interaction);
  const actor = createActor(context, interaction);
  const completing = context.dispatcher.complete({ path, option, typed }, actor);
  const choices = await completing.catch((error) => {
    context.onError(error);
    return [];
  });
  const fitting = choices
    .filter(({ name, value }) => name !== '' && value !== '' && value.length <= MAX_CHOICE_LENGTH)
    .map(({ name, value }) => ({ name: clip(name, MAX_CHOICE_LENGTH), value }));
  await interaction.respond(fitting);
}

type ControlInteraction =
  | ButtonInteraction
  | StringSelectMenuInteraction
  | ModalMessageModalSubmitInteraction;

/** Handles a button, a menu or a form: the result replaces its message, or only the actor sees it. */
async function useControl(context: BotContext, interaction: ControlInteraction): Promise<void> {
  const { dispatcher, mention, liveMessages, deferAfterMs: afterMs } = context;
  const actor = createActor(context, interaction);
  const { customId, message } = interaction;
  // A modal can only be the first answer, so it opens before anything is awaited.
  const form = interaction.isModalSubmit() ? undefined : dispatcher.findForm(customId, actor);
  if (form && !interaction.isModalSubmit()) {
    await interaction.showModal(toModal(customId, form));
    return;
  }
  const pressing = dispatcher.press(customId, readGiven(interaction), actor);
  const defer = (): Promise<unknown> => interaction.deferUpdate();
  const { value, isDeferred } = await deferIfSlow(pressing, { afterMs, defer });
  const { kind, rendered } = value;
  if (kind === 'ephemeral') {
    const ephemeral = { ...renderMessage(rendered, mention), flags: MessageFlags.Ephemeral } as const;
    await (isDeferred ? interaction.followUp(ephemeral) : interaction.reply(ephemeral));
    return;
  }
  const edit = renderEdit(rendered, mention, message.attachments);
  const updated = isDeferred
    ? await interaction.editReply(edit)
    : (await interaction.update({ ...edit, withResponse: true })).resource?.message;
  liveMessages.follow(rendered, { message: updated ?? message, actor, interaction });
}

function readGiven(interaction: ControlInteraction): Given {
  if (interaction.isModalSubmit()) {
    const { fields } = interaction.fields;
    const written = fields.map((field) => [field.customId, 'value' in field ? String(field.value) : '']);
    return { values: [], fields: Object.fromEntries(written) };
  }
  return { values: interaction.isStringSelectMenu() ? interaction.values : [], fields: {} };
}

const GROUPS: readonly ApplicationCommandOptionType[] = [
  ApplicationCommandOptionType.Subcommand,
  ApplicationCommandOptionType.SubcommandGroup,
];

/** Reads the path of the command and its options. A user comes as their id. */
export function parseInteraction(
  interaction: ChatInputCommandInteraction | AutocompleteInteraction,
): Invocation {
  const path = [interaction.commandName];
  let given: readonly CommandInteractionOption[] = interaction.options.data;
  // Discord sends a subcommand as an option that holds the other options.
  while (given[0] && GROUPS.includes(given[0].type)) {
    path.push(given[0].name);
    given = given[0].options ?? [];
  }
  const pairs = given.flatMap(({ name, value }) =>
    typeof value === 'string' || typeof value === 'number' ? [[name, value] as const] : [],
  );
  return { path, raw: Object.fromEntries(pairs) };
}
