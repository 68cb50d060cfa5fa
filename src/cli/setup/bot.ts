import { note, password } from '@clack/prompts';
import { readConfig } from '../../config/config.ts';
import { checkServer, checkToken, PORTAL } from '../doctor/discord.ts';
import { type Application, createDiscordReader, type GetFromDiscord } from '../doctor/discord-api.ts';
import { inviteUrl } from '../doctor/permissions.ts';
import type { Settings } from './env-file.ts';
import {
  askSetting,
  askUntilValid,
  confirmed,
  requireAnswer,
  type SetupContext,
  validatorFor,
} from './prompts.ts';

const HOW_TO_COPY = 'with Developer Mode on: right-click, Copy ID';

/** The bot's token, its server and the operator's channel, checked as far as Discord answers. */
export async function askBot(context: SetupContext): Promise<Settings> {
  const { env } = context;
  const { token, get, application } = await askToken(context);
  if (token === '') return { DISCORD_TOKEN: '' };
  if (application) note(inviteUrl(application.id), 'Let the bot into your server, in a browser');
  const DISCORD_GUILD_ID = await askSetting(
    'DISCORD_GUILD_ID',
    {
      message: `The id of your own server, whose managers are your staff (${HOW_TO_COPY}). Empty: no staff`,
      initialValue: env.DISCORD_GUILD_ID ?? '',
    },
    (guildId) => checkServers(get, application, { guildId, operatorChannelId: null }),
  );
  if (DISCORD_GUILD_ID === '') return { DISCORD_TOKEN: token, DISCORD_GUILD_ID };
  const DISCORD_OPERATOR_CHANNEL_ID = await askSetting(
    'DISCORD_OPERATOR_CHANNEL_ID',
    {
      message: `The id of its channel where you are notified of what waits (${HOW_TO_COPY}). Empty: none`,
      initialValue: env.DISCORD_OPERATOR_CHANNEL_ID ?? '',
    },
    (channelId) =>
      checkServers(get, application, { guildId: DISCORD_GUILD_ID, operatorChannelId: channelId || null }),
  );
  return { DISCORD_TOKEN: token, DISCORD_GUILD_ID, DISCORD_OPERATOR_CHANNEL_ID };
}

interface Token {
  readonly token: string;
  readonly get: GetFromDiscord;
  /** The application that Discord says it belongs to; null if Discord didn't answer. */
  readonly application: Application | null;
}

async function askToken({ env, probe }: SetupContext): Promise<Token> {
  const { apiUrl } = readConfig({ DISCORD_API_URL: env.DISCORD_API_URL }).discord;
  const readAs = (token: string): GetFromDiscord => createDiscordReader(probe, { token, apiUrl });
  let application: Application | null = null;
  const token = await askUntilValid(
    async (before) => {
      const kept = before === undefined ? env.DISCORD_TOKEN : undefined;
      if (kept && (await confirmed('Keep the existing Discord token?', true))) return kept;
      const message = `The token of your Discord bot, from ${PORTAL}. Empty: no bot for now`;
      return requireAnswer(password({ message, validate: validatorFor('DISCORD_TOKEN') }));
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

/** The doctor's last finding on the server and the channel; null if Discord didn't answer. */
async function checkServers(
  get: GetFromDiscord,
  application: Application | null,
  { guildId, operatorChannelId }: { guildId: string; operatorChannelId: string | null },
) {
  if (!application || guildId === '') return null;
  const findings = await checkServer(get, { botId: application.id, guildId, operatorChannelId });
  return findings.at(-1) ?? null;
}
