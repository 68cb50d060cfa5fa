import { note, password, text } from '@clack/prompts';
import { readConfig } from '../../config/config.ts';
import { checkToken, PORTAL } from '../doctor/discord.ts';
import { type Application, createDiscordReader, type GetFromDiscord } from '../doctor/discord-api.ts';
import { checkServer } from '../doctor/discord-server.ts';
import { inviteAddress } from '../doctor/permissions.ts';
import type { Settings } from './env-file.ts';
import { answerOf, askUntilItHolds, faultOf, isYes } from './prompts.ts';
import type { SetupWorld } from './world.ts';

const HOW_TO_COPY = 'with Developer Mode on: right-click, Copy ID';

/** The bot's token, its server and the operator's channel, as far as Discord can be asked. */
export async function askBot(world: SetupWorld): Promise<Settings> {
  const { token, get, application } = await askToken(world);
  if (token === '') return { DISCORD_TOKEN: '' };
  if (application) note(inviteAddress(application.id), 'Let the bot into your server, in a browser');
  const DISCORD_GUILD_ID = await askUntilItHolds(
    (before) =>
      askId(world, {
        variable: 'DISCORD_GUILD_ID',
        message: `The id of your own server, whose managers are your staff (${HOW_TO_COPY}). Empty: no staff`,
        before,
      }),
    (guildId) => checkServers(get, application, { guildId, operatorChannelId: null }),
  );
  if (DISCORD_GUILD_ID === '') return { DISCORD_TOKEN: token, DISCORD_GUILD_ID };
  const DISCORD_OPERATOR_CHANNEL_ID = await askUntilItHolds(
    (before) =>
      askId(world, {
        variable: 'DISCORD_OPERATOR_CHANNEL_ID',
        message: `The id of its channel where you are told what waits (${HOW_TO_COPY}). Empty: none`,
        before,
      }),
    (channelId) =>
      checkServers(get, application, { guildId: DISCORD_GUILD_ID, operatorChannelId: channelId || null }),
  );
  return { DISCORD_TOKEN: token, DISCORD_GUILD_ID, DISCORD_OPERATOR_CHANNEL_ID };
}

interface Token {
  readonly token: string;
  readonly get: GetFromDiscord;
  /** What Discord says it belongs to; null where it couldn't say. */
  readonly application: Application | null;
}

async function askToken({ env, ask }: SetupWorld): Promise<Token> {
  const { apiUrl } = readConfig({ DISCORD_API_URL: env.DISCORD_API_URL }).discord;
  const readAs = (token: string): GetFromDiscord => createDiscordReader({ token, apiUrl, ask });
  let application: Application | null = null;
  const token = await askUntilItHolds(
    async (before) => {
      const kept = before === undefined ? env.DISCORD_TOKEN : undefined;
      if (kept && (await isYes('Keep the Discord token that is there?', true))) return kept;
      const message = `The token of your Discord bot, from ${PORTAL}. Empty: no bot for now`;
      return answerOf(password({ message, validate: faultOf('DISCORD_TOKEN') }));
    },
    async (answer) => {
      if (answer === '') return null;
      const found = await checkToken(readAs(answer));
      application = found.application;
      return found.finding;
    },
  );
  return { token, get: readAs(token), application };
}

async function askId(
  { env }: SetupWorld,
  { variable, message, before }: { variable: string; message: string; before: string | undefined },
): Promise<string> {
  const initialValue = before ?? env[variable] ?? '';
  return answerOf(text({ message, initialValue, validate: faultOf(variable) }));
}

/** What the doctor says of the last of the two that is named; null where Discord could not be asked. */
async function checkServers(
  get: GetFromDiscord,
  application: Application | null,
  { guildId, operatorChannelId }: { guildId: string; operatorChannelId: string | null },
) {
  if (!application || guildId === '') return null;
  const findings = await checkServer(get, { botId: application.id, guildId, operatorChannelId });
  return findings.at(-1) ?? null;
}
