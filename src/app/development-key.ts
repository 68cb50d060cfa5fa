import { chmodSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ApiKey, createApiSecret, SCOPES, SECRET } from '../api-key.ts';
import type { Config } from '../config/config.ts';
import { errorCode } from '../error-code.ts';

export const DEVELOPMENT_KEY_ID = 'dev';

/**
 * The key of a development bank that has no other, so that a newcomer has one: with every scope. Its secret
 * is made up once and kept in the data folder, for its owner alone to read.
 */
export function createDevelopmentKey(
  { mode, keys, dataFolder }: Config,
  random: (length: number) => Uint8Array,
): ApiKey | null {
  if (mode === 'production' || keys.length > 0) return null;
  const secret = readDevelopmentKey(dataFolder) ?? keepSecret(dataFolder, KEY_FILE, createApiSecret(random));
  return { id: DEVELOPMENT_KEY_ID, name: DEVELOPMENT_KEY_ID, secret, scopes: new Set(SCOPES) };
}

/**
 * The token that signs in to the dashboard of a development bank that is set to none: made up once, and kept
 * beside the key. Null where the bank has one, or where it is no development bank.
 */
export function createDevelopmentToken(
  { mode, adminToken, dataFolder }: Config,
  random: (length: number) => Uint8Array,
): string | null {
  if (mode === 'production' || adminToken !== null) return null;
  return readSecret(dataFolder, TOKEN_FILE) ?? keepSecret(dataFolder, TOKEN_FILE, createApiSecret(random));
}

/** The key's secret kept in the data folder, or null when none was made there. */
export const readDevelopmentKey = (dataFolder: string): string | null => readSecret(dataFolder, KEY_FILE);

const KEY_FILE = 'development-key';
const TOKEN_FILE = 'development-token';
const OWNER_ONLY = 0o600;
const OTHERS = 0o077;

function readSecret(dataFolder: string, name: string): string | null {
  const path = join(dataFolder, name);
  try {
    const secret = readFileSync(path, 'utf8').trim();
    // A copy of the folder may have opened it.
    if ((statSync(path).mode & OTHERS) !== 0) chmodSync(path, OWNER_ONLY);
    return SECRET.test(secret) ? secret : null;
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return null;
    throw error;
  }
}

function keepSecret(dataFolder: string, name: string, secret: string): string {
  mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
  writeFileSync(join(dataFolder, name), `${secret}\n`, { mode: OWNER_ONLY });
  return secret;
}
