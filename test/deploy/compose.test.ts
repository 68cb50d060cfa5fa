import { describe, expect, test } from 'bun:test';
import { join } from 'node:path';
import { DCLinter } from 'dclint';
import { environment } from '../../src/config/config.ts';
import { COMPOSE_FILES, readCompose, readComposeText } from './compose.ts';
import { REPOSITORY } from './context.ts';

/** Our keys are in the order in which a reader wants them. The rule on quotes reports quoted ports too. */
const RULES_OF_TASTE = {
  'service-keys-order': 0,
  'services-alphabetical-order': 0,
  'top-level-properties-order': 0,
  'require-quotes-in-ports': 0,
} as const;

describe.each(COMPOSE_FILES)('%s', (name) => {
  const { services, volumes } = readCompose(name);

  test('follows the Compose specification, and passes the linter', () => {
    const linter = new DCLinter({ rules: RULES_OF_TASTE, quiet: true, debug: false, exclude: [] });
    const messages = linter.lintFiles([join(REPOSITORY, name)], false).flatMap((result) => result.messages);
    expect(messages).toEqual([]);
  });

  test('has no default password, and asks for each by name', () => {
    const variables = [...readComposeText(name).matchAll(/(?<!\$)\$\{(\w+)([^}]*)\}/g)];
    for (const [, variable = '', rule = ''] of variables) {
      if (variable === 'PORT') expect(rule).toBe(':-3000');
      else
        expect({ variable, rule }).toEqual({
          variable: 'MONGO_PASSWORD',
          rule: expect.stringMatching(/^:\?/),
        });
    }
  });

  test('gives each service a read-only disk, no rights, limits of memory and log, and restarts', () => {
    for (const service of Object.values(services)) {
      expect(service).toMatchObject({
        read_only: true,
        cap_drop: ['ALL'],
        security_opt: ['no-new-privileges:true'],
        tmpfs: ['/tmp'],
        restart: 'unless-stopped',
        logging: { driver: 'json-file', options: { 'max-size': '10m', 'max-file': '5' } },
        mem_limit: expect.stringMatching(/^\d+[mg]$/),
      });
    }
  });

  test('opens the API to this machine only, and nothing else to anyone', () => {
    const open = Object.entries(services).flatMap(([service, { ports = [] }]) =>
      ports.map((port) => `${service} ${port}`),
    );
    // biome-ignore lint/suspicious/noTemplateCurlyInString: Compose fills in the port.
    expect(open).toEqual(['api 127.0.0.1:${PORT:-3000}:3000']);
    expect(services.api?.environment).toMatchObject({ HOST: '0.0.0.0', PORT: '3000' });
  });

  test('waits longer for the bank than the bank waits for its requests', () => {
    const { shown } = environment.shape.SHUTDOWN_SECONDS.meta() ?? {};
    expect(Number.parseInt(services.api?.stop_grace_period ?? '', 10)).toBeGreaterThan(Number(shown) + 5);
  });

  test('keeps written data in named volumes', () => {
    const mounted = Object.values(services).flatMap((service) => service.volumes ?? []);
    expect(mounted.map((mount) => mount.split(':')[0] ?? '').sort()).toEqual(Object.keys(volumes).sort());
    for (const mount of mounted) expect(mount).toMatch(/^[a-z-]+:\/data/);
  });

  test('sets only variables that the bank knows', () => {
    for (const variable of Object.keys(services.api?.environment ?? {})) {
      expect(Object.keys(environment.shape)).toContain(variable);
    }
  });
});

test('the bank on MongoDB starts once the host and replica set of its address accept writes', () => {
  const { services } = readCompose('docker-compose.yml');
  expect(services.api?.depends_on).toEqual({ mongodb: { condition: 'service_healthy' } });
  const address = services.api?.environment.DATABASE_URL ?? '';
  const password = '0123abcd';
  const url = new URL(address.replace(/\$\{[^}]*\}/, password).replace('mongodb:', 'http:'));
  expect({ user: url.username, password: url.password, host: url.host, path: url.pathname }).toEqual({
    user: 'petbank',
    password,
    host: 'mongodb:27017',
    path: '/petbank',
  });
  const set = url.searchParams.get('replicaSet') ?? '';
  const command = services.mongodb?.command ?? [];
  expect(command[command.indexOf('--replSet') + 1]).toBe(set);
  expect(services.mongodb?.healthcheck?.test.at(-1)).toContain(
    `{ _id: '${set}', members: [{ _id: 0, host: '${url.host}' }] }`,
  );
});
