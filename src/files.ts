import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/**
 * Every file that the program reads while it runs, apart from its own code. `build.ts` copies them into
 * `dist/files`, so `dist` and the native package for pictures are all that a machine needs.
 */
export const SHIPPED_FILES = [
  'migrations/**/*.{sql,json}',
  'lua/{src,examples,fake}/**/*.luau',
  'src/web/*.{css,svg,ico,txt}',
  'src/{dashboard,member,playground}/page/*.css',
] as const;

/** The same of packages, below `node_modules`. */
export const SHIPPED_PACKAGE_FILES = [
  'uplot/dist/uPlot.min.css',
  'swagger-ui-dist/{swagger-ui.css,swagger-ui-bundle.js}',
  '@fontsource/inter/files/inter-{latin,cyrillic,greek,vietnamese}*-{400,700}-normal.woff2',
] as const;

/** Bundled code runs from `dist`, and is never TypeScript. */
const isBuilt = !import.meta.url.endsWith('.ts');
/** Where the files of a program that is one file are, whichever of its threads looks for them. */
const insideOneFile = /^file:\/\/\/(?:\$bunfs|[A-Z]:\/~BUN)\/root\//.exec(import.meta.url)?.[0];
/** The repository, or `dist`: this module is in a chunk at its top, since every program there shares it. */
const ROOT = new URL(insideOneFile ?? (isBuilt ? './' : '../'), import.meta.url);

/**
 * The path of a file or folder of ours, named from the root of the repository: `ownFile('migrations')`.
 * Throws MissingFileError.
 */
export const ownFile = (name: string): string => existing(name, isBuilt ? `files/${name}` : name);

/**
 * The path of a file or folder of a package: `packageFile('uplot/dist/uPlot.min.css')`. Throws
 * MissingFileError.
 */
export const packageFile = (name: string): string =>
  existing(name, isBuilt ? `files/packages/${name}` : `node_modules/${name}`);

/**
 * The path of a script that something else runs, such as a worker or a browser: itself from source, and what
 * `build.ts` bundled from it in `dist`. Named like `ownFile`'s. Throws MissingFileError.
 */
export const scriptFile = (name: `src/${string}`): string =>
  existing(name, isBuilt ? name.replace(/^src\//, '').replace(/\.tsx?$/, '.js') : name);

function existing(name: string, place: string): string {
  const path = fileURLToPath(new URL(place, ROOT));
  if (!existsSync(path)) throw new MissingFileError(name, path);
  return path;
}

const REMEDY = isBuilt
  ? 'Run "bun run build" again; in a container, use an image that was built completely.'
  : 'Run "bun install", and see that the whole repository is there.';

/** This copy of the program is incomplete. */
export class MissingFileError extends Error {
  override readonly name = 'MissingFileError';

  constructor(name: string, path: string) {
    super(`Petbank is missing ${name}, which should be at ${path}. ${REMEDY}`);
  }
}
