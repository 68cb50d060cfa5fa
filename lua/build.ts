import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createSingleFile } from './single-file.ts';

/*
 * Writes the whole library into one file, for those who paste it into Roblox Studio as one ModuleScript: into
 * lua/dist, or the given folder.
 */

const folder = process.argv[2] ?? join(import.meta.dir, 'dist');
const text = createSingleFile(import.meta.dir);
mkdirSync(folder, { recursive: true });
const head = "--!strict\n-- Petbank's teller, in one file: paste it into a ModuleScript.\n";
writeFileSync(join(folder, 'Petbank.luau'), text.replace(/^--!strict\n/, head));
console.log(join(folder, 'Petbank.luau'));
