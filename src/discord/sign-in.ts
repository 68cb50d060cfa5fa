import {
  ApplicationFlags,
  Client,
  DiscordAPIError,
  Events,
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
  /** Base of Discord's REST API, which names the gateway. */
  readonly apiUrl: string;
  /** How many connections to keep at once; `auto`: as many as Discord says. */
  readonly shards: number | 'auto';
  /** How connections are made, where that isn't discord.js' own way. */
  readonly ws?: WebSocketOptions | undefined;
}

export interface SignedIn<Listening> {
  readonly client: Client<true>;
  readonly listener: Listening;
  /** Whether the bot is told what is written in servers, so that it hears `!` commands. */
  readonly readsMessages: boolean;
}

/** Discord doesn't know the token; asking again changes nothing. */
export class WrongToken extends Error {
  override readonly name = 'WrongToken';
}

/**
 * Signs in once. `listen` is handed the client before it connects, so that it misses nothing. Rejects with
 * WrongToken, or with what kept Discord from being reached.
 */
export async function signIn<Listening>(
  settings: SignInSettings,
  listen: (client: Client) => Listening,
): Promise<SignedIn<Listening>> {
  try {
    const readsMessages = await mayReadMessages(settings);
    const client = createClient(settings, readsMessages);
    const listening = listen(client);
    return { client: await connect(client, settings.token), listener: listening, readsMessages };
  } catch (error) {
    if (error instanceof DiscordAPIError && error.status === 401)
      throw new WrongToken('unknown to Discord', { cause: error });
    throw error;
  }
}

const applicationSchema = z.object({ flags: z.int().default(0) });
const READS_MESSAGES = ApplicationFlags.GatewayMessageContent | ApplicationFlags.GatewayMessageContentLimited;

/** Asked first: who asks the gateway for what isn't granted is thrown out. */
async function mayReadMessages({ token, apiUrl }: SignInSettings): Promise<boolean> {
  const rest = new REST({ api: apiUrl }).setToken(token);
  const { flags } = applicationSchema.parse(await rest.get(Routes.currentApplication()));
  return (flags & READS_MESSAGES) !== 0;
}

/** How many people discord.js remembers: they come anew with each thing they do. */
const MAX_PEOPLE = 1000;

function createClient({ apiUrl, shards, ws = {} }: SignInSettings, readsMessages: boolean): Client {
  return new Client({
    intents: [
      GatewayIntentBits.Guilds,
      GatewayIntentBits.GuildMessages,
      GatewayIntentBits.DirectMessages,
      ...(readsMessages ? [GatewayIntentBits.MessageContent] : []),
    ],
    // Without it discord.js keeps direct messages to itself.
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
  client.once(Events.ShardDisconnect, ({ code }) =>
    reject(new Error(`Discord closed the connection: ${code}`)),
  );
  try {
    const [signedIn] = await Promise.all([ready, client.login(token)]);
    return signedIn;
  } catch (error) {
    await client.destroy();
    throw error;
  }
}
