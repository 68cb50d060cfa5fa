import { expect, test } from 'bun:test';
import { describeConflicts } from '../app/status.ts';
import { ConfigError, readConfig } from './config.ts';
import type { ConfigIssue } from './fault.ts';

function faultsOf(env: Record<string, string>): readonly ConfigIssue[] {
  try {
    readConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.issues;
    throw error;
  }
  return [];
}

test.each(['all', 'api', 'bot'] as const)('a process may be %s', (ROLE) => {
  expect(readConfig({ ROLE, DISCORD_TOKEN: 'abc.def' }).role).toBe(ROLE);
});

test('a process that is only the bot is refused without the token it needs', () => {
  expect(faultsOf({ ROLE: 'bot' }).map(({ variable }) => variable)).toEqual(['DISCORD_TOKEN']);
});

test('an unknown role, or a malformed token, is one fault and not two', () => {
  expect(faultsOf({ ROLE: 'teller' }).map(({ variable }) => variable)).toEqual(['ROLE']);
  expect(faultsOf({ ROLE: 'bot', DISCORD_TOKEN: 'Bot abc' }).map(({ variable }) => variable)).toEqual([
    'DISCORD_TOKEN',
  ]);
});

test('a part of a bank on an SQLite file is a start, with a warning', () => {
  const warnings = (env: Record<string, string>) =>
    describeConflicts(readConfig({ NODE_ENV: 'development', ...env }));
  expect(warnings({ ROLE: 'api' })).toEqual([expect.stringContaining('several need MongoDB')]);
  expect(warnings({ ROLE: 'all' })).toEqual([]);
});
