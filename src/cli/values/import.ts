import { readFileSync, statSync } from 'node:fs';
import type { Catalogue } from '../../bank/engine/catalogue.ts';
import type { Config } from '../../config/config.ts';
import { createDemoCatalogue } from '../../values/demo.ts';
import { readValuesFile } from '../../values/file.ts';
import { ValuesFileError } from '../../values/file-error.ts';
import { quoteName } from '../../values/file-names.ts';
import type { ResolvedFile } from '../../values/file-pets.ts';
import { resolveImport, writeImport } from '../../values/import-file.ts';
import { reviseByFile } from '../../values/revise.ts';
import { type CliContext, CommandError } from '../command-line.ts';
import { withDriver } from '../databases.ts';
import { explainError } from '../explain-error.ts';
import { count, IN_USE, readValuesConfig } from './config.ts';

/** Twenty thousand lines are under two MiB: what is far larger is no file of values. */
const MAX_FILE_BYTES = 64 * 2 ** 20;
/** How many unknown pets are named at the end. */
const MAX_NAMED = 20;

export interface ImportRequest {
  readonly file: string;
  /** Takes a name that the list of pets doesn't have as the id of a pet. */
  readonly allowUnknown: boolean;
}

/** Imports a file, all or nothing. Rejects with CommandError, naming every wrong line, or ArchiveError. */
export async function importValuesFile({ file, allowUnknown }: ImportRequest, context: CliContext) {
  const content = await explainFile(file, () => readValuesFile(file, readBytes(file)));
  const config = readValuesConfig(context);
  const at = context.clock();
  const resolved = await withDriver(config, async (driver) => {
    const options = { allowUnknown, demoList: makeDemoList(config, at) };
    const found = await explainFile(file, () => resolveImport(driver, content, options));
    await writeImport(driver, found, { at, revise: reviseByFile });
    return found.found;
  });
  return `${describeImport(file, resolved)}\n${IN_USE}`;
}

/** What names are checked against without BIG Games' lists, where the bank uses the demo's. */
const makeDemoList = ({ values }: Config, at: number): Catalogue | null =>
  values.kind === 'demo' ? createDemoCatalogue({ updatedAt: new Date(at).toISOString() }) : null;

function describeImport(file: string, { readings, named, unknown }: ResolvedFile): string {
  const pets = `Imported from ${file}: ${count(readings.length, 'pet')}, each form for itself.`;
  const byName = named === 0 ? '' : `\n${count(named, 'line')} had another name of a pet, taken as its id.`;
  if (unknown.length === 0) return pets + byName;
  const names = unknown.slice(0, MAX_NAMED).map((name) => `\n  ${quoteName(name)}`);
  const rest = unknown.length > MAX_NAMED ? `\n  and ${unknown.length - MAX_NAMED} more` : '';
  const taken = `\n${count(unknown.length, 'name')} not in the list of pets, taken as ids:`;
  const hint = '\nIf one is a mistake, bun run petbank values remove takes it out again.';
  return [pets, byName, taken, ...names, rest, hint].join('');
}

function readBytes(file: string): Buffer {
  if (statSync(file).size > MAX_FILE_BYTES) throw new CommandError(`${file} is larger than 64 MiB`);
  return readFileSync(file);
}

async function explainFile<Result>(file: string, read: () => Result | Promise<Result>): Promise<Result> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof ValuesFileError)) throw explainError(error, 'Nothing was imported', file);
    throw new CommandError(`Nothing was imported. What is wrong in ${file}:\n${error.message}`);
  }
}
