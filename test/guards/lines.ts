import { join } from 'node:path';

/** The longest line, in code, comments and documents: the `.editorconfig` of the project says the same. */
export const MAX_COLUMNS = 110;
/** A run of characters this long has no place to break: an address, a hash, a pattern. */
const UNBREAKABLE = /\S{60,}/u;
/** A row of a table, in Markdown or with its columns set by spaces, has none either. */
const TABLE_ROW = /^\s*\|.*\|\s*$|^\S.*?(?: {2,}\S+){5}/u;

const WRITTEN_BY_TOOLS =
  /^(?:bun\.lock|migrations\/.*|docs\/API\.md)$|\.(?:json|svg|png|ico|webp|woff2|snap)$/u;

/** Lines that are too long in the tracked files under `folder`, as `file:line: how long`. */
export async function findLongLines(folder: string, files: readonly string[]): Promise<readonly string[]> {
  const found = await Promise.all(
    files
      .filter((file) => !WRITTEN_BY_TOOLS.test(file))
      .map(async (file) => longLinesOf(file, await Bun.file(join(folder, file)).text())),
  );
  return found.flat();
}

/** Tabs count as the four columns that an editor shows. */
function longLinesOf(file: string, text: string): string[] {
  return text.split('\n').flatMap((line, index) => {
    const columns = [...line.replaceAll('\t', '    ')].length;
    const isExempt = UNBREAKABLE.test(line) || TABLE_ROW.test(line);
    return columns > MAX_COLUMNS && !isExempt ? [`${file}:${index + 1}: ${columns} columns`] : [];
  });
}
