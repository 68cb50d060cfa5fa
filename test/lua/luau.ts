import { join } from 'node:path';
import { bundle } from '../../src/simulate/bundle.ts';
import { type LuauFunction, runLuau } from '../../src/simulate/luau.ts';

export const LUA_FOLDER = join(import.meta.dir, '../../lua');

/**
 * Real Luau with modules of `lua/`: the text sees them through `load`, and returns the function that is given
 * back.
 */
export const loadLuau = (entries: readonly string[], text: string): Promise<LuauFunction> =>
  runLuau(bundle({ root: LUA_FOLDER, entries, end: text }), {});
