import { z } from 'zod';
import { createMetrics } from '../../src/http/metrics.ts';
import { listEndpoints } from '../../src/http/routes.ts';
import { createSandbox, sandboxProfileSchema } from '../../src/roblox/sandbox.ts';

/** Every endpoint of a bank with a sandbox, for its page: there is no bank behind it. */
export function documentedEndpoints() {
  return listEndpoints({
    vitals: {
      version: '0.0.0-test',
      mode: 'production',
      uptimeMs: () => 0,
      ping: async () => undefined,
      discord: () => 'off',
      roblox: () => 'ok',
      ledger: () => 'ok',
      backup: () => 'ok',
      isStopping: () => false,
    },
    metrics: createMetrics(),
    metricsToken: null,
    sandbox: { ...createSandbox(), editSchema: sandboxProfileSchema },
    isHealthOnly: false,
    hasGifts: true,
  });
}

const parameter = z.object({ name: z.string(), in: z.enum(['path', 'query']), required: z.boolean() });
const operation = z.object({
  operationId: z.string(),
  summary: z.string(),
  parameters: z.array(parameter),
  security: z.array(z.record(z.string(), z.array(z.string()))),
  requestBody: z.object({ content: z.record(z.string(), z.unknown()) }).optional(),
  responses: z.record(z.string(), z.object({ description: z.string() })),
});

/** As much of an OpenAPI document as the tests read. */
export const documentSchema = z.object({
  openapi: z.string(),
  info: z.object({ title: z.string(), version: z.string() }),
  paths: z.record(z.string(), z.record(z.string(), operation)),
});
