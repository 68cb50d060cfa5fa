import pino, { type DestinationStream, type Logger } from 'pino';
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

/** JSON lines on standard output, or into `destination`; in development, lines for a person. */
export function createLog(
  { level, isPretty }: { readonly level: string; readonly isPretty: boolean },
  destination: DestinationStream = pino.destination(1),
): Logger {
  const options = { level, redact: { paths: SECRET_PATHS, censor: '[redacted]' } };
  if (!isPretty) return pino(options, destination);
  return pino(
    options,
    pretty({ sync: true, singleLine: true, ignore: 'pid,hostname', translateTime: 'SYS:HH:MM:ss' }),
  );
}
