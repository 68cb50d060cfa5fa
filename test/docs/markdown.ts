import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { REPOSITORY } from '../deploy/context.ts';

/** Every file of the repository, committed or about to be, by its path. */
export function filesOfRepository(): readonly string[] {
  const listed = Bun.spawnSync(['git', 'ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: REPOSITORY,
  });
  return listed.stdout
    .toString()
    .split('\0')
    .filter((path) => path !== '');
}

export const readDocument = (path: string): string => readFileSync(join(REPOSITORY, path), 'utf8');

/** A piece of code between fences. */
export interface Fence {
  /** What stands behind the opening fence: the language, then our marks. */
  readonly info: string;
  readonly code: string;
}

/** The fences of a document, in a list or not, in their order. */
export function fencesOf(text: string): Fence[] {
  return [...text.matchAll(/^( *)```([^\n]*)\n(.*?)^\1```$/gms)].map(
    ([, indent = '', info = '', code = '']) => ({
      info: info.trim(),
      code: code.replaceAll(new RegExp(`^${indent}`, 'gm'), ''),
    }),
  );
}

/** The text without what stands between fences. */
export const withoutFences = (text: string): string => text.replaceAll(/^( *)```.*?^\1```$/gms, '');

/** The anchors of a document's headings, as GitHub makes them. */
export function anchorsOf(text: string): Set<string> {
  const anchors = new Set<string>();
  for (const [, heading = ''] of withoutFences(text).matchAll(/^#{1,6} +(.+?) *$/gm)) {
    const plain = heading.replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1').replaceAll(/[`*]/g, '');
    const slug = plain
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(/\s/g, '-');
    let anchor = slug;
    for (let again = 1; anchors.has(anchor); again += 1) anchor = `${slug}-${again}`;
    anchors.add(anchor);
  }
  return anchors;
}
