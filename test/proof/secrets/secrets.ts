import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TestKey } from '../../support/keys.ts';

/** Secrets that could be mistaken for nothing else. */
export const SECRETS = {
  tellerKey: 'pbsk_TellerCanary3kT9wQzR5xVnB7mLpC2d',
  webKey: 'pbsk_WebCanaryHfJ8gYsA4eU6qW1zX5cV9bN3',
  readerKey: 'pbsk_ReaderCanaryM7kJ4hG2fD8sA6pO1iU5',
  staffKey: 'pbsk_StaffCanaryY3tR9eW7qZ2xC6vB8nM4l',
  adminToken: 'AdminTokenCanary-k2J5h8G1f4D7s9A3',
  discordToken: 'DiscordTokenCanary.q6W9e2.R5t8Y1u4I7o3P0',
  appSecret: 'AppSecretCanaryV5c2X9z6L3k0J7h4G1f8D',
  accountKey: 'AccountKeyCanaryR6e3W0q7P4o1I8u5Y2t9',
  backupKey: 'BackupKeyCanaryT4q8N1s6M3x9Z7c2V5k',
  robloxApiKey: 'RobloxKeyCanaryZ8x5C2v9B6n3M1l4K7j0H',
  authorization: 'AuthorizationCanaryG5f2D9s6A3p8O1i4U7',
  cookie: 'CookieCanaryY0t7R4e1W8q5Z2x9C6v3B',
  header: 'HeaderCanaryN7m4L1k8J5h2G9f6D3s0A',
  value: 'ValueCanaryP4o1I8u5Y2t9R6e3W0q7Z',
} as const;

/** Headers with secrets of others, which pass by. */
export const PASSER_BY = {
  authorization: `Bearer ${SECRETS.authorization}`,
  cookie: `session=${SECRETS.cookie}`,
  'x-api-key': SECRETS.header,
} as const;

const key = (id: string, secret: string, scopes: string): TestKey => ({ id, secret, scopes });
export const KEYS = {
  teller: key('teller-1', SECRETS.tellerKey, 'teller'),
  web: key('web', SECRETS.webKey, 'member'),
  reader: key('reader', SECRETS.readerKey, 'read'),
  staff: key('staff', SECRETS.staffKey, 'admin'),
} as const;
export type Keys = typeof KEYS;

/** The environment of a bank with all of them. */
export const SECRET_ENVIRONMENT = {
  API_KEYS: Object.values(KEYS)
    .map(({ id, secret, scopes }) => `${id}:${secret}:${scopes}`)
    .join(','),
  ADMIN_TOKEN: SECRETS.adminToken,
  DISCORD_TOKEN: SECRETS.discordToken,
  // Nobody answers there.
  DISCORD_API_URL: 'http://127.0.0.1:9/api',
  ROBLOX_API_KEY: SECRETS.robloxApiKey,
  BIG_GAMES_CLIENT_SECRET: SECRETS.appSecret,
  TELLER_ACCOUNT_KEY: SECRETS.accountKey,
  BACKUP_KEY: SECRETS.backupKey,
  ROBLOX: 'live',
  VALUES: 'demo',
  // What is deposited is withdrawn at once.
  DEPOSIT_HOLD_SECONDS: '0',
  LOG_LEVEL: 'trace',
} as const;

/**
 * Every form in which a secret could come out: as it is, in an address, as hexadecimal digits, and as base64
 * in any of its three places.
 */
function formsOf(secret: string): readonly string[] {
  const bytes = Buffer.from(secret);
  // What is beside the secret changes the first and the last digits of its base64.
  const inBase64 = [0, 1, 2].map((shift) =>
    Buffer.concat([Buffer.alloc(shift), bytes])
      .toString('base64')
      .replaceAll('=', '')
      .slice(shift === 0 ? 0 : shift + 1, -2),
  );
  return [secret, encodeURIComponent(secret), bytes.toString('hex'), ...inBase64];
}

/** The names of the secrets that a text holds in any form. */
export function leaksIn(text: string, secrets: Readonly<Record<string, string>>): string[] {
  return Object.entries(secrets)
    .filter(([, secret]) => formsOf(secret).some((form) => text.includes(form)))
    .map(([name]) => name);
}

/** Every byte of every file in the folder and below, as one text. */
export function bytesOf(folder: string): string {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1'))
    .join('\n');
}
