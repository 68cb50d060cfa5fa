import { stripVTControlCharacters } from 'node:util';
import { type CommandDef, renderUsage, runCommand } from 'citty';
import { z } from 'zod';
import { version } from '../../package.json';
import { UpstreamError } from '../bank/profiles.ts';
import type { NameCommands } from '../called-as.ts';
import { ConfigError } from '../config/config.ts';
import { MissingFileError } from '../files.ts';
import { ArchiveError, ArchiveUnavailable } from '../storage/errors.ts';
import { type Call, readCall } from './arguments.ts';
import { type CliContext, CommandError, type Terminal } from './command-line.ts';
import { STATUS, type Status } from './status.ts';

/**
 * An output that names commands as they were called. Colours are for terminals: what reads a pipe or a file
 * gets none, whatever the environment says.
 */
export const createOutput = (stream: Terminal, nameCommands: NameCommands): Terminal => ({
  isTTY: stream.isTTY === true,
  write: (text) => stream.write(nameCommands(stream.isTTY ? text : stripVTControlCharacters(text))),
});

/** What `run` of each of our commands returns; citty hands it on untyped. */
const resultSchema = z.union([
  z.string().transform((text) => ({ text, data: undefined, status: STATUS.done })),
  z.object({
    text: z.string(),
    data: z.unknown().optional(),
    status: z.enum(STATUS).default(STATUS.done),
  }),
]);

/**
 * Runs the command that the words name, and prints its result, or why there is none. Returns the status to
 * end with.
 */
export async function runPetbank(
  program: CommandDef,
  words: readonly string[],
  { output, terminal }: Pick<CliContext, 'output' | 'terminal'>,
): Promise<Status> {
  try {
    const call = await readCall(program, words);
    if (call.wants === 'run') return await runCall(call, output);
    output.write(`${call.wants === 'help' ? await renderHelp(call) : version}\n`);
    return STATUS.done;
  } catch (error) {
    const { message, status } = explain(error);
    terminal.write(`${message}\n`);
    return status;
  }
}

async function runCall({ command, words }: Call, output: Terminal): Promise<Status> {
  const { result } = await runCommand(command, { rawArgs: words });
  const { text, data, status } = resultSchema.parse(result);
  const isJson = data !== undefined && words.includes('--json');
  const printed = isJson ? JSON.stringify(data, null, 2) : text;
  if (printed !== '') output.write(`${printed}\n`);
  return status;
}

/** The help of a command, by the name that can be typed. */
async function renderHelp({ command, path }: Call): Promise<string> {
  const words = ['bun run petbank', ...path.split(' ').filter(Boolean)];
  const meta = typeof command.meta === 'function' ? await command.meta() : await command.meta;
  const parent = { meta: { name: words.slice(0, -1).join(' '), version } };
  return `${await renderUsage({ ...command, meta: { ...meta, name: words.at(-1) ?? '' } }, parent)}\n`;
}

function explain(error: unknown): { readonly message: string; readonly status: Status } {
  if (error instanceof CommandError) return error;
  if (error instanceof ConfigError)
    return { message: `Nothing was done: ${error.message}`, status: STATUS.misused };
  const isUnable = error instanceof UpstreamError || error instanceof MissingFileError;
  if (isUnable || error instanceof ArchiveUnavailable)
    return { message: error.message, status: STATUS.unable };
  if (error instanceof ArchiveError) return { message: error.message, status: STATUS.found };
  // One of our own errors: all that is known of it helps.
  return { message: describe(error), status: STATUS.unable };
}

const describe = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  const { stack = error.message, cause } = error;
  const text = stack.includes(error.message) ? stack : `${error.message}\n${stack}`;
  return cause === undefined ? text : `${text}\nCaused by: ${describe(cause)}`;
};
