import { join } from 'node:path';
import { readDocument } from './document.ts';
import { writePage } from './page.ts';

/** The generated page, and the text at its beginning. */
export const PAGE = join(import.meta.dir, '../API.md');
const START = join(import.meta.dir, 'start.md');

/** The page, generated anew. */
export async function makePage(): Promise<string> {
  return writePage(await readDocument(), await Bun.file(START).text());
}

if (import.meta.main) await Bun.write(PAGE, await makePage());
