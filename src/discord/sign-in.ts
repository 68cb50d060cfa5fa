import {
  ApplicationFlags,
  Client,
  DiscordAPIError,
  Events,
  GatewayCloseCodes,
  GatewayIntentBits,
  Options,
  Partials,
  REST,
  Routes,
  type WebSocketOptions,
} from 'discord.js';
import { z } from 'zod';
import { NO_MENTIONS } from './render.ts';

export interface SignInSettings {
  readonly token: string;
  /** Base of Discord's REST API, which also names the gateway. */
  readonly apiUrl: string;
  /** How many connections to open; `auto`: as many as Discord recommends. */
  readonly shards: number | 'auto';
  /** How connections are made, if not in discord.js' own way. */
  readonly ws?: WebSocketOptions | undefined;
}

interface SignedIn<Listener> {
  readonly client: Client<true>;
  readonly listener: Listener;
  /** Whether the bot may read messages in servers, and so `!` commands. */
  readonly readsMessages: boolean;
}

/** Discord rejects the token; trying again can't help. */
export class WrongToken extends Error {
  override readonly name = 'WrongToken';
}

/**
 * Signs in once. `listen` gets the client before it connects, so that it misses nothing. Rejects with
 * WrongToken, or with the error that kept it from reaching Discord.
 */
export async function signIn<Listener>(
  settings: SignInSettings,
  listen: (client: Client) => Listener,
): Promise<SignedIn<Listener>> {
  try {
    const readsMessages = await mayReadMessages(settings);
    return await attempt(settings, listen, readsMessages).catch((error: unknown) => {
      // The flags may say more than the gateway grants: all but `!` commands goes on without it.
      if (!readsMessages || !(error instanceof DisallowedIntents)) throw error;
      return attempt(settings, listen, false);
    });
  } catch (error) {
    if (error instanceof DiscordAPIError && error.status === 401)
      throw new WrongToken('unknown to Discord', { cause: error });
    throw error;
  }
}

async function attempt<Listener>(
  settings: SignInSettings,
  listen: (client: Client) => Listener,
  readsMessages: boolean,
): Promise<SignedIn<Listener>> {
  const client = createClient(settings, readsMessages);
  const listener = listen(client);
  return { client: await connect(client, settings.token), listener, readsMessages };
}

/** The gateway grants less than was requested of it. */
class DisallowedIntents extends Error {
  override readonly name = 'DisallowedIntents';
}

const applicationSchema = z.object({ flags: z.int().default(0) });
const READS_MESSAGES = ApplicationFlags.GatewayMessageContent | ApplicationFlags.GatewayMessageContentLimited;

/** Checked first: the gateway disconnects a bot that requests an intent it doesn't have. */
async function mayReadMessages({ token, apiUrl }: SignInSettings): Promise<boolean> {
  const rest = new REST({ api: apiUrl }).setToken(token);
  const { flags } = applicationSchema.parse(await rest.get(Routes.currentApplication()));
  return (flags & READS_MESSAGES) !== 0;
}

/** How many people discord.js caches: each interaction brings its user again. */
const MAX_PEOPLE = 1000;

function createClient({ apiUrl, shards, ws = {} }: SignInSettings, readsMessages: boolean): Client {
  return new Client({
    intents: [
      GatewayIntentBits.Guilds,
      GatewayIntentBits.GuildMessages,
      GatewayIntentBits.DirectMessages,
      ...(readsMessages ? [GatewayIntentBits.MessageContent] : []),
    ],
    // Without this, discord.js drops direct messages.
    partials: [Partials.Channel],
    allowedMentions: NO_MENTIONS,
    failIfNotExists: false,
    rest: { api: apiUrl },
    ws,
    makeCache: Options.cacheWithLimits({
      MessageManager: 0,
      UserManager: { maxSize: MAX_PEOPLE, keepOverLimit: ({ id, client }) => id === client.user.id },
      GuildMemberManager: { maxSize: MAX_PEOPLE, keepOverLimit: ({ id, client }) => id === client.user.id },
    }),
    ...(shards === 'auto'
      ? { shards }
      : { shards: Array.from({ length: shards }, (_, id) => id), shardCount: shards }),
  });
}

async function connect(client: Client, token: string): Promise<Client<true>> {
  const { promise: ready, resolve, reject } = Promise.withResolvers<Client<true>>();
  client.once(Events.ClientReady, resolve);
  client.once(Events.ShardDisconnect, ({ code }) => {
    const why = `Discord closed the connection: ${code}`;
    reject(code === GatewayCloseCodes.DisallowedIntents ? new DisallowedIntents(why) : new Error(why));
  });
  try {
    const [signedIn] = await Promise.all([ready, client.login(token)]);
    return signedIn;
  } catch (error) {
    await client.destroy();
    throw error;
  }
}
