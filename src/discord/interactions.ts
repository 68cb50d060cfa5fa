import {
  ApplicationCommandOptionType,
  type AutocompleteInteraction,
  type ChatInputCommandInteraction,
  type CommandInteractionOption,
  type Interaction,
  MessageFlags,
} from 'discord.js';
import { findCommand } from '../commands/dispatch/dispatcher.ts';
import { MAX_CHOICE_LENGTH, type RawOptions } from '../commands/model/command.ts';
import { type BotContext, createActor, createDedupe, createOperationId, deferIfSlow } from './context.ts';
import { clip } from './escape.ts';
import { renderMessage } from './render.ts';
import { useControl } from './use-control.ts';

/** Handles slash commands, autocompletion, buttons, menus and forms. What is delivered twice acts once. */
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
  const invocation = parseInteraction(interaction);
  const actor = createActor(context, interaction.user);
  // In a direct message nobody else sees it, so it need not be ephemeral.
  const isVisible = !interaction.inGuild() || findCommand(dispatcher.commands, invocation.path)?.isPublic;
  const flags = isVisible ? {} : ({ flags: MessageFlags.Ephemeral } as const);
  const running = dispatcher.run(invocation, { actor, operationId: createOperationId(interaction) });
  const { value: rendered, isDeferred } = await deferIfSlow(running, {
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
    ({ name, value }) => name !== '' && value !== '' && value.length <= MAX_CHOICE_LENGTH,
  );
  await interaction.respond(
    fitting.map(({ name, value }) => ({ name: clip(name, MAX_CHOICE_LENGTH), value })),
  );
}

const GROUPS: readonly ApplicationCommandOptionType[] = [
  ApplicationCommandOptionType.Subcommand,
  ApplicationCommandOptionType.SubcommandGroup,
];

/** Reads the path of the command and its options. A user comes as their id. */
export function parseInteraction({
  commandName,
  options,
}: ChatInputCommandInteraction | AutocompleteInteraction): {
  readonly path: readonly string[];
  readonly raw: RawOptions;
} {
  const { path, given } = descend([commandName], options.data);
  const pairs = given.flatMap(({ name, value }) =>
    typeof value === 'string' || typeof value === 'number' ? [[name, value] as const] : [],
  );
  return { path, raw: Object.fromEntries(pairs) };
}

interface Level {
  readonly path: readonly string[];
  readonly given: readonly CommandInteractionOption[];
}

/** Discord sends a subcommand as an option that holds the other options. */
function descend(path: readonly string[], given: readonly CommandInteractionOption[]): Level {
  const [first] = given;
  if (!first || !GROUPS.includes(first.type)) return { path, given };
  return descend([...path, first.name], first.options ?? []);
}
