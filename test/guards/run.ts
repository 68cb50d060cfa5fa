import { join } from 'node:path';
import { findImportErrors } from './imports.ts';
import { findLicenceErrors } from './licences.ts';
import { findLongLines } from './lines.ts';
import { findWaits } from './waits.ts';

const ROOT = join(import.meta.dir, '../..');

/** Every guard over the repository at `folder`, by what it forbids. `files`: its files as git lists them. */
export async function findErrors(
  folder: string,
  files: readonly string[],
): Promise<Readonly<Record<string, readonly string[]>>> {
  const [imports, licences, lines, waits] = await Promise.all([
    findImportErrors(folder),
    findLicenceErrors(folder),
    findLongLines(folder, files),
    findWaits(folder, files),
  ]);
  return {
    'Imports that no layer allows (test/guards/imports.ts)': imports,
    'Packages with a licence that is not allowed (test/guards/licences.ts)': licences,
    'Lines over 110 columns (test/guards/lines.ts)': lines,
    'Tests that wait for real time (test/guards/waits.ts)': waits,
  };
}

/** The tracked files that are there, and those that git would add. */
async function listFiles(folder: string): Promise<string[]> {
  const listed = await Bun.$`git ls-files --cached --others --exclude-standard`.cwd(folder).text();
  const files = listed.split('\n').filter((file) => file !== '');
  const isThere = await Promise.all(files.map((file) => Bun.file(join(folder, file)).exists()));
  return files.filter((_, index) => isThere[index]);
}

if (import.meta.main) {
  const errors = Object.entries(await findErrors(ROOT, await listFiles(ROOT)));
  for (const [title, found] of errors) {
    if (found.length > 0) console.error(`${title}:\n${found.map((line) => `  ${line}`).join('\n')}`);
  }
  process.exit(errors.some(([, found]) => found.length > 0) ? 1 : 0);
}
