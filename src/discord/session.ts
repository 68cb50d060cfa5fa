import { type Client, Events, Status } from 'discord.js';
import { createLiveMessages } from '../commands/dispatch/live-messages.ts';
import { type Reply, warning } from '../commands/model/reply.ts';
import type { Deliver } from '../notices/notice.ts';
import { startNotices } from '../notices/notices.ts';
import type { BotContext } from './context.ts';
import { createDeliver } from './deliver.ts';
import { createInteractions } from './interactions.ts';
import { createLanguages } from './languages.ts';
import { createDiscordLiveMessages } from './live-messages.ts';
import { createMentions } from './markdown.ts';
import { createMessages } from './messages.ts';
import { createMissed } from './missed.ts';
import { registerCommands } from './register.ts';
import { retryForever } from './retry-forever.ts';
import type { BotDependencies, BotSettings } from './settings.ts';
import { signIn } from './sign-in.ts';
import { createStaffCheck } from './staff.ts';
import { startTickets } from './tickets.ts';
import { readToldHeads } from './told-heads.ts';
import { createVerified, type Verified } from './verified.ts';

/** A session with Discord, from signing in until either side ends it. */
export interface Session {
  readonly name: string;
  /** Whether it may read messages in servers, and so `!` commands. */
  readonly readsMessages: boolean;
  readonly isConnected: () => boolean;
  /** Resolves when Discord has ended it for good; a session that can be resumed is resumed silently. */
  readonly ended: Promise<unknown>;
  /** Accepts nothing more, finishes what is in progress, and signs out. */
  close(): Promise<void>;
}

/** Signs in once and serves everyone. Rejects as `signIn` does. */
export async function openSession(settings: BotSettings, dependencies: BotDependencies): Promise<Session> {
  const { dispatcher, clock, log, routeNotices } = dependencies;
  const mentions = createMentions();
  const { mention } = mentions;
  const onError = (error: unknown): void => log.warn({ err: error }, 'something on Discord failed');
  const liveMessages = createLiveMessages({ dispatcher, clock, sleep: (ms) => Bun.sleep(ms), onError });
  const known = { missed: createMissed(), languages: createLanguages() };
  const toStaff = Promise.withResolvers<Deliver>();
  const { client, listener, readsMessages } = await signIn(settings, (connecting) => {
    connecting.on(Events.Error, onError).on(Events.ShardError, onError);
    const telling = { toStaff: toStaff.promise, onError };
    const verified = openVerified(settings, dependencies, { client: connecting, ...telling });
    return serve(connecting, {
      dispatcher,
      liveMessages: createDiscordLiveMessages(liveMessages, { clock, mention }),
      mention,
      levelOf: createStaffCheck(connecting.rest, settings),
      ...known,
      deferAfterMs: settings.deferAfterMs,
      onActed: verified.notice,
      prefix: settings.prefix,
      onError,
    });
  });
  const closing = new AbortController();
  const registering = registerUntilDone(client, settings, { ...dependencies, signal: closing.signal });
  const registered = registering.then(mentions.setIds, onError);
  const toDiscord = createDeliver({ ...settings, client, dispatcher, mention, ...known, log });
  toStaff.resolve(toDiscord);
  const deliver = routeNotices?.(toDiscord) ?? toDiscord;
  const compared = compareHeads(client, settings, dependencies);
  const notices = startNotices({ ...dependencies, deliver, onError });
  const ticketing = startTickets(settings, { ...dependencies, client, mention, onError });
  return {
    ...describeSession(client, readsMessages),
    async close() {
      closing.abort();
      liveMessages.stop();
      dependencies.membership?.connect(null);
      const stopping = [notices.stop(), ticketing.stop(), registered, compared];
      await Promise.all([listener.end(settings.shutdownMs), ...stopping]);
      await client.destroy();
    },
  };
}

const describeSession = (client: Client<true>, readsMessages: boolean): Omit<Session, 'close'> => ({
  name: client.user.tag,
  readsMessages,
  isConnected: () => client.isReady() && client.ws.shards.every(({ status }) => status === Status.Ready),
  ended: new Promise((resolve) => client.once(Events.ShardDisconnect, resolve)),
});

interface VerifiedOptions {
  readonly client: Client;
  readonly toStaff: Promise<Deliver>;
  readonly onError: (error: unknown) => void;
}

/** Keeps the role and the names of linked members, where the operator wants them. */
function openVerified(
  settings: BotSettings,
  { membership, log }: BotDependencies,
  { client, toStaff, onError }: VerifiedOptions,
): Verified {
  const verified = createVerified(settings, {
    rest: client.rest,
    findProfile: membership?.findProfile ?? (async () => null),
    onNotAllowed(what) {
      log.error(`the bot may not ${what}: give it the permission, and a role above`);
      const notice = {
        id: `may-not-${Bun.hash.crc32(what)}`,
        to: 'operator',
        reply: explainNotAllowed(what),
      };
      toStaff.then((deliver) => deliver(notice)).catch(onError);
    },
    onError,
  });
  if (membership) membership.connect(verified.update);
  return verified;
}

const explainNotAllowed = (what: string): Reply => warning('Something is missing in the server')`
  I may not ${what}. Give me the permission in Server Settings, Roles, and move my role above those that I
  give. Members notice nothing of it.`;

/** Registers the commands, retrying as often as it takes: the bot may not be in its server yet. */
function registerUntilDone(
  { rest, application }: Client<true>,
  { guildId, isDevelopment, pauseMs }: BotSettings,
  { dispatcher, log, signal }: BotDependencies & { readonly signal: AbortSignal },
): Promise<ReadonlyMap<string, string>> {
  const { commands } = dispatcher;
  const registration = { rest, applicationId: application.id, commands, guildId, isDevelopment };
  return retryForever(() => registerCommands(registration), {
    signal,
    pauseMs,
    isTransient: () => true,
    onFailure: (error, { againInMs }) =>
      log.warn({ err: error, againInMs }, 'Discord did not take the commands; trying again'),
  });
}

/** Looks whether the log still has what was told of it where nobody with the database alone can change it. */
async function compareHeads(
  client: Client<true>,
  { operatorChannelId }: BotSettings,
  { compareHeads: compare, log }: BotDependencies,
): Promise<void> {
  if (operatorChannelId === null || !compare) return;
  try {
    await compare(await readToldHeads(client, operatorChannelId));
  } catch (err) {
    log.warn({ err }, 'the heads in the staff channel could not be compared: may the bot read its history?');
  }
}

/** The answers in progress of a client. */
export interface Serving {
  /** Accepts nothing more, and waits for answers in progress, but no longer than this. */
  end(limitMs: number): Promise<void>;
}

/** Handles everything that arrives through this client. */
function serve(client: Client, context: BotContext): Serving {
  const inProgress = new Set<Promise<void>>();
  const track = (work: Promise<void>): void => {
    inProgress.add(work);
    void work.finally(() => inProgress.delete(work));
  };
  const interactions = createInteractions(context);
  const messages = createMessages(context);
  client.on(Events.InteractionCreate, (interaction) => track(interactions(interaction)));
  client.on(Events.MessageCreate, (message) => track(messages(message)));
  return {
    async end(limitMs) {
      client.removeAllListeners(Events.InteractionCreate);
      client.removeAllListeners(Events.MessageCreate);
      await Promise.race([Promise.allSettled(inProgress), Bun.sleep(limitMs)]);
    },
  };
}
