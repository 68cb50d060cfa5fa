import { describe, expect, setDefaultTimeout, test } from 'bun:test';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { REPOSITORY } from '../deploy/context.ts';
import { until } from '../support/until.ts';
import { type Fence, fencesOf, filesOfRepository, readDocument } from './markdown.ts';

// A document starts a bank and many processes.
setDefaultTimeout(120_000);

/** `run` marks what is run here, `serve` what is left running beside it until the end of the document. */
const isMarked = ({ info }: Fence, mark: string): boolean => info.split(' ').includes(mark);
const DEFAULT_ADDRESS = '127.0.0.1:3000';
const START_MS = 30_000;

const documents = filesOfRepository().filter(
  (path) => path.endsWith('.md') && fencesOf(readDocument(path)).some((fence) => isMarked(fence, 'run')),
);

/** What a newcomer has: the files of the repository, its packages, and Bun and npx. */
function makeFreshCopy(): { folder: string; env: Record<string, string>; remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'petbank-docs-'));
  const copy = join(folder, 'petbank');
  for (const path of filesOfRepository())
    cpSync(join(REPOSITORY, path), join(copy, path), { recursive: true });
  symlinkSync(join(REPOSITORY, 'node_modules'), join(copy, 'node_modules'));
  const tools = join(folder, 'tools');
  mkdirSync(tools);
  symlinkSync(process.execPath, join(tools, 'bun'));
  // npx would fetch this very Bun.
  const npx = `#!/bin/sh\n[ "$1 $2" = "--yes bun@${Bun.version}" ] || exit 64\nshift 2\nexec bun "$@"\n`;
  writeFileSync(join(tools, 'npx'), npx);
  chmodSync(join(tools, 'npx'), 0o755);
  const env = { PATH: `${tools}:${process.env.PATH ?? ''}`, HOME: folder };
  return { folder: copy, env, remove: () => rmSync(dirname(copy), { recursive: true, force: true }) };
}

async function findFreePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address !== null ? address.port : 0;
}

/** Starts what goes on, and gives what ends it once it answers. */
async function serve(code: string, options: { cwd: string; env: Record<string, string> }, url: string) {
  const child = Bun.spawn(['bash', '-euc', `exec ${code}`], {
    ...options,
    stdout: 'ignore',
    stderr: 'inherit',
  });
  const isUp = (): Promise<boolean> =>
    fetch(`${url}/livez`).then(
      () => true,
      () => false,
    );
  await until(async () => child.exitCode !== null || (await isUp()), code, { limitMs: START_MS });
  return async (): Promise<void> => {
    child.kill('SIGTERM');
    await child.exited;
  };
}

describe('the commands of the documents run as they stand, in a fresh copy of the repository', () => {
  test.each(documents)('%s', async (path) => {
    const fences = fencesOf(readDocument(path));
    const { folder, env, remove } = makeFreshCopy();
    const port = await findFreePort();
    const options = { cwd: folder, env: { ...env, PORT: String(port) } };
    const address = `127.0.0.1:${port}`;
    const started = fences.find((fence) => isMarked(fence, 'serve'))?.code ?? 'bun dev';
    const stop = await serve(started, options, `http://${address}`);
    try {
      for (const { code } of fences.filter((fence) => isMarked(fence, 'run'))) {
        const script = code.replaceAll(DEFAULT_ADDRESS, address);
        const child = Bun.spawn(['bash', '-euo', 'pipefail', '-c', script], {
          ...options,
          stdout: 'pipe',
          stderr: 'pipe',
        });
        const [printed, complained] = await Promise.all([
          new Response(child.stdout).text(),
          new Response(child.stderr).text(),
        ]);
        const status = await child.exited;
        expect({ code, status, said: status === 0 ? '' : printed + complained }).toEqual({
          code,
          status: 0,
          said: '',
        });
      }
    } finally {
      await stop();
      remove();
    }
  });
});
