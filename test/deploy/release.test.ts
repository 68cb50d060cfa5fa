import { expect, test } from 'bun:test';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import packageJson from '../../package.json';
import { REPOSITORY } from './context.ts';

const read = (path: string): string => readFileSync(join(REPOSITORY, path), 'utf8');
const job = z.object({
  needs: z.array(z.string()).default([]),
  permissions: z.record(z.string(), z.string()).default({}),
  strategy: z.object({ matrix: z.object({ include: z.array(z.record(z.string(), z.string())) }) }).optional(),
  steps: z.array(
    z.object({
      uses: z.string().optional(),
      run: z.string().optional(),
      with: z.record(z.string(), z.unknown()).default({}),
    }),
  ),
});
const { on, permissions, jobs } = z
  .object({ on: z.unknown(), permissions: z.unknown(), jobs: z.record(z.string(), job) })
  .parse(parse(read('.github/workflows/release.yml')));

test('a release is made of a tag alone, and no job may do more than it must', () => {
  expect(on).toEqual({ push: { tags: ['v[0-9]+.[0-9]+.[0-9]+'] } });
  expect(permissions).toEqual({ contents: 'read' });
  const writers = Object.entries(jobs).filter(([, { permissions: own }]) => own.contents === 'write');
  expect(writers.map(([name]) => name)).toEqual(['publish']);
  expect(jobs.publish?.needs.toSorted()).toEqual(['image', 'luau', 'programs']);
});

test('a program is built for every system that the build knows', () => {
  const names = jobs.programs?.strategy?.matrix.include.map(({ name }) => `bun-${name}`);
  const known = [...read('build-one-file.ts').matchAll(/^ {2}'(bun-[\w-]+)':/gm)].map(
    ([, target = '']) => target,
  );
  expect(names?.toSorted()).toEqual(known.toSorted());
  const scripts = Object.values(jobs).flatMap(({ steps }) => steps.map(({ run = '' }) => run));
  for (const script of scripts.filter((each) => each.includes('npm install')))
    expect(script).toContain(packageJson.packageManager);
});

test('the image is for both kinds of machines, with SBOM and provenance', () => {
  const build = jobs.image?.steps.find(({ uses = '' }) => uses.startsWith('docker/build-push-action'));
  const wanted = { platforms: 'linux/amd64,linux/arm64', sbom: true, provenance: 'mode=max', push: true };
  expect(build?.with).toMatchObject(wanted);
});

test('nothing is built for a tag that is not the version, and the image of the pinned Dockerfile', () => {
  for (const [name, { needs }] of Object.entries(jobs))
    expect([name, needs.includes('version') || name === 'version' || name === 'publish']).toEqual([
      name,
      true,
    ]);
  const steps = jobs.image?.steps ?? [];
  const build = steps.findIndex(({ uses = '' }) => uses.startsWith('docker/build-push-action'));
  expect(steps[build]?.with.context).toBe('.');
  const [, pin = ''] = /(base=.*\n)/.exec(steps[build - 1]?.run ?? '') ?? [];
  const { stdout } = Bun.spawnSync(['sh', '-euc', `${pin}echo "$base"`], { cwd: REPOSITORY });
  expect(read('Dockerfile')).toContain(`FROM ${stdout.toString().trim()}\n`);
});

test('its checksums name every file but their own', () => {
  const folder = mkdtempSync(join(tmpdir(), 'petbank-sums-'));
  mkdirSync(join(folder, 'files'));
  for (const name of ['a', 'b.exe']) writeFileSync(join(folder, 'files', name), name);
  const script = jobs.publish?.steps.map(({ run = '' }) => run).join('\n') ?? '';
  const lines = script.split('\n').filter((line) => line.includes('SHA256SUMS'));
  Bun.spawnSync(['sh', '-euc', lines.join('\n')], { cwd: folder });
  const check = Bun.spawnSync(['sha256sum', '--check', 'SHA256SUMS'], { cwd: join(folder, 'files') });
  rmSync(folder, { recursive: true });
  expect(check.stdout.toString()).toBe('a: OK\nb.exe: OK\n');
});

test('its notes are what CHANGELOG.md says of the version, and there is no release without', () => {
  const notes = (version: string) => Bun.spawnSync(['.github/release-notes', version], { cwd: REPOSITORY });
  const unreleased = notes('Unreleased');
  expect(unreleased.exitCode).toBe(0);
  expect(unreleased.stdout.toString()).toContain('### Added');
  expect(unreleased.stdout.toString()).not.toMatch(/^## /m);
  expect(notes('99.9.9')).toMatchObject({ exitCode: 1 });
});
