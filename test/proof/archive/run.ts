import { join } from 'node:path';

const MAIN = join(import.meta.dir, '../../../src/cli/main.ts');

/** How a test reads a backup that was made without a key. */
export const NO_KEYS = { keys: [], acceptsUnauthenticated: false } as const;

export interface Run {
  readonly status: number;
  readonly printed: string;
  readonly complained: string;
}

/** Starts `petbank` with these words; nothing of this process's environment but what is given. */
export function startPetbank(words: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const child = Bun.spawn([process.execPath, '--no-env-file', MAIN, ...words], {
    env: { PATH: process.env.PATH ?? '', ...env },
    stdout: 'pipe',
    stderr: 'pipe',
  });
  const ended = async (): Promise<Run> => {
    const [printed, complained, status] = await Promise.all([
      new Response(child.stdout).text(),
      new Response(child.stderr).text(),
      child.exited,
    ]);
    return { status, printed, complained };
  };
  return { child, ended: ended() };
}

/** What `petbank` says and how it ends. */
export const runPetbank = (
  words: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Run> => startPetbank(words, env).ended;
