import { describe, expect, test } from 'bun:test';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ValidationSeverity, validate } from 'dockerfile-utils';
import packageJson from '../../package.json';
import { listContextFiles, REPOSITORY } from './context.ts';
import { DOCKERFILE, execForm, readSteps } from './layout.ts';

const findSteps = (name: string) => readSteps().filter((step) => step.name === name);
const findLast = (name: string): string => findSteps(name).at(-1)?.text ?? '';

describe('the Dockerfile', () => {
  test('passes the linter', () => {
    const settings = {
      deprecatedMaintainer: ValidationSeverity.ERROR,
      directiveCasing: ValidationSeverity.ERROR,
      emptyContinuationLine: ValidationSeverity.ERROR,
      instructionCasing: ValidationSeverity.ERROR,
      instructionCmdMultiple: ValidationSeverity.ERROR,
      instructionEntrypointMultiple: ValidationSeverity.ERROR,
      instructionHealthcheckMultiple: ValidationSeverity.ERROR,
      instructionJSONInSingleQuotes: ValidationSeverity.ERROR,
      instructionWorkdirRelative: ValidationSeverity.ERROR,
    };
    expect(validate(DOCKERFILE, settings)).toEqual([]);
    expect(validate(`${DOCKERFILE}CMD ["again"]\n`, settings)).not.toEqual([]);
  });

  test('builds every stage on the version of Bun that the project is tested with', () => {
    const versions = findSteps('FROM').map(({ words }) => words[0]);
    const tested = packageJson.engines.bun.replace('>=', '');
    expect(versions).toEqual([`oven/bun:${tested}-slim`, `oven/bun:${tested}-slim`]);
  });

  test('installs what bun.lock lists, and starts programs that receive signals directly', () => {
    const installs = findSteps('RUN').filter(({ text }) => text.startsWith('bun install'));
    expect(installs.map(({ text }) => text)).toEqual(['bun install --frozen-lockfile --production']);
    for (const text of [
      findLast('ENTRYPOINT'),
      findLast('CMD'),
      findLast('HEALTHCHECK').replace(/^CMD /, ''),
    ]) {
      expect(execForm(text).length).toBeGreaterThan(0);
    }
    expect(findLast('STOPSIGNAL')).toBe('SIGTERM');
    const lines = readFileSync(join(REPOSITORY, 'deploy/petbank'), 'utf8').split('\n');
    expect(lines[0]).toBe('#!/bin/sh');
    expect(lines.filter((line) => /^\s*bun /.test(line))).toEqual([]);
  });

  test('runs as a user other than root, and keeps the bank in a volume of that user', () => {
    expect(findLast('USER')).toMatch(/^[1-9]\d*:[1-9]\d*$/);
    expect(execForm(findLast('VOLUME'))).toEqual(['/data']);
  });

  test('contains no secret', () => {
    const given = [...findSteps('ENV'), ...findSteps('ARG')].flatMap(({ words }) => words);
    expect(given.filter((word) => /key|token|secret|password/i.test(word))).toEqual([]);
  });
});

describe('the build context', () => {
  test('contains what the image is built from: no secret, no data, no test', () => {
    const files = listContextFiles();
    const tops = new Set(files.map((file) => file.split('/')[0] ?? ''));
    expect([...tops].sort()).toEqual([
      'LICENSE',
      'build.ts',
      'bun.lock',
      'bunfig.toml',
      'clients',
      'deploy',
      'lua',
      'migrations',
      'package.json',
      'src',
      'tsconfig.json',
    ]);
    expect(files.filter((file) => file.endsWith('.test.ts'))).toEqual([]);
  });

  test('would contain secrets without .dockerignore, so that the test above can fail', () => {
    expect(listContextFiles('')).toEqual(expect.arrayContaining(['.env', 'data/petbank.db']));
  });
});
