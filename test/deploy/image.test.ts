import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import { chmodSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeMongoAddress, mongoTests } from '../support/mongo.ts';
import { freePort } from '../support/port.ts';
import { commandOf, execForm, layOut, type Stage } from './layout.ts';

setDefaultTimeout(120_000);

let folder: string;
let image: Stage;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'petbank-image-'));
  // The user of the image must come through.
  chmodSync(folder, 0o755);
  image = layOut(folder);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Words = readonly string[];
const text = (stream: ReadableStream): Promise<string> => new Response(stream).text();

function spawn(words: Words, env: Record<string, string>) {
  const { command, cwd, env: own } = commandOf(image, words);
  return Bun.spawn(command, { cwd, env: { ...own, ...env }, stdout: 'pipe', stderr: 'pipe' });
}

async function outcome(words: Words, env: Record<string, string> = {}) {
  const child = spawn(words, env);
  const [status, printed, complained] = await Promise.all([
    child.exited,
    text(child.stdout),
    text(child.stderr),
  ]);
  return { status, printed, complained };
}

const entrypoint = (...words: string[]): Words => [...execForm(image.meta.ENTRYPOINT ?? ''), ...words];
const start = (): Words => entrypoint(...execForm(image.meta.CMD ?? ''));
const healthCheck = (): Words => execForm((image.meta.HEALTHCHECK ?? '').replace(/^.*?CMD /, ''));

/** Each file below the folder with its size and the time of its last change. */
function listFiles(path: string): string[] {
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((file) => `${file.slice(path.length + 1)} ${statSync(file).size} ${statSync(file).mtimeMs}`)
    .sort();
}

/** Ends when the health check does, or complains with what the bank said when it ended instead. */
async function untilHealthy(bank: ReturnType<typeof spawn>, port: string): Promise<void> {
  while ((await outcome(healthCheck(), { PORT: port })).status !== 0) {
    if (bank.exitCode !== null) throw new Error(`it ended: ${await text(bank.stderr)}`);
  }
}

describe('the image', () => {
  test('holds the program, its migrations and what its pages load, and is small', () => {
    const app = join(image.root, 'app');
    expect(readdirSync(app).sort()).toEqual(['LICENSE', 'bunfig.toml', 'dist', 'node_modules', 'petbank']);
    expect(readdirSync(join(app, 'node_modules'))).toEqual(['@napi-rs']);
    const bytes = listFiles(app).reduce((sum, line) => sum + Number(line.split(' ').at(-2)), 0);
    expect(bytes).toBeLessThan(68_000_000);
    expect(listFiles(app).filter((line) => /\.env|\.test\.|\.db/.test(line))).toEqual([]);
  });

  test('becomes healthy, serves its pages, writes only to /data, ends on SIGTERM with status 0', async () => {
    const app = join(image.root, 'app');
    const before = listFiles(app);
    const port = String(freePort());
    expect((await outcome(healthCheck(), { PORT: port })).status).not.toBe(0);
    const child = spawn(start(), { PORT: port });
    await untilHealthy(child, port);
    for (const path of [
      '/',
      '/swagger',
      '/swagger/swagger-ui-bundle.js',
      '/values',
      '/assets/values.js',
      '/assets/theme.css',
      '/health',
    ]) {
      expect({ path, status: (await fetch(`http://127.0.0.1:${port}${path}`)).status }).toEqual({
        path,
        status: 200,
      });
    }
    child.kill('SIGTERM');
    expect(await child.exited).toBe(0);
    const lines = (await text(child.stdout)).trim().split('\n');
    expect(lines.map((line) => JSON.parse(line))).toContainEqual(
      expect.objectContaining({ url: `http://0.0.0.0:${port}` }),
    );
    expect(await text(child.stderr)).toBe('');
    expect(listFiles(app)).toEqual(before);
    expect(readdirSync(join(image.root, 'data'))).toContain('petbank.db');
    expect(statSync(join(image.root, 'data')).mode & 0o007).toBe(0);

    const ledger = await outcome(entrypoint('verify-ledger'));
    expect(ledger).toMatchObject({
      status: 0,
      printed: expect.stringContaining('The ledger holds: 0 transactions'),
    });
  });

  test('is its own command line', async () => {
    const key = await outcome(entrypoint('keys', 'new', '--name', 'teller-1'));
    expect(key).toMatchObject({ status: 0, printed: expect.stringMatching(/^teller-1:pbsk_\S+:teller\n$/) });
    expect((await outcome(entrypoint('rob'))).status).not.toBe(0);
    const simulated = await outcome(
      entrypoint('simulate', '--trades', '6', '--players', '3', '--faults', '0.5', '--seed', '3'),
    );
    expect(simulated).toMatchObject({ status: 0, printed: expect.stringContaining('Every pet') });
  });

  test('says what is wrong with a configuration, and ends', async () => {
    const { status, complained } = await outcome(start(), { PORT: 'many' });
    expect(status).toBe(1);
    expect(complained).toContain('PORT');
  });
});

mongoTests('the image on MongoDB', () => {
  test('becomes healthy, leaves its own volume empty, and ends on SIGTERM with status 0', async () => {
    const database = makeMongoAddress();
    const before = readdirSync(join(image.root, 'data'));
    try {
      const port = String(freePort());
      const env = { PORT: port, DATABASE_URL: database.databaseUrl };
      const child = spawn(start(), env);
      await untilHealthy(child, port);
      child.kill('SIGTERM');
      expect(await child.exited).toBe(0);
      expect(readdirSync(join(image.root, 'data'))).toEqual(before);
      expect(await outcome(entrypoint('verify-ledger'), env)).toMatchObject({ status: 0 });
    } finally {
      await database.drop();
    }
  });
});
