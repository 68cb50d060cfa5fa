import { readFileSync } from 'node:fs';
import { join, posix } from 'node:path';

export interface BundleOptions {
  /** The folder that modules are named from, such as `lua`. */
  readonly root: string;
  /** Modules that come in with all that they require, such as `src/init`. */
  readonly entries: readonly string[];
  /** What the text ends with: Luau that sees `load`, which gives a module's value, and `modules`. */
  readonly end: string;
  /** Modules that stand in for others, by name. */
  readonly instead?: Readonly<Record<string, string>>;
}

/**
 * Luau modules as one text. Each stays as it is, in a function that is given its own `require`. Types are out
 * of sight there for other modules, so the text isn't checked again.
 */
export function bundle({ root, entries, end, instead = {} }: BundleOptions): string {
  const modules = new Map<string, Module>();
  const waiting = [...entries];
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (modules.has(name)) continue;
    const module = readModule(root, name, instead);
    modules.set(name, module);
    waiting.push(...module.requires.values());
  }
  const inOrder = [...modules].sort(([one], [other]) => (one < other ? -1 : 1));
  return `${HEAD}${inOrder.map(([name, module]) => define(name, module)).join('')}${end}\n`;
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

interface Module {
  readonly source: string;
  /** What each path that it requires is named. */
  readonly requires: ReadonlyMap<string, string>;
}

function readModule(root: string, name: string, instead: Readonly<Record<string, string>>): Module {
  const source = readFileSync(join(root, `${name}.luau`), 'utf8');
  const paths = [...source.matchAll(/\brequire\("([^"]+)"\)/g)].map(([, path = '']) => path);
  const folder = posix.dirname(name);
  const nameOf = (path: string): string => {
    const found = posix.join(folder, path.replace(/^@self/, '.'));
    return instead[found] ?? found;
  };
  return { source, requires: new Map(paths.map((path) => [path, nameOf(path)])) };
}

/**
 * A module's definition. What only the top of a file may say is taken away: how it is checked, and which
 * types it exports.
 */
function define(name: string, module: Module): string {
  const requires = [...module.requires].map(([path, found]) => `["${path}"] = "${found}"`).join(', ');
  const source = module.source
    .replaceAll(/^--!.*\n/gm, '')
    .replaceAll(/^export type /gm, 'type ')
    .trim();
  return `modules["${name}"] = { requires = { ${requires} }, run = function(require)\n${source}\nend }\n`;
}
