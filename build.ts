import { cpSync, mkdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { SHIPPED_FILES, SHIPPED_PACKAGE_FILES } from './src/files.ts';

const ROOT = import.meta.dir;
const PACKAGES = join(ROOT, 'node_modules');
/** What is run: the bank, its commands, and the thread that draws. */
const PROGRAMS = ['src/main.ts', 'src/cli/main.ts', 'src/pictures/worker.ts'];
const BROWSER_SCRIPTS = [
  'src/dashboard/page/main.tsx',
  'src/member/page/main.tsx',
  'src/playground/page/main.tsx',
  'src/web/browser/values.ts',
  'src/web/browser/proof.ts',
  'src/web/browser/roblox-sign-in.ts',
  'src/web/browser/swagger-ui.ts',
];
/** All programs together, and what it is called once it is built. */
const ONE_FILE = 'src/one-file.ts';
export const ONE_FILE_PROGRAM = 'one-file.js';
/** Native code can't be bundled. */
const NATIVE_PACKAGE = '@napi-rs/canvas';

/** Makes the program in an empty folder. It runs wherever `NATIVE_PACKAGE` is installed in a folder above. */
export async function build(folder: string, { isOneFile = false } = {}): Promise<void> {
  const common = { root: join(ROOT, 'src'), outdir: folder, metafile: true } as const;
  const programs = await Bun.build({
    ...common,
    entrypoints: [...PROGRAMS, ...(isOneFile ? [ONE_FILE] : [])].map((name) => join(ROOT, name)),
    target: 'bun',
    external: [NATIVE_PACKAGE],
    splitting: true,
    minify: { syntax: true, whitespace: true },
    sourcemap: 'linked',
  });
  const scripts = await Bun.build({
    ...common,
    entrypoints: BROWSER_SCRIPTS.map((name) => join(ROOT, name)),
    target: 'browser',
    minify: true,
  });
  copyAll(ROOT, SHIPPED_FILES, join(folder, 'files'));
  copyAll(PACKAGES, SHIPPED_PACKAGE_FILES, join(folder, 'files/packages'));
  const bundled = [programs, scripts].flatMap(({ metafile }) => Object.keys(metafile?.inputs ?? {}));
  copyLicenses([...bundled, ...SHIPPED_PACKAGE_FILES.map((name) => `node_modules/${name}`)], folder);
}

function copyAll(from: string, patterns: readonly string[], to: string): void {
  for (const pattern of patterns) {
    if (copyMatching(from, pattern, to) === 0) throw new Error(`${from} has no ${pattern}: has it moved?`);
  }
}

/** Returns how many files were copied. */
function copyMatching(from: string, pattern: string, to: string): number {
  const names = [...new Bun.Glob(pattern).scanSync({ cwd: from, followSymlinks: true })];
  for (const name of names) {
    mkdirSync(dirname(join(to, name)), { recursive: true });
    cpSync(join(from, name), join(to, name));
  }
  return names.length;
}

/** The licences of packages ask to be passed on with the code. A few packages only name theirs. */
function copyLicenses(files: readonly string[], folder: string): void {
  const packages = files.flatMap((file) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1] ?? []);
  for (const name of new Set(packages))
    copyMatching(PACKAGES, `${name}/{LICENSE,LICENCE,license,NOTICE}*`, join(folder, 'licenses'));
}

if (import.meta.main) {
  const folder = join(ROOT, 'dist');
  rmSync(folder, { recursive: true, force: true });
  await build(folder);
}
