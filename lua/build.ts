import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundle } from '../src/simulate/luau.ts';

/*
 * Writes the whole library into one file, for those who paste it into Roblox Studio as one ModuleScript: into
 * lua/dist, or the given folder.
 */

const folder = process.argv[2] ?? join(import.meta.dir, 'dist');
const text = bundle({ root: import.meta.dir, entries: ['src/init'], end: 'return load("src/init")' });
mkdirSync(folder, { recursive: true });
writeFileSync(
  join(folder, 'Petbank.luau'),
  `-- Petbank's teller, in one file: paste it into a ModuleScript.\n${text}`,
);
console.log(join(folder, 'Petbank.luau'));
