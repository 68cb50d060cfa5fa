import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { REPOSITORY } from './context.ts';

const service = z.looseObject({
  image: z.string(),
  entrypoint: z.array(z.string()).optional(),
  command: z.array(z.string()).optional(),
  environment: z.record(z.string(), z.string()),
  depends_on: z.record(z.string(), z.object({ condition: z.string() })).optional(),
  ports: z.array(z.string()).optional(),
  volumes: z.array(z.string()).optional(),
  healthcheck: z
    .object({ test: z.array(z.string()) })
    .loose()
    .optional(),
  stop_grace_period: z.string().regex(/^\d+s$/),
  read_only: z.boolean(),
  cap_drop: z.array(z.string()),
  restart: z.string(),
  mem_limit: z.string(),
});
const composeFile = z.looseObject({
  services: z.record(z.string(), service),
  volumes: z.record(z.string(), z.null()),
});

export type Compose = z.output<typeof composeFile>;

export const COMPOSE_FILES = ['docker-compose.yml', 'docker-compose.sqlite.yml'] as const;

export const readComposeText = (name: string): string => readFileSync(join(REPOSITORY, name), 'utf8');
export const readCompose = (name: string): Compose => composeFile.parse(parse(readComposeText(name)));

/** The text as Compose passes it on: `$$` is a single dollar. */
export const unescapeDollars = (text: string): string => text.replaceAll('$$', '$');
