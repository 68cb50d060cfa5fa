import { chmodSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import type { BunPlugin } from 'bun';
import { build, ONE_FILE_PROGRAM } from './build.ts';

const ROOT = import.meta.dir;
/** Where it is put together: below the repository, since the package with native code is found there. */
const PARTS = join(ROOT, 'dist/one-file-parts');
/** What runs in the program: everything else is a file in it. */
const PROGRAMS = [ONE_FILE_PROGRAM, 'pictures/worker.js'];
const ENTRY = 'petbank.js';
/** The systems that it is made for, and the package with native code that each needs. */
const NATIVE_PACKAGES = {
  'bun-linux-x64': 'canvas-linux-x64-gnu',
  'bun-linux-arm64': 'canvas-linux-arm64-gnu',
  'bun-darwin-x64': 'canvas-darwin-x64',
  'bun-darwin-arm64': 'canvas-darwin-arm64',
  'bun-windows-x64': 'canvas-win32-x64-msvc',
} as const;
type Target = keyof typeof NATIVE_PACKAGES;

/**
 * Makes the program in one file, with migrations, pages, fonts, pictures and Luau inside. `target` is one of
 * Bun's, such as `bun-linux-arm64`; that system's package of @napi-rs/canvas must be installed.
 */
export async function buildOneFile(outfile: string, target: Target): Promise<void> {
  requireNativePackage(target);
  rmSync(PARTS, { recursive: true, force: true });
  try {
    await build(PARTS, { isOneFile: true });
    const entry = join(PARTS, ENTRY);
    writeFileSync(entry, [...listFiles().map(embed), `import './${ONE_FILE_PROGRAM}';`, ''].join('\n'));
    mkdirSync(dirname(outfile), { recursive: true });
    await Bun.build({
      entrypoints: [entry, ...PROGRAMS.slice(1).map((name) => join(PARTS, name))],
      root: PARTS,
      target: 'bun',
      plugins: [BUNDLE_REQUIRED],
      naming: { entry: '[dir]/[name].[ext]', asset: '[dir]/[name].[ext]' },
      minify: { syntax: true, whitespace: true },
      compile: { target, outfile, autoloadDotenv: true, autoloadBunfig: false },
    });
    if (target !== 'bun-windows-x64') chmodSync(outfile, 0o755);
  } finally {
    rmSync(PARTS, { recursive: true, force: true });
  }
}

/** The first build writes each `require` of a chunk in a form that Bun's bundler passes over. */
const BUNDLE_REQUIRED: BunPlugin = {
  name: 'bundle-required',
  setup({ onLoad }) {
    onLoad({ filter: /chunk-\w+\.js$/ }, async ({ path }) => {
      const text = await Bun.file(path).text();
      return {
        contents: text.replaceAll('import.meta.require("./chunk-', 'require("./chunk-'),
        loader: 'js',
      };
    });
  },
};

/** The files that the program reads, named from the folder of its parts. */
function listFiles(): string[] {
  const entries = readdirSync(PARTS, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => relative(PARTS, join(parentPath, name)).replaceAll(sep, '/'))
    .filter((name) => /^(files|licenses)\//.test(name) || /^[\w-]+\/(page|browser)\/.*\.js$/.test(name));
}

const embed = (name: string): string => `import './${name}' with { type: 'file' };`;

const TARGETS = Object.keys(NATIVE_PACKAGES).join(', ');

/** That of the machine that builds it. */
export function ownTarget(): Target {
  const text = `bun-${process.platform}-${process.arch}`;
  if (isTarget(text)) return text;
  throw new Error(`${text} is none of ${TARGETS}`);
}

const isTarget = (text: string): text is Target => Object.hasOwn(NATIVE_PACKAGES, text);

/** Without it the program would be built, and draw no pictures. */
function requireNativePackage(target: Target): void {
  const name = NATIVE_PACKAGES[target];
  if (existsSync(join(ROOT, 'node_modules/@napi-rs', name))) return;
  const [, system = '', cpu = ''] = target.split('-');
  const os = system === 'windows' ? 'win32' : system;
  throw new Error(
    `@napi-rs/${name} is not installed: remove node_modules, and run bun install --frozen-lockfile ` +
      `--os=${os} --cpu=${cpu}`,
  );
}

if (import.meta.main) {
  const [target = ownTarget(), outfile = 'dist/petbank', ...others] = Bun.argv.slice(2);
  if (!isTarget(target) || others.length > 0) {
    process.stderr.write(`Usage: bun run build:one-file [TARGET] [FILE]; TARGET: ${TARGETS}\n`);
    process.exit(2);
  }
  await buildOneFile(join(ROOT, outfile), target);
}
