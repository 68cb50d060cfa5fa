import { refusal } from '../api-error.ts';
import { readForm } from '../limits/form.ts';
import { messageSchema } from '../limits/message.ts';
import { createMessage, deleteMessage, editMessage } from '../messages.ts';
import { messagePayload } from '../payloads.ts';
import type { Interaction, Message, World } from '../world.ts';
import { type ApiRequest, NO_CONTENT, named, ok, type Routes } from './route.ts';

/**
 * The later answers to an interaction
 * (developers/docs/interactions/receiving-and-responding#followup-messages).
 */
export const webhookRoutes: Routes = {
  'POST /webhooks/:application/:token': (world, request) => {
    const interaction = answered(world, request);
    const draft = { body: readForm(messageSchema, request.json), files: request.files };
    if (interaction.answer === 'deferred' && !interaction.isFilled) {
      // The first later answer takes the place of "is thinking…", and is seen by whom that one was seen.
      return ok(messagePayload(world, fill(world, interaction, draft)));
    }
    const place = { channel: interaction.channel, author: world.bot, interaction };
    const message = createMessage(world, place, draft);
    interaction.followUps.push(message);
    return ok(messagePayload(world, message));
  },
  'GET /webhooks/:application/:token/messages/:message': (world, request) =>
    ok(messagePayload(world, ownMessage(answered(world, request), request))),
  'PATCH /webhooks/:application/:token/messages/:message': (world, request) => {
    const interaction = answered(world, request);
    const message = ownMessage(interaction, request);
    editMessage(world, message, { body: readForm(messageSchema, request.json), files: request.files });
    if (message === interaction.original) interaction.isFilled = true;
    return ok(messagePayload(world, message));
  },
  'DELETE /webhooks/:application/:token/messages/:message': (world, request) => {
    const interaction = answered(world, request);
    const message = ownMessage(interaction, request);
    deleteMessage(world, message);
    if (message === interaction.original) interaction.isFilled = true;
    return NO_CONTENT;
  },
};

/** The interaction of the token, once it was answered and while its token holds. */
function answered(world: World, request: ApiRequest): Interaction {
  const interaction = named(world.interactions, request, 'token', 'unknownWebhook');
  if (request.params.application !== world.bot.id || !interaction.answer) throw refusal('unknownWebhook');
  if (interaction.hasLostToken) throw refusal('lostToken', { isWanted: true });
  return interaction;
}

function ownMessage({ original, followUps }: Interaction, { params }: ApiRequest): Message {
  const message =
    params.message === '@original'
      ? original
      : [original, ...followUps].find((known) => known?.id === params.message);
  if (!message || message.isDeleted) throw refusal('unknownMessage');
  return message;
}

function fill(world: World, interaction: Interaction, draft: Parameters<typeof editMessage>[2]): Message {
  const { original } = interaction;
  if (!original) throw refusal('unknownMessage');
  editMessage(world, original, draft);
  interaction.isFilled = true;
  return original;
}
