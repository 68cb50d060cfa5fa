import { ApplicationFlags } from 'discord.js';
import type { Config } from '../../config/config.ts';
import type { Ask } from './ask.ts';
import {
  type Application,
  applicationForm,
  createDiscordReader,
  type GetFromDiscord,
} from './discord-api.ts';
import { checkAnyServer, checkServer } from './discord-server.ts';
import { bad, type Finding, fine, warn } from './report.ts';

export const PORTAL = 'https://discord.com/developers/applications';
const TOKEN = 'Discord token';

/** The token, the intents, the server and the channel, each as far as the one before holds. */
export async function checkBot({ discord, role }: Config, ask: Ask): Promise<Finding[]> {
  const { token, apiUrl, guildId, operatorChannelId } = discord;
  if (role === 'api') return [fine(TOKEN, 'not needed: ROLE=api is without the bot')];
  if (token === null) {
    return [warn(TOKEN, 'none: the bot is off', `take one at ${PORTAL}, and put it into DISCORD_TOKEN`)];
  }
  const get = createDiscordReader({ token, apiUrl, ask });
  const { finding, application } = await checkToken(get);
  if (!application) return [finding];
  const servers =
    guildId === null
      ? await checkAnyServer(get, application.id)
      : await checkServer(get, { botId: application.id, guildId, operatorChannelId });
  return [finding, checkIntents(application), ...servers];
}

/** Whether Discord takes the token, and whose it is. */
export async function checkToken(
  get: GetFromDiscord,
): Promise<{ readonly finding: Finding; readonly application: Application | null }> {
  const got = await get(TOKEN, '/applications/@me', applicationForm);
  switch (got.kind) {
    case 'given':
      return { finding: fine(TOKEN, `Discord knows it: ${got.value.name}`), application: got.value };
    case 'refused': {
      const remedy = `take a new one at ${PORTAL}: your application, Bot, Reset Token; and put it into DISCORD_TOKEN`;
      return { finding: bad(TOKEN, 'Discord refuses it', remedy), application: null };
    }
    case 'trouble':
      return { finding: got.finding, application: null };
    default:
      return got satisfies never;
  }
}

const MESSAGE_CONTENT =
  ApplicationFlags.GatewayMessageContent | ApplicationFlags.GatewayMessageContentLimited;

/** Whether the bot may read what people write, which "!" commands need. */
function checkIntents({ id, flags }: Application): Finding {
  const about = 'Discord intents';
  if ((flags & MESSAGE_CONTENT) !== 0) return fine(about, 'the bot may read messages');
  return warn(
    about,
    "the bot may not read messages: slash commands work, commands that begin with ! don't",
    `switch on Message Content Intent at ${PORTAL}/${id}/bot`,
  );
}
