import { join } from 'node:path';
import { bundle, type LuauFunction, runLuau } from '../../src/simulate/luau.ts';

export const LUA_FOLDER = join(import.meta.dir, '../../lua');

/**
 * Runs Luau in a VM with memory of its own: how many files of tests share a process is up to the runner, and
 * together they need more than one copy of luau-web has.
 */
export const runLuauAlone = (text: string, host: Parameters<typeof runLuau>[1] = {}): Promise<LuauFunction> =>
  runLuau(text, host, () => import(`${Bun.resolveSync('luau-web', LUA_FOLDER)}?copy=${crypto.randomUUID()}`));

/** Runs Luau that finds modules of `lua/` through `load`. Returns the function that it returns. */
export const loadLuau = (
  entries: readonly string[],
  text: string,
  replacements: Readonly<Record<string, string>> = {},
  host: Parameters<typeof runLuau>[1] = {},
): Promise<LuauFunction> =>
  runLuauAlone(bundle({ root: LUA_FOLDER, entries, end: text, replacements }), host);
