import type { Config } from '../config/config.ts';
import type { Endpoint } from '../http/endpoint.ts';
import type { Deliver } from '../notices/notice.ts';
import { startNotices } from '../notices/notices.ts';
import { createPlayground, type Playground, routeNotices } from '../playground/chat/playground.ts';
import { createPlaygroundEndpoints } from '../playground/http/endpoints.ts';
import { createOffPage, type PlaygroundPages } from '../playground/http/pages.ts';
import { renderPlayground, renderPlaygroundOff } from '../playground/http/playground-page.ts';
import { openPlaygroundScript } from '../playground/http/playground-script.ts';
import { createTokenGuard, OPEN_SESSION_GUARD, type SessionGuard } from '../playground/http/session-guard.ts';
import { PLAYGROUND_POLICY } from '../web/policies.ts';
import type { ChatDependencies, World } from './services.ts';

/** The longest wait between two updates of a live message. */
const LONGEST_WAIT_MS = 1500;

export interface OpenedPlayground {
  readonly endpoints: readonly Endpoint[];
  /** Delivers what is for pretend members here, and hands the rest on to Discord. */
  readonly routeNotices: (toDiscord: Deliver) => Deliver;
  stop(): Promise<void>;
}

/** The playground: on in development, behind the admin token in production, and off where there is none. */
export function openPlayground(
  config: Config,
  dependencies: ChatDependencies,
  world: World,
): OpenedPlayground {
  const guard = createGuard(config, world);
  const pages: PlaygroundPages = {
    render: renderPlayground,
    renderOff: renderPlaygroundOff,
    script: openPlaygroundScript(),
    policy: PLAYGROUND_POLICY,
  };
  if (!guard) {
    const endpoints = [createOffPage(pages)];
    return { endpoints, routeNotices: (toDiscord) => toDiscord, stop: async () => undefined };
  }
  const hasGame = config.roblox.kind === 'sandbox';
  const chat = openPlaygroundChat(dependencies, { hasStaff: hasGame });
  const notices = openNotices(config, { ...dependencies, chat });
  return {
    endpoints: createPlaygroundEndpoints({
      chat: { ...chat, listen: notices.listen },
      guard,
      pages,
      hasGame,
    }),
    routeNotices: (toDiscord) => routeNotices(chat, toDiscord),
    async stop() {
      chat.stop();
      await notices.stop();
    },
  };
}

function openPlaygroundChat(
  { dispatcher, newId, clock, log }: ChatDependencies,
  { hasStaff }: { hasStaff: boolean },
): Playground {
  const first = [
    { name: 'Mia', isStaff: false },
    { name: 'Leo', isStaff: false },
    ...(hasStaff ? [{ name: 'Sam', isStaff: true }] : []),
  ];
  // Nobody counts how often we change a message here, and whoever tries things out does not like to wait.
  const sleep = (ms: number): Promise<void> => Bun.sleep(Math.min(ms, LONGEST_WAIT_MS));
  const onFault = (err: unknown): void => log.error({ err }, 'a reply could not be kept up to date');
  return createPlayground({ desk: dispatcher, newId, clock, sleep, onFault, first });
}

/**
 * With a bot, the outbox is the bot's to send from. Without one, in development, notices are taken from it for
 * the playground as soon as somebody opens its page: those for people on Discord then reach nobody.
 */
function openNotices(
  { mode, role, discord }: Config,
  { chat, outbox, head, names, clock, log }: ChatDependencies & { readonly chat: Playground },
) {
  const isOurs = mode === 'development' && role === 'all' && discord.token === null;
  const onError = (err: unknown): void => log.error({ err }, 'a notice could not be sent');
  const deliver = routeNotices(chat);
  let notices: ReturnType<typeof startNotices> | undefined;
  return {
    listen: (onNews: Parameters<Playground['listen']>[0]): (() => void) => {
      if (isOurs) notices ??= startNotices({ outbox, head, names, clock, deliver, onError });
      return chat.listen(onNews);
    },
    stop: async (): Promise<void> => notices?.stop(),
  };
}

function createGuard({ mode, adminToken }: Config, { clock, random }: World): SessionGuard | undefined {
  if (mode === 'development') return OPEN_SESSION_GUARD;
  return adminToken === null ? undefined : createTokenGuard({ token: adminToken, clock, random });
}
