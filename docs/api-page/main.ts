import { join } from 'node:path';
import { readDocument } from './document.ts';
import { writePage } from './page.ts';

/** Where the page stands, and what it begins with. */
export const PAGE = join(import.meta.dir, '../API.md');
const START = join(import.meta.dir, 'start.md');

/** The page as it should be. */
export async function makePage(): Promise<string> {
  return writePage(await readDocument(), await Bun.file(START).text());
}

if (import.meta.main) await Bun.write(PAGE, await makePage());
