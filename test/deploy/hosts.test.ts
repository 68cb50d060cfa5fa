import { expect, test } from 'bun:test';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { environment, readConfig } from '../../src/config/config.ts';
import { REPOSITORY } from './context.ts';

const read = (name: string): string => readFileSync(join(REPOSITORY, name), 'utf8');

const renderForm = z.strictObject({
  services: z.tuple([
    z.object({
      type: z.literal('web'),
      runtime: z.literal('docker'),
      dockerfilePath: z.literal('./Dockerfile'),
      numInstances: z.literal(1),
      healthCheckPath: z.string(),
      maxShutdownDelaySeconds: z.int(),
      envVars: z.array(
        z.union([
          z.strictObject({ key: z.string(), value: z.string() }),
          z.strictObject({ key: z.string(), sync: z.literal(false) }),
        ]),
      ),
    }),
  ]),
});
const flyForm = z.object({
  kill_signal: z.literal('SIGTERM'),
  kill_timeout: z.int(),
  env: z.record(z.string(), z.string()),
  mounts: z.tuple([z.looseObject({ destination: z.string() })]),
  http_service: z.object({
    internal_port: z.int(),
    force_https: z.literal(true),
    auto_stop_machines: z.literal('off'),
    min_machines_running: z.int().min(1),
    checks: z.tuple([z.looseObject({ path: z.string() })]),
  }),
});

const render = renderForm.parse(parse(read('render.yaml'))).services[0];
const fly = flyForm.parse(Bun.TOML.parse(read('fly.toml')));
const dockerfile = read('Dockerfile');
const fixed = Object.fromEntries(
  render.envVars.flatMap((variable) => ('value' in variable ? [[variable.key, variable.value]] : [])),
);
const SECRETS = ['API_KEYS', 'ADMIN_TOKEN', 'DISCORD_TOKEN', 'DATABASE_URL', 'ROBLOX_API_KEY'];

test('each host file sets only variables that the bank knows, and no secret', () => {
  for (const env of [fixed, fly.env]) {
    expect(readConfig(env).http.proxyHops).toBe(2);
    for (const name of Object.keys(env)) {
      expect(environment.shape).toHaveProperty(name);
      expect(SECRETS).not.toContain(name);
    }
  }
  for (const { key } of render.envVars) expect(environment.shape).toHaveProperty(key);
});

test('each host waits for requests in progress to finish, and checks whether the bank is ready', () => {
  const { shutdownMs } = readConfig({});
  for (const seconds of [fly.kill_timeout, render.maxShutdownDelaySeconds])
    expect(seconds * 1000).toBeGreaterThan(2 * shutdownMs);
  expect([render.healthCheckPath, fly.http_service.checks[0].path]).toEqual(['/readyz', '/readyz']);
});

test('Fly reaches the port and keeps the folder of the image', () => {
  const port = Number(/^EXPOSE (\d+)$/m.exec(dockerfile)?.[1]);
  expect(fly.http_service.internal_port).toBe(port);
  expect(dockerfile).toContain(`VOLUME ["${fly.mounts[0].destination}"]`);
});

test('a cloud machine gets Docker, and a proxy to the port that Compose publishes, without /metrics', () => {
  const cloudInit = z
    .object({ packages: z.array(z.string()), write_files: z.tuple([z.object({ content: z.string() })]) })
    .parse(parse(read('deploy/cloud-init.yaml')));
  expect(cloudInit.packages).toContain('docker-compose-v2');
  const { content } = cloudInit.write_files[0];
  expect(content).toContain('reverse_proxy 127.0.0.1:3000');
  expect(content).toContain('path /metrics');
  expect(read('docs/DEPLOYMENT.md')).toContain(content.slice(content.indexOf('bank.example.com')).trim());
});
