import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { version } from '../../package.json';
import { startPetbank } from '../../src/app/petbank.ts';
import { readConfig } from '../../src/config/config.ts';
import { createLog } from '../../src/log.ts';

const record = z.record(z.string(), z.unknown());
const parameterForm = z.object({
  name: z.string(),
  in: z.enum(['path', 'query']),
  required: z.boolean(),
  schema: record,
  example: z.string().optional(),
});
const contentForm = z.record(z.string(), z.object({ schema: record, example: z.unknown().optional() }));
const operationForm = z.object({
  tags: z.tuple([z.string()]),
  summary: z.string(),
  description: z.string(),
  parameters: z.array(parameterForm),
  security: z.array(record),
  requestBody: z.object({ content: contentForm }).optional(),
  responses: z.record(z.string(), z.object({ description: z.string(), content: contentForm.optional() })),
});

export type Schema = z.infer<typeof record>;
export type Operation = z.infer<typeof operationForm>;

/** As much of an OpenAPI document as the page shows. */
export const documentForm = z.object({
  info: z.object({ version: z.string() }),
  paths: z.record(z.string(), z.record(z.string(), operationForm)),
});
export type ApiDocument = z.infer<typeof documentForm>;

/** The document that a bank with pretend profiles serves. The bank is in memory, and ends afterwards. */
export async function readDocument(): Promise<ApiDocument> {
  const config = readConfig({
    NODE_ENV: 'development',
    PORT: '0',
    DATABASE_URL: 'file::memory:',
    API_KEYS: `page:${randomBytes(32).toString('base64url')}:read`,
    ROBLOX: 'sandbox',
    VALUES: 'demo',
  });
  const bank = await startPetbank(config, {
    clock: Date.now,
    random: randomBytes,
    log: createLog('silent'),
    version,
  });
  try {
    return documentForm.parse(await (await fetch(`${bank.url}/swagger/json`)).json());
  } finally {
    await bank.stop();
  }
}
