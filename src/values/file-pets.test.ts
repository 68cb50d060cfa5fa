import { describe, expect, test } from 'bun:test';
import { createAliases, NO_ALIASES } from '../bank/engine/aliases.ts';
import type { Item } from '../bank/engine/catalogue.ts';
import { createCatalogue } from './catalogue.ts';
import { readValuesFile } from './file.ts';
import { ValuesFileError } from './file-error.ts';
import { type ListOptions, resolveFile } from './file-pets.ts';

const item = (id: string, name = id): Item => ({
  id,
  name,
  variant: 'normal',
  shiny: false,
  tier: 'huge',
  tradable: true,
  value: 5,
  rap: 5,
  exists: 5,
  thumbnail: null,
  updatedAt: '2026-05-10T12:00:00.000Z',
});
const LIST = createCatalogue(
  [
    ...['Huge Cat', 'Huge Dog', 'Golden Retriever', 'Huge Piñata Cat', '404 Demon'].map((id) => item(id)),
    item('Huge Pixel Cat', 'Huge 8-Bit Cat'),
    item('Huge Party Cat 1', 'Huge Party Cat'),
    item('Huge Party Cat 2', 'Huge Party Cat'),
  ],
  null,
);

const resolve = (content: string, options: Partial<ListOptions> = {}) =>
  resolveFile(readValuesFile('a.csv', Buffer.from(content)), {
    list: LIST,
    aliases: NO_ALIASES,
    allowUnknown: false,
    ...options,
  });

/** What the file is refused for. */
function readErrors(content: string, options?: Partial<ListOptions>): string[] {
  try {
    resolve(content, options);
  } catch (error) {
    if (error instanceof ValuesFileError) return error.message.split('\n').map((line) => line.trim());
    throw error;
  }
  throw new Error('the file was taken');
}

test('a pet is named by its id, or by the display name of one pet alone', () => {
  const content = 'id,variant,value\nHuge Cat,golden,5\nHuge 8-Bit Cat,,6\nHuge Party Cat 1,,\n';
  expect(resolve(content)).toEqual({
    readings: [
      { asset: 'pet/golden/-/-/Huge Cat', value: 5 },
      { asset: 'pet/normal/-/-/Huge Pixel Cat', value: 6 },
      { asset: 'pet/normal/-/-/Huge Party Cat 1', value: null },
    ],
    named: 1,
    unknown: [],
  });
});

test('a pet is named by what it was called before, and with its accents apart', () => {
  const alias = { id: '["Huge Old Cat","Huge Cat"]', oldId: 'Huge Old Cat', newId: 'Huge Cat' };
  const aliases = createAliases([{ ...alias, status: 'done', seq: 1 }], 1);
  const content = 'id,value\nHuge Old Cat,5\nHuge Pin\u0303ata Cat,6\n';
  expect(resolve(content, { aliases })).toMatchObject({
    readings: [{ asset: 'pet/normal/-/-/Huge Cat' }, { asset: 'pet/normal/-/-/Huge Piñata Cat' }],
    named: 2,
  });
  expect(readErrors('id,value\nHuge Old Cat,5\nHuge Cat,6\n', { aliases })).toEqual([
    'line 3: the same pet as in line 2',
  ]);
});

describe('what the list does not have is refused, with what was meant:', () => {
  const CAT = 'Did you mean "Huge Cat"?';
  test.each([
    ['in another case', 'huge cat', `"huge cat" is not in the list of pets. ${CAT}`],
    ['without its accent', 'Huge Pinata Cat', 'Did you mean "Huge Piñata Cat"?'],
    ['with two spaces', 'Huge  Cat', `"Huge  Cat" is not in the list of pets. ${CAT}`],
    [
      'with a space that does not break',
      'Huge\u00a0Cat',
      `"Huge\\u{a0}Cat" is not in the list of pets. ${CAT}`,
    ],
    [
      'with nothing visible in it',
      'Huge\u200b Cat',
      `"Huge\\u{200b} Cat" is not in the list of pets. ${CAT}`,
    ],
    ['with a misspelling', 'Huge Cta', 'Did you mean "Huge Cat" or "Huge Pixel Cat"'],
    ['by a folded display name', 'huge 8 bit cat', 'Did you mean "Huge Pixel Cat"?'],
    ['with its variant', 'Rainbow Huge Cat', 'Write "Huge Cat", with variant rainbow'],
    ['with all of its form', 'shiny golden huge piñata cat', 'with shiny true and variant golden'],
    ['with its form behind it', 'Huge Cat (Rainbow)', 'Write "Huge Cat", with variant rainbow'],
    [
      'with a variant before a name of gold',
      'Rainbow Golden Retriever',
      'Write "Golden Retriever", with variant',
    ],
    [
      'as anything else',
      'Zxqwv',
      '"Zxqwv" is not in the list of pets. If it is new, take it with --allow-unknown',
    ],
    ['by a name of several', 'Huge Party Cat', 'Write the id: "Huge Party Cat 1" or "Huge Party Cat 2"'],
  ])('%s', (_kind, name, message) => {
    expect(readErrors(`id,value\nHuge Dog,5\n"${name}",5\n`)).toEqual([expect.stringMatching(/^line 3: /)]);
    expect(readErrors(`id,value\nHuge Dog,5\n"${name}",5\n`)[0]).toContain(message);
  });
});

test('every wrong line is named at once, whatever is wrong with it', () => {
  const content = 'id,value\nhuge cat,5\nHuge Dog,x\nHuge Cat,5\nZxqwv,1\nHuge Cat,6\n';
  expect(readErrors(content).map((line) => line.split(':')[0])).toEqual([
    ...['line 2', 'line 3', 'line 5', 'line 6'],
  ]);
});

test('two lines that are the same pet are refused, by whatever names', () => {
  expect(readErrors('id,value\nHuge Pixel Cat,5\nHuge Dog,1\nHuge 8-Bit Cat,6\n')).toEqual([
    'line 4: the same pet as in line 2',
  ]);
  expect(readErrors('id,value\nNew,5\nNew,6\n', { allowUnknown: true })).toEqual([
    'line 3: the same pet as in line 2',
  ]);
});

test('a display name that is another pet in the list is refused, whatever pet the line is of', () => {
  const content =
    'id,name\nHuge Cat,Huge 8-Bit Cat\nHuge Dog,Huge Party Cat\nNew,Huge Cat\n' +
    'Huge Pixel Cat,Huge 8-Bit Cat\nHuge Party Cat 1,Huge Party Cat\nGolden Retriever,Goldie\n';
  expect(readErrors(content, { allowUnknown: true })).toEqual([
    'line 2: name: is that of "Huge Pixel Cat", another pet',
    'line 3: name: is that of "Huge Party Cat 1", another pet',
    'line 4: name: is that of "Huge Cat", another pet',
  ]);
});

describe('with --allow-unknown', () => {
  const options = { allowUnknown: true };

  test('a name that the list does not have is taken as it is written', () => {
    expect(resolve('id,value\nHuge Cat,5\nhuge cat,6\nHuge 8-Bit Cat,7\n', options)).toEqual({
      readings: [
        { asset: 'pet/normal/-/-/Huge Cat', value: 5 },
        { asset: 'pet/normal/-/-/huge cat', value: 6 },
        { asset: 'pet/normal/-/-/Huge Pixel Cat', value: 7 },
      ],
      named: 1,
      unknown: ['huge cat'],
    });
  });

  test('the name of several pets is still refused', () => {
    expect(readErrors('id,value\nHuge Party Cat,5\n', options)[0]).toContain('is the name of several pets');
  });
});

describe('where there is no list of pets yet', () => {
  test('a file is refused, with what to do', () => {
    expect(readErrors('id,value\nHuge Cat,5\nDog,x\n', { list: null })).toEqual([
      expect.stringMatching(/^the file: there is no list of pets yet.*petbank values sync.*--allow-unknown$/),
      expect.stringContaining('line 3: value: '),
    ]);
  });

  test('each name is an id with --allow-unknown', () => {
    const { unknown } = resolve('id,value\nHuge Cat,5\n', { list: null, allowUnknown: true });
    expect(unknown).toEqual(['Huge Cat']);
  });
});

test('a file of 2,000 unknown names is refused before the test runs out of time', () => {
  const list = createCatalogue(
    Array.from({ length: 1_000 }, (_, index) => item(`Huge Pet Number ${index}`)),
    null,
  );
  const names = Array.from({ length: 2_000 }, (_, index) => `Huge Pest Number ${index},5`);
  expect(readErrors(`id,value\n${names.join('\n')}\n`, { list })).toHaveLength(21);
});
