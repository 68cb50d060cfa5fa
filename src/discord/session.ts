import { type Client, Events, Status } from 'discord.js';
import { createLiveMessages } from '../commands/dispatch/live-messages.ts';
import { type Reply, warning } from '../commands/model/reply.ts';
import { code } from '../commands/model/text.ts';
import type { Deliver } from '../notices/notice.ts';
import { startNotices } from '../notices/notices.ts';
import type { Schedule } from '../schedule.ts';
import { createCommandPermissions } from './command-permissions.ts';
import type { BotContext } from './context.ts';
import { createDeliver } from './deliver.ts';
import { createInteractions } from './interactions.ts';
import { createLanguages, type Languages } from './languages.ts';
import { createDiscordLiveMessages } from './live-messages.ts';
import { createMentions, type MentionCommand } from './markdown.ts';
import { createMessages } from './messages.ts';
import { createMissed, type Missed } from './missed.ts';
import { registerCommands } from './register.ts';
import { retryForever } from './retry-forever.ts';
import type { BotDependencies, BotSettings } from './settings.ts';
import { signIn } from './sign-in.ts';
import { createStaffCheck } from './staff.ts';
import { createStaffChannels, type StaffChannel, type StaffChannels } from './staff-channels.ts';
import { startStaffLog } from './staff-log.ts';
import { startTickets } from './tickets.ts';
import { compareToldHeads } from './told-heads.ts';
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

const PERMISSIONS_UNKNOWN =
  'the bot may not read what a server allows for its commands: ! commands and buttons go without it';

/** Signs in once and serves everyone. Rejects as `signIn` does. */
export async function openSession(settings: BotSettings, dependencies: BotDependencies): Promise<Session> {
  const { dispatcher, clock, changes, log } = dependencies;
  const mentions = createMentions();
  const { mention } = mentions;
  const onError = (error: unknown): void => log.warn({ err: error }, 'something on Discord failed');
  const sleep = (ms: number): Promise<void> => Bun.sleep(ms);
  const liveMessages = createLiveMessages({ dispatcher, clock, changes, sleep, onError });
  const known = { missed: createMissed(), languages: createLanguages(dependencies.languages) };
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
      permissions: createCommandPermissions({
        client: connecting,
        idOf: mentions.idOf,
        onNotReadable: (err) => log.warn({ err }, PERMISSIONS_UNKNOWN),
      }),
      deferAfterMs: settings.deferAfterMs,
      onActed: (userId) => verified.notice(userId).then(() => known.languages.keep(userId)),
      prefix: settings.prefix,
      onError,
    });
  });
  const closing = new AbortController();
  const registering = registerUntilDone(client, settings, { ...dependencies, signal: closing.signal });
  const registered = registering.then(mentions.setIds, onError);
  const compared = compareToldHeads(client, settings, dependencies);
  const schedules = startTelling(settings, dependencies, { client, mention, ...known, toStaff, onError });
  return {
    ...describeSession(client, readsMessages),
    async close() {
      closing.abort();
      liveMessages.stop();
      dependencies.membership?.connect(null);
      const stopping = [...schedules.map((each) => each.stop()), registered, compared];
      await Promise.all([listener.end(settings.shutdownMs), ...stopping]);
      await client.destroy();
    },
  };
}

interface TellingOptions {
  readonly client: Client<true>;
  readonly mention: MentionCommand;
  readonly missed: Missed;
  readonly languages: Languages;
  readonly toStaff: PromiseWithResolvers<Deliver>;
  readonly onError: (error: unknown) => void;
}

/** Tells members and staff what happens, from the outbox and from the log. */
function startTelling(
  settings: BotSettings,
  dependencies: BotDependencies,
  { toStaff, ...rest }: TellingOptions,
): readonly Schedule[] {
  const about = { ...dependencies, ...rest };
  const channels = openChannels(settings, { ...about, toStaff: toStaff.promise });
  const toDiscord = createDeliver({ ...settings, ...about, channels });
  toStaff.resolve(toDiscord);
  const deliver = dependencies.routeNotices?.(toDiscord) ?? toDiscord;
  return [
    startNotices({ ...about, deliver }),
    startTickets(settings, { ...about, channels }),
    startStaffLog({ ...about, channels }),
  ];
}

const describeSession = (client: Client<true>, readsMessages: boolean): Omit<Session, 'close'> => ({
  name: client.user.tag,
  readsMessages,
  isConnected: () => client.isReady() && client.ws.shards.every(({ status }) => status === Status.Ready),
  ended: new Promise((resolve) => client.once(Events.ShardDisconnect, resolve)),
});

interface StaffOptions {
  readonly toStaff: Promise<Deliver>;
  readonly onError: (error: unknown) => void;
}

/** Tells staff once of something that they have to change at Discord. */
const tellStaff = ({ toStaff, onError }: StaffOptions, about: string, reply: Reply): void =>
  void toStaff
    .then((deliver) => deliver({ id: `may-not-${Bun.hash.crc32(about)}`, to: 'operator', reply }))
    .catch(onError);

/** Keeps the role and the names of linked members, where the operator wants them. */
function openVerified(
  settings: BotSettings,
  { membership, log }: BotDependencies,
  { client, ...telling }: StaffOptions & { readonly client: Client },
): Verified {
  const verified = createVerified(settings, {
    rest: client.rest,
    findProfile: membership?.findProfile ?? (async () => null),
    onNotAllowed(what) {
      log.error(`the bot may not ${what}: give it the permission, and a role above`);
      tellStaff(telling, what, explainNotAllowed(what));
    },
    onError: telling.onError,
  });
  if (membership) membership.connect(verified.update);
  return verified;
}

const explainNotAllowed = (what: string): Reply => warning('Something is missing in the server')`
  I may not ${what}. Give me the permission in Server Settings, Roles, and move my role above those that I
  give. Members notice nothing of it.`;

/** The setting that names each channel for staff. */
const CHANNEL_SETTINGS = {
  alerts: 'DISCORD_OPERATOR_CHANNEL_ID',
  heads: 'DISCORD_HEAD_CHANNEL_ID',
  tickets: 'DISCORD_TICKET_CHANNEL_ID',
  log: 'DISCORD_STAFF_LOG_CHANNEL_ID',
} as const satisfies Record<StaffChannel, string>;

function openChannels(
  { operatorChannelId, headChannelId, ticketChannelId, staffLogChannelId }: BotSettings,
  { log, ...rest }: Pick<BotDependencies, 'clock' | 'log'> & StaffOptions & { readonly client: Client<true> },
): StaffChannels {
  return createStaffChannels({
    ...rest,
    ids: {
      alerts: operatorChannelId,
      heads: headChannelId,
      tickets: ticketChannelId,
      log: staffLogChannelId,
    },
    onUnreachable(channel, err) {
      const setting = CHANNEL_SETTINGS[channel];
      log.error({ err }, `the bot can't write to the channel of ${setting}; it keeps trying`);
      if (channel !== 'alerts') tellStaff(rest, setting, explainUnreachable(setting));
    },
  });
}

const explainUnreachable = (setting: string): Reply => warning('I can not write to a channel')`
  It is the one that ${code(setting)} names. Check the number, and let me see the channel and write there.
  Nothing is lost: what has no other place waits, for three days.`;

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
