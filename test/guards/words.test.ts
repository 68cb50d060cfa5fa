import { expect, test } from 'bun:test';
import { join } from 'node:path';
import { parse } from '@swc/core';
import { z } from 'zod';

const ROOT = join(import.meta.dir, '../..');

/** Where what people read is made: its words stand in `src/messages`, in every language. */
const SOURCES = 'src/{commands,notices,discord}/**/*.ts';

/** What still has words of its own, by what its path begins with, and why. */
const ALLOWED: Readonly<Record<string, string>> = {
  'src/commands/inventory.ts': 'the title within the picture: pictures are in English',
  'src/commands/staff/': 'what staff alone read',
  'src/discord/session.ts': 'what is missing in the server, told to staff',
  'src/discord/tickets.ts': 'work for staff',
};

/** What makes a reply: words in them, or under these names, are read by people. */
const MAKERS = new Set(['say', 'titled', 'warning', 'button', 'keepButton', 'strong', 'link']);
const NAMES = new Set(['title', 'label', 'placeholder', 'alt', 'hint']);
const WORD = /\p{L}{2,}/u;

const named = z.looseObject({ type: z.literal('Identifier'), value: z.string() });
const literal = z.looseObject({ type: z.literal('StringLiteral'), value: z.string() });
const template = z.looseObject({
  type: z.literal('TemplateLiteral'),
  quasis: z.array(z.looseObject({ raw: z.string() })),
});

/** The words of a literal or a template; none for anything else. */
function wordsOf(node: unknown): string[] {
  const texts = [literal.safeParse(node).data?.value, ...(template.safeParse(node).data?.quasis ?? [])];
  const read = texts.map((text) => (typeof text === 'object' ? text.raw : (text ?? '')));
  return read.filter((text) => WORD.test(text));
}

function findWords(node: unknown): string[] {
  if (Array.isArray(node)) return node.flatMap(findWords);
  if (typeof node !== 'object' || node === null) return [];
  const { tag, callee, template: tagged, arguments: given, key, value } = z.looseObject({}).parse(node);
  const maker = named.safeParse(tag ?? callee).data?.value ?? '';
  const said = MAKERS.has(maker) ? [tagged, ...firstOf(given)].flatMap(wordsOf) : [];
  const under = NAMES.has(named.safeParse(key).data?.value ?? '') ? wordsOf(value) : [];
  return [...said, ...under, ...Object.values(node).flatMap(findWords)];
}

const firstOf = (given: unknown): unknown[] =>
  z
    .array(z.looseObject({ expression: z.unknown() }))
    .catch([])
    .parse(given)
    .slice(0, 1)
    .map(({ expression }) => expression);

async function wordsIn(source: string): Promise<string[]> {
  const { body } = await parse(source, { syntax: 'typescript' });
  return findWords(body);
}

test('words outside the catalogue are found, where people read them', async () => {
  const source =
    "const a = say`You have `; const c = { title: 'Your pets', id: 'not read' }; button('Stop');";
  expect(await wordsIn(source)).toEqual(['You have ', 'Your pets', 'Stop']);
  expect(await wordsIn("t('withdraw.title'); say` · `; worded('cancel.which', 'plain');")).toEqual([]);
});

test('what members read stands in the catalogue, in every language', async () => {
  const found: string[] = [];
  for (const file of [...new Bun.Glob(SOURCES).scanSync(ROOT)].sort()) {
    if (file.endsWith('.test.ts') || Object.keys(ALLOWED).some((place) => file.startsWith(place))) continue;
    const words = await wordsIn(await Bun.file(join(ROOT, file)).text());
    found.push(...words.map((text) => `${file}: ${text}`));
  }
  expect(found).toEqual([]);
});
