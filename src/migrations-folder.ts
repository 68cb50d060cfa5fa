import { fileURLToPath } from 'node:url';

/** Where the migrations of SQLite files lie: beside `src`, and beside `dist` where the program is built. */
export const MIGRATIONS_FOLDER = fileURLToPath(new URL('../migrations', import.meta.url));
