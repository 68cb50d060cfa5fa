import type { ArgDef, ArgsDef, CommandDef } from 'citty';
import { indexNearMisses } from '../bank/engine/near-misses.ts';
import { CommandError } from './command-line.ts';

/** A command line that names one command, and gives it only what it takes. */
export interface Call {
  readonly command: CommandDef;
  /** The words that name it, `keys revoke`; '' for the program itself. */
  readonly path: string;
  /** Those after its name. */
  readonly words: string[];
  readonly wants: 'run' | 'help' | 'version';
}

const HELP = ['--help', '-h'];
const STARTS = ['start', 'dev'];
const VERSION = ['--version', '-v'];
/** How many names are suggested in place of an unknown one. */
const MAX_SUGGESTED = 2;

/**
 * Reads a command line. citty takes what it doesn't know and goes on; here a slip is refused before anything
 * runs. Throws CommandError.
 */
export async function readCall(program: CommandDef, typed: readonly string[]): Promise<Call> {
  const all = ['help', ...HELP].includes(typed[0] ?? '') ? [...typed.slice(1), '--help'] : typed;
  const only = all[0];
  if (all.length === 1 && only !== undefined && VERSION.includes(only))
    return { command: program, path: '', words: [], wants: 'version' };
  const { command, path, words } = await findCommand(program, all);
  const options = words.includes('--') ? words.slice(0, words.indexOf('--')) : words;
  const wants = options.some((word) => HELP.includes(word)) ? 'help' : 'run';
  if (command.subCommands && wants === 'run') throw await describeMissingCommand(command, path);
  checkWords({ args: (await resolve(command.args)) ?? {}, path, wants }, words);
  return { command, path, words, wants };
}

/** Follows the words that name a command, down to one that runs something. */
async function findCommand(program: CommandDef, typed: readonly string[]) {
  let command = program;
  const path: string[] = [];
  for (const [at, word] of typed.entries()) {
    const children = await resolve(command.subCommands);
    if (!children || HELP.includes(word)) return { command, path: path.join(' '), words: typed.slice(at) };
    const child = Object.hasOwn(children, word) ? await resolve(children[word]) : undefined;
    if (!child) throw describeUnknownCommand(word, Object.keys(children), path.join(' '));
    command = child;
    path.push(word);
  }
  return { command, path: path.join(' '), words: [] };
}

function describeUnknownCommand(word: string, names: readonly string[], path: string): CommandError {
  if (word.startsWith('-')) return misuse(`${word} comes before a command, which takes its options.`, path);
  // In the program that is one file these are commands; elsewhere they have scripts of their own.
  if (path === '' && STARTS.includes(word))
    return misuse(`There is no command ${word}. Did you mean bun ${word}?`, path);
  const what = path === '' ? 'There is no command' : `${path} has no command`;
  return misuse(`${what} ${word}.${didYouMean(word, names)}`, path);
}

async function describeMissingCommand(command: CommandDef, path: string): Promise<CommandError> {
  const names = Object.keys((await resolve(command.subCommands)) ?? {});
  return misuse(`${path || 'petbank'} needs a command: ${names.join(', ')}`, path);
}

interface Place {
  readonly args: ArgsDef;
  readonly path: string;
  readonly wants: Call['wants'];
}

/** Checks the words after a command's name. Whoever asks for help may have typed only a part of them. */
function checkWords({ args, path, wants }: Place, words: readonly string[]): void {
  const given = new Set<string>();
  const positionals: string[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? '';
    if (word === '--') {
      positionals.push(...words.slice(at + 1));
      break;
    }
    if (!isOption(word)) positionals.push(word);
    else if (!HELP.includes(word)) {
      const { name, takesNext } = readOption(word, words[at + 1], { args, path, wants });
      if (given.has(name) && !isRepeatable(args[name])) throw misuse(`--${name} is given twice.`, path);
      given.add(name);
      if (takesNext) at += 1;
    }
  }
  checkPositionals(positionals, given, { args, path, wants });
}

/** `-` alone is no option: it means standard input to many programs. */
const isOption = (word: string): boolean => word.startsWith('-') && word.length > 1;

function readOption(word: string, next: string | undefined, { args, path, wants }: Place) {
  const [flag = '', value] = word.split(/=(.*)/s, 2);
  const name = flag.startsWith('--') ? flag.slice(2) : '';
  const negated = name.startsWith('no-') ? name.slice(3) : '';
  if (optionIn(args, negated)?.type === 'boolean') return readSwitch(flag, value, negated, path);
  const option = optionIn(args, name);
  if (!option) throw describeUnknownOption(flag, args, path);
  if (option.type === 'boolean') return readSwitch(flag, value, name, path);
  const text = value ?? (next !== undefined && isOption(next) ? undefined : next);
  if (!text && wants === 'run') throw misuse(`${flag} needs a value: ${option.description}`, path);
  checkChoice(flag, text, option, path);
  return { name, takesNext: value === undefined };
}

function readSwitch(flag: string, value: string | undefined, name: string, path: string) {
  if (value !== undefined) throw misuse(`${flag} takes no value.`, path);
  return { name, takesNext: false };
}

function checkChoice(flag: string, text: string | undefined, option: ArgDef, path: string): void {
  const choices = option.type === 'enum' && 'options' in option ? (option.options ?? []) : [];
  if (choices.length === 0 || text === undefined || choices.includes(text)) return;
  throw misuse(`${flag} must be one of: ${choices.join(', ')}.${didYouMean(text, choices)}`, path);
}

const optionIn = (args: ArgsDef, name: string): ArgDef | undefined => {
  const arg = Object.hasOwn(args, name) ? args[name] : undefined;
  return arg?.type === 'positional' ? undefined : arg;
};

const isRepeatable = (arg: ArgDef | undefined): boolean =>
  arg !== undefined && 'isRepeatable' in arg && arg.isRepeatable === true;

function describeUnknownOption(flag: string, args: ArgsDef, path: string): CommandError {
  const names = Object.keys(args).filter((name) => args[name]?.type !== 'positional');
  const typed = flag.replace(/^-+/, '');
  const meant = didYouMean(typed, names, (name) => `--${name}`);
  return misuse(`${path} has no option ${flag}.${meant}`, path);
}

function checkPositionals(typed: readonly string[], given: ReadonlySet<string>, place: Place): void {
  const { args, path, wants } = place;
  const known = Object.entries(args).filter(([, arg]) => arg.type === 'positional');
  const extra = typed[known.length];
  if (extra !== undefined)
    throw misuse(`${path} takes no ${extra}.${suggestOptions(extra, args, given)}`, path);
  if (wants !== 'run') return;
  const isMissing = ([name, arg]: [string, ArgDef]): boolean => {
    if (arg.type !== 'positional') return arg.required === true && !given.has(name);
    return arg.required !== false && !typed[known.findIndex(([each]) => each === name)];
  };
  const missing = Object.entries(args)
    .filter(isMissing)
    .map(([name, arg]) => {
      const written = arg.type === 'positional' ? name.toUpperCase() : `--${name}`;
      return `${path} needs ${written}: ${arg.description}`;
    });
  if (missing.length > 0) throw misuse(missing.join('\n'), path);
}

/** A word too many is mostly the value of an option whose name was left out, where there are few. */
function suggestOptions(word: string, args: ArgsDef, given: ReadonlySet<string>): string {
  const free = Object.keys(args).filter((name) => args[name]?.type === 'string' && !given.has(name));
  if (free.length === 0 || free.length > MAX_SUGGESTED) return '';
  return ` Did you mean ${free.map((name) => `--${name} ${word}`).join(' or ')}?`;
}

function didYouMean(typed: string, names: readonly string[], show = (name: string): string => name): string {
  const near = indexNearMisses(names.map((name) => ({ name, value: name })));
  const begun = names.filter((name) => typed.length > 1 && name.startsWith(typed));
  const meant = [...new Set([...near(typed, MAX_SUGGESTED), ...begun])].slice(0, MAX_SUGGESTED);
  return meant.length === 0 ? '' : ` Did you mean ${meant.map(show).join(' or ')}?`;
}

const misuse = (message: string, path: string): CommandError =>
  new CommandError(`${message}\nHelp: ${['bun run petbank', path, '--help'].filter(Boolean).join(' ')}`);

/** citty lets any part of a command be a function or a promise. */
async function resolve<T>(part: T | Promise<T> | (() => T) | (() => Promise<T>)): Promise<T> {
  return part instanceof Function ? part() : part;
}
