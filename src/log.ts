import pino, { type DestinationStream, type Logger } from 'pino';

export type { Logger };

/** Where secrets could be in what is logged; each is shown as [redacted]. */
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

/** JSON lines on standard output, or into `destination`. */
export function createLog(level: string, destination: DestinationStream = pino.destination(1)): Logger {
  return pino({ level, redact: { paths: SECRET_PATHS, censor: '[redacted]' } }, destination);
}

/** Standard output with lines for a person. Production starts without loading what writes them. */
export async function openPrettyOutput(): Promise<DestinationStream> {
  const { default: pretty } = await import('pino-pretty');
  return pretty({ sync: true, singleLine: true, ignore: 'pid,hostname', translateTime: 'SYS:HH:MM:ss' });
}
