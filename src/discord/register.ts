import { isDeepStrictEqual } from 'node:util';
import { InteractionContextType, type REST, type RouteLike, Routes } from 'discord.js';
import { z } from 'zod';
import type { Command } from '../commands/model/command.ts';
import { type CommandBody, toCommandBody } from './command-body.ts';

interface Registration {
  readonly rest: Pick<REST, 'get' | 'put'>;
  readonly applicationId: string;
  readonly commands: readonly Command[];
  /** The bank's own server: the only one with staff commands. */
  readonly guildId: string | null;
  /** In development, all commands are in this server at once; else members' commands are in every server. */
  readonly isDevelopment: boolean;
}

const registeredSchema = z.array(z.looseObject({ id: z.string(), name: z.string() }));
type Registered = z.infer<typeof registeredSchema>;

/** Registers the commands with Discord if they have changed. Returns each command's id by its name. */
export async function registerCommands(registration: Registration): Promise<ReadonlyMap<string, string>> {
  const registered: Registered = [];
  for (const { route, bodies } of listScopes(registration)) {
    registered.push(...(await keepUpToDate(registration.rest, route, bodies)));
  }
  return new Map(registered.map(({ id, name }) => [name, id]));
}

interface Scope {
  readonly route: RouteLike;
  readonly bodies: readonly CommandBody[];
}

/** Where global commands may be used; a server's own commands have no contexts. */
const contexts = [InteractionContextType.Guild, InteractionContextType.BotDM];

function listScopes({ applicationId, commands, guildId, isDevelopment }: Registration): Scope[] {
  const bodiesFor = (isFor: 'everyone' | 'staff'): CommandBody[] =>
    commands
      .filter(({ audience }) => (audience === 'everyone') === (isFor === 'everyone'))
      .map(toCommandBody);
  const everywhere = {
    route: Routes.applicationCommands(applicationId),
    bodies: bodiesFor('everyone').map((body) => ({ ...body, contexts })),
  };
  if (guildId === null) return [everywhere];
  const route = Routes.applicationGuildCommands(applicationId, guildId);
  if (isDevelopment) return [{ route, bodies: commands.map(toCommandBody) }];
  return [everywhere, { route, bodies: bodiesFor('staff') }];
}

async function keepUpToDate(
  rest: Registration['rest'],
  route: RouteLike,
  bodies: readonly CommandBody[],
): Promise<Registered> {
  const query = new URLSearchParams({ with_localizations: 'true' });
  const current = registeredSchema.parse(await rest.get(route, { query }));
  if (isDeepStrictEqual(normalize(current), normalize(bodies))) return current;
  return registeredSchema.parse(await rest.put(route, { body: bodies }));
}

/** The fields that Discord adds to a command. */
const DISCORD_FIELDS = new Set([
  ...['id', 'application_id', 'guild_id', 'version', 'nsfw', 'dm_permission', 'default_permission'],
  ...['integration_types', 'handler', 'name_localized', 'description_localized'],
]);

const normalize = (commands: readonly { readonly name: string }[]): unknown[] =>
  commands
    .toSorted((command, other) => (command.name < other.name ? -1 : 1))
    .map((command) => Object.entries(command).filter(([key]) => !DISCORD_FIELDS.has(key)))
    .map((own) => stripDefaults(Object.fromEntries(own)));

/** Removes what is empty or off, which Discord may leave out. */
function stripDefaults(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(stripDefaults);
  if (typeof value !== 'object' || value === null) return value;
  const stripped = Object.entries(value).map(([key, inner]) => [key, stripDefaults(inner)] as const);
  return Object.fromEntries(stripped.filter(([, inner]) => !isDefault(inner)));
}

function isDefault(value: unknown): boolean {
  if (typeof value === 'object' && value !== null) return Object.keys(value).length === 0;
  return value === undefined || value === null || value === false;
}
