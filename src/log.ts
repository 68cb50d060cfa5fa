import pino, { type DestinationStream, type Logger, type LoggerOptions } from 'pino';

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
export function createLog(
  level: string,
  destination?: DestinationStream,
  sumUp: SumUp = createSumUp(),
): Logger {
  if (!destination) return pino({ enabled: false });
  const redact = { paths: SECRET_PATHS, censor: '[redacted]' };
  const logMethod: LogMethod = function logMethod(given, method) {
    const error = errorOf(given[0]);
    if (!error) return method.apply(this, given);
    // With those of its causes.
    const { message } = pino.stdSerializers.err(error);
    const kind = `${given[1]} ${message.replaceAll(/[\da-f]{8,}|\d+/g, '#')}`;
    sumUp(kind, ({ isKnown, repeated }) => {
      const [line, ...rest] = given;
      const short = { ...Object(line), err: { type: error.name, message } };
      method.apply(this, [repeated > 0 ? { ...short, repeated } : isKnown ? short : line, ...rest]);
    });
  };
  // An error without its stack is an object already.
  const serializers = { err: (err: unknown) => (err instanceof Error ? pino.stdSerializers.err(err) : err) };
  const streamWrite = (line: string): string => hideDiscordIds(hidePasswords(line));
  return pino({ level, redact, serializers, hooks: { logMethod, streamWrite } }, destination);
}

/** User and password in an address, up to its last @; in the path of a web page it is none of theirs. */
const PASSWORD = /(?<=\bhttps?:\/\/)[^\s"/]*@|(?<=(?<!\bhttps?):\/\/)[^\s"]*@/g;
const hidePasswords = (line: string): string => line.replaceAll(PASSWORD, '[redacted]@');

/** An id of Discord in a line, wherever it stands: in a URL, in what an error says or was sent. */
const DISCORD_ID = /(?<![A-Za-z0-9])\d{15,22}(?![A-Za-z0-9])/g;
/** The beginning of a number's digits, or of those behind its point. */
const NUMBER_BEFORE = /:(?:-?\d+\.)?$/;
/** As a number by itself it would be none of Discord's, and the line no JSON without it. */
const hideDiscordIds = (line: string): string =>
  line.replaceAll(DISCORD_ID, (id, at: number) =>
    NUMBER_BEFORE.test(line.slice(0, at)) && /[,}]/.test(line[at + id.length] ?? '') ? id : '[id]',
  );

type LogMethod = NonNullable<NonNullable<LoggerOptions['hooks']>['logMethod']>;

const errorOf = (line: unknown): Error | undefined =>
  line instanceof Object && 'err' in line && line.err instanceof Error ? line.err : undefined;

/** How long the repetitions of a line are only counted. */
const SUM_UP_MS = 10_000;
/** How many kinds of lines are told apart; more are one kind. */
const MAX_KINDS = 1_000;

/**
 * Says a line at once; those of its kind in the ten seconds after are counted, and then the last is said.
 * `isKnown`: whether one of the kind was said before; `repeated`: how many it stands for, 0 for the first.
 */
export type SumUp = (
  kind: string,
  say: (line: { readonly isKnown: boolean; readonly repeated: number }) => void,
) => void;

/** `after`: runs something that much later, without keeping the process alive. */
export function createSumUp(
  after = (ms: number, run: () => void): void => void setTimeout(run, ms).unref(),
): SumUp {
  const known = new Set<string>();
  const counting = new Map<string, { repeated: number; say: Parameters<SumUp>[1] }>();
  function count(kind: string, say: Parameters<SumUp>[1]): void {
    counting.set(kind, { repeated: 0, say });
    after(SUM_UP_MS, () => {
      const counted = counting.get(kind);
      counting.delete(kind);
      if (!counted || counted.repeated === 0) return;
      counted.say({ isKnown: true, repeated: counted.repeated });
      count(kind, counted.say);
    });
  }
  return (given, say) => {
    const kind = known.has(given) || known.size < MAX_KINDS ? given : '';
    const counted = counting.get(kind);
    if (counted) {
      counting.set(kind, { repeated: counted.repeated + 1, say });
      return;
    }
    say({ isKnown: known.has(kind), repeated: 0 });
    known.add(kind);
    count(kind, say);
  };
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
