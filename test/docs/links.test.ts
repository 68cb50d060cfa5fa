import { describe, expect, test } from 'bun:test';
import { dirname, join, normalize } from 'node:path';
import { listRepositoryFiles, parseAnchors, readDocument, stripFences } from './markdown.ts';

const files = listRepositoryFiles();
const documents = files.filter((path) => path.endsWith('.md'));
/** Links out of the repository, which no test can follow. */
const EXTERNAL = /^(https?:|mailto:)/;

/** The broken links of a document, which are relative to a folder of the repository. */
function findBrokenLinks(text: string, { path, folder }: { path: string; folder: string }): string[] {
  const plain = stripFences(text).replaceAll(/`[^`\n]*`/g, '');
  const links = [...plain.matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = '']) => link);
  return links.filter((link) => {
    if (EXTERNAL.test(link)) return false;
    const [target = '', anchor] = link.split('#');
    const file = target === '' ? path : normalize(join(folder, target)).replace(/\/$/, '');
    const exists = files.includes(file) || files.some((other) => other.startsWith(`${file}/`));
    if (!exists) return true;
    return anchor !== undefined && !parseAnchors(readDocument(file)).has(anchor);
  });
}

describe('every link and every anchor within the repository has a target', () => {
  test.each(documents)('%s', (path) => {
    // This text is the beginning of docs/API.md, one folder higher.
    const folder = path === 'docs/api-page/start.md' ? 'docs' : dirname(path);
    expect(findBrokenLinks(readDocument(path), { path, folder })).toEqual([]);
  });
});

test('the runbook of every alert is a section of a document', () => {
  const runbooks = [...readDocument('deploy/prometheus/alerts.yml').matchAll(/runbook: (\S+)#(\S+)$/gm)];
  expect(runbooks).not.toBeEmpty();
  for (const [, path = '', anchor = ''] of runbooks)
    expect([...parseAnchors(readDocument(path))]).toContain(anchor);
});

test('anchors are made as GitHub makes them', () => {
  const text = '# One: `two` (3)\n\n## A [link](b.md), _here_\n```\n# none\n```\n## One: two 3\n';
  expect([...parseAnchors(text)]).toEqual(['one-two-3', 'a-link-_here_', 'one-two-3-1']);
  expect(
    findBrokenLinks('[a](README.md) [b](#c) [d](nowhere.md)', { path: 'README.md', folder: '' }),
  ).toEqual(['#c', 'nowhere.md']);
});
