import { z } from 'zod';
import { defineEndpoint, type Endpoint, GET } from './endpoint.ts';
import type { Metrics } from './metrics.ts';

const check = z.enum(['ok', 'down', 'off', 'unknown']);
export type Check = z.infer<typeof check>;

/** What the health checks read. */
export interface Vitals {
  readonly version: string;
  /** Milliseconds since the start. */
  readonly uptimeMs: () => number;
  /** Rejects when the database can't be read. */
  readonly ping: () => Promise<void>;
  readonly discord: () => Check;
  readonly roblox: () => Check;
  /** Whether the process is stopping and accepts nothing new. */
  readonly isStopping: () => boolean;
}

const healthAnswer = z.object({
  status: z.enum(['ok', 'degraded']),
  version: z.string(),
  uptimeSeconds: z.int().min(0),
  checks: z.object({ storage: check, discord: check, roblox: check }),
});
const open = { ...GET, scopes: [], isUncounted: true, tag: 'Health', problems: [] } as const;

export function createHealthEndpoints(vitals: Vitals, metrics: Metrics): readonly Endpoint[] {
  return [createHealth(vitals), livez, createReadyz(vitals), createMetricsEndpoint(metrics)];
}

const isStorageUp = ({ ping }: Vitals): Promise<boolean> =>
  ping().then(
    () => true,
    () => false,
  );

function createHealth(vitals: Vitals): Endpoint {
  const { version } = vitals;
  return defineEndpoint(
    {
      ...open,
      path: '/health',
      summary: 'The health of the bank and of what it depends on',
      description: 'Answers 503 when the storage is down.',
      answer: healthAnswer,
      example: {
        answer: {
          status: 'ok',
          version,
          uptimeSeconds: 60,
          checks: { storage: 'ok', discord: 'off', roblox: 'ok' },
        },
      },
    },
    async () => {
      const storage: Check = (await isStorageUp(vitals)) ? 'ok' : 'down';
      const checks = { storage, discord: vitals.discord(), roblox: vitals.roblox() };
      const status = Object.values(checks).includes('down') ? 'degraded' : 'ok';
      const uptimeSeconds = Math.floor(vitals.uptimeMs() / 1000);
      const answer = { status, version, uptimeSeconds, checks };
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

function createReadyz(vitals: Vitals): Endpoint {
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
      const isReady = !vitals.isStopping() && (await isStorageUp(vitals));
      return Response.json({ status: isReady ? 'ready' : 'not_ready' }, { status: isReady ? 200 : 503 });
    },
  );
}

function createMetricsEndpoint(metrics: Metrics): Endpoint {
  return defineEndpoint(
    {
      ...open,
      path: '/metrics',
      summary: 'Metrics for Prometheus',
      answer: z.string(),
      example: { answer: 'petbank_ledger_seq 4' },
    },
    async () => new Response(await metrics.text(), { headers: { 'content-type': metrics.contentType } }),
  );
}
