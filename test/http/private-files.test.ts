import { expect, test } from 'bun:test';
import { chmodSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withProcesses } from '../support/process.ts';

/** Starts as most systems do: whatever is made may be read by all, unless it says otherwise. */
const LAX = { through: ['sh', '-c', 'umask 022; exec "$@"', 'sh'] } as const;

const modeOf = (path: string): string => (statSync(path).mode & 0o777).toString(8);
const modesIn = (folder: string): string[] =>
  readdirSync(folder).map((name) => `${name} ${modeOf(join(folder, name))}`);

test(
  'a folder and files that the bank makes are for its own user alone',
  () =>
    withProcesses(async (start, { folder }) => {
      const data = join(folder, 'data');
      const settings = { DATABASE_URL: `file:${data}/petbank.db`, API_KEYS: '', LOG_LEVEL: 'warn' };
      const bank = await start({ ...settings, NODE_ENV: 'development' }, LAX);
      expect(bank.url).not.toBe('');
      expect(modeOf(data)).toBe('700');
      expect(modesIn(data).sort()).toEqual([
        ...['development-key 600', 'development-token 600', 'petbank.db 600', 'petbank.db-head 600'],
        ...['petbank.db-shm 600', 'petbank.db-wal 600'],
      ]);
      expect(bank.printed()).not.toContain('others on this machine');
    }),
  20_000,
);

test(
  'files of before are tightened at the start, and an open folder is named with its remedy',
  () =>
    withProcesses(async (start, { folder }) => {
      const data = join(folder, 'data');
      mkdirSync(data);
      chmodSync(data, 0o755);
      const files = { DATABASE_URL: `file:${data}/petbank.db`, API_KEYS: '' };
      const settings = { ...files, LOG_LEVEL: 'warn', NODE_ENV: 'development' };
      const first = await start(settings, LAX);
      first.kill('SIGKILL');
      await first.exited;
      for (const name of readdirSync(data)) chmodSync(join(data, name), 0o644);
      writeFileSync(join(data, 'notes.txt'), 'not the bank’s');
      const second = await start(settings, LAX);
      expect(modesIn(data).filter((mode) => !mode.endsWith(' 600'))).toEqual(['notes.txt 644']);
      expect(modeOf(data)).toBe('755');
      expect(second.printed()).toContain(`chmod 700 ${data}`);
      second.kill('SIGTERM');
      expect(await second.exited).toBe(0);
    }),
  20_000,
);
