import { readFileSync } from 'node:fs';
import { join, posix } from 'node:path';

type LuauValue = string | number | boolean | undefined;
/** Functions that Luau can call, by name. */
type Host = Readonly<Record<string, (...values: readonly LuauValue[]) => unknown>>;

/** A Luau function. Rejects with the error that Luau raised. */
export type LuauFunction = (...values: readonly LuauValue[]) => Promise<unknown>;

/**
 * Runs the text in a real Luau VM in this process, with the host's functions as globals. Returns the
 * function that the text returns; throws if it doesn't compile. The VM is never closed: once luau-web has
 * closed one, the next may not run. All VMs of one copy of luau-web share 17 MB, and give none of it back.
 */
export async function runLuau(
  text: string,
  host: Host,
  load: () => Promise<typeof import('luau-web')> = () => import('luau-web'),
): Promise<LuauFunction> {
  // With these, luau-web chooses a build whose pcall catches nothing under Bun.
  Reflect.deleteProperty(WebAssembly, 'Suspending');
  Reflect.deleteProperty(WebAssembly, 'promising');
  const { LuauState } = await load();
  const state = await LuauState.createAsync({ ...host });
  const run = state.loadstring(text, '=petbank', true);
  const call = firstResult(await run());
  if (typeof call !== 'function') throw new TypeError('the Luau text returns no function');
  return async (...values) => firstResult(await call(...values));
}

/** Luau functions return lists. */
const firstResult = (results: unknown): unknown => (Array.isArray(results) ? results[0] : results);

interface BundleOptions {
  /** The folder that module names are relative to, such as `lua`. */
  readonly root: string;
  /** Modules to include, with all that they require, such as `src/init`. */
  readonly entries: readonly string[];
  /** Luau at the end of the text. It can use `load`, which returns a module's value, and `modules`. */
  readonly end: string;
  /** Modules that replace others, by name. */
  readonly replacements?: Readonly<Record<string, string>>;
}

/**
 * Bundles Luau modules into one text. Each module becomes the body of a function that receives its own
 * `require`. Modules can't see each other's types there, so the text isn't type-checked again. What scripters
 * get as one file keeps its types: `lua/single-file.ts`.
 */
export function bundle({ root, entries, end, replacements = {} }: BundleOptions): string {
  const modules = [...readModules({ root, entries, replacements })];
  const inOrder = modules.sort(([first], [second]) => (first < second ? -1 : 1));
  return `${HEAD}${inOrder.map(([name, module]) => defineModule(name, module)).join('')}${end}\n`;
}

/** The modules by name, with all that they require. */
export function readModules({
  root,
  entries,
  replacements = {},
}: Omit<BundleOptions, 'end'>): Map<string, Module> {
  const modules = new Map<string, Module>();
  const waiting = [...entries];
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (modules.has(name)) continue;
    const module = readModule(root, name, replacements);
    modules.set(name, module);
    waiting.push(...module.requires.values());
  }
  return modules;
}

const HEAD = `--!nocheck
local modules, loaded = {}, {}
local function load(name)
	if loaded[name] == nil then
		local module = modules[name]
		loaded[name] = module.run(function(path)
			return load(module.requires[path])
		end)
	end
	return loaded[name]
end
`;

export interface Module {
  readonly source: string;
  /** The module name of each path that it requires. */
  readonly requires: ReadonlyMap<string, string>;
}

function readModule(root: string, name: string, replacements: Readonly<Record<string, string>>): Module {
  const source = readFileSync(join(root, `${name}.luau`), 'utf8');
  const paths = [...source.matchAll(/\brequire\("([^"]+)"\)/g)].map(([, path = '']) => path);
  const folder = posix.dirname(name);
  const resolve = (path: string): string => {
    const found = posix.join(folder, path.replace(/^@self/, '.'));
    return replacements[found] ?? found;
  };
  return { source, requires: new Map(paths.map((path) => [path, resolve(path)])) };
}

/** Removes what is allowed only at the top level of a file: `--!strict`, and `export` before types. */
function defineModule(name: string, module: Module): string {
  const requires = [...module.requires].map(([path, found]) => `["${path}"] = "${found}"`).join(', ');
  const source = module.source
    .replaceAll(/^--!.*\n/gm, '')
    .replaceAll(/^export type /gm, 'type ')
    .trim();
  return `modules["${name}"] = { requires = { ${requires} }, run = function(require)\n${source}\nend }\n`;
}
