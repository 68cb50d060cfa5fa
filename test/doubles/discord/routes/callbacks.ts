import { z } from 'zod';
import { refusal } from '../api-error.ts';
import { autocompleteSchema } from '../limits/command.ts';
import { invalidForm, readForm } from '../limits/form.ts';
import { FLAGS, messageSchema } from '../limits/message.ts';
import { modalSchema } from '../limits/modal.ts';
import { createMessage, editMessage } from '../messages.ts';
import { messagePayload } from '../payloads.ts';
import type { FirstAnswer, Interaction, Message, World } from '../world.ts';
import { type ApiReply, type ApiRequest, NO_CONTENT, named, ok, type Routes } from './route.ts';

/*
 * Source: developers/docs/interactions/receiving-and-responding#interaction-response-object. Pong (1) answers
 * pings over HTTP, which a bot on the gateway never gets: the double takes it, and nobody sees anything.
 */
const PONG = 1;
const MESSAGE = 4;
const DEFERRED = 5;
const DEFERRED_UPDATE = 6;
const UPDATE = 7;
const CHOICES = 8;
const MODAL = 9;

const callbackSchema = z.looseObject({
  type: z.literal([PONG, MESSAGE, DEFERRED, DEFERRED_UPDATE, UPDATE, CHOICES, MODAL]),
  data: z.unknown().optional(),
});
const deferSchema = z.looseObject({ flags: z.int().nullish() }).nullish();

export const callbackRoutes: Routes = {
  'POST /interactions/:interaction/:token/callback': (world, request) => {
    const interaction = openInteraction(world, request);
    const { type, data } = readForm(callbackSchema, request.json);
    if (type === PONG) return NO_CONTENT;
    refuseUnfitting(interaction, type);
    interaction.answer = apply(world, interaction, { kind: type, data, files: request.files });
    return request.query.get('with_response') === 'true'
      ? withResponse(world, interaction, type)
      : NO_CONTENT;
  },
};

/** The interaction, if it can still be answered for the first time. */
function openInteraction(world: World, request: ApiRequest): Interaction {
  const interaction = named(world.interactions, request, 'token', 'unknownInteraction');
  if (interaction.id !== request.params.interaction) throw refusal('unknownInteraction');
  if (interaction.answer) throw refusal('alreadyAnswered', { isWanted: interaction.deliveries > 1 });
  if (interaction.hasExpired) throw refusal('unknownInteraction', { isWanted: true });
  return interaction;
}

/**
 * A form opens from commands and components, choices are for autocomplete, an update needs a message to
 * update.
 */
function refuseUnfitting({ type: interactionType, source }: Interaction, type: number): void {
  const isFitting =
    interactionType === 4
      ? type === CHOICES
      : type !== CHOICES &&
        (type !== MODAL || interactionType !== 5) &&
        ((type !== UPDATE && type !== DEFERRED_UPDATE) || source !== null);
  if (isFitting) return;
  const message = `Type ${type} cannot answer an interaction of type ${interactionType}`;
  throw invalidForm([
    { path: ['type'], code: 'INTERACTION_APPLICATION_COMMAND_CALLBACK_TYPE_INVALID', message },
  ]);
}

interface Callback extends Pick<ApiRequest, 'files'> {
  readonly kind: Exclude<z.infer<typeof callbackSchema>['type'], typeof PONG>;
  readonly data: unknown;
}

function apply(world: World, interaction: Interaction, { kind, data, files }: Callback): FirstAnswer {
  const place = { channel: interaction.channel, author: world.bot, interaction };
  switch (kind) {
    case MESSAGE:
      interaction.original = createMessage(world, place, { body: readForm(messageSchema, data), files });
      return 'message';
    case DEFERRED: {
      const body = { flags: readForm(deferSchema, data)?.flags };
      interaction.original = createMessage(world, { ...place, isLoading: true }, { body, files: [] });
      return 'deferred';
    }
    case UPDATE:
      editSource(world, interaction, { data, files });
      return 'update';
    case DEFERRED_UPDATE:
      interaction.original = interaction.source;
      return 'deferred update';
    case CHOICES:
      interaction.choices = readForm(autocompleteSchema, data).choices;
      return 'choices';
    case MODAL:
      interaction.modal = readForm(modalSchema, data);
      return 'modal';
    default:
      return kind satisfies never;
  }
}

function editSource(
  world: World,
  interaction: Interaction,
  { data, files }: Pick<Callback, 'data' | 'files'>,
) {
  const { source } = interaction;
  if (!source || source.isDeleted) throw refusal('unknownMessage');
  editMessage(world, source, { body: readForm(messageSchema, data), files });
  interaction.original = source;
}

/**
 * developers/docs/interactions/receiving-and-responding#interaction-callback-interaction-callback-response-object
 */
function withResponse(
  world: World,
  { id, type: interactionType, original }: Interaction,
  type: number,
): ApiReply {
  const message: Message | null = original;
  const interaction = {
    id,
    type: interactionType,
    ...(message
      ? {
          response_message_id: message.id,
          response_message_loading: (message.flags & FLAGS.loading) !== 0,
          response_message_ephemeral: message.isEphemeral,
        }
      : {}),
  };
  return ok({
    interaction,
    resource: { type, ...(message ? { message: messagePayload(world, message) } : {}) },
  });
}
