import { describe, expect, test } from 'bun:test';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ValidationSeverity, validate } from 'dockerfile-utils';
import packageJson from '../../package.json';
import { contextFiles, REPOSITORY } from './context.ts';
import { DOCKERFILE, execForm, readSteps } from './layout.ts';

const stepsNamed = (name: string) => readSteps().filter((step) => step.name === name);
const last = (name: string): string => stepsNamed(name).at(-1)?.text ?? '';

describe('the Dockerfile', () => {
  test('has no fault that a linter finds', () => {
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

  test('builds on the version of Bun that the project is tested with, in every stage', () => {
    const versions = stepsNamed('FROM').map(({ words }) => words[0]);
    const tested = packageJson.engines.bun.replace('>=', '');
    expect(versions).toEqual([`oven/bun:${tested}-slim`, `oven/bun:${tested}-slim`]);
  });

  test('installs what bun.lock names, and starts programs that get the signals themselves', () => {
    const installs = stepsNamed('RUN').filter(({ text }) => text.startsWith('bun install'));
    expect(installs.map(({ text }) => text)).toEqual(['bun install --frozen-lockfile --production']);
    for (const text of [last('ENTRYPOINT'), last('CMD'), last('HEALTHCHECK').replace(/^CMD /, '')]) {
      expect(execForm(text).length).toBeGreaterThan(0);
    }
    expect(last('STOPSIGNAL')).toBe('SIGTERM');
    const lines = readFileSync(join(REPOSITORY, 'deploy/petbank'), 'utf8').split('\n');
    expect(lines[0]).toBe('#!/bin/sh');
    expect(lines.filter((line) => /^\s*bun /.test(line))).toEqual([]);
  });

  test('runs as a user that is not root, and keeps the bank in a volume of that user', () => {
    expect(last('USER')).toMatch(/^[1-9]\d*:[1-9]\d*$/);
    expect(execForm(last('VOLUME'))).toEqual(['/data']);
  });

  test('names no secret', () => {
    const given = [...stepsNamed('ENV'), ...stepsNamed('ARG')].flatMap(({ words }) => words);
    expect(given.filter((word) => /key|token|secret|password/i.test(word))).toEqual([]);
  });
});

describe('what Docker is sent', () => {
  test('is what the image is made of: no secret, no data, no test', () => {
    const files = contextFiles();
    const tops = new Set(files.map((file) => file.split('/')[0] ?? ''));
    expect([...tops].sort()).toEqual([
      'LICENSE',
      'build.ts',
      'bun.lock',
      'bunfig.toml',
      'deploy',
      'lua',
      'migrations',
      'package.json',
      'src',
      'tsconfig.json',
    ]);
    expect(files.filter((file) => file.endsWith('.test.ts'))).toEqual([]);
  });

  test('would hold secrets without .dockerignore, so that the test above can fail', () => {
    expect(contextFiles('')).toEqual(expect.arrayContaining(['.env', 'data/petbank.db']));
  });
});
