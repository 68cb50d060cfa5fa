import { posix } from 'node:path';
import { type Module, readModules } from '../src/simulate/luau.ts';

/** The module that scripts require, and what it is called. */
const MAIN = 'src/init';
const MAIN_NAME = 'Petbank';

/** A type at the top of a module, as StyLua formats it: up to the next line that begins something else. */
const TYPE = /^(export )?type (\w+) =(.*\n(?:[\t})].*\n)*)/gm;
const REQUIRE = /^local \w+ = require\("[^"]+"\)\n/gm;
/** Comments and texts, in which no type is named, and words with what stands before the dot. */
const WORDS = /--\[=\[[\s\S]*?\]=\]|--.*|"(?:[^"\\\n]|\\.)*"|`[^`\n]*`|(?:\b(\w+)\.)?\b([A-Z]\w*)\b(?!:)/g;

/**
 * The library in one file that is as strict as its sources: each module becomes a function that is called at
 * once, and all types stand before them, where Luau lets them be exported and lets modules share them.
 */
export function createSingleFile(root: string): string {
  const modules = inOrderOfUse(readModules({ root, entries: [MAIN] }));
  const types = new Map(modules.map(([name, { source }]) => [toWord(name), listTypes(source)]));
  const rename = (word: string) => (whole: string, before?: string, name?: string) => {
    const owner = before ?? word;
    return name !== undefined && types.get(owner)?.has(name) ? toType(owner, name) : whole;
  };
  const heads = modules.map(([name, { source }]) => hoistTypes(toWord(name), source, rename(toWord(name))));
  const bodies = modules.map(([name, { source }]) => {
    // In a body, a word without a dot may be a value; its own types get their short names there.
    const text = stripHead(source).replace(WORDS, (whole, before?: string, type?: string) =>
      before === undefined ? whole : rename(toWord(name))(whole, before, type),
    );
    return name === MAIN ? text : toFunction(toWord(name), text, types.get(toWord(name)) ?? new Set());
  });
  return `--!strict\n\n${heads.join('')}\n${bodies.join('\n')}`;
}

const toWord = (name: string): string => (name === MAIN ? MAIN_NAME : posix.basename(name));
const toType = (word: string, name: string): string => (word === MAIN_NAME ? name : `${word}_${name}`);
const listTypes = (source: string): Set<string> =>
  new Set([...source.matchAll(TYPE)].map(([, , name = '']) => name));

function hoistTypes(word: string, source: string, rename: (whole: string) => string): string {
  const found = [...source.matchAll(TYPE)].map(
    ([, , name = '', text = '']) => `type ${toType(word, name)} =${text.replace(WORDS, rename)}`,
  );
  return found.map((text) => (word === MAIN_NAME ? `export ${text}` : text)).join('');
}

const stripHead = (source: string): string =>
  `${source
    .replaceAll(/^--!.*\n/gm, '')
    .replaceAll(REQUIRE, '')
    .replaceAll(TYPE, '')
    .trim()}\n`;

function toFunction(word: string, text: string, own: ReadonlySet<string>): string {
  const short = [...own].filter((name) => new RegExp(`\\b${name}\\b`).test(text));
  const aliases = short.map((name) => `type ${name} = ${toType(word, name)}\n`).join('');
  return `local ${word} = (function()\n${aliases}${text}end)()\n`;
}

/** What a module requires stands before it. */
function inOrderOfUse(modules: ReadonlyMap<string, Module>): (readonly [string, Module])[] {
  const placed = new Map<string, Module>();
  const place = (name: string): void => {
    const module = modules.get(name);
    if (module === undefined || placed.has(name)) return;
    for (const required of module.requires.values()) place(required);
    placed.set(name, module);
  };
  place(MAIN);
  return [...placed];
}
