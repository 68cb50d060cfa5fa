import { type Config, ConfigError, readConfig } from '../config/config.ts';
import { checkAddress } from './doctor/address.ts';
import { createAsk } from './doctor/ask.ts';
import { checkClock, checkNetwork } from './doctor/asked.ts';
import { checkDatabase } from './doctor/database.ts';
import { checkBot } from './doctor/discord.ts';
import { bad, type Finding, fine, warn } from './doctor/report.ts';
import { checkRoblox, checkValues } from './doctor/services.ts';

/** What the doctor looks at beside the services themselves. */
export interface DoctorWorld {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  /** Bytes that the bank may still fill on the disk of a folder. */
  readonly freeBytesAt: (folder: string) => number;
  /** The rights of the file that settings stand in, as the lowest nine bits; null where there is none. */
  readonly envFileMode: number | null;
}

/**
 * Looks at everything a bank needs, and changes nothing but that the data folder is made. A fault of the
 * configuration comes before all else.
 */
export async function examine(world: DoctorWorld): Promise<readonly Finding[]> {
  try {
    return await examineAll(readConfig(world.env), world);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return error.issues.map(({ variable, message }) =>
      bad(variable, message, `change ${variable}, then look again: the rest was not looked at`),
    );
  }
}

async function examineAll(config: Config, world: DoctorWorld): Promise<Finding[]> {
  const { ask, all } = createAsk(world.clock);
  const [address, database, ...services] = await Promise.all([
    checkAddress(config, createAsk(world.clock).ask),
    checkDatabase(config, world.freeBytesAt),
    checkBot(config, ask),
    checkRoblox(config, ask),
    checkValues(config, ask),
  ]);
  return [
    fine('Configuration', `${config.mode}, role ${config.role}`),
    ...examineEnvFile(world.envFileMode),
    examineKeys(config),
    address,
    ...database,
    ...checkNetwork(all),
    ...checkClock(all),
    ...services.flat(),
  ];
}

/** Whether others on this machine can read the secrets. */
function examineEnvFile(mode: number | null): Finding[] {
  if (mode === null) return [];
  const isPrivate = (mode & 0o077) === 0;
  return [
    isPrivate
      ? fine('.env', 'only its owner can read it')
      : warn('.env', 'others on this machine can read the secrets in it', 'chmod 600 .env'),
  ];
}

function examineKeys({ keys, mode }: Config): Finding {
  if (keys.length > 0) return fine('API keys', `${keys.length}: ${keys.map(({ id }) => id).join(', ')}`);
  return mode === 'development'
    ? fine('API keys', 'none: one is made up at the start')
    : warn('API keys', 'none: no program can call the bank', 'make some: bun run petbank keys new');
}
