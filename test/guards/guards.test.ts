import { afterEach, describe, expect, test } from 'bun:test';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { findImportErrors } from './imports.ts';
import { findLicenceErrors } from './licences.ts';
import { findLongLines } from './lines.ts';
import { findWaits } from './waits.ts';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

/** A repository of just these files. */
function plant(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'petbank-guards-'));
  folders.push(folder);
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(join(folder, dirname(file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  }
  return folder;
}

test('the guard over licences finds what is not allowed, nested and scoped packages too', async () => {
  const of = (name: string, license: unknown) => JSON.stringify({ name, version: '1.0.0', license });
  const folder = plant({
    'node_modules/good/package.json': of('good', 'MIT'),
    'node_modules/choice/package.json': of('choice', '(GPL-3.0-only OR MIT)'),
    'node_modules/both/package.json': of('both', 'MIT AND GPL-3.0-only'),
    'node_modules/@scope/silent/package.json': of('@scope/silent', undefined),
    'node_modules/good/node_modules/nested/package.json': of('nested', 'BUSL-1.1'),
    'node_modules/good/dist/package.json': '{"type":"module"}',
  });
  expect(await findLicenceErrors(folder)).toEqual([
    '@scope/silent@1.0.0: null',
    'both@1.0.0: "MIT AND GPL-3.0-only"',
    'nested@1.0.0: "BUSL-1.1"',
  ]);
});

describe('the guard over imports', () => {
  test('lets a layer import the ones below it', async () => {
    const folder = plant({
      'src/http/deposit.ts': "import { deposit } from '../bank/deposit.ts';\nexport const a = deposit;\n",
      'src/bank/deposit.ts': "import { amount } from './engine/pets.ts';\nexport const deposit = amount;\n",
      'src/bank/engine/pets.ts': 'export const amount = 1;\n',
    });
    expect(await findImportErrors(folder)).toEqual([]);
  });

  test.each([
    ['a layer above', 'src/bank/deposit.ts', "import '../http/server.ts';", 'src/http/server.ts'],
    [
      'a type of a layer above',
      'src/bank/a.ts',
      "import type { A } from '../http/server.ts';",
      'src/http/server.ts',
    ],
    ['what is loaded later', 'src/discord/bot.ts', "await import('../upstream/a.ts');", 'src/upstream/a.ts'],
    ['the top of src', 'src/discord/bot.ts', "import '../main.ts';", 'src/main.ts'],
    [
      'an operation, from the engine',
      'src/bank/engine/a.ts',
      "import '../deposit.ts';",
      'src/bank/deposit.ts',
    ],
    ['Discord, from a command', 'src/commands/a.ts', "import '../discord/bot.ts';", 'src/discord/bot.ts'],
    ['a clock or a file, from the bank', 'src/bank/deposit.ts', "import 'node:fs';", 'fs'],
    ['a folder with no rule', 'src/dashboards/a.ts', "import '../bank/deposit.ts';", 'src/bank/deposit.ts'],
  ])('finds %s', async (_name, from, text, to) => {
    const empty = 'export type A = 1;\n';
    const files = [
      'src/http/server.ts',
      'src/upstream/a.ts',
      'src/main.ts',
      'src/bank/deposit.ts',
      'src/discord/bot.ts',
    ];
    const folder = plant({
      ...Object.fromEntries(files.map((file) => [file, empty])),
      [from]: `${text}\n${empty}`,
    });
    expect(await findImportErrors(folder)).toEqual([`${from} must not import ${to}`]);
  });

  test.each(['import', 'import type'])('finds a loop by %s', async (word) => {
    const folder = plant({
      'src/bank/a.ts': `${word} { B } from './b.ts';\nexport type A = B;\n`,
      'src/bank/b.ts': `${word} { A } from './a.ts';\nexport type B = A;\n`,
    });
    expect((await findImportErrors(folder)).join()).toContain(
      'a loop of imports: src/bank/a.ts -> src/bank/b.ts',
    );
  });
});

describe('the guard over lines', () => {
  const long = 'a word or two '.repeat(8);
  const find = async (file: string, line: string) => findLongLines(plant({ [file]: `\n${line}\n` }), [file]);

  test.each(['src/a.ts', 'docs/A.md', 'lua/src/A.luau', '.env.example'])('finds one in %s', async (file) => {
    expect(await find(file, long)).toEqual([`${file}:2: 112 columns`]);
  });

  test('counts a tab as four columns', async () => {
    expect(await find('lua/src/A.luau', `\t\t${'a '.repeat(53)}`)).toEqual(['lua/src/A.luau:2: 114 columns']);
  });

  test('lets be what has no place to break', async () => {
    expect(await find('src/a.ts', `// See https://example.com/${'a'.repeat(100)}`)).toEqual([]);
    expect(await find('docs/A.md', `| ${long} |`)).toEqual([]);
    expect(await find('test/a.ts', `GET /${'a'.repeat(50)}  ${'200  '.repeat(9)}409 not_linked`)).toEqual([]);
    expect(await find('bun.lock', long)).toEqual([]);
  });
});

describe('the guard over waits', () => {
  const find = async (file: string, line: string) => findWaits(plant({ [file]: `${line}\n` }), [file]);

  test.each([
    'await Bun.sleep(40);',
    'setTimeout(done, 40);',
    'const at = Date.now();',
    'new Date().getDay();',
  ])('finds %s in a test', async (line) => {
    expect(await find('src/bank/deposit.test.ts', line)).toEqual(['src/bank/deposit.test.ts:1']);
  });

  test('lets be what really waits for a process', async () => {
    expect(await find('test/proof/crash/life.ts', 'await Bun.sleep(40);')).toEqual([]);
  });
});
