import { createHmac } from 'node:crypto';
import { hostname } from 'node:os';
import type { Book } from '../bank/engine/book.ts';
import type { Config } from '../config/config.ts';
import type { Metrics } from '../http/metrics.ts';
import type { ServerDependencies } from '../http/server.ts';
import type { Logger } from '../log.ts';
import { PEER_PATH } from '../peers/messages.ts';
import { createPeerHandler } from '../peers/serve.ts';
import type { Leadership } from '../storage/leadership.ts';

interface PeerDependencies {
  /** Null where the bank is one process. */
  readonly leadership: Leadership | null;
  /** This process's own book. */
  readonly book: Book;
  readonly metrics: Metrics;
  readonly clock: () => number;
  readonly log: Logger;
  readonly version: string;
}

/** How this process works with others on the same database. */
export interface Peers {
  /** Where they hand it operations. */
  readonly route: ServerDependencies['peers'];
  /** Takes part, once it listens on the port: the first of them leads. */
  join(port: number): Promise<void>;
  /** Hands over at once, so that another process leads before this one is gone. */
  leave(): Promise<void>;
}

const ALONE: Peers = { route: null, join: async () => undefined, leave: async () => undefined };

export function openPeers(
  { host, peerUrl }: Pick<Config, 'host' | 'peerUrl'>,
  { leadership, book, metrics, clock, log, version }: PeerDependencies,
): Peers {
  if (!leadership) return ALONE;
  metrics.watchLeadership(() => leadership.ownTerm() !== null);
  const onError = (err: unknown, context: object): void => log.error({ err, ...context }, 'a request failed');
  return {
    route: { path: PEER_PATH, answer: createPeerHandler({ book, leadership, clock, onError }) },
    join: (port) =>
      leadership.begin({
        url: peerUrl ?? `http://${reachableHost(host)}:${port}`,
        version,
        onTerm: ({ term, url, isOwn }) =>
          log.info({ term, url }, isOwn ? 'this process leads' : 'another process leads'),
        onError: (err) => log.warn({ err }, 'the database did not say which process leads'),
      }),
    leave: () => leadership.end().catch((err) => log.warn({ err }, 'the lead could not be handed over')),
  };
}

/**
 * What peers sign with is made of the database's secret and of the admin token: by what the database holds
 * alone, nobody passes for a peer, and nobody writes a leader into it that takes what they hand over.
 * Processes with different tokens hand each other nothing.
 */
export function sealLeadership(leadership: Leadership, adminToken: string | null): Leadership {
  if (adminToken === null) return leadership;
  const seal = (kind: 'secret' | 'version', text: string): string =>
    createHmac('sha256', adminToken)
      .update(JSON.stringify(['petbank-peers', kind, text]))
      .digest('base64url');
  return {
    ...leadership,
    begin: (as) => leadership.begin({ ...as, version: `${as.version} ${seal('version', as.version)}` }),
    leader() {
      const leader = leadership.leader();
      return leader && { ...leader, secret: seal('secret', leader.secret) };
    },
    secretOf(term) {
      const secret = leadership.secretOf(term);
      return secret === null ? null : seal('secret', secret);
    },
  };
}

/** Addresses that stand for all of a machine's, and can't be connected to from another one. */
const ANY_ADDRESS = ['0.0.0.0', '::'];

function reachableHost(host: string): string {
  if (ANY_ADDRESS.includes(host)) return hostname();
  return host.includes(':') ? `[${host}]` : host;
}
