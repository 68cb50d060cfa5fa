import { refusal } from '../api-error.ts';
import { readForm } from '../limits/form.ts';
import { messageSchema } from '../limits/message.ts';
import { createMessage, deleteMessage, editMessage } from '../messages.ts';
import { messagePayload } from '../payloads.ts';
import type { Message, World } from '../world.ts';
import { type ApiRequest, NO_CONTENT, named, ok, type Routes } from './route.ts';

const DEFAULT_PAGE = 50;

/** Messages of a channel (developers/docs/resources/message). */
export const messageRoutes: Routes = {
  'POST /channels/:channel/messages': (world, request) => {
    const channel = named(world.channels, request, 'channel', 'unknownChannel');
    const body = readForm(messageSchema, request.json);
    const key =
      body.enforce_nonce && body.nonce !== undefined && body.nonce !== null ? String(body.nonce) : null;
    const shown = key === null ? undefined : world.nonces.get(key);
    if (shown) return ok(messagePayload(world, shown));
    if (channel.recipient?.hasClosedMessages) throw refusal('closedMessages', { isWanted: true });
    const message = createMessage(world, { channel, author: world.bot }, { body, files: request.files });
    if (key !== null) world.nonces.set(key, message);
    return ok(messagePayload(world, message));
  },
  'GET /channels/:channel/messages': (world, request) => {
    const channel = named(world.channels, request, 'channel', 'unknownChannel');
    const limit = Number(request.query.get('limit') ?? DEFAULT_PAGE);
    const open = [...world.messages.values()].filter(
      (message) => message.channel === channel && !message.isDeleted && !message.isEphemeral,
    );
    return ok(
      open
        .slice(-limit)
        .reverse()
        .map((message) => messagePayload(world, message)),
    );
  },
  'GET /channels/:channel/messages/:message': (world, request) =>
    ok(messagePayload(world, openMessage(world, request))),
  'PATCH /channels/:channel/messages/:message': (world, request) => {
    const message = openMessage(world, request);
    if (message.author !== world.bot) throw refusal('notYours');
    editMessage(world, message, { body: readForm(messageSchema, request.json), files: request.files });
    return ok(messagePayload(world, message));
  },
  'DELETE /channels/:channel/messages/:message': (world, request) => {
    deleteMessage(world, openMessage(world, request));
    return NO_CONTENT;
  },
  'POST /channels/:channel/typing': (world, request) => {
    named(world.channels, request, 'channel', 'unknownChannel');
    return NO_CONTENT;
  },
};

/** A message that the channel shows. One that a single person sees is reached by its interaction alone. */
function openMessage(world: World, request: ApiRequest): Message {
  const channel = named(world.channels, request, 'channel', 'unknownChannel');
  const message = named(world.messages, request, 'message', 'unknownMessage');
  if (message.channel !== channel || message.isDeleted || message.isEphemeral)
    throw refusal('unknownMessage');
  return message;
}
