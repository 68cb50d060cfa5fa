import { z } from 'zod';
import { defineEndpoint, type Endpoint, GET } from './endpoint.ts';
import type { Metrics } from './metrics.ts';
import { admitScrapers } from './scraper.ts';
import { shareWhileRunning } from './share.ts';

const check = z.enum(['ok', 'down', 'off', 'unknown']);
export type Check = z.infer<typeof check>;

/** What the health checks read. */
export interface Vitals {
  readonly version: string;
  readonly mode: Mode;
  /** Milliseconds since the start. */
  readonly uptimeMs: () => number;
  /** Rejects when the database can't be read. */
  readonly ping: () => Promise<void>;
  readonly discord: () => Check;
  readonly roblox: () => Check;
  /** Whether the ledger held when it was last checked whole. */
  readonly ledger: () => Check;
  /** Whether the bank's own backups are as new as they should be. */
  readonly backup: () => Check;
  /** Whether the process is stopping and accepts nothing new. */
  readonly isStopping: () => boolean;
}

const mode = z.enum(['development', 'production']);
type Mode = z.infer<typeof mode>;

const healthAnswer = z.object({
  status: z.enum(['ok', 'degraded']),
  version: z.string(),
  mode,
  uptimeSeconds: z.int().min(0),
  checks: z.object({ storage: check, discord: check, roblox: check, ledger: check, backup: check }),
});
const open = { ...GET, scopes: [], isUncounted: true, tag: 'Health', problems: [] } as const;

/** What is read of the process itself, and who may read it from elsewhere. */
interface Gauges {
  readonly metrics: Metrics;
  readonly metricsToken: string | null;
}

export function createHealthEndpoints(vitals: Vitals, gauges: Gauges): readonly Endpoint[] {
  // However many ask, the database hears a single question at a time.
  const isStorageUp = shareWhileRunning((_: null) =>
    vitals.ping().then(
      () => true,
      () => false,
    ),
  );
  const checks = { ...vitals, isStorageUp: () => isStorageUp(null) };
  return [createHealth(checks), livez, createReadyz(checks), createMetricsEndpoint(gauges)];
}

interface Checks extends Vitals {
  readonly isStorageUp: () => Promise<boolean>;
}

function createHealth(vitals: Checks): Endpoint {
  const { version, mode: startedIn } = vitals;
  return defineEndpoint(
    {
      ...open,
      path: '/health',
      summary: 'The health of the bank and of what it depends on',
      description:
        'Answers 503 when the storage is down. `ledger` is what the last check of the whole ledger found, ' +
        'which runs at least once a day, `backup` whether the last of its own backups is as new as it ' +
        'should be.',
      answer: healthAnswer,
      example: {
        answer: {
          status: 'ok',
          version,
          mode: 'production',
          uptimeSeconds: 60,
          checks: { storage: 'ok', discord: 'off', roblox: 'ok', ledger: 'ok', backup: 'ok' },
        },
      },
    },
    async () => {
      const storage: Check = (await vitals.isStorageUp()) ? 'ok' : 'down';
      const { discord, roblox, ledger } = vitals;
      const serving = { storage, discord: discord(), roblox: roblox(), ledger: ledger() };
      // A bank without a new backup serves as well as ever: that is for its operator.
      const status = Object.values(serving).includes('down') ? 'degraded' : 'ok';
      const checks = { ...serving, backup: vitals.backup() };
      const uptimeSeconds = Math.floor(vitals.uptimeMs() / 1000);
      const answer = { status, version, mode: startedIn, uptimeSeconds, checks };
      return Response.json(answer, { status: storage === 'down' ? 503 : 200 });
    },
  );
}

const livez: Endpoint = defineEndpoint(
  {
    ...open,
    path: '/livez',
    summary: 'Whether the process runs',
    answer: z.object({ status: z.literal('ok') }),
    example: { answer: { status: 'ok' } },
  },
  async () => ({ status: 'ok' as const }),
);

function createReadyz(vitals: Checks): Endpoint {
  return defineEndpoint(
    {
      ...open,
      path: '/readyz',
      summary: 'Whether to send requests here',
      description: 'Answers 503 when the storage is down, and while the process is stopping.',
      answer: z.object({ status: z.enum(['ready', 'not_ready']) }),
      example: { answer: { status: 'ready' } },
    },
    async () => {
      const isReady = !vitals.isStopping() && (await vitals.isStorageUp());
      return Response.json({ status: isReady ? 'ready' : 'not_ready' }, { status: isReady ? 200 : 503 });
    },
  );
}

function createMetricsEndpoint({ metrics, metricsToken }: Gauges): Endpoint {
  return defineEndpoint(
    {
      ...open,
      path: '/metrics',
      turnAway: admitScrapers(metricsToken),
      summary: 'Metrics for Prometheus',
      description:
        'For programs on the machine itself, without a proxy between. From elsewhere with `METRICS_TOKEN`, ' +
        'sent as `Authorization: Bearer`: any other gets 401, and everyone 404 where none is set.',
      answer: z.string(),
      example: { answer: 'petbank_ledger_seq 4' },
    },
    async () => new Response(await metrics.text(), { headers: { 'content-type': metrics.contentType } }),
  );
}
