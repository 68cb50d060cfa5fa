import { expect, test } from 'bun:test';
import { join } from 'node:path';
import { parse } from '@swc/core';
import { z } from 'zod';
import type { Span } from '../../src/commands/model/text.ts';
import { toLine, toPlainText } from '../../src/commands/model/translate.ts';
import { toMarkdown } from '../../src/discord/markdown.ts';
import { CATALOGUE, type MessageKey } from '../../src/messages/catalogue.ts';
import { LANGUAGES } from '../../src/messages/languages.ts';

const ROOT = join(import.meta.dir, '../..');
/** Where replies are made. */
const SOURCES = 'src/{commands,discord,notices}/**/*.ts';

/** What Discord takes of a text, in UTF-16 units, by where a reply has it. */
const LIMITS = {
  title: 256,
  name: 256,
  field: 1024,
  text: 4096,
  button: 80,
  choice: 100,
  menu: 150,
  formTitle: 45,
  input: 45,
  hint: 100,
} as const;
type Place = keyof typeof LIMITS;

/** The longest that plausibly stands in a gap, by its name; anything else is a name of Roblox or Discord. */
const LONGEST: Readonly<Record<string, string>> = {
  pet: 'Rainbow Shiny Gargantuan Hippomelon of the Northern Lights',
  goods: `${'1,000,000,000,000 × Rainbow Shiny Huge Cat, '.repeat(5)}and 12 more kinds`,
  listed: '1,000,000,000,000 × Rainbow Shiny Huge Cat, '.repeat(5),
  typed: 'W'.repeat(100),
};
const NAME = 'W'.repeat(32);
const NUMBER = 1_000_000_000_000;

const keySchema = z.string().refine((text): text is MessageKey => Object.hasOwn(CATALOGUE.en, text));
const anyNode = z.looseObject({});
const property = z.looseObject({
  type: z.literal('KeyValueProperty'),
  key: z.looseObject({ value: z.string() }),
  value: z.unknown(),
});
const objectNode = z.looseObject({ properties: z.array(z.unknown()) });
const callNode = z.looseObject({
  callee: z.looseObject({ value: z.string() }),
  arguments: z.array(z.looseObject({ expression: z.unknown() })),
});

interface Placed {
  readonly place: Place;
  readonly key: MessageKey;
}

const template = z.looseObject({ quasis: z.array(z.looseObject({ raw: z.string() })) });
const KEYS = Object.keys(CATALOGUE.en).flatMap((key) => keySchema.safeParse(key).data ?? []);

/** Every message that is named anywhere in it, also by a key that is put together: `notices.${kind}`. */
function keysIn(node: unknown): MessageKey[] {
  if (Array.isArray(node)) return node.flatMap(keysIn);
  if (typeof node !== 'object' || node === null) return [];
  const { type, value, ...rest } = anyNode.parse(node);
  const key = type === 'StringLiteral' ? keySchema.safeParse(value).data : undefined;
  const { quasis = [] } = type === 'TemplateLiteral' ? template.parse(node) : {};
  const [start = '', ...ends] = quasis.map(({ raw }) => raw);
  const made = start.includes('.')
    ? KEYS.filter((each) => each.startsWith(start) && each.endsWith(ends.at(-1) ?? ''))
    : [];
  return [...(key === undefined ? made : [key]), ...keysIn([value]), ...Object.values(rest).flatMap(keysIn)];
}

/** Where the messages of a file are shown, as far as an object or a call says it. */
function findPlaced(node: unknown): Placed[] {
  if (Array.isArray(node)) return node.flatMap(findPlaced);
  if (typeof node !== 'object' || node === null) return [];
  const { type } = anyNode.parse(node);
  const call = type === 'CallExpression' ? callNode.safeParse(node).data : undefined;
  const inCall = call ? placesOfCall(call.callee.value, call.arguments[0]?.expression) : [];
  const inObject = type === 'ObjectExpression' ? placesOfObject(objectNode.parse(node).properties) : [];
  return [...inCall, ...inObject, ...Object.values(node).flatMap(findPlaced)];
}

/** Where a control shows its first text. The label of a button that asks why heads its form, too. */
const MADE: Readonly<Record<string, Place>> = {
  button: 'button',
  keepButton: 'button',
  turn: 'button',
  reasonButton: 'formTitle',
};

function placesOfCall(maker: string, first: unknown): Placed[] {
  const made = MADE[maker];
  if (made) return keysIn(first).map((key) => ({ place: made, key }));
  const name = maker === 'worded' ? z.looseObject({ value: z.string() }).safeParse(first).data?.value : '';
  const parts = (['title', 'text'] as const).map((place) => ({ place, key: `${name}.${place}` }));
  return parts.flatMap(({ place, key }) => {
    const known = keySchema.safeParse(key).data;
    return known ? [{ place, key: known }] : [];
  });
}

function placesOfObject(properties: readonly unknown[]): Placed[] {
  const entries = properties.flatMap((each) => property.safeParse(each).data ?? []);
  const names = new Set(entries.map(({ key }) => key.value));
  const has = (...wanted: readonly string[]): boolean => wanted.some((name) => names.has(name));
  const isInput = has('label') && has('minLength', 'maxLength', 'isLong', 'isOptional');
  const isProposal = has('needsSecond');
  const labels: Place = isInput
    ? 'input'
    : isProposal
      ? 'formTitle'
      : has('kind', 'act')
        ? 'button'
        : 'choice';
  const places: Readonly<Record<string, Place>> = {
    title: has('inputs') ? 'formTitle' : 'title',
    label: labels,
    placeholder: isInput ? 'hint' : 'menu',
    hint: 'hint',
    ...(has('name') && has('text') ? { name: 'name', text: 'field' } : { text: 'text' }),
  };
  return entries.flatMap(({ key: { value: name }, value }) => {
    const place = places[name];
    return place === undefined ? [] : keysIn(value).map((key) => ({ place, key }));
  });
}

/** A message with the longest of everything in its gaps. */
function fill(key: MessageKey): Span {
  const source = CATALOGUE.en[key];
  const gaps = [...source.matchAll(/\{([a-z]+)(, *(?:number|plural))?/gi)];
  const values = gaps.map(([, name = '', counts]) => [name, counts ? NUMBER : (LONGEST[name] ?? NAME)]);
  return { kind: 'message', key, values: Object.fromEntries(values) };
}

const mention = () => '</withdraw-confirm:1234567890123456789>';

/** In which languages it does not fit, and how long it is. */
function listTooLong({ place, key }: Placed): string[] {
  const span = fill(key);
  const isText = place === 'text' || place === 'field';
  return LANGUAGES.flatMap((language) => {
    const { length } = isText
      ? toMarkdown(toPlainText([span], language), mention, Number.MAX_SAFE_INTEGER)
      : toLine([span], language);
    return length > LIMITS[place] ? [`${place} ${key} in ${language}: ${length}`] : [];
  });
}

test('no message is longer than Discord takes where a reply shows it, in any language', async () => {
  const placed = new Map<string, Placed>();
  for (const file of [...new Bun.Glob(SOURCES).scanSync(ROOT)].sort()) {
    if (file.endsWith('.test.ts')) continue;
    const { body } = await parse(await Bun.file(join(ROOT, file)).text(), { syntax: 'typescript' });
    for (const found of findPlaced(body)) placed.set(`${found.place} ${found.key}`, found);
  }
  const found = [...placed.values()];
  const count = (place: Place): number => found.filter((each) => each.place === place).length;
  expect([count('title') > 100, count('text') > 100, count('button') > 20]).toEqual([true, true, true]);
  expect(found.flatMap(listTooLong)).toEqual([]);
  expect(listTooLong({ place: 'button', key: 'withdraw.nobody-has-it' })).toHaveLength(LANGUAGES.length);
});
