import { existsSync, readFileSync } from 'node:fs';
import { type Head, parseHeads } from '../bank/heads.ts';
import { errorCode } from '../error-code.ts';

export const EXPECT_USAGE =
  '[--expect SEQ:HASH]... [--expect FILE]... where FILE has messages of the bot, as copied from the staff ' +
  'channel';

/** An `--expect` without a head. */
export class NoHead extends Error {}

/** The heads that `--expect` names in these words, and all other words. Throws NoHead. */
export function readExpected(words: readonly string[]): {
  readonly heads: readonly Head[];
  readonly others: readonly string[];
} {
  const parts = words.flatMap((word) => (word.startsWith('--expect=') ? word.split(/=(.*)/s, 2) : [word]));
  const isValue = (index: number): boolean => parts[index - 1] === '--expect';
  const values = parts.filter((_part, index) => isValue(index));
  if (parts.at(-1) === '--expect') throw new NoHead('--expect names nothing');
  return {
    heads: values.flatMap(readHeads),
    others: parts.filter((part, index) => part !== '--expect' && !isValue(index)),
  };
}

/** One head, or all those in a file. */
function readHeads(value: string): Head[] {
  const isFile = existsSync(value);
  const heads = parseHeads(isFile ? readText(value) : value);
  if (heads.length === 0)
    throw new NoHead(
      isFile ? `There is no head in ${value}` : `${value} is no head, and there is no such file`,
    );
  return heads;
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new NoHead(`${file} can't be read (${errorCode(cause)})`, { cause });
  }
}
