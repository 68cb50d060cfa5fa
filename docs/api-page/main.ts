import { join } from 'node:path';
import { readDocument } from './document.ts';
import { writePage } from './page.ts';
import { writeTypes } from './types.ts';

/** The generated page, the text at its beginning, and the types of the client for TypeScript. */
export const PAGE = join(import.meta.dir, '../API.md');
export const TYPES = join(import.meta.dir, '../../clients/typescript/api.d.ts');
const START = join(import.meta.dir, 'start.md');

/** The page and the types, generated anew. */
export async function makePages(): Promise<{ readonly page: string; readonly types: string }> {
  const document = await readDocument();
  return { page: writePage(document, await Bun.file(START).text()), types: writeTypes(document) };
}

if (import.meta.main) {
  const { page, types } = await makePages();
  await Bun.write(PAGE, page);
  await Bun.write(TYPES, types);
}
