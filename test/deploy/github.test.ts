import { describe, expect, test } from 'bun:test';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import packageJson from '../../package.json';
import { listRepositoryFiles } from '../docs/markdown.ts';
import { REPOSITORY } from './context.ts';

const read = (path: string): string => readFileSync(join(REPOSITORY, path), 'utf8');
const listFiles = (folder: string): string[] =>
  listRepositoryFiles().filter((path) => path.startsWith(folder));

const workflowForm = z.strictObject({
  name: z.string(),
  on: z.record(z.string(), z.unknown()),
  permissions: z.strictObject({ contents: z.literal('read') }),
  concurrency: z.strictObject({ group: z.string(), 'cancel-in-progress': z.literal(true) }),
  env: z.record(z.string(), z.string()),
  jobs: z.record(
    z.string(),
    z.strictObject({
      name: z.string(),
      'runs-on': z.string(),
      'timeout-minutes': z.int().max(120),
      steps: z.array(
        z.union([
          z.strictObject({ uses: z.string(), with: z.record(z.string(), z.unknown()).optional() }),
          z.strictObject({ name: z.string(), run: z.string() }),
        ]),
      ),
    }),
  ),
});
const { on, env, jobs } = workflowForm.parse(parse(read('.github/workflows/ci.yml')));

/** What the steps of a job run, in order. */
const listCommands = (job: string): string[] =>
  (jobs[job]?.steps ?? []).flatMap((step) => ('run' in step ? [step.run.trim()] : []));

describe('the CI workflow', () => {
  test('runs for each pull request, and for what is pushed to main', () => {
    expect(Object.keys(on)).toContain('pull_request');
    expect(on.push).toEqual({ branches: ['main'] });
  });

  test('runs all that a change must pass, beside a MongoDB', () => {
    expect(listCommands('check').slice(-2)).toEqual(['.github/start-mongodb', '.ci/run']);
    expect(statSync(join(REPOSITORY, '.ci/run')).mode & 0o111).not.toBe(0);
  });

  test('runs what uses MongoDB against a real one, as a replica set of one', () => {
    const [start, run] = listCommands('mongodb');
    const script = read('.github/start-mongodb');
    expect(start).toBe('.github/start-mongodb');
    expect(statSync(join(REPOSITORY, '.github/start-mongodb')).mode & 0o111).not.toBe(0);
    expect(script).toMatch(/docker run .* mongo:8 --replSet rs0 /);
    expect(script).toContain('rs.initiate({ _id: "rs0"');
    expect(env.MONGODB_TEST_URI).toBe('mongodb://127.0.0.1:27017/?replicaSet=rs0');
    expect(run).toContain(`bun@${Bun.version} run prove`);
  });

  test('the command that lists the tests of MongoDB finds them', () => {
    const [, run = ''] = listCommands('mongodb');
    const [, list = ''] = /\$\((.*)\)$/.exec(run) ?? [];
    const { stdout } = Bun.spawnSync(['bash', '-euc', list], { cwd: REPOSITORY });
    const listed = stdout.toString().trim().split('\n');
    expect(listed).toContain('./src/storage/mongodb/mongodb.test.ts');
    expect(listed).toContain('./test/proof/model-mongodb.test.ts');
  });

  test('names each action by a version', () => {
    const used = Object.values(jobs).flatMap(({ steps }) =>
      steps.flatMap((step) => ('uses' in step ? [step.uses] : [])),
    );
    expect(used).not.toBeEmpty();
    for (const action of used) expect(action).toMatch(/^[\w-]+\/[\w-]+@(v\d+|[0-9a-f]{40})$/);
  });
});

test('the start of MongoDB waits for the server, makes the replica set once, awaits its primary', () => {
  const folder = mkdtempSync(join(tmpdir(), 'petbank-mongodb-'));
  // A docker whose mongod comes up at the second ping, and accepts writes at the second question.
  const docker = `#!/bin/sh
for last; do :; done
echo "$last" >> "${folder}/calls"
case "$last" in
  *ping*) [ "$(grep -c ping "${folder}/calls")" -gt 1 ] ;;
  *isWritablePrimary*) [ "$(grep -c Primary "${folder}/calls")" -gt 1 ] && echo true || echo false ;;
esac
`;
  writeFileSync(join(folder, 'docker'), docker, { mode: 0o755 });
  writeFileSync(join(folder, 'sleep'), '#!/bin/sh\n', { mode: 0o755 });
  const { exitCode } = Bun.spawnSync([join(REPOSITORY, '.github/start-mongodb')], {
    env: { PATH: `${folder}:${process.env.PATH}` },
  });
  const calls = readFileSync(join(folder, 'calls'), 'utf8').trim().split('\n');
  rmSync(folder, { recursive: true });
  expect(exitCode).toBe(0);
  expect(calls.map((call) => /ping|initiate|Primary|bind_ip_all/.exec(call)?.[0])).toEqual([
    'bind_ip_all',
    'ping',
    'ping',
    'initiate',
    'Primary',
    'Primary',
  ]);
});

test('the package and the issue forms name the same repository, and one version of Bun', () => {
  const { repository, bugs, homepage, packageManager, engines } = packageJson;
  const links = [repository.url, bugs, homepage, read('.github/ISSUE_TEMPLATE/config.yml')].flatMap((text) =>
    [...text.matchAll(/github\.com\/([\w-]+\/[\w-]+)/g)].map(([, name]) => name),
  );
  expect(links.length).toBeGreaterThan(4);
  expect(new Set(links)).toEqual(new Set(['your-org/petbank']));
  expect(read('CONTRIBUTING.md')).toContain('your-org/petbank');
  expect([packageManager, engines.bun, read('.bun-version').trim()]).toEqual([
    `bun@${Bun.version}`,
    `>=${Bun.version}`,
    Bun.version,
  ]);
});

test('dependabot watches the packages, the images and the actions', () => {
  const form = z.strictObject({
    version: z.literal(2),
    updates: z.array(
      z.looseObject({
        'package-ecosystem': z.string(),
        directory: z.literal('/'),
        schedule: z.strictObject({ interval: z.enum(['daily', 'weekly', 'monthly']) }),
      }),
    ),
  });
  const { updates } = form.parse(parse(read('.github/dependabot.yml')));
  const watched = updates.map((update) => update['package-ecosystem']);
  expect(watched).toEqual(['bun', 'docker', 'docker-compose', 'github-actions']);
});

test('each issue form is one that GitHub shows', () => {
  const label = z.looseObject({ label: z.string().min(1) });
  const field = (attributes: z.ZodType) => ({
    id: z.string().regex(/^[\w-]+$/),
    attributes,
    validations: z.strictObject({ required: z.boolean() }).optional(),
  });
  const form = z.strictObject({
    name: z.string(),
    description: z.string(),
    labels: z.array(z.string()),
    body: z.array(
      z.discriminatedUnion('type', [
        z.strictObject({ type: z.literal('markdown'), attributes: z.strictObject({ value: z.string() }) }),
        z.strictObject({ type: z.literal('input'), ...field(label) }),
        z.strictObject({ type: z.literal('textarea'), ...field(label) }),
        z.strictObject({
          type: z.literal('dropdown'),
          ...field(label.extend({ options: z.array(z.string()).min(1) })),
        }),
      ]),
    ),
  });
  const forms = listFiles('.github/ISSUE_TEMPLATE/').filter((path) => !path.endsWith('config.yml'));
  expect(forms).toHaveLength(2);
  for (const path of forms) expect(() => form.parse(parse(read(path)))).not.toThrow();
  expect(parse(read('.github/ISSUE_TEMPLATE/config.yml'))).toHaveProperty('blank_issues_enabled', false);
});
