import { type Config, readConfig } from '../../config/config.ts';
import type { CliContext } from '../command-line.ts';

export const IN_USE = 'A bank that runs with VALUES=live sees this within 15 seconds.';

/** Reads what these commands need: an error in another variable must not stop them. Throws ConfigError. */
export const readValuesConfig = ({ env }: CliContext): Config =>
  readConfig({
    NODE_ENV: env.NODE_ENV,
    DATABASE_URL: env.DATABASE_URL,
    PS99_API_URL: env.PS99_API_URL,
    VALUES: env.VALUES,
    VALUES_SYNC_HOURS: env.VALUES_SYNC_HOURS,
  });

/** A number with the noun that it counts. */
export const count = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? '' : 's'}`;
