import {
  type ButtonInteraction,
  MessageFlags,
  type ModalMessageModalSubmitInteraction,
  type StringSelectMenuInteraction,
} from 'discord.js';
import type { Given } from '../commands/model/reply.ts';
import { toModal } from './components.ts';
import { type BotContext, createActor, deferIfSlow } from './context.ts';
import { renderMessage } from './render.ts';

type ControlInteraction =
  | ButtonInteraction
  | StringSelectMenuInteraction
  | ModalMessageModalSubmitInteraction;

/** Handles a button, a menu or a form: the result replaces its message, or only the actor sees it. */
export async function useControl(context: BotContext, interaction: ControlInteraction): Promise<void> {
  const { dispatcher, mention, liveMessages, deferAfterMs: afterMs } = context;
  const actor = createActor(context, interaction.user);
  const { customId, message } = interaction;
  // A modal can only be the first answer, so it opens before anything is awaited.
  const form = interaction.isModalSubmit() ? undefined : dispatcher.findForm(customId, actor);
  if (form && !interaction.isModalSubmit()) {
    await interaction.showModal(toModal(customId, form));
    return;
  }
  const pressing = dispatcher.press(customId, readGiven(interaction), actor);
  const { value, isDeferred } = await deferIfSlow(pressing, {
    afterMs,
    defer: () => interaction.deferUpdate(),
  });
  const { kind, rendered } = value;
  if (kind === 'ephemeral') {
    const ephemeral = { ...renderMessage(rendered, mention), flags: MessageFlags.Ephemeral } as const;
    await (isDeferred ? interaction.followUp(ephemeral) : interaction.reply(ephemeral));
    return;
  }
  const edit = renderMessage(rendered, mention);
  await (isDeferred ? interaction.editReply(edit) : interaction.update(edit));
  liveMessages.follow(rendered, { message, ownerId: actor.discordUserId, interaction });
}

function readGiven(interaction: ControlInteraction): Given {
  if (interaction.isModalSubmit()) {
    const { fields } = interaction.fields;
    const written = fields.map(
      (field) => [field.customId, 'value' in field ? String(field.value) : ''] as const,
    );
    return { values: [], fields: Object.fromEntries(written) };
  }
  return { values: interaction.isStringSelectMenu() ? interaction.values : [], fields: {} };
}
