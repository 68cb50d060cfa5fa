import { refusal } from './api-error.ts';
import type { UploadedFile } from './body.ts';
import { checkFiles } from './limits/files.ts';
import { invalidForm } from './limits/form.ts';
import { FLAGS, type MessageBody } from './limits/message.ts';
import { memberPayload, mentionedUsers, messagePayload } from './payloads.ts';
import type { Channel, Interaction, Message, StoredFile, User, World } from './world.ts';

/** Intents (developers/docs/events/gateway#gateway-intents). */
export const INTENTS = { guilds: 1 << 0, guildMessages: 1 << 9, directMessages: 1 << 12, content: 1 << 15 };

interface Draft {
  readonly body: MessageBody;
  readonly files: readonly UploadedFile[];
}

interface Place {
  readonly channel: Channel;
  readonly author: User;
  readonly interaction?: Interaction;
  /** A deferred answer: a message with nothing in it yet. */
  readonly isLoading?: boolean;
}

/** Makes a message and emits it to the gateway, unless only one person sees it. */
export function createMessage(world: World, place: Place, { body, files }: Draft): Message {
  checkFiles(body, files, []);
  const flags = readFlags(body, place);
  const message: Message = {
    id: world.newId(),
    channel: place.channel,
    author: place.author,
    content: body.content ?? '',
    embeds: body.embeds ?? [],
    rows: body.components ?? [],
    files: files.map((file) => storedFile(world, body, file)),
    flags,
    isEphemeral: (flags & FLAGS.ephemeral) !== 0,
    edits: 0,
    isDeleted: false,
    nonce: body.nonce ?? null,
    repliesTo: body.message_reference?.message_id ?? null,
    interaction: place.interaction ?? null,
  };
  if (!place.isLoading) refuseEmpty(message);
  keepMessage(world, message);
  emitMessage(world, 'MESSAGE_CREATE', message);
  return message;
}

/** Changes what the body names and leaves the rest; files stay unless `attachments` leaves them out. */
export function editMessage(world: World, message: Message, { body, files }: Draft): void {
  checkFiles(body, files, message.files);
  const listed = body.attachments?.map((attachment) => attachment.id);
  const kept = message.files.filter((file) => !listed || listed.includes(file.id));
  const draft = {
    content: body.content === undefined ? message.content : (body.content ?? ''),
    embeds: body.embeds === undefined ? message.embeds : (body.embeds ?? []),
    rows: body.components === undefined ? message.rows : (body.components ?? []),
    files: [...kept, ...files.map((file) => storedFile(world, body, file))],
  };
  refuseEmpty(draft);
  Object.assign(message, draft);
  message.flags &= ~FLAGS.loading;
  message.edits += 1;
  emitMessage(world, 'MESSAGE_UPDATE', message);
}

export function deleteMessage(world: World, message: Message): void {
  message.isDeleted = true;
  const { id, channel } = message;
  const data = { id, channel_id: channel.id, ...(channel.guild ? { guild_id: channel.guild.id } : {}) };
  if (!message.isEphemeral) emitToChannel(world, 'MESSAGE_DELETE', channel, () => data);
}

/**
 * Emits a message to the sessions. One without the MessageContent intent sees no text, unless it wrote the
 * message, is named in it, or got it directly (developers/docs/events/gateway#message-content-intent).
 */
export function emitMessage(world: World, name: 'MESSAGE_CREATE' | 'MESSAGE_UPDATE', message: Message): void {
  const { channel, author } = message;
  if (message.isEphemeral) return;
  const member = channel.guild?.members.get(author.id);
  const isOpen =
    !channel.guild || author === world.bot || mentionedUsers(world, message.content).includes(world.bot);
  const payload = {
    ...messagePayload(world, message),
    ...(channel.guild ? { guild_id: channel.guild.id } : { channel_type: 1 }),
    ...(member ? { member: { ...memberPayload(member), user: undefined } } : {}),
  };
  const bare = { ...payload, content: '', embeds: [], attachments: [], components: [] };
  emitToChannel(world, name, channel, ({ intents }) =>
    isOpen || (intents & INTENTS.content) !== 0 ? payload : bare,
  );
}

function emitToChannel(
  world: World,
  name: string,
  channel: Channel,
  data: (session: { readonly intents: number }) => unknown,
): void {
  const intent = channel.guild ? INTENTS.guildMessages : INTENTS.directMessages;
  world.emit({ name, guild: channel.guild, intent, data });
}

export function keepMessage(world: World, message: Message): void {
  world.messages.set(message.id, message);
  if (message.author === world.bot) world.botMessages.push(message);
}

function refuseEmpty({
  content,
  embeds,
  rows,
  files,
}: Pick<Message, 'content' | 'embeds' | 'rows' | 'files'>) {
  const isEmpty = content.trim() === '' && embeds.length + rows.length + files.length === 0;
  if (isEmpty) throw refusal('emptyMessage', { problems: ['the message would show nothing'] });
}

/** Bots may set few flags; "only you can see this" only in an answer to an interaction. */
function readFlags(body: MessageBody, { interaction, isLoading }: Place): number {
  const flags = body.flags ?? 0;
  const allowed = FLAGS.suppressEmbeds | FLAGS.silent | (interaction ? FLAGS.ephemeral : 0);
  if ((flags & ~allowed) !== 0) {
    const message = `Flags ${flags} cannot be set here`;
    throw invalidForm([{ path: ['flags'], code: 'MESSAGE_FLAGS_INVALID', message }]);
  }
  return flags | (isLoading ? FLAGS.loading : 0);
}

function storedFile(world: World, body: MessageBody, file: UploadedFile): StoredFile {
  const listed = body.attachments?.find((attachment) => attachment.id === file.id);
  const { name, contentType, bytes } = file;
  return {
    id: world.newId(),
    name: listed?.filename ?? name,
    contentType,
    bytes,
    description: listed?.description ?? null,
  };
}

/** The bot's answer to wait for, if there is one to come, and the message itself. */
export type Said = Promise<Readonly<Message>> & { readonly message: Readonly<Message> };

/**
 * Writes in a channel. The answer is the bot's reply to this message, or what it wrote next in this channel
 * or to this user directly without replying to anything.
 */
export function say(world: World, user: User, { channel, text }: { channel: Channel; text: string }): Said {
  const before = world.botMessages.length;
  const message: Message = {
    id: world.newId(),
    channel,
    author: user,
    content: text,
    embeds: [],
    rows: [],
    files: [],
    flags: 0,
    isEphemeral: false,
    edits: 0,
    isDeleted: false,
    nonce: null,
    repliesTo: null,
    interaction: null,
  };
  keepMessage(world, message);
  emitMessage(world, 'MESSAGE_CREATE', message);
  const answer = world.changes.until(
    () => world.botMessages.slice(before).find((candidate) => answers(candidate, message)),
    () => `the answer to "${text}"`,
  );
  return Object.assign(answer, { message });
}

function answers({ repliesTo, interaction, channel }: Message, said: Message): boolean {
  if (interaction) return false;
  if (repliesTo !== null) return repliesTo === said.id;
  return channel === said.channel || channel.recipient === said.author;
}
