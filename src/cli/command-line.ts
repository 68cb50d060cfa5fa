import { ConfigError } from '../config/config.ts';
import { STATUS, type Status } from './status.ts';

/** What every command may use of the process that it runs in. */
export interface CliContext {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  /** Random bytes fit for secrets. */
  readonly random: (length: number) => Uint8Array;
  /** Standard error, for progress. */
  readonly terminal: Terminal;
  /** Standard output, for what a command says before its result. */
  readonly output: Terminal;
}

export interface Terminal {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

/** What a command returns where its text alone does not say it all. */
export interface Answer {
  /** For people; '' for nothing. */
  readonly text: string;
  /** For programs, where the command takes `--json`. */
  readonly data?: unknown;
  /** `done` where it is left out. */
  readonly status?: Status;
}

/** An option with a value, for citty. */
export const option = (description: string) => ({ type: 'string', description }) as const;
export const requiredOption = (description: string) => ({ ...option(description), required: true }) as const;
/** An option that may be given several times: its command reads them from the words themselves. */
export const repeatableOption = (description: string) =>
  ({ ...option(description), isRepeatable: true }) as const;
/** For commands whose result a program may read. */
export const JSON_OPTION = { json: { type: 'boolean', description: 'Prints JSON, for programs' } } as const;

/** The command could not do what was asked. The message is all that the caller needs. */
export class CommandError extends Error {
  override readonly name = 'CommandError';

  constructor(
    message: string,
    options: ErrorOptions & { readonly status?: Status } = {},
    /** `misused` unless it says otherwise: the command was called wrongly. */
    readonly status: Status = options.status ?? STATUS.misused,
  ) {
    super(message, options);
  }
}

/** What was asked about can't be read, reached or written now. */
export const unable = (message: string, cause?: unknown): CommandError =>
  new CommandError(message, { cause, status: STATUS.unable });

/** Runs a check of settings. Throws CommandError with what is wrong with each, after `prefix`. */
export function requireValid<Result>(check: () => Result, prefix = ''): Result {
  try {
    return check();
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    throw new CommandError(error.issues.map(({ message }) => `${prefix}${message}`).join('\n'));
  }
}
