import { cpSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Glob } from 'bun';

/** The repository. */
export const REPOSITORY = join(import.meta.dir, '../..');

/** The build context: the files of the repository that .dockerignore doesn't exclude. */
export function listContextFiles(ignore = readFileSync(join(REPOSITORY, '.dockerignore'), 'utf8')): string[] {
  const rules = ignore
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => ({ isTaken: line.startsWith('!'), glob: new Glob(line.replace(/^!/, '')) }));
  // The last rule that names a file, or a folder above it, decides.
  const isSent = (path: string): boolean =>
    rules.findLast(({ glob }) => withParents(path).some((name) => glob.match(name)))?.isTaken ?? true;
  const { stdout } = Bun.spawnSync(['git', 'ls-files', '--cached', '--others', '--exclude-standard'], {
    cwd: REPOSITORY,
  });
  // Docker doesn't know .gitignore, so some files that git ignores are checked by name.
  const ignored = [
    '.env',
    'data/petbank.db',
    'data/development-key',
    'node_modules/zod/index.js',
    '.git/config',
  ];
  return [...stdout.toString().trim().split('\n'), ...ignored].filter(isSent);
}

function withParents(path: string): string[] {
  const names = path.split('/');
  return names.map((_, at) => names.slice(0, at + 1).join('/'));
}

/** Copies these files into a folder. */
export function copyContext(files: readonly string[], folder: string): void {
  for (const file of files) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    cpSync(join(REPOSITORY, file), join(folder, file));
  }
}
