import { join } from 'node:path';
import type { Environment } from '../support/bank.ts';
import { keyOf, type TestKey } from '../support/keys.ts';

const COMMANDS = join(import.meta.dir, '../../src/cli/main.ts');
export const EVERYTHING: TestKey = keyOf('everything', 'teller+member+read+admin');
export const ALL_SCOPES = `${EVERYTHING.id}:${EVERYTHING.secret}:${EVERYTHING.scopes}`;

/** Runs a command of petbank to its end, with a bank in this file. */
export async function runCommand(words: readonly string[], file: string, more: Environment = {}) {
  const env = { PATH: process.env.PATH ?? '', DATABASE_URL: `file:${file}`, ...more };
  const child = Bun.spawn([process.execPath, COMMANDS, ...words], { env, stdout: 'pipe', stderr: 'pipe' });
  const [printed, complained] = await Promise.all([
    new Response(child.stdout).text(),
    new Response(child.stderr).text(),
  ]);
  return { status: await child.exited, printed, complained };
}
