import type { Config } from './config.ts';
import type { OpenedDesk } from './desk.ts';
import { createPlayground, type Playground } from './discord/playground/playground.ts';
import type { Endpoint } from './http/endpoint.ts';
import { createTokenDoor, type Door, OPEN_DOOR } from './http/playground/door.ts';
import { createPlaygroundEndpoints } from './http/playground/endpoints.ts';
import { createOffPage, type PlaygroundPages } from './http/playground/pages.ts';
import type { World } from './petbank.ts';
import { renderPlayground, renderPlaygroundOff } from './web/playground-page.ts';
import { openPlaygroundScript } from './web/playground-script.ts';
import { PLAYGROUND_POLICY } from './web/policies.ts';

/** How long a ticket waits at most before it is looked at again. */
const LONGEST_WAIT_MS = 1500;

export interface OpenedPlayground {
  readonly endpoints: readonly Endpoint[];
  /** Null where it is off. */
  readonly chat: Playground | null;
}

/** The playground: on in development, behind the admin token in production, and off where there is none. */
export function openPlayground(config: Config, { desk, newId }: OpenedDesk, world: World): OpenedPlayground {
  const pages: PlaygroundPages = {
    render: renderPlayground,
    renderOff: renderPlaygroundOff,
    script: openPlaygroundScript(),
    policy: PLAYGROUND_POLICY,
  };
  const door = doorOf(config, world);
  if (!door) return { endpoints: [createOffPage(pages)], chat: null };
  const hasGame = config.roblox.kind === 'sandbox';
  const first = [
    { name: 'Mia', isStaff: false },
    { name: 'Leo', isStaff: false },
    ...(hasGame ? [{ name: 'Sam', isStaff: true }] : []),
  ];
  const { clock, log } = world;
  // Nobody counts how often we change a message here, and whoever tries things out does not like to wait.
  const sleep = (ms: number): Promise<void> => Bun.sleep(Math.min(ms, LONGEST_WAIT_MS));
  const onFault = (err: unknown): void => log.error({ err }, 'a reply could not be kept up to date');
  const chat = createPlayground({ desk, clock, newId, sleep, onFault, first });
  return { endpoints: createPlaygroundEndpoints({ chat, door, pages, hasGame }), chat };
}

function doorOf({ mode, adminToken }: Config, { clock, random }: World): Door | undefined {
  if (mode === 'development') return OPEN_DOOR;
  return adminToken === null ? undefined : createTokenDoor({ token: adminToken, clock, random });
}
