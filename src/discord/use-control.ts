import {
  type ButtonInteraction,
  MessageFlags,
  type ModalMessageModalSubmitInteraction,
  type StringSelectMenuInteraction,
} from 'discord.js';
import type { Given } from '../commands/model/reply.ts';
import { askerOf, type Front } from './context.ts';
import { inTime } from './defer.ts';
import { toModal } from './modal.ts';
import { renderMessage } from './render.ts';

type Using = ButtonInteraction | StringSelectMenuInteraction | ModalMessageModalSubmitInteraction;

/**
 * A button is pressed, a menu chosen from, a form sent: its message becomes the answer, or stays while who
 * pressed is told why.
 */
export async function useControl(front: Front, interaction: Using): Promise<void> {
  const { desk, mention, tickets, deferAfterMs: afterMs } = front;
  const asker = askerOf(front, interaction.user);
  const { customId, message } = interaction;
  // A form can only be a first answer, so nothing may be waited for before it opens.
  const form = interaction.isModalSubmit() ? undefined : desk.formOf(customId, asker);
  if (form && !interaction.isModalSubmit()) {
    await interaction.showModal(toModal(customId, form));
    return;
  }
  const using = desk.use(customId, givenOf(interaction), asker);
  const { value: used, isDeferred } = await inTime(using, {
    afterMs,
    defer: () => interaction.deferUpdate(),
  });
  const { kind, shown } = used;
  if (kind === 'aside') {
    const aside = { ...renderMessage(shown, mention), flags: MessageFlags.Ephemeral } as const;
    await (isDeferred ? interaction.followUp(aside) : interaction.reply(aside));
    return;
  }
  const edit = renderMessage(shown, mention);
  await (isDeferred ? interaction.editReply(edit) : interaction.update(edit));
  tickets.follow(shown, { message, ownerId: asker.discordUserId, interaction });
}

function givenOf(interaction: Using): Given {
  if (interaction.isModalSubmit()) {
    const { fields } = interaction.fields;
    const written = fields.map(
      (field) => [field.customId, 'value' in field ? String(field.value) : ''] as const,
    );
    return { values: [], fields: Object.fromEntries(written) };
  }
  return { values: interaction.isStringSelectMenu() ? interaction.values : [], fields: {} };
}
