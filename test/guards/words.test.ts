import { expect, test } from 'bun:test';
import { join } from 'node:path';
import { parse } from '@swc/core';
import { z } from 'zod';
import { CATALOGUE } from '../../src/messages/catalogue.ts';

const ROOT = join(import.meta.dir, '../..');

/** Where what people read is made: its words stand in `src/messages`, in every language. */
const SOURCES = 'src/{commands,notices,discord,member,pictures,playground,web}/**/*.{ts,tsx}';

/** What still has words of its own, by what its path begins with, and why. */
const ALLOWED: Readonly<Record<string, string>> = {
  'src/discord/session.ts': 'what is missing in the server, told to staff',
  'src/web/browser/signing-key.ts': 'what developers read, as on all of the API page',
  'src/web/developers.ts': 'what developers read',
};

/** What makes a reply: words in them, or under these names, are read by people. */
const MAKERS = new Set('say titled warning button keepButton reasonButton strong link'.split(' '));
const NAMES = new Set(['title', 'label', 'placeholder', 'alt', 'hint', 'aria-label', 'description']);
/** A tag of HTML, no named group of a pattern, and the attributes in it that people read. */
const TAG = /(?<!\?)<[/!]?[a-z](?:"[^"]*"|[^>"])*>/g;
const READ_ATTRIBUTE = /\b(?:title|placeholder|alt|aria-label)="([^"]*)"/g;
/** What is the same in every language, without spaces. */
const SAME = new Set(['Petbank', 'UTC', 'HugeCat']);
const WORD = /\p{L}{2,}/u;
const isKey = (text: string): boolean => Object.hasOwn(CATALOGUE.en, text);
const isWords = (text: string): boolean =>
  WORD.test(text) && !SAME.has(text.replaceAll(/[ ·\n]/g, '')) && !isKey(text);

const named = z.looseObject({ type: z.literal('Identifier'), value: z.string() });
const literal = z.looseObject({ type: z.literal('StringLiteral'), value: z.string() });
const anyNode = z.looseObject({});
const jsxText = z.looseObject({ type: z.literal('JSXText'), value: z.string() });
const template = z.looseObject({
  type: z.literal('TemplateLiteral'),
  quasis: z.array(z.looseObject({ raw: z.string() })),
});

const choice = z.looseObject({
  type: z.literal('ConditionalExpression'),
  consequent: z.unknown(),
  alternate: z.unknown(),
});

/** The words of a literal or a template, or of two to choose from; none for anything else. */
function wordsOf(node: unknown): string[] {
  const either = choice.safeParse(node).data;
  if (either) return [either.consequent, either.alternate].flatMap(wordsOf);
  const texts = [literal.safeParse(node).data?.value, ...(template.safeParse(node).data?.quasis ?? [])];
  const read = texts.map((text) => (typeof text === 'object' ? text.raw : (text ?? '')));
  return read.filter(isWords);
}

/** The words between the tags of JSX or of a template of HTML, and in what people read of its tags. */
function wordsOfHtml(node: unknown): string[] {
  const inJsx = jsxText.safeParse(node).data?.value ?? '';
  const html = (template.safeParse(node).data?.quasis ?? []).map(({ raw }) => raw).join('·');
  const inTags = [...html.matchAll(READ_ATTRIBUTE)].map(([, text = '']) => text);
  const between = html.search(TAG) === -1 ? [] : html.split(TAG);
  return [inJsx, ...inTags, ...between].filter(isWords);
}

const object = z.looseObject({ type: z.literal('ObjectExpression'), properties: z.array(anyNode) });

/** The words of a field's name: `name` beside `text`. */
function wordsOfField(node: unknown): string[] {
  const { properties = [] } = object.safeParse(node).data ?? {};
  const find = (name: string) =>
    properties.find((each) => named.safeParse(each.key ?? each).data?.value === name);
  return find('text') ? wordsOf(find('name')?.value) : [];
}

function findWords(node: unknown): string[] {
  if (Array.isArray(node)) return node.flatMap(findWords);
  if (typeof node !== 'object' || node === null) return [];
  const { tag, callee, template: tagged, arguments: given, key, name, value } = anyNode.parse(node);
  const maker = named.safeParse(tag ?? callee).data?.value ?? '';
  const said = MAKERS.has(maker) ? [tagged, argumentOf(given, 0)].flatMap(wordsOf) : [];
  const drawn = maker === 'write' ? wordsOf(argumentOf(given, 1)) : [];
  const under = NAMES.has(named.safeParse(key ?? name).data?.value ?? '') ? wordsOf(value) : [];
  return [
    ...said,
    ...drawn,
    ...under,
    ...wordsOfField(node),
    ...wordsOfHtml(node),
    ...Object.values(node).flatMap(findWords),
  ];
}

const argumentOf = (given: unknown, at: number): unknown =>
  z
    .array(z.looseObject({ expression: z.unknown() }))
    .catch([])
    .parse(given)[at]?.expression;

async function wordsIn(source: string, tsx = false): Promise<string[]> {
  const { body } = await parse(source, { syntax: 'typescript', tsx });
  return findWords(body);
}

test('words outside the catalogue are found, where people read them', async () => {
  const source =
    "const a = say`You have `; const c = { title: 'Your pets', id: 'not read' }; button('Stop');";
  expect(await wordsIn(source)).toEqual(['You have ', 'Your pets', 'Stop']);
  const staff = "const a = { name: 'Why', text }; const b = { name: 'queue' }; reasonButton(c ? 'Halt' : d);";
  expect(await wordsIn(staff)).toEqual(['Why', 'Halt']);
  expect(await wordsIn("t('withdraw.title'); say` · `; worded('cancel.which', 'plain');")).toEqual([]);
  const html = `\`<p class="not read" title="Your pets">You have \${a} now<img alt="A cat"></p>\``;
  expect(await wordsIn(html)).toEqual(['Your pets', 'A cat', 'You have · now']);
  expect(await wordsIn(`\`<p class="not read">\${a}</p>Petbank\`; \`not/\${a}\``)).toEqual([]);
  expect(await wordsIn("write(ctx, 'No pets yet', { x: 1 }); write(ctx, '–');")).toEqual(['No pets yet']);
  const jsx = '<p class="not read" title="Your pets">You have {a}</p>';
  expect(await wordsIn(jsx, true)).toEqual(['Your pets', 'You have ']);
});

test('what members and staff read stands in the catalogue, in every language', async () => {
  const found: string[] = [];
  for (const file of [...new Bun.Glob(SOURCES).scanSync(ROOT)].sort()) {
    if (file.endsWith('.test.ts') || Object.keys(ALLOWED).some((place) => file.startsWith(place))) continue;
    const words = await wordsIn(await Bun.file(join(ROOT, file)).text(), file.endsWith('x'));
    found.push(...words.map((text) => `${file}: ${text}`));
  }
  expect(found).toEqual([]);
});
