import { z } from 'zod';
import { refusal } from '../api-error.ts';
import { snowflake } from '../limits/fields.ts';
import { readForm } from '../limits/form.ts';
import { channelPayload, guildPayload, memberPayload, rolePayload, userPayload } from '../payloads.ts';
import { directMessages } from '../people.ts';
import type { World } from '../world.ts';
import { named, ok, type Routes } from './route.ts';

const recipientSchema = z.looseObject({ recipient_id: snowflake });

/** The application, users, guilds, members, roles and channels. */
export function readRoutes(gatewayUrl: () => string, shards: number): Routes {
  return {
    'GET /gateway': () => ok({ url: gatewayUrl() }),
    'GET /gateway/bot': () => {
      const session_start_limit = { total: 1000, remaining: 999, reset_after: 0, max_concurrency: 1 };
      return ok({ url: gatewayUrl(), shards, session_start_limit });
    },
    'GET /applications/@me': (world) => ok(applicationPayload(world)),
    'GET /oauth2/applications/@me': (world) => ok(applicationPayload(world)),
    'GET /users/@me': (world) => ok(userPayload(world.bot)),
    'GET /users/@me/guilds': ({ guilds, bot }) =>
      ok(
        [...guilds.values()]
          .filter(({ members }) => members.has(bot.id))
          .map(({ id, name }) => ({ id, name })),
      ),
    'GET /users/:user': (world, request) =>
      ok(userPayload(named(world.users, request, 'user', 'unknownUser'))),
    'POST /users/@me/channels': (world, { json }) => {
      const user = world.users.get(readForm(recipientSchema, json).recipient_id);
      if (!user) throw refusal('unknownUser');
      return ok(channelPayload(directMessages(world, user)));
    },
    'GET /guilds/:guild': (world, request) => {
      const guild = named(world.guilds, request, 'guild', 'unknownGuild');
      return ok({ ...guildPayload(world, guild), members: undefined, channels: undefined });
    },
    'GET /guilds/:guild/channels': (world, request) => {
      const guild = named(world.guilds, request, 'guild', 'unknownGuild');
      const channels = [...world.channels.values()].filter((channel) => channel.guild === guild);
      return ok(channels.map(channelPayload));
    },
    'GET /guilds/:guild/roles': (world, request) => {
      const guild = named(world.guilds, request, 'guild', 'unknownGuild');
      return ok([...guild.roles.values()].map(rolePayload));
    },
    'GET /guilds/:guild/members/:user': (world, request) => {
      const guild = named(world.guilds, request, 'guild', 'unknownGuild');
      return ok(memberPayload(named(guild.members, request, 'user', 'unknownMember')));
    },
    'GET /channels/:channel': (world, request) =>
      ok(channelPayload(named(world.channels, request, 'channel', 'unknownChannel'))),
  };
}

function applicationPayload(world: World) {
  const { id, username } = world.bot;
  const defaults = {
    icon: null,
    description: '',
    bot_public: false,
    bot_require_code_grant: false,
    verify_key: '',
  };
  return { id, name: username, ...defaults, flags: world.applicationFlags, bot: userPayload(world.bot) };
}
