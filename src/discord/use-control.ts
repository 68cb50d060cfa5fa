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

type Using = ButtonInteraction | StringSelectMenuInteraction | ModalMessageModalSubmitInteraction;

/**
 * A button is pressed, a menu chosen from, a form sent: its message becomes the answer, or stays while who
 * pressed is told why.
 */
export async function useControl(context: BotContext, interaction: Using): Promise<void> {
  const { dispatcher, mention, liveMessages, deferAfterMs: afterMs } = context;
  const actor = createActor(context, interaction.user);
  const { customId, message } = interaction;
  // A form can only be a first answer, so nothing may be waited for before it opens.
  const form = interaction.isModalSubmit() ? undefined : dispatcher.findForm(customId, actor);
  if (form && !interaction.isModalSubmit()) {
    await interaction.showModal(toModal(customId, form));
    return;
  }
  const using = dispatcher.press(customId, readGiven(interaction), actor);
  const { value: used, isDeferred } = await deferIfSlow(using, {
    afterMs,
    defer: () => interaction.deferUpdate(),
  });
  const { kind, rendered } = used;
  if (kind === 'ephemeral') {
    const ephemeral = { ...renderMessage(rendered, mention), flags: MessageFlags.Ephemeral } as const;
    await (isDeferred ? interaction.followUp(ephemeral) : interaction.reply(ephemeral));
    return;
  }
  const edit = renderMessage(rendered, mention);
  await (isDeferred ? interaction.editReply(edit) : interaction.update(edit));
  liveMessages.follow(rendered, { message, ownerId: actor.discordUserId, interaction });
}

function readGiven(interaction: Using): Given {
  if (interaction.isModalSubmit()) {
    const { fields } = interaction.fields;
    const written = fields.map(
      (field) => [field.customId, 'value' in field ? String(field.value) : ''] as const,
    );
    return { values: [], fields: Object.fromEntries(written) };
  }
  return { values: interaction.isStringSelectMenu() ? interaction.values : [], fields: {} };
}
