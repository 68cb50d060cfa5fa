import { retryForever } from './retry-forever.ts';
import { openSession, type Session } from './session.ts';
import type { BotDependencies, BotSettings } from './settings.ts';
import { WrongToken } from './sign-in.ts';

/** How patient a bot is; only a test has other ones. */
export const BOT_TIMING = { deferAfterMs: 700, pauseMs: 2_000 } as const satisfies Partial<BotSettings>;

export interface Bot {
  health(): 'ok' | 'down' | 'unknown';
  /** What it does at the moment, for people. */
  describe(): string;
  /** Takes nothing more, finishes what is under way, and signs out. */
  stop(): Promise<void>;
}

/** `arriving`: before the first session; `away`: Discord can't be reached, or has ended a session. */
type State =
  | { readonly kind: 'arriving' | 'away' | 'refused' }
  | { readonly kind: 'here'; readonly session: Session };

/**
 * Starts the bot and gives it back at once. It signs in as often as it takes, and a bank without Discord is
 * still a bank.
 */
export function startBot(settings: BotSettings, dependencies: BotDependencies): Bot {
  const stopping = new AbortController();
  let state: State = { kind: 'arriving' };
  const life = runSessions(settings, dependencies, {
    signal: stopping.signal,
    setState: (next) => {
      state = next;
    },
  }).catch((error) => dependencies.log.error({ err: error }, 'the Discord bot has ended'));
  return {
    health: () => checkHealth(state),
    describe: () => describeState(state, settings),
    async stop() {
      stopping.abort();
      await Promise.race([life, Bun.sleep(settings.shutdownMs)]);
    },
  };
}

interface RunOptions {
  readonly signal: AbortSignal;
  readonly setState: (state: State) => void;
}

/** Session after session, until it is stopped or Discord doesn't know the token. */
async function runSessions(
  settings: BotSettings,
  dependencies: BotDependencies,
  { signal, setState: become }: RunOptions,
): Promise<void> {
  const stopped = new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
  while (!signal.aborted) {
    const session = await connect(settings, dependencies, { signal, setState: become });
    if (!session) return signal.aborted ? undefined : become({ kind: 'refused' });
    become({ kind: 'here', session });
    dependencies.log.info(`the Discord bot is ${describeState({ kind: 'here', session }, settings)}`);
    await Promise.race([session.over, stopped]);
    await session.close();
    become({ kind: 'away' });
    if (!signal.aborted) {
      dependencies.log.warn('Discord has ended the session; signing in anew');
      await Promise.race([Bun.sleep(settings.pauseMs), stopped]);
    }
  }
}

/** A session as soon as there can be one; undefined where there can't. */
async function connect(
  settings: BotSettings,
  dependencies: BotDependencies,
  { signal, setState: become }: RunOptions,
): Promise<Session | undefined> {
  const { log } = dependencies;
  try {
    return await retryForever(() => openSession(settings, dependencies), {
      signal,
      pauseMs: settings.pauseMs,
      isPassing: (error) => !(error instanceof WrongToken),
      onFailure(error, { againInMs }) {
        become({ kind: 'away' });
        log.warn(
          { err: error, againInMs },
          'Discord can not be reached; the bank works without, and tries again',
        );
      },
    });
  } catch (error) {
    if (error instanceof WrongToken) {
      log.error(
        'Discord does not know DISCORD_TOKEN, so the bot stays off: copy it from "Bot" on your ' +
          "application's page, and start again",
      );
    } else if (!signal.aborted) {
      throw error;
    }
    return undefined;
  }
}

function checkHealth(state: State): ReturnType<Bot['health']> {
  if (state.kind === 'here') return state.session.isConnected() ? 'ok' : 'down';
  return state.kind === 'arriving' ? 'unknown' : 'down';
}

function describeState(state: State, { guildId, operatorChannelId }: BotSettings): string {
  const missing = [
    ...(guildId === null ? ['no commands for staff without DISCORD_GUILD_ID'] : []),
    ...(operatorChannelId === null ? ['no alerts without DISCORD_OPERATOR_CHANNEL_ID'] : []),
  ];
  switch (state.kind) {
    case 'arriving':
    case 'away':
      return ['signing in to Discord', ...missing].join('; ');
    case 'refused':
      return 'Discord does not know DISCORD_TOKEN: copy it from "Bot" on your application\'s page';
    case 'here':
      return [
        `on as ${state.session.name}`,
        ...(state.session.readsMessages ? [] : [NO_MESSAGE_CONTENT]),
        ...missing,
      ].join('; ');
    default:
      return state satisfies never;
  }
}

const NO_MESSAGE_CONTENT =
  '! commands only in direct messages and after a mention: switch its Message Content Intent on';
