import type { Channel, Guild, Member, Message, Role, User, World } from './world.ts';

/*
 * How Discord writes things down; shapes from discord-api-types, payloads/v10. Only what discord.js reads.
 */

export function userPayload(user: User) {
  const { id, username, isBot } = user;
  return { id, username, discriminator: '0', global_name: username, avatar: null, bot: isBot };
}

export function memberPayload({ user, roleIds, nick }: Member) {
  return {
    user: userPayload(user),
    roles: [...roleIds],
    nick,
    avatar: null,
    joined_at: '2024-01-01T00:00:00.000Z',
    deaf: false,
    mute: false,
    flags: 0,
  };
}

export function rolePayload(role: Role) {
  const { id, name, permissions } = role;
  const defaults = { color: 0, hoist: false, position: 0, managed: false, mentionable: false, flags: 0 };
  return { id, name, permissions: String(permissions), ...defaults };
}

export function channelPayload({ id, name, guild, recipient }: Channel) {
  if (recipient) return { id, type: 1, recipients: [userPayload(recipient)], last_message_id: null };
  const place = { guild_id: guild?.id, position: 0, parent_id: null, permission_overwrites: [] };
  return { id, type: 0, name, topic: null, nsfw: false, last_message_id: null, ...place };
}

/** The guild as GUILD_CREATE gives it. */
export function guildPayload(world: World, guild: Guild) {
  const { id, name, locale } = guild;
  const channels = [...world.channels.values()].filter((channel) => channel.guild === guild);
  return {
    id,
    name,
    owner_id: id,
    preferred_locale: locale,
    roles: [...guild.roles.values()].map(rolePayload),
    members: [...guild.members.values()].map(memberPayload),
    channels: channels.map(channelPayload),
    member_count: guild.members.size,
    joined_at: '2024-01-01T00:00:00.000Z',
    features: [],
    emojis: [],
    stickers: [],
    threads: [],
    presences: [],
    voice_states: [],
    stage_instances: [],
    guild_scheduled_events: [],
    large: false,
    unavailable: false,
    afk_timeout: 300,
    verification_level: 0,
    default_message_notifications: 0,
    explicit_content_filter: 0,
    mfa_level: 0,
    premium_tier: 0,
    nsfw_level: 0,
    system_channel_flags: 0,
  };
}

const MENTION = /<@!?(\d+)>/g;

/** The users whom a text names by `<@id>`. */
export function mentionedUsers(world: World, content: string): User[] {
  const ids = new Set([...content.matchAll(MENTION)].map(([, id]) => id ?? ''));
  return [...world.users.values()].filter((user) => ids.has(user.id));
}

export function messagePayload(world: World, message: Message): Record<string, unknown> {
  const { id, channel, author, interaction } = message;
  const written = new Date(world.now()).toISOString();
  return {
    id,
    channel_id: channel.id,
    author: userPayload(author),
    content: message.content,
    timestamp: written,
    edited_timestamp: message.edits > 0 ? written : null,
    tts: false,
    mention_everyone: false,
    mentions: mentionedUsers(world, message.content).map(userPayload),
    mention_roles: [],
    attachments: message.files.map((file) => filePayload(message, file)),
    embeds: message.embeds.map((embed) => ({ type: 'rich', ...embed })),
    components: message.rows,
    pinned: false,
    type: interaction ? 20 : message.repliesTo ? 19 : 0,
    flags: message.flags,
    ...(message.nonce === null ? {} : { nonce: message.nonce }),
    ...(message.repliesTo
      ? { message_reference: { message_id: message.repliesTo, channel_id: channel.id } }
      : {}),
    ...(interaction ? interactionFields(world, message) : {}),
  };
}

function interactionFields(world: World, { interaction }: Message) {
  if (!interaction) return {};
  const { id, type, user } = interaction;
  return {
    application_id: world.bot.id,
    webhook_id: world.bot.id,
    interaction_metadata: { id, type, user: userPayload(user), authorizing_integration_owners: {} },
  };
}

function filePayload(message: Message, file: Message['files'][number]) {
  const { id, name, contentType, bytes, description } = file;
  const url = `https://cdn.discordapp.com/attachments/${message.channel.id}/${id}/${name}`;
  return {
    id,
    filename: name,
    size: bytes.byteLength,
    url,
    proxy_url: url,
    content_type: contentType,
    ...(description === null ? {} : { description }),
  };
}
