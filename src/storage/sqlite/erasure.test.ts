import { afterAll } from 'bun:test';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { testErasure } from '../../../test/storage/erasure.ts';
import { openSqlite } from './sqlite.ts';

const folder = mkdtempSync(join(tmpdir(), 'petbank-erasure-'));
afterAll(() => rmSync(folder, { recursive: true }));

testErasure(
  'SQLite, in any byte of its files,',
  async () => openSqlite({ file: join(folder, 'petbank.db'), migrationsFolder: 'migrations' }),
  async () =>
    readdirSync(folder)
      .map((name) => readFileSync(join(folder, name), 'latin1'))
      .join('\n'),
);
