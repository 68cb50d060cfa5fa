import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createSingleFile } from './single-file.ts';

/*
 * Writes the whole library into one file, for those who paste it into Roblox Studio as one ModuleScript: into
 * lua/dist, or the given folder.
 */

const [folder = join(import.meta.dir, 'dist'), ...others] = process.argv.slice(2);
if (folder.startsWith('-') || others.length > 0) {
  console.error('Usage: bun run build:lua [FOLDER]');
  process.exit(2);
}
const text = createSingleFile(import.meta.dir);
mkdirSync(folder, { recursive: true });
const head = "--!strict\n-- Petbank's teller, in one file: paste it into a ModuleScript.\n";
writeFileSync(join(folder, 'Petbank.luau'), text.replace(/^--!strict\n/, head));
console.log(join(folder, 'Petbank.luau'));
