import type { Config } from '../config/config.ts';
import type { Endpoint } from '../http/endpoint.ts';
import type { Deliver } from '../notices/notice.ts';
import { startNotices } from '../notices/notices.ts';
import { createPlayground, type Playground, routeNotices } from '../playground/chat/playground.ts';
import { createPlaygroundEndpoints } from '../playground/http/endpoints.ts';
import type { HoldSwitch } from '../playground/http/hold-switch.ts';
import type { SessionGuard } from '../playground/http/session-guard.ts';
import type { ChatDependencies } from './chat.ts';

/** The longest wait between two updates of a live message. */
const LONGEST_WAIT_MS = 1500;

export interface OpenedPlayground {
  readonly endpoints: readonly Endpoint[];
  /** Delivers what is for pretend members here, and hands the rest on to Discord. */
  readonly routeNotices: (toDiscord: Deliver) => Deliver;
  stop(): Promise<void>;
}

/** Opens the chat of a playground that is on. */
export function openPlaygroundChat(
  config: Config,
  dependencies: ChatDependencies,
  { guard, holds }: { readonly guard: SessionGuard; readonly holds: HoldSwitch },
): OpenedPlayground {
  const hasGame = config.roblox.kind === 'sandbox';
  const playground = createChat(dependencies, { hasStaff: hasGame });
  const notices = openNotices(config, { ...dependencies, playground });
  const watched = { ...playground, subscribe: notices.subscribe };
  return {
    endpoints: createPlaygroundEndpoints({ playground: watched, guard, game: hasGame ? { holds } : null }),
    routeNotices: (toDiscord) => routeNotices(playground, toDiscord),
    async stop() {
      playground.stop();
      await notices.stop();
    },
  };
}

function createChat(
  { dispatcher, newId, clock, changes, log }: ChatDependencies,
  { hasStaff }: { hasStaff: boolean },
): Playground {
  const members = [
    { name: 'Mia', isStaff: false },
    { name: 'Leo', isStaff: false },
    ...(hasStaff ? [{ name: 'Sam', isStaff: true }] : []),
  ];
  // Nobody counts how often we change a message here, and whoever tries things out does not like to wait.
  const sleep = (ms: number): Promise<void> => Bun.sleep(Math.min(ms, LONGEST_WAIT_MS));
  const onError = (err: unknown): void => log.error({ err }, 'a reply could not be kept up to date');
  return createPlayground({ dispatcher, newId, clock, changes, sleep, onError }, members);
}

/**
 * With a bot, the outbox is the bot's to send from. Without one, in development, notices are taken from it
 * for the playground as soon as somebody opens its page: those for people on Discord then reach nobody.
 */
function openNotices(
  { mode, role, discord }: Config,
  { playground, log, ...notified }: ChatDependencies & { readonly playground: Playground },
) {
  const isOurs = mode === 'development' && role === 'all' && discord.token === null;
  const onError = (err: unknown): void => log.error({ err }, 'a notice could not be sent');
  const deliver = routeNotices(playground);
  let notices: ReturnType<typeof startNotices> | undefined;
  return {
    subscribe: (listener: Parameters<Playground['subscribe']>[0]): (() => void) => {
      if (isOurs) notices ??= startNotices({ ...notified, deliver, onError });
      return playground.subscribe(listener);
    },
    stop: async (): Promise<void> => notices?.stop(),
  };
}
