import pino, { type Logger } from 'pino';
import pretty from 'pino-pretty';

export type { Logger };

/** Where secrets could stand in what is logged; each is shown as [redacted]. */
const SECRET_PATHS = [
  'secret',
  '*.secret',
  'token',
  '*.token',
  'apiKey',
  '*.apiKey',
  'headers.authorization',
  'headers.signature',
  '*.headers.authorization',
  '*.headers.signature',
  'headers["x-api-key"]',
  '*.headers["x-api-key"]',
];

/** JSON lines on standard output; in development, lines for a person. */
export function createLog({ level, isPretty }: { level: string; isPretty: boolean }): Logger {
  const options = { level, redact: { paths: SECRET_PATHS, censor: '[redacted]' } };
  if (!isPretty) return pino(options);
  return pino(
    options,
    pretty({ sync: true, colorize: true, ignore: 'pid,hostname', translateTime: 'SYS:HH:MM:ss' }),
  );
}
