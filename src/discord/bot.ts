import { retryForever } from './retry-forever.ts';
import { openSession, type Session } from './session.ts';
import type { BotDependencies, BotSettings } from './settings.ts';
import { WrongToken } from './sign-in.ts';

/** The bot's timing; only tests use another one. */
export const BOT_TIMING = { deferAfterMs: 700, pauseMs: 2_000 } as const satisfies Partial<BotSettings>;

export interface Bot {
  health(): 'ok' | 'down' | 'unknown';
  /** Describes the bot's state for people. */
  describe(): string;
  /** Accepts nothing more, finishes what is in progress, and signs out. */
  stop(): Promise<void>;
}

/** `starting`: before the first session; `offline`: Discord can't be reached, or has ended a session. */
type State =
  | { readonly kind: 'starting' | 'offline' | 'refused' }
  | { readonly kind: 'online'; readonly session: Session };

/** Starts the bot and returns at once. It keeps trying to sign in; the bank works without Discord. */
export function startBot(settings: BotSettings, dependencies: BotDependencies): Bot {
  const stopping = new AbortController();
  let state: State = { kind: 'starting' };
  const become = (next: State): void => {
    state = next;
  };
  const running = runSessions(settings, dependencies, { signal: stopping.signal, become }).catch((error) =>
    dependencies.log.error({ err: error }, 'the Discord bot has ended'),
  );
  return {
    health: () => checkHealth(state),
    describe: () => describeState(state, settings),
    async stop() {
      stopping.abort();
      await Promise.race([running, Bun.sleep(settings.shutdownMs)]);
    },
  };
}

interface RunOptions {
  readonly signal: AbortSignal;
  readonly become: (state: State) => void;
}

/** Runs one session after another, until it is stopped or Discord rejects the token. */
async function runSessions(
  settings: BotSettings,
  dependencies: BotDependencies,
  { signal, become }: RunOptions,
): Promise<void> {
  const stopped = new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
  while (!signal.aborted) {
    const session = await connect(settings, dependencies, { signal, become });
    if (!session) return signal.aborted ? undefined : become({ kind: 'refused' });
    become({ kind: 'online', session });
    dependencies.log.info(`the Discord bot is ${describeState({ kind: 'online', session }, settings)}`);
    await Promise.race([session.ended, stopped]);
    await session.close();
    become({ kind: 'offline' });
    if (!signal.aborted) {
      dependencies.log.warn('Discord has ended the session; signing in again');
      await Promise.race([Bun.sleep(settings.pauseMs), stopped]);
    }
  }
}

/** Opens a session as soon as Discord can be reached; undefined if it is stopped or the token is rejected. */
async function connect(
  settings: BotSettings,
  dependencies: BotDependencies,
  { signal, become }: RunOptions,
): Promise<Session | undefined> {
  const { log } = dependencies;
  try {
    return await retryForever(() => openSession(settings, dependencies), {
      signal,
      pauseMs: settings.pauseMs,
      isTransient: (error) => !(error instanceof WrongToken),
      onFailure(error, { againInMs }) {
        become({ kind: 'offline' });
        const detail = { err: error, againInMs };
        log.warn(detail, 'Discord cannot be reached; the bank works without it and tries again');
      },
    });
  } catch (error) {
    if (error instanceof WrongToken) {
      log.error(`Discord does not know DISCORD_TOKEN, so the bot stays off: ${COPY_TOKEN}, and start again`);
    } else if (!signal.aborted) {
      throw error;
    }
    return undefined;
  }
}

function checkHealth(state: State): ReturnType<Bot['health']> {
  if (state.kind === 'online') return state.session.isConnected() ? 'ok' : 'down';
  return state.kind === 'starting' ? 'unknown' : 'down';
}

function describeState(state: State, { guildId, operatorChannelId }: BotSettings): string {
  const missing = [
    ...(guildId === null ? ['no commands for staff without DISCORD_GUILD_ID'] : []),
    ...(operatorChannelId === null ? ['no alerts without DISCORD_OPERATOR_CHANNEL_ID'] : []),
  ];
  switch (state.kind) {
    case 'starting':
    case 'offline':
      return ['signing in to Discord', ...missing].join('; ');
    case 'refused':
      return `Discord does not know DISCORD_TOKEN: ${COPY_TOKEN}`;
    case 'online':
      if (!state.session.readsMessages) missing.unshift(NO_MESSAGE_CONTENT);
      return [`on as ${state.session.name}`, ...missing].join('; ');
    default:
      return state satisfies never;
  }
}

const COPY_TOKEN = 'copy it from "Bot" on your application\'s page';
const NO_MESSAGE_CONTENT =
  '! commands only in direct messages and after a mention: switch its Message Content Intent on';
