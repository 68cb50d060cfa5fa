import { describe, expect, test } from 'bun:test';
import { dirname, join, normalize } from 'node:path';
import { anchorsOf, filesOfRepository, readDocument, withoutFences } from './markdown.ts';

const files = filesOfRepository();
const documents = files.filter((path) => path.endsWith('.md'));
/** What leads out of the repository, which no test can follow. */
const ELSEWHERE = /^(https?:|mailto:)/;

/** What is wrong with the links of a text, which stands in a folder of the repository. */
function findBroken(text: string, { path, folder }: { path: string; folder: string }): string[] {
  const plain = withoutFences(text).replaceAll(/`[^`\n]*`/g, '');
  const links = [...plain.matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = '']) => link);
  return links.filter((link) => {
    if (ELSEWHERE.test(link)) return false;
    const [target = '', anchor] = link.split('#');
    const place = target === '' ? path : normalize(join(folder, target)).replace(/\/$/, '');
    const isThere = files.includes(place) || files.some((file) => file.startsWith(`${place}/`));
    if (!isThere) return true;
    return anchor !== undefined && !anchorsOf(readDocument(place)).has(anchor);
  });
}

describe('every link and every anchor within the repository leads somewhere', () => {
  test.each(documents)('%s', (path) => {
    // What the page of the API begins with stands one folder higher once it is there.
    const folder = path === 'docs/api-page/start.md' ? 'docs' : dirname(path);
    expect(findBroken(readDocument(path), { path, folder })).toEqual([]);
  });
});

test('every alert leads to its part of a document', () => {
  const runbooks = [...readDocument('deploy/prometheus/alerts.yml').matchAll(/runbook: (\S+)#(\S+)$/gm)];
  expect(runbooks).not.toBeEmpty();
  for (const [, path = '', anchor = ''] of runbooks)
    expect([...anchorsOf(readDocument(path))]).toContain(anchor);
});

test('anchors are made as GitHub makes them', () => {
  const text = '# One: `two` (3)\n\n## A [link](b.md), _here_\n```\n# none\n```\n## One: two 3\n';
  expect([...anchorsOf(text)]).toEqual(['one-two-3', 'a-link-_here_', 'one-two-3-1']);
  expect(findBroken('[a](README.md) [b](#c) [d](nowhere.md)', { path: 'README.md', folder: '' })).toEqual([
    '#c',
    'nowhere.md',
  ]);
});
