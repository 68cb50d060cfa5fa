import { UpstreamError } from '../bank/profiles.ts';
import { ConfigError } from '../config/config.ts';
import { MissingFileError } from '../files.ts';
import { ArchiveError } from '../storage/errors.ts';

/** What every command may use of the process that it runs in. */
export interface CliContext {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  /** Random bytes fit for secrets. */
  readonly random: (length: number) => Uint8Array;
  /** Standard error, for progress. Results go to standard output. */
  readonly terminal: Terminal;
}

export interface Terminal {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

/** An option with a value, for citty. */
export const option = (description: string) => ({ type: 'string', description }) as const;
export const requiredOption = (description: string) => ({ ...option(description), required: true }) as const;

/** The command was called wrongly: its message is all that the caller needs. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
}

/**
 * Runs a command and prints its result. An explained error goes to standard error, with status 2 where the
 * command was called wrongly, else 1. Any other error is thrown.
 */
export async function runCommand(run: () => string | Promise<string>): Promise<void> {
  try {
    const text = await run();
    if (text !== '') process.stdout.write(`${text}\n`);
  } catch (error) {
    const isCall = error instanceof CommandError || error instanceof ConfigError;
    if (!isCall && !isExplained(error)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = isCall ? 2 : 1;
  }
}

const isExplained = (error: unknown): error is Error =>
  error instanceof ArchiveError || error instanceof UpstreamError || error instanceof MissingFileError;

/** Runs a check of settings. Throws CommandError with what is wrong with each, after `prefix`. */
export function requireValid<Result>(check: () => Result, prefix = ''): Result {
  try {
    return check();
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    throw new CommandError(error.issues.map(({ message }) => `${prefix}${message}`).join('\n'));
  }
}
