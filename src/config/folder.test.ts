import { afterAll, describe, expect, test } from 'bun:test';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigError, checkDataFolder, readConfig } from './config.ts';

function readError(check: () => void): ConfigError {
  try {
    check();
  } catch (error) {
    if (error instanceof ConfigError) return error;
    throw error;
  }
  throw new Error('the data folder was accepted');
}

describe('the data folder', () => {
  const scratch = mkdtempSync(join(tmpdir(), 'petbank-config-'));
  afterAll(() => rmSync(scratch, { recursive: true }));
  const ext4 = () => 0xef53;
  const configIn = (folder: string) => readConfig({ DATABASE_URL: `file:${scratch}/${folder}/petbank.db` });

  test('is made, tried and left empty', () => {
    checkDataFolder(configIn('new/deep'), ext4);
    expect(readdirSync(join(scratch, 'new/deep'))).toEqual([]);
  });

  test('is refused where it cannot be written, and its path is not printed', () => {
    writeFileSync(join(scratch, 'canary'), '');
    const error = readError(() => checkDataFolder(configIn('canary'), ext4));
    expect(error.issues).toEqual([
      { variable: 'DATABASE_URL', message: expect.stringContaining("the data folder can't be written (") },
    ]);
    expect(Bun.inspect(error)).not.toContain('canary');
  });

  test.each([
    ['NFS', 0x6969],
    ['SMB', 0x517b],
    ['CIFS', 0xff534d42],
    ['SMB2', 0xfe534d42],
    ['9p', 0x01021997],
    ['AFS', 0x5346414f],
    ['Ceph', 0x00c36400],
    ['FUSE', 0x65735546],
  ])('is refused on %s', (name, type) => {
    const { issues } = readError(() => checkDataFolder(configIn('there'), () => type));
    const message = expect.stringContaining(`on a network file system (${name})`);
    expect(issues).toEqual([{ variable: 'DATABASE_URL', message }]);
  });

  test('is not needed by a database in memory, except to keep a key made up in development', () => {
    const inMemory = { DATABASE_URL: 'file::memory:' };
    const dataFolder = join(scratch, 'memory');
    checkDataFolder({ ...readConfig(inMemory), dataFolder });
    expect(existsSync(dataFolder)).toBe(false);
    checkDataFolder({ ...readConfig({ ...inMemory, NODE_ENV: 'development' }), dataFolder }, () => 0x6969);
    expect(existsSync(dataFolder)).toBe(true);
  });

  test('on this machine passes with the real file system', () => {
    checkDataFolder(configIn('real'));
  });
});
