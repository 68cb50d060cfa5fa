import { describe, expect, setDefaultTimeout, test } from 'bun:test';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { REPOSITORY } from '../deploy/context.ts';
import { freePort } from '../support/port.ts';
import { START_MS } from '../support/process.ts';
import { until } from '../support/until.ts';
import { type Fence, listRepositoryFiles, parseFences, readDocument } from './markdown.ts';

// A document starts a bank and many processes.
setDefaultTimeout(120_000);

/** `run` marks what is run here, `serve` what keeps running beside it until the end of the document. */
const hasMark = ({ info }: Fence, mark: string): boolean => info.split(' ').includes(mark);
const DEFAULT_ADDRESS = '127.0.0.1:3000';

const documents = listRepositoryFiles().filter(
  (path) => path.endsWith('.md') && parseFences(readDocument(path)).some((fence) => hasMark(fence, 'run')),
);

/** What a newcomer has: the repository's files, its packages, and Bun and npx. */
function makeFreshCopy(): { folder: string; env: Record<string, string>; remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'petbank-docs-'));
  const copy = join(folder, 'petbank');
  for (const path of listRepositoryFiles())
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

/** Starts a server, waits until it responds, and returns a function that stops it. */
async function startServer(code: string, options: { cwd: string; env: Record<string, string> }, url: string) {
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

describe('the commands of the documents run as written, in a fresh copy of the repository', () => {
  test.each(documents)('%s', async (path) => {
    const fences = parseFences(readDocument(path));
    const { folder, env, remove } = makeFreshCopy();
    const port = freePort();
    const options = { cwd: folder, env: { ...env, PORT: String(port) } };
    const address = `127.0.0.1:${port}`;
    const started = fences.find((fence) => hasMark(fence, 'serve'))?.code ?? 'bun dev';
    const stop = await startServer(started, options, `http://${address}`);
    try {
      for (const { code } of fences.filter((fence) => hasMark(fence, 'run'))) {
        const script = code.replaceAll(DEFAULT_ADDRESS, address);
        const child = Bun.spawn(['bash', '-euo', 'pipefail', '-c', script], {
          ...options,
          stdout: 'pipe',
          stderr: 'pipe',
        });
        const [stdout, stderr] = await Promise.all([
          new Response(child.stdout).text(),
          new Response(child.stderr).text(),
        ]);
        const status = await child.exited;
        expect({ code, status, output: status === 0 ? '' : stdout + stderr }).toEqual({
          code,
          status: 0,
          output: '',
        });
      }
    } finally {
      await stop();
      remove();
    }
  });
});
