import {
  type ApplicationCommandPermissions,
  ApplicationCommandPermissionType,
  type Client,
  Events,
  type GuildMember,
  type Interaction,
  type Message,
  PermissionFlagsBits,
} from 'discord.js';
import { LRUCache } from 'lru-cache';

/** How long what a server allows is remembered, if Discord doesn't say before that it has changed. */
const CACHE_MS = 60_000;
const MAX_SERVERS = 1_000;

/** Where somebody is in a server, and as whom. */
interface Place {
  readonly guildId: string;
  /** The channel, and of a thread the channel that it is in. */
  readonly channelIds: readonly string[];
  readonly userId: string;
  readonly roleIds: readonly string[];
  /** Discord lets administrators use everything. */
  readonly isAdministrator: boolean;
}

/** Says whether a command may be used, by its name. */
export type MayUse = (command: string) => Promise<boolean>;

export interface CommandPermissions {
  /** Of whoever uses a control or types: what the server's admins allow there; undefined: all. */
  of(source: Interaction | Message): MayUse | undefined;
}

/** What somebody may use of each command, or of all that say nothing of their own, by ids. */
type ServerRules = ReadonlyMap<string, readonly ApplicationCommandPermissions[]>;

interface PermissionDependencies {
  readonly client: Client;
  /** The id of a command that is registered; undefined: not known yet. */
  readonly idOf: (command: string) => string | undefined;
  /** Told once: then everybody may use what Discord itself doesn't keep from them. */
  readonly onNotReadable: (error: unknown) => void;
}

/**
 * What a server's admins have set for the bot's commands, under Integrations. Discord itself holds it for
 * slash commands; what is typed and what is pressed is held here to the same.
 */
export function createCommandPermissions(dependencies: PermissionDependencies): CommandPermissions {
  const { client, idOf } = dependencies;
  const cache = new LRUCache<string, Promise<ServerRules>>({ max: MAX_SERVERS, ttl: CACHE_MS });
  const read = createReader(dependencies);
  client.on(Events.ApplicationCommandPermissionsUpdate, ({ guildId }) => void cache.delete(guildId));

  async function mayUse(place: Place, command: string): Promise<boolean> {
    const known = cache.get(place.guildId) ?? read(place.guildId);
    cache.set(place.guildId, known, { noUpdateTTL: true });
    const rules = await known;
    const [own, ofAll] = [idOf(command), client.application?.id].map((id) => rules.get(id ?? '') ?? []);
    return isAllowed(own?.length ? own : (ofAll ?? []), place);
  }

  return {
    of(source) {
      const place = readPlace(source);
      return place && !place.isAdministrator ? (command) => mayUse(place, command) : undefined;
    },
  };
}

/** Reads a server's rules: none where they can't be read, which is said once. */
function createReader({ client, onNotReadable }: PermissionDependencies) {
  let isTold = false;
  return async (guild: string): Promise<ServerRules> => {
    try {
      return (await client.application?.commands.permissions.fetch({ guild })) ?? new Map();
    } catch (error) {
      if (!isTold) onNotReadable(error);
      isTold = true;
      return new Map();
    }
  };
}

function readPlace(source: Interaction | Message): Place | undefined {
  const { guildId, channel, member } = source;
  if (guildId === null || !member) return undefined;
  const channelIds = [channel?.id, channel?.isThread() ? channel.parentId : null];
  return {
    guildId,
    channelIds: channelIds.filter((id) => typeof id === 'string'),
    userId: member.user.id,
    roleIds: Array.isArray(member.roles) ? member.roles : [...member.roles.cache.keys()],
    isAdministrator: isAdministrator(source, member),
  };
}

function isAdministrator(source: Interaction | Message, member: NonNullable<Interaction['member']>): boolean {
  if ('memberPermissions' in source)
    return source.memberPermissions?.has(PermissionFlagsBits.Administrator) ?? false;
  return isCached(member) && member.permissions.has(PermissionFlagsBits.Administrator);
}

const isCached = (member: NonNullable<Interaction['member']>): member is GuildMember =>
  typeof member.permissions === 'object';

/** In the order of Discord's documentation: the channel, then the person, then their roles, then everyone. */
function isAllowed(
  rules: readonly ApplicationCommandPermissions[],
  { guildId, channelIds, userId, roleIds }: Place,
): boolean {
  const find = (type: ApplicationCommandPermissionType, id: string): boolean | undefined =>
    rules.find((rule) => rule.type === type && rule.id === id)?.permission;
  const { Channel, Role, User } = ApplicationCommandPermissionType;
  // Discord's name for all channels is the number before the server's.
  const allChannels = String(BigInt(guildId) - 1n);
  const ofChannel = [...channelIds, allChannels]
    .map((id) => find(Channel, id))
    .find((said) => said !== undefined);
  if (ofChannel === false) return false;
  const ofUser = find(User, userId);
  if (ofUser !== undefined) return ofUser;
  const ofRoles = roleIds.filter((id) => id !== guildId).map((id) => find(Role, id));
  if (ofRoles.includes(true)) return true;
  if (ofRoles.includes(false)) return false;
  return find(Role, guildId) ?? true;
}
