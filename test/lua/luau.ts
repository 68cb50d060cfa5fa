import { join } from 'node:path';
import { bundle, type LuauFunction, runLuau } from '../../src/simulate/luau.ts';

export const LUA_FOLDER = join(import.meta.dir, '../../lua');

/** Runs Luau that finds modules of `lua/` through `load`. Returns the function that it returns. */
export const loadLuau = (
  entries: readonly string[],
  text: string,
  replacements: Readonly<Record<string, string>> = {},
  host: Parameters<typeof runLuau>[1] = {},
): Promise<LuauFunction> => runLuau(bundle({ root: LUA_FOLDER, entries, end: text, replacements }), host);
