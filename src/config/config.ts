import { PLAIN_ENGLISH } from '../zod-messages.ts';
import {
  type CheckPetLists,
  ConfigError,
  type ConfigIssue,
  findBackupIssues,
  findProductionIssues,
  findQuotedIssues,
  findRoleIssues,
  findSignInIssues,
  findStaffLimitIssues,
  findValuesIssues,
  findWebhookIssues,
  readPetLists,
} from './checks.ts';
import { type Database, isOnDisk } from './database.ts';
import { environment } from './environment.ts';
import { fileSystemType, findNetworkFileSystem, findWriteError } from './folder.ts';
import { type Config, toConfig } from './to-config.ts';

export { type CheckPetLists, type Config, ConfigError, type ConfigIssue, type Database, environment };

/**
 * Reads the environment, and touches no file. Throws a ConfigError with every error in it, those that
 * `checkLists` finds too.
 */
export function readConfig(
  env: Readonly<Record<string, string | undefined>>,
  checkLists: CheckPetLists = () => [],
): Config {
  const given = withoutEmpty(env);
  const mode = env.NODE_ENV === 'development' || env.NODE_ENV === 'test' ? 'development' : 'production';
  const read = environment.safeParse(given, PLAIN_ENGLISH);
  const quoted = findQuotedIssues(given);
  const others = [
    ...(read.error?.issues ?? []).map(({ path, message }) => ({ variable: String(path[0]), message })),
    ...findRoleIssues(given),
    ...findStaffLimitIssues(given),
    ...findBackupIssues(given),
    ...findSignInIssues(given, mode),
    ...findValuesIssues(given),
    ...findWebhookIssues(given),
    ...checkLists(readPetLists(given, mode)),
    ...(mode === 'production' ? findProductionIssues(given) : []),
  ];
  // What else is wrong with a value in quotes follows from them.
  const issues = [
    ...quoted,
    ...others.filter(({ variable }) => quoted.every((issue) => issue.variable !== variable)),
  ];
  if (!read.success || issues.length > 0) throw new ConfigError(issues);
  return toConfig(mode, read.data);
}

/**
 * Creates the data folder where it is needed. Throws a ConfigError where it can't be written, or where the
 * database would be on a network file system, which can lose or tear what it promised to keep.
 */
export function checkDataFolder(config: Config, readType = fileSystemType): void {
  const { database, dataFolder: folder, mode, keys } = config;
  const keepsDevelopmentKey = mode === 'development' && keys.length === 0;
  if (!isOnDisk(database) && !keepsDevelopmentKey) return;

  const writeError = findWriteError(folder);
  const network = isOnDisk(database) ? findNetworkFileSystem([database.file, folder], readType) : null;
  const networkError =
    network &&
    `the database would be on a network file system (${network}), which can destroy it: name a file on a ` +
      'disk of this machine, or in a container on a volume';
  const issues = [writeError, networkError].flatMap((message) =>
    message === null ? [] : [{ variable: 'DATABASE_URL', message }],
  );
  if (issues.length > 0) throw new ConfigError(issues);
}

/** Drops empty variables, which count as unset. */
function withoutEmpty(env: Readonly<Record<string, string | undefined>>): Record<string, string> {
  const pairs = Object.entries(env).map(([name, value]) => [name, value?.trim() ?? ''] as const);
  return Object.fromEntries(pairs.filter(([, value]) => value !== ''));
}
