import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSingleFile } from './single-file.ts';

/*
 * Checks the types of the library and of the examples with luau-analyze, strictly and in both solvers: beside
 * the sources, and beside the library in one file. The path of luau-analyze may be given.
 */

const SOLVERS = ['old', 'new'];
/** How each is used. */
const GLOBALS = {
  game: 'game:GetService',
  task: 'task.',
  DateTime: 'DateTime.',
  Random: 'Random.',
  Enum: 'Enum.',
  Instance: 'Instance.',
  Vector3: 'Vector3.',
  UDim2: 'UDim2.',
  workspace: '= workspace',
  warn: 'or warn',
};
/** luau-analyze knows nothing of Roblox. This goes on the second line, so that no other line moves. */
function declareGlobals(text: string): string {
  const used = Object.entries(GLOBALS).flatMap(([name, use]) => (text.includes(use) ? [name] : []));
  const names = used.map((name) => `${name}: any`).join(', ');
  const line = `local ${names} = ${used.map(() => 'nil :: any').join(', ')}`;
  return text.replace(/^--!strict\n.*\n/, `--!strict\n${line}\n`);
}

/** What stands in a game for what the examples require. */
const STAND_INS = ['Host', 'Json', 'Scheduler', 'Services'];

/** Puts the library beside the examples, and returns the files that are to be checked. */
function prepare(folder: string, isSingleFile: boolean): string[] {
  const [sources, examples] = [join(folder, 'src'), join(folder, 'examples')];
  cpSync(join(import.meta.dir, 'src'), sources, { recursive: true });
  cpSync(join(import.meta.dir, 'examples'), examples, { recursive: true });
  for (const path of [...['init', 'Roblox'].map((name) => `src/${name}`), 'examples/TradeHall']) {
    const file = join(folder, `${path}.luau`);
    writeFileSync(file, declareGlobals(readFileSync(file, 'utf8')));
  }
  for (const name of STAND_INS) {
    cpSync(join(import.meta.dir, `fake/${name}.luau`), join(examples, `${name}.luau`));
  }
  const scripts = ['Teller.server', 'TradeHall', 'Elsewhere'].map((name) => join(examples, `${name}.luau`));
  if (isSingleFile) {
    const file = join(examples, 'Petbank.luau');
    writeFileSync(file, declareGlobals(createSingleFile(import.meta.dir)));
    return [file, ...scripts];
  }
  const library = join(examples, 'Petbank');
  cpSync(sources, library, { recursive: true });
  return [...readdirSync(library).map((name) => join(library, name)), ...scripts];
}

const program = process.argv[2] ?? Bun.which('luau-analyze');
if (!program) throw new Error('luau-analyze is not installed: it comes with the releases of Luau');
let isGood = true;
for (const isSingleFile of [false, true]) {
  const folder = mkdtempSync(join(tmpdir(), 'petbank-analyze-'));
  try {
    const files = prepare(folder, isSingleFile);
    for (const solver of SOLVERS) {
      const { exitCode, stdout, stderr } = Bun.spawnSync([program, `--solver=${solver}`, ...files]);
      const what = isSingleFile ? 'the library in one file' : 'the sources';
      console.log(`${exitCode === 0 ? '✓' : '✗'} ${what}, with the examples, in the ${solver} solver`);
      if (exitCode !== 0) console.log(`${stdout}${stderr}`.replaceAll(`${folder}/`, ''));
      isGood &&= exitCode === 0;
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
if (!isGood) process.exit(1);
