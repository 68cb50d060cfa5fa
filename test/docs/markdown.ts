import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { REPOSITORY } from '../deploy/context.ts';

/** The path of every file of the repository, committed or not yet. */
export function listRepositoryFiles(): readonly string[] {
  const listed = Bun.spawnSync(['git', 'ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: REPOSITORY,
  });
  return listed.stdout
    .toString()
    .split('\0')
    .filter((path) => path !== '');
}

export const readDocument = (path: string): string => readFileSync(join(REPOSITORY, path), 'utf8');

/** A fenced block of code. */
export interface Fence {
  /** What follows the opening fence: the language, then our marks. */
  readonly info: string;
  readonly code: string;
}

/** The fenced blocks of a document in order, also those inside lists. */
export function parseFences(text: string): Fence[] {
  return [...text.matchAll(/^( *)```([^\n]*)\n(.*?)^\1```$/gms)].map(
    ([, indent = '', info = '', code = '']) => ({
      info: info.trim(),
      code: code.replaceAll(new RegExp(`^${indent}`, 'gm'), ''),
    }),
  );
}

/** The text without its fenced blocks. */
export const stripFences = (text: string): string => text.replaceAll(/^( *)```.*?^\1```$/gms, '');

/** The anchors of a document's headings, as GitHub generates them. */
export function parseAnchors(text: string): Set<string> {
  const anchors = new Set<string>();
  for (const [, heading = ''] of stripFences(text).matchAll(/^#{1,6} +(.+?) *$/gm)) {
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
