import type { LuauState } from 'luau-web';

/**
 * Something that Luau is given to call. Only strings, numbers, booleans and undefined pass between the two.
 */
type HostFunction = (...given: readonly Passed[]) => unknown;
type Passed = string | number | boolean | undefined;

/** A function of Luau's. Throws what Luau raised. */
export type LuauFunction = (...given: readonly Passed[]) => Promise<unknown>;

/**
 * Real Luau in this process. Runs the text, which finds the host's functions as globals, and gives the
 * function that it returns. Throws where the text doesn't compile. It stays for as long as the process does:
 * once luau-web has closed one, the next it opens may not run. All of them share 17 MB.
 */
export async function runLuau(
  text: string,
  host: Readonly<Record<string, HostFunction>>,
): Promise<LuauFunction> {
  const state = await createState(host);
  const run = state.loadstring(text, '=petbank', true);
  const call = firstOf(await run());
  if (typeof call !== 'function') throw new TypeError('the Luau text returns no function');
  return async (...given) => firstOf(await call(...given));
}

async function createState(host: Readonly<Record<string, HostFunction>>): Promise<LuauState> {
  // With these, luau-web takes a build whose pcall catches nothing under Bun.
  Reflect.deleteProperty(WebAssembly, 'Suspending');
  Reflect.deleteProperty(WebAssembly, 'promising');
  const { LuauState } = await import('luau-web');
  return LuauState.createAsync({ ...host });
}

/** Luau's functions give lists. */
function firstOf(given: unknown): unknown {
  return Array.isArray(given) ? given[0] : given;
}
