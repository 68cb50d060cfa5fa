import { UpstreamError } from '../bank/profiles.ts';
import { ConfigError } from '../config/config.ts';
import { MissingFileError } from '../files.ts';
import { ArchiveError } from '../storage/errors.ts';

/**
 * Prints what a command gives. What it could not do goes to standard error: with status 2 where it was called
 * wrongly, else 1.
 */
export async function finish(run: () => string | Promise<string>): Promise<void> {
  try {
    const text = await run();
    if (text !== '') process.stdout.write(`${text}\n`);
  } catch (error) {
    const isCall = error instanceof CommandError || error instanceof ConfigError;
    const isExplained =
      isCall ||
      error instanceof ArchiveError ||
      error instanceof UpstreamError ||
      error instanceof MissingFileError;
    if (!isExplained) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = isCall ? 2 : 1;
  }
}

/** Something the caller can mend: its message is all they need. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
}
