import { beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ArgsDef, CommandDef } from 'citty';
import { createPetbankCommand } from '../../src/cli/commands.ts';
import { createOutput, runPetbank } from '../../src/cli/run.ts';

setDefaultTimeout(120_000);

const MAIN = join(import.meta.dir, '../../src/cli/main.ts');
const silent = { write: () => undefined };
const context = {
  env: {},
  clock: () => 0,
  random: (length: number) => new Uint8Array(length),
  terminal: silent,
  output: silent,
};
const program = createPetbankCommand(context);

interface Leaf {
  readonly path: string;
  readonly args: ArgsDef;
}

/** Every command that runs something itself; `run` of each here only notes that it was reached. */
function leavesOf(command: CommandDef, path: readonly string[] = []): Leaf[] {
  const children: Record<string, CommandDef> = Object(command.subCommands ?? {});
  const names = Object.keys(children);
  if (names.length === 0) return [{ path: path.join(' '), args: Object(command.args ?? {}) }];
  return names.flatMap((name) => leavesOf(children[name] ?? {}, [...path, name]));
}
const LEAVES = leavesOf(program);

let reached: string[] = [];
let inert: CommandDef;
/** The commands as they are, but for what they do. */
function disarm(command: CommandDef, path: readonly string[] = []): CommandDef {
  const children: Record<string, CommandDef> = Object(command.subCommands ?? {});
  if (Object.keys(children).length === 0) {
    const run = (): string => {
      reached.push(path.join(' '));
      return '';
    };
    return { ...command, run };
  }
  const entries = Object.entries(children).map(([name, child]) => [name, disarm(child, [...path, name])]);
  return { ...command, subCommands: Object.fromEntries(entries) };
}
beforeAll(() => {
  inert = disarm(program);
});

async function call(...words: readonly string[]) {
  reached = [];
  const printed: string[] = [];
  const complained: string[] = [];
  const status = await runPetbank(inert, words, {
    output: { write: (text) => printed.push(text) },
    terminal: { write: (text) => complained.push(text) },
  });
  return { status, printed: printed.join(''), complained: complained.join(''), reached };
}

/** A value for every argument that a command can't do without. */
const requiredWords = ({ args }: Leaf): string[] =>
  Object.entries(args).flatMap(([name, arg]) => {
    if (arg.type === 'positional') return arg.required === false ? [] : ['x'];
    return arg.required ? [`--${name}`, 'x'] : [];
  });

async function expectRefused(words: readonly string[], complaint: RegExp): Promise<void> {
  const { status, printed, complained, reached: ran } = await call(...words);
  expect({ words, status, printed, ran }).toEqual({ words, status: 2, printed: '', ran: [] });
  expect(complained).toMatch(complaint);
  expect(complained).toMatch(/\nHelp: bun run petbank .*--help\n$/);
}

describe.each(LEAVES)('petbank $path', (leaf) => {
  const words = [...leaf.path.split(' '), ...requiredWords(leaf)];
  const options = Object.entries(leaf.args).filter(([, arg]) => arg.type !== 'positional');
  const names = options.map(([name]) => name);
  const positionals = Object.keys(leaf.args).length - names.length;

  test('runs with what it needs, and explains itself', async () => {
    expect(await call(...words)).toMatchObject({ status: 0, complained: '', reached: [leaf.path] });
    for (const help of [
      [...leaf.path.split(' '), '--help'],
      ['help', ...leaf.path.split(' ')],
      [...words, '-h'],
    ])
      expect(await call(...help)).toMatchObject({ status: 0, complained: '', reached: [] });
  });

  test('refuses options that it does not have, in every form', async () => {
    for (const odd of [
      '--nonsense',
      '--nonsense=1',
      '-x',
      '-json',
      '--no-nonsense',
      '--no-',
      '--constructor',
    ])
      await expectRefused([...words, odd], new RegExp(`^${leaf.path} has no option `));
    await expectRefused([...words, '--nonsense', '--help'], /has no option --nonsense/);
  });

  test('suggests the option that was meant', async () => {
    for (const name of names.filter((each) => each.length > 2))
      await expectRefused([...words, `--${name}x`], new RegExp(`Did you mean .*--${name}\\b`));
  });

  const without = (name: string): string[] =>
    words.filter((word, at) => word !== `--${name}` && words[at - 1] !== `--${name}`);

  test('refuses an option without its value, or with an empty one', async () => {
    for (const [name, { type }] of options) {
      const flag = `--${name}`;
      const [forms, complaint] =
        type === 'boolean'
          ? [[[`${flag}=1`], [`${flag}=`]], /takes no value/]
          : [[[flag], [flag, ''], [`${flag}=`], [flag, '--json']], /needs a value/];
      for (const form of forms) await expectRefused([...without(name), ...form], complaint);
    }
  });

  test('refuses an option that is given twice', async () => {
    const single = options.filter(([, arg]) => !('isRepeatable' in arg || arg.type === 'enum'));
    for (const [name, { type }] of single) {
      const once = type === 'boolean' ? `--${name}` : `--${name}=x`;
      await expectRefused([...without(name), once, once], /given twice/);
    }
  });

  test('refuses a word too many, and one too few', async () => {
    const extra = Array.from({ length: positionals + 1 }, () => 'word');
    const path = leaf.path.split(' ');
    const options = words
      .slice(path.length)
      .filter((word, at, all) => word !== 'x' || all[at - 1]?.startsWith('--'));
    await expectRefused([...path, ...options, ...extra], new RegExp(`^${leaf.path} takes no word`));
    await expectRefused([...path, ...options, ...extra, '--help'], /takes no word/);
    await expectRefused([...path, ...options, '--', ...extra], /takes no word/);
    if (words.length > path.length) await expectRefused(path, new RegExp(`^${leaf.path} needs `));
  });
});

test('commands that are none are refused, with those that may have been meant', async () => {
  for (const [words, complaint] of [
    [['nonsense'], /^There is no command nonsense\.\n/],
    [['nonsense', '--help'], /^There is no command nonsense/],
    [['help', 'nonsense'], /^There is no command nonsense/],
    [['--help', 'nonsense'], /^There is no command nonsense/],
    [['bakup'], /^There is no command bakup\. Did you mean backup\?/],
    [['start'], /^There is no command start\. Did you mean bun start\?/],
    [['verify'], /Did you mean verify-ledger\?/],
    [['keys', 'nwe'], /^keys has no command nwe\. Did you mean new\?/],
    [['keys', 'nwe', '--help'], /Did you mean new\?/],
    [['toString'], /^There is no command toString/],
    [['__proto__'], /^There is no command __proto__/],
    [[], /^petbank needs a command: setup, doctor, /],
    [['keys'], /^keys needs a command: new, list, revoke, restore/],
    [['--json', 'doctor'], /^--json comes before a command/],
    [['backup', '--too', 'x'], /^backup has no option --too\. Did you mean --to\?/],
    [['backup', 'one.gz'], /^backup takes no one\.gz\. Did you mean --from one\.gz or --to one\.gz\?/],
    [['simulate', '--fault', '0.9'], /Did you mean --faults\?/],
    [['values', 'remove', 'x', '--variant', 'goldne'], /must be one of: .*Did you mean golden\?/],
    [['restore'], /^restore needs --from: .*\nrestore needs --to: /],
  ] as const)
    await expectRefused(words, complaint);
});

test('the help of the whole, and the version', async () => {
  for (const words of [['--help'], ['-h'], ['help']])
    expect(await call(...words)).toMatchObject({ status: 0, printed: expect.stringContaining('simulate') });
  for (const words of [['--help'], ['-h'], ['help']])
    expect((await call(...words, 'keys', 'new')).printed).toContain('--scopes=<scopes>');
  for (const words of [['--version'], ['-v']])
    expect((await call(...words)).printed).toMatch(/^\d+\.\d+\.\d+\n$/);
  await expectRefused(['--versoin'], /^--versoin comes before a command/);
});

test('an error of ours ends with 3 and all that is known of it', async () => {
  const broken: CommandDef = {
    subCommands: {
      odd: { run: () => Promise.reject(new Error('out of paper', { cause: 'a long document' })) },
    },
  };
  const complained: string[] = [];
  const terminal = { write: (text: string) => complained.push(text) };
  expect(await runPetbank(broken, ['odd'], { output: silent, terminal })).toBe(3);
  expect(complained.join('')).toMatch(/out of paper[\s\S]*a long document/);
});

test('what is no terminal gets no colours, whatever the environment says', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'petbank-words-'));
  const run = async (...words: readonly string[]): Promise<string> => {
    const env = { PATH: process.env.PATH ?? '', CI: '1', FORCE_COLOR: '1' };
    const child = Bun.spawn([process.execPath, MAIN, ...words], {
      cwd: folder,
      env,
      stdout: 'pipe',
      stderr: 'pipe',
    });
    const texts = await Promise.all([new Response(child.stdout).text(), new Response(child.stderr).text()]);
    return texts.join('');
  };
  const said = await Promise.all([run('--help'), run('doctor'), run('backup', '--too'), run('demo')]);
  for (const text of said)
    expect({ text, escapes: text.includes('\u001b') }).toEqual({ text, escapes: false });
  expect(readdirSync(folder).filter((name) => name.endsWith('.gz'))).toEqual([]);
  rmSync(folder, { recursive: true });
  const written: string[] = [];
  const terminal = { isTTY: true, write: (text: string) => written.push(text) };
  createOutput(terminal, (text) => text).write('\u001b[1mbold\u001b[0m');
  expect(written.join('')).toContain('\u001b[1m');
});
