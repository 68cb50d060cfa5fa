import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { errorCode } from '../error-code.ts';

/** The key that development makes up, so that a newcomer has one: every scope, kept in the data folder. */
export const DEVELOPMENT_KEY_ID = 'dev';
const FILE = 'development-key';
const SECRET = /^[A-Za-z0-9_-]{32,64}$/;

export function developmentKeyFile(dataFolder: string): string {
  return join(dataFolder, FILE);
}

/** The secret kept in the data folder, or null when none was made there. */
export function readDevelopmentKey(dataFolder: string): string | null {
  try {
    const secret = readFileSync(developmentKeyFile(dataFolder), 'utf8').trim();
    return SECRET.test(secret) ? secret : null;
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return null;
    throw error;
  }
}

/** The secret kept in the data folder; made and kept, for its owner alone to read, when there is none. */
export function keepDevelopmentKey(dataFolder: string, newSecret: () => string): string {
  const kept = readDevelopmentKey(dataFolder);
  if (kept !== null) return kept;
  const secret = newSecret();
  mkdirSync(dataFolder, { recursive: true });
  writeFileSync(developmentKeyFile(dataFolder), `${secret}\n`, { mode: 0o600 });
  return secret;
}
