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

/** JSON lines into the destination; without one, nothing is logged. */
export function createLog(level: string, destination?: DestinationStream): Logger {
  const options = { level, redact: { paths: SECRET_PATHS, censor: '[redacted]' } };
  return destination ? pino(options, destination) : pino({ enabled: false });
}

/** Lines for a person, into the output. Production starts without loading what writes them. */
export async function makePretty(output: DestinationStream): Promise<DestinationStream> {
  const { prettyFactory } = await import('pino-pretty');
  const format = prettyFactory({
    singleLine: true,
    ignore: 'pid,hostname',
    translateTime: 'SYS:HH:MM:ss',
  });
  return { write: (line) => output.write(format(line)) };
}
