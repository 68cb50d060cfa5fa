import type { Context } from '../model/actor.ts';
import type { Command, Option, RawOptions } from '../model/command.ts';
import { parseAmount } from '../model/input.ts';
import { DOUBLE_QUOTES } from '../model/pet-amounts.ts';
import { findCommand } from './dispatcher.ts';
import type { Dispatcher, RenderedReply } from './types.ts';

/** How many words are read; anything after them counts as one word. */
const MAX_WORDS = 200;

/** A command as it was typed. `leftOver` is what no option takes, or ''. */
export interface TypedCommand {
  readonly path: readonly string[];
  readonly raw: RawOptions;
  readonly leftOver: string;
}

/**
 * Reads a typed command, without its `!` or `/`: `withdraw 2 Huge Cat`, `teller take @ann 1.5m`, or with
 * names as Discord writes them, `withdraw pet: Huge Cat quantity: 2`. Words in "double quotes" belong
 * together. Returns undefined if there is no such command.
 */
export function parseTyped(commands: readonly Command[], typed: string): TypedCommand | undefined {
  const words = splitWords(typed);
  const path = readPath(commands, words);
  if (path.length === 0) return undefined;
  const options = findCommand(commands, path)?.options ?? {};
  const given = words.slice(path.length);
  const named = readNamed(options, given);
  const { raw, leftOver } = named ? { raw: named, leftOver: '' } : readInOrder(options, given);
  return { path, raw, leftOver };
}

interface Word {
  readonly text: string;
  /** With the quotes around it. */
  readonly source: string;
  readonly isQuoted: boolean;
}

const QUOTED = new RegExp(`[${DOUBLE_QUOTES}]([^${DOUBLE_QUOTES}]*)[${DOUBLE_QUOTES}]|\\S+`, 'g');

function splitWords(typed: string): Word[] {
  const matches = [...typed.matchAll(QUOTED)];
  const words = matches.slice(0, MAX_WORDS).map(([whole, quoted]) => ({
    text: quoted ?? whole,
    source: whole,
    isQuoted: quoted !== undefined,
  }));
  const rest = matches[MAX_WORDS];
  if (!rest) return words;
  const text = typed.slice(rest.index);
  return [...words, { text, source: text, isQuoted: true }];
}

/** Reads the path of a command: its name, and the name of a subcommand if the next word is one. */
function readPath(commands: readonly Command[], words: readonly Word[]): string[] {
  const [first = '', second = ''] = words.slice(0, 2).map(({ text }) => text.toLowerCase());
  const found = commands.find(({ name }) => name === first);
  if (!found) return [];
  return found.subcommands.some(({ name }) => name === second) ? [first, second] : [first];
}

/** Reads `name: value` pairs; undefined if the first word doesn't begin one. */
function readNamed(options: Command['options'], words: readonly Word[]): RawOptions | undefined {
  const raw: Record<string, string> = {};
  let name: string | undefined;
  for (const word of words) {
    const [start = '', ...rest] = word.text.split(':');
    if (!word.isQuoted && rest.length > 0 && Object.hasOwn(options, start)) {
      name = start;
      raw[name] = rest.join(':');
    } else if (name === undefined) {
      return undefined;
    } else {
      raw[name] = `${raw[name]} ${readText(options[name], word)}`.trim();
    }
  }
  const read = Object.entries(raw).map(([key, text]) => [key, readWord(options[key], text) ?? text] as const);
  return name === undefined ? undefined : Object.fromEntries(read);
}

/**
 * Reads values in the order of the options. Users and numbers are recognised at either end by their form;
 * each text option takes one word, and the last one takes all that are left, numbers too where it has
 * amounts.
 */
function readInOrder(options: Command['options'], given: readonly Word[]): Omit<TypedCommand, 'path'> {
  const raw: Record<string, string | number> = {};
  const words = [...given];
  const hasAmounts = Object.values(options).some((option) => option.kind === 'text' && option.hasAmounts);
  const take = (kind: Option['kind'], at: number): boolean => {
    const word = words.at(at);
    const name = listNames(options, kind).find((option) => raw[option] === undefined);
    const value = word && name && !word.isQuoted ? readWord(options[name], word.text) : undefined;
    if (name === undefined || value === undefined) return false;
    raw[name] = value;
    words.splice(at, 1);
    return true;
  };
  for (const at of [0, -1]) while (take('user', at) || (!hasAmounts && take('integer', at)));
  const texts = listNames(options, 'text');
  for (const [at, name] of texts.entries()) {
    const taken = words
      .splice(0, at === texts.length - 1 ? words.length : 1)
      .map((word) => readText(options[name], word));
    if (taken.length > 0) raw[name] = taken.join(' ');
  }
  return { raw, leftOver: words.map(({ text }) => text).join(' ') };
}

const listNames = (options: Command['options'], kind: Option['kind']): string[] =>
  Object.keys(options).filter((name) => options[name]?.kind === kind);

const readText = (option: Option | undefined, { text, source }: Word): string =>
  option?.kind === 'text' && option.hasAmounts ? source : text;

/** Returns the word as a value of the option; undefined if it has another form. */
function readWord(option: Option | undefined, word: string): string | number | undefined {
  switch (option?.kind) {
    case 'user':
      return /^(?:<@!?)?([0-9]{15,22})>?$/.exec(word)?.[1];
    case 'integer':
      return parseAmount(word);
    case 'text':
    case undefined:
      return word;
    default:
      return option satisfies never;
  }
}

/**
 * Runs a command that `parseTyped` read. If a command with options can't place some of the words, it replies
 * with them and does nothing: they may have meant something else. After a command without options, such as
 * `balance please`, they do no harm.
 */
export async function runTyped(
  dispatcher: Dispatcher,
  typed: TypedCommand | undefined,
  context: Context,
  /** All that was typed, for a command that is none. */
  text = '',
): Promise<RenderedReply> {
  const { path, raw, leftOver } = typed ?? { path: [], raw: {}, leftOver: '' };
  const takesSomething = Object.keys(findCommand(dispatcher.commands, path)?.options ?? {}).length > 0;
  const unknown = typed ? {} : { unknown: text };
  return dispatcher.run({ path, raw, leftOver: takesSomething ? leftOver : '', ...unknown }, context);
}
