import { describe, expect, test } from 'bun:test';
import { dirname, join } from 'node:path';
import { ALLOWANCES } from '../guards/imports.ts';
import { listRepositoryFiles, parseFences, readDocument, stripFences } from './markdown.ts';

const files = listRepositoryFiles();
const documents = files.filter((path) => path.endsWith('.md'));
const isThere = (path: string): boolean =>
  files.includes(path) || files.some((file) => file.startsWith(`${path}/`));

/** What `bun run build:lua` writes. */
const isBuilt = (path: string): boolean => path.startsWith('lua/dist/');

/** The paths below `src/` and `test/` that a text names, without patterns that match several. */
function parsePaths(text: string): string[] {
  const named = [
    ...text.matchAll(/(?<![\w/.-])(?:\.\/)?((?:src|test|bench|lua|deploy|\.github)\/[\w./*<>{}-]+)/g),
  ];
  return named.map(([, path = '']) => path.replace(/[./]+$/, '')).filter((path) => !/[*<>{}]/.test(path));
}

describe('every path of the source that a document names exists', () => {
  test.each(documents)('%s', (path) => {
    const missing = parsePaths(readDocument(path)).filter(
      (named) => !isThere(named) && !isThere(join(dirname(path), named)) && !isBuilt(named),
    );
    expect(missing).toEqual([]);
  });
});

test('paths are found in prose, in code and in lists', () => {
  const text = 'See `src/bank/deposit.ts`, test/proof/, ./src/http and src/**/withdraw*; src/<name>/.';
  expect(parsePaths(text)).toEqual(['src/bank/deposit.ts', 'test/proof', 'src/http']);
});

describe('every decision', () => {
  const decisions = documents.filter((path) => /^docs\/decisions\/\d/.test(path)).sort();

  test('has a number of its own', () => {
    const numbers = decisions.map((path) => Number(/(\d{4})-/.exec(path)?.[1]));
    expect(numbers).toEqual([...new Set(numbers)]);
  });

  test.each(decisions)('has a title, a date, a status, a context, a choice and its cost: %s', (path) => {
    const text = readDocument(path);
    const [, number = ''] = /(\d{4})-/.exec(path) ?? [];
    expect(text).toStartWith(`# ${number}: `);
    expect(text).toMatch(/^Date: \d{4}-\d{2}-\d{2}$/m);
    expect(text).toMatch(/^Status: (accepted|superseded by \d{4})$/m);
    expect([...text.matchAll(/^## (.+)$/gm)].map(([, heading]) => heading)).toEqual([
      'Context',
      'Choice',
      'Cost',
    ]);
  });

  test('is in the index, under its own title', () => {
    const index = readDocument('docs/decisions/README.md').replaceAll(/\n {2}/g, ' ');
    for (const path of decisions) {
      const [, number = '', title = ''] = /^# (\d{4}): (.+)$/m.exec(readDocument(path)) ?? [];
      expect(index).toContain(`- [${number}](${path.replace('docs/decisions/', '')}): ${title}`);
    }
  });
});

test('each page of docs/ is in its index', () => {
  const index = readDocument('docs/README.md');
  const pages = documents.filter((path) => /^docs\/[A-Z_]+\.md$/.test(path) && path !== 'docs/README.md');
  for (const path of pages) expect(index).toContain(`(${path.replace('docs/', '')})`);
});

test('the README is at most 150 lines', () => {
  expect(readDocument('README.md').trimEnd().split('\n').length).toBeLessThanOrEqual(150);
});

test('the example of a signature computes the one that the page names', () => {
  const page = readDocument('docs/SIGNING.md');
  const [example] = parseFences(page).filter(({ info }) => info === 'js');
  const [, named] = /the signature is `([^`]+)`/.exec(page) ?? [];
  const script = `${example?.code}console.log(headers.Signature)`;
  const { stdout } = Bun.spawnSync([process.execPath, '--eval', script]);
  expect(stdout.toString().trim()).toBe(`bank=:${named}:`);
});

test('the messages that TROUBLESHOOTING.md quotes are those of the program', () => {
  const sources = files.filter((path) => /^src\/.*(?<!\.test)\.ts$/.test(path)).map(readDocument);
  const quoted = [...readDocument('docs/TROUBLESHOOTING.md').matchAll(/\*\*`([^`]+)`\*\*/g)];
  expect(quoted).not.toBeEmpty();
  for (const [, message = ''] of quoted) {
    // A number and an ellipsis stand for what the program fills in.
    for (const piece of message.split(/…|\d+/).map((text) => text.trim())) {
      expect({ piece, isThere: sources.some((source) => source.includes(piece)) }).toEqual({
        piece,
        isThere: true,
      });
    }
  }
});

test('the table of layers agrees with the guard over imports', () => {
  const rows = [
    ...readDocument('docs/ARCHITECTURE.md').matchAll(/^\| `src\/([\w-]+)` +\|[^|]+\| (.+?) +\|$/gm),
  ];
  const folders = new Set(files.flatMap((path) => /^src\/([\w-]+)\//.exec(path)?.[1] ?? []));
  expect(new Set(rows.map(([, folder]) => folder))).toEqual(folders);
  for (const [, folder = '', cell = ''] of rows) {
    if (cell.startsWith('everything')) continue;
    const allowed = Object.entries(ALLOWANCES)
      .filter(([name]) => name.split('/')[0] === folder)
      .flatMap(([, { modules }]) => modules.filter((name) => !/\.tsx?$/.test(name)))
      .map((name) => name.split('/')[0]);
    const others = new Set(allowed.filter((name) => name !== folder));
    const named = new Set([...cell.matchAll(/`(\w+)`/g)].map(([, name]) => name));
    expect({ folder, named }).toEqual({ folder, named: others });
  }
});

describe('every name in camel case that a page about the code quotes is in the code', () => {
  const code = files.filter((path) => /^(src|lua|test)\/.*\.(tsx?|luau)$/.test(path)).map(readDocument);
  const words = new Set(code.flatMap((text) => text.match(/\w+/g) ?? []));
  const pages = documents.filter((path) => /^(docs\/(decisions\/.*|ARCHITECTURE)|CONTRIBUTING)/.test(path));

  test.each(pages)('%s', (path) => {
    const quoted = [...stripFences(readDocument(path)).matchAll(/`([A-Za-z]+[a-z][A-Z][A-Za-z]*)`/g)];
    expect(quoted.map(([, name = '']) => name).filter((name) => !words.has(name))).toEqual([]);
  });
});
