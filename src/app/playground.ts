import type { Config } from '../config/config.ts';
import type { HoldSwitch } from '../playground/http/hold-switch.ts';
import { OFF_PAGE } from '../playground/http/page.ts';
import { createTokenGuard, OPEN_SESSION_GUARD, type SessionGuard } from '../playground/http/session-guard.ts';
import type { ChatDependencies } from './chat.ts';
import type { OpenedPlayground } from './playground-chat.ts';
import type { World } from './world.ts';

/**
 * Opens the playground: on in development, in production on with an admin token, and otherwise off and not
 * loaded.
 */
export async function openPlayground(
  config: Config,
  dependencies: ChatDependencies,
  { world, holds }: { readonly world: World; readonly holds: HoldSwitch },
): Promise<OpenedPlayground> {
  const guard = createGuard(config, world);
  if (!guard) {
    return { endpoints: [OFF_PAGE], routeNotices: (toDiscord) => toDiscord, stop: async () => undefined };
  }
  const { openPlaygroundChat } = await import('./playground-chat.ts');
  return openPlaygroundChat(config, dependencies, { guard, holds });
}

function createGuard({ mode, adminToken }: Config, { clock, random }: World): SessionGuard | undefined {
  if (mode === 'development') return OPEN_SESSION_GUARD;
  return adminToken === null ? undefined : createTokenGuard({ token: adminToken, clock, random });
}
