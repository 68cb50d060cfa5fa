import { refusal } from '../api-error.ts';
import { type CommandBody, commandSchema, commandsSchema } from '../limits/command.ts';
import { readForm } from '../limits/form.ts';
import type { Command, World } from '../world.ts';
import { type ApiReply, type ApiRequest, NO_CONTENT, named, ok, type Routes } from './route.ts';

const GLOBAL = '/applications/:application/commands';
const OF_GUILD = '/applications/:application/guilds/:guild/commands';

/**
 * The commands of the application, everywhere and in one guild
 * (developers/docs/interactions/application-commands).
 */
export const commandRoutes: Routes = {
  ...routesAt(GLOBAL),
  ...routesAt(OF_GUILD),
  // Before a command's own route, which would take the last word for an id.
  [`GET ${OF_GUILD}/permissions`]: (world, { params }) => {
    const guild_id = params.guild ?? '';
    const rules = [...(world.commandPermissions.get(guild_id) ?? [])];
    return ok(
      rules.map(([id, permissions]) => ({ id, application_id: world.bot.id, guild_id, permissions })),
    );
  },
};

function routesAt(path: string): Routes {
  return {
    [`GET ${path}`]: (world, request) => ok([...scope(world, request).values()].map(payload(world, request))),
    [`PUT ${path}`]: (world, request) => {
      const bodies = readForm(commandsSchema, request.json);
      const commands = scope(world, request);
      const kept = bodies.map((body) => commandOf(world, commands, body));
      commands.clear();
      for (const command of kept) commands.set(command.id, command);
      return wrote(world, `PUT ${kept.length}`, ok(kept.map(payload(world, request))));
    },
    [`POST ${path}`]: (world, request) => {
      const commands = scope(world, request);
      const command = commandOf(world, commands, readForm(commandSchema, request.json));
      const status = commands.has(command.id) ? 200 : 201;
      commands.set(command.id, command);
      return wrote(world, `POST ${command.name}`, { status, body: payload(world, request)(command) });
    },
    [`GET ${path}/:command`]: (world, request) =>
      ok(payload(world, request)(named(scope(world, request), request, 'command', 'unknownCommand'))),
    [`PATCH ${path}/:command`]: (world, request) => {
      const commands = scope(world, request);
      const { id, ...before } = named(commands, request, 'command', 'unknownCommand');
      const changes = typeof request.json === 'object' ? request.json : {};
      const command = { ...readForm(commandSchema, { ...before, ...changes }), id };
      commands.set(id, command);
      return wrote(world, `PATCH ${command.name}`, ok(payload(world, request)(command)));
    },
    [`DELETE ${path}/:command`]: (world, request) => {
      const commands = scope(world, request);
      const { id, name } = named(commands, request, 'command', 'unknownCommand');
      commands.delete(id);
      return wrote(world, `DELETE ${name}`, NO_CONTENT);
    },
  };
}

function scope(world: World, { params }: ApiRequest): Map<string, Command> {
  if (params.application !== world.bot.id) throw refusal('notFound');
  if (params.guild !== undefined && !world.guilds.has(params.guild)) throw refusal('unknownGuild');
  const key = params.guild ?? 'global';
  const known = world.commands.get(key) ?? new Map<string, Command>();
  world.commands.set(key, known);
  return known;
}

/** A command of a name that is there already replaces it and keeps its id. */
function commandOf(world: World, commands: ReadonlyMap<string, Command>, body: CommandBody): Command {
  const before = [...commands.values()].find(({ name }) => name === body.name);
  return { ...body, id: before?.id ?? world.newId() };
}

/** A test counts these: commands are written only when they changed. */
function wrote(world: World, what: string, reply: ApiReply): ApiReply {
  world.commandWrites.push(what);
  return reply;
}

/** What Discord gives back, with the defaults that it fills in. */
function payload(world: World, { params }: ApiRequest) {
  return (command: Command) => ({
    default_member_permissions: null,
    nsfw: false,
    integration_types: [0],
    contexts: null,
    ...command,
    application_id: world.bot.id,
    version: command.id,
    ...(params.guild === undefined ? {} : { guild_id: params.guild }),
  });
}
