import { describe, expect, test } from 'bun:test';
import { ValuesFileError } from './csv.ts';
import { readValuesFile } from './file.ts';

/** What the file is refused for. */
function readError(file: string, content: string): string {
  try {
    readValuesFile(file, content);
  } catch (error) {
    if (error instanceof ValuesFileError) return error.message;
    throw error;
  }
  throw new Error('the file was taken');
}

describe('a CSV file', () => {
  test('gives each pet by its four fields, with what its line says about it and nothing else', () => {
    const content = [
      '\uFEFFid,variant,shiny,chroma,tier,tradable,value,rap,exists,name,thumbnail',
      'Huge Cat,,,,,,5,,,,',
      'Huge Cat,golden,true,6,huge,false,0,7,8,"Huge ""Cat"", the","rbxassetid://12"',
      '',
      ' Golden Retriever , normal ,false,,,,,,,,',
    ].join('\r\n');
    expect(readValuesFile('values.CSV', content)).toEqual([
      { asset: 'pet/normal/-/-/Huge Cat', value: 5 },
      {
        asset: 'pet/golden/shiny/6/Huge Cat',
        tier: 'huge',
        tradable: false,
        value: 0,
        rap: 7,
        exists: 8,
        name: 'Huge "Cat", the',
        thumbnail: 'rbxassetid://12',
      },
      { asset: 'pet/normal/-/-/Golden Retriever', value: null },
    ]);
  });

  test('without values says nothing about them', () => {
    expect(readValuesFile('a.csv', 'id,tier\nCat,huge\n')).toEqual([
      { asset: 'pet/normal/-/-/Cat', tier: 'huge' },
    ]);
  });

  test('names each of its bad lines, in their order', () => {
    const content =
      'id,variant,value\nCat,normal,5\nDog,silver,x\nFox,normal\n"Bad"x,normal,3\nCat,,6\nOwl,,1.5\n' +
      'Eel,,-1\nElk,,5e3\nAnt,,1000000000001\n,,3\n';
    const errors = readError('a.csv', content).split('\n');
    expect(errors.map((line) => line.trim().split(':')[0])).toEqual([
      'line 3',
      'line 3',
      'line 4',
      'line 5',
      'line 6',
      'line 7',
      'line 8',
      'line 9',
      'line 10',
      'line 11',
    ]);
    expect(errors[2]).toContain('has 2 fields, and line 1 names 3');
    expect(errors[4]).toContain('the same pet as in line 2');
    expect(errors[5]).toContain('value: must be a whole number from 0 to 1000000000000');
  });

  test('with very many bad lines names the first and counts the rest', () => {
    const errors = readError('a.csv', `id,value\n${'Cat,x\n'.repeat(50)}`).split('\n');
    expect(errors).toHaveLength(21);
    expect(errors.at(-1)).toBe('  and 30 more');
  });

  test.each(['', 'id,price\nCat,5\n', 'name,value\nCat,5\n'])('%j has no line of names', (content) => {
    expect(readError('a.csv', content)).toContain('line 1: must name fields, among them id');
  });
});

describe('a JSON file', () => {
  test('may be a list, or what /items/all answers', () => {
    const item = { id: 'Cat', variant: 'golden', value: 5, updatedAt: '2026-01-01T00:00:00.000Z' };
    const readings = [{ asset: 'pet/golden/-/-/Cat', value: 5 }];
    expect(readValuesFile('a.json', JSON.stringify([item]))).toEqual(readings);
    expect(readValuesFile('a.json', JSON.stringify({ items: [item], count: 1, updatedAt: null }))).toEqual(
      readings,
    );
  });

  test('names each of its bad entries', () => {
    const entries = [{ id: 'Cat' }, { id: 'Cat', worth: 5 }, { value: 5 }, 7, { id: 'Dog', chroma: 7 }];
    const errors = readError('a.json', JSON.stringify(entries)).split('\n');
    expect(errors.map((line) => line.trim().split(':')[0])).toEqual([
      'entry 2',
      'entry 3',
      'entry 4',
      'entry 5',
    ]);
    expect(errors[0]).toContain('worth: is not a known field');
    expect(errors[1]).toContain('id: is required');
  });

  test.each(['', '{', '"text"', '{"items":5}'])('%j is no list', (content) => {
    expect(readError('a.json', content)).toContain('the file: must be a list');
  });
});

test.each([
  ['a.txt', 'id\nCat\n', 'must end with .csv or .json'],
  ['a.csv', 'id,value\n', 'names no pet'],
  ['a.json', '[]', 'names no pet'],
])('a file like %s that holds %j is refused', (file, content, what) => {
  expect(readError(file, content)).toBe(`  the file: ${what}`);
});
