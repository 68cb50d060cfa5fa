import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { ConfigError } from './checks.ts';

/** The files of settings that Bun reads by itself in production. */
const FILES = ['.env', '.env.production', '.env.local'];
/** What others on the machine may do: read, or write. */
const OTHERS = 0o006;

export const SECRETS = [
  ...['API_KEYS', 'ADMIN_TOKEN', 'METRICS_TOKEN', 'DISCORD_TOKEN'],
  ...['DISCORD_CLIENT_SECRET', 'ROBLOX_API_KEY'],
  ...['ROBLOX_OAUTH_CLIENT_SECRET', 'BIG_GAMES_CLIENT_SECRET', 'TELLER_ACCOUNT_KEY'],
  ...['BACKUP_KEY', 'BACKUP_KEY_OLD'],
  ...['BACKUP_S3_KEY_ID', 'BACKUP_S3_SECRET', 'WEBHOOK_SECRET', 'WEBHOOK_SECRET_OLD'],
  ...['WEBHOOK_OPERATOR_URL', 'WEBHOOK_MEMBER_URL'],
];

/** Throws a ConfigError where everyone on the machine can get at the secrets in a file of settings. */
export function checkSecretFiles({ mode }: { readonly mode: string }, folder = '.'): void {
  if (mode !== 'production') return;
  const open = FILES.filter((name) => {
    const found = statSync(join(folder, name), { throwIfNoEntry: false });
    return found?.isFile() && (found.mode & OTHERS) !== 0 && holdsSecret(join(folder, name));
  });
  if (open.length === 0) return;
  const message = 'everyone on this machine can read the secrets in it, or change them: chmod 600';
  throw new ConfigError(open.map((name) => ({ variable: name, message: `${message} ${name}` })));
}

function holdsSecret(file: string): boolean {
  const settings = parseEnv(readFileSync(file, 'utf8'));
  const hasPassword = /^mongodb.*@/.test(settings.DATABASE_URL ?? '');
  return hasPassword || SECRETS.some((name) => settings[name]);
}
