import { describe, expect, test } from 'bun:test';
import { readValuesFile } from './file.ts';
import { ValuesFileError } from './file-error.ts';

/** What the file's good lines say, each by its id. */
const readGood = (file: string, content: string | Buffer) => {
  const { lines, errors } = readValuesFile(file, Buffer.from(content));
  expect(errors).toEqual([]);
  return lines.map(({ pet, facts }) => ({ ...pet, ...facts }));
};

/** What the file is refused for, as a person reads it. */
function readError(file: string, content: string | Buffer): string {
  try {
    const { errors, word } = readValuesFile(file, Buffer.from(content));
    return new ValuesFileError(errors, word).message;
  } catch (error) {
    if (error instanceof ValuesFileError) return error.message;
    throw error;
  }
}
const placesOf = (message: string) => message.split('\n').map((line) => line.trim().split(':')[0]);

const CAT = { id: 'Huge Cat', variant: 'golden', shiny: true, value: 61_000_000 } as const;
const PLAIN = 'id,variant,shiny,value\nHuge Cat,golden,true,61000000\n';
const utf16be = (text: string) => Buffer.from(`\uFEFF${text}`, 'utf16le').swap16();

describe('each of these is the same table:', () => {
  test.each([
    ['as it always was', PLAIN],
    ['with the line breaks of Windows', PLAIN.replaceAll('\n', '\r\n')],
    ['with the line breaks of old Macs', PLAIN.replaceAll('\n', '\r')],
    ['with no line break at its end', PLAIN.trimEnd()],
    ['with semicolons', PLAIN.replaceAll(',', ';')],
    ['with tabs', PLAIN.replaceAll(',', '\t')],
    ['that names its semicolons', `sep=;\n${PLAIN.replaceAll(',', ';')}`],
    ['that names its commas', `sep=,\r\n${PLAIN}`],
    ['that names another separator', `SEP=|\n${PLAIN.replaceAll(',', '|')}`],
    ['in UTF-8 with a mark', `\uFEFF${PLAIN}`],
    ['in UTF-8 with a mark and its separator', `\uFEFFsep=;\n${PLAIN.replaceAll(',', ';')}`],
    ["in UTF-16, as Excel's Unicode Text", Buffer.from(`\uFEFF${PLAIN.replaceAll(',', '\t')}`, 'utf16le')],
    ['in big-endian UTF-16', utf16be(PLAIN)],
    ['with capitals in its names', PLAIN.replace('id,variant,shiny,value', 'ID,Variant,SHINY,Value')],
    [
      'with spaces around its names',
      PLAIN.replace('id,variant,shiny,value', ' id , variant , Shiny ,value '),
    ],
    ['with capitals in its cells', PLAIN.replace('golden,true', 'Golden,TRUE')],
    ['with yes', PLAIN.replace('true', 'Yes')],
    ['with 1', PLAIN.replace('true', '1')],
    ['with empty rows', PLAIN.replaceAll('\n', '\n\n  \n')],
    ['with empty rows before it', `\n\n${PLAIN}`],
    ['with rows of separators', PLAIN.replaceAll('\n', '\n,,,\n , ,\n,,,,,,\n')],
    ['with a separator at the end of each row', PLAIN.replaceAll('\n', ',\n')],
    ['with separators behind its names', PLAIN.replace('value', 'value,,')],
    ['with separators behind its rows', PLAIN.replace('61000000', '61000000,,')],
    [
      'with a column that has nothing in it',
      PLAIN.replace('variant', 'variant,').replace('golden', 'golden,'),
    ],
    ['with quotes', PLAIN.replace('Huge Cat', '"Huge Cat"').replace('61000000', '"61,000,000"')],
    ['with semicolons and commas in amounts', 'id;variant;shiny;value\nHuge Cat;golden;1;61,000,000'],
    ['with spaces in amounts', PLAIN.replace('61000000', ' 61\u00a0000\u00a0000 ')],
    ['with an exponent', PLAIN.replace('61000000', '6.1E+07')],
    ['with a unit', PLAIN.replace('61000000', '61M')],
    ['with spaces that do not break around its cells', PLAIN.replace('Huge Cat', '\u00a0Huge Cat\u00a0')],
  ])('%s', (_kind, content) => {
    expect(readGood('values.csv', content)).toEqual([CAT]);
  });

  test.each(['false', 'FALSE', 'no', 'NO', '0', ''])('%j is not shiny', (cell) => {
    expect(readGood('a.csv', PLAIN.replace('true', cell))).toEqual([{ ...CAT, shiny: false }]);
  });

  test.each(['a.tsv', 'a.TXT', 'a.CSV'])('in %s', (file) => {
    expect(readGood(file, PLAIN)).toEqual([CAT]);
  });
});

describe('a table is refused, with the line,', () => {
  test.each([
    ['where a name stands twice', 'id,value,Value\nCat,5,6\n', 'line 1: names value twice'],
    ['where the id stands twice', 'ID,value,id\nCat,5,6\n', 'line 1: names id twice'],
    ['where a name is not known', 'id,price\nCat,5\n', 'line 1: "price" is not a known field; known are id,'],
    [
      'where a name is not known, with semicolons',
      'id;price\nCat;5\n',
      'line 1: "price" is not a known field',
    ],
    ['where nothing is named', '', 'line 1: must name fields, among them id'],
    ['without an id', '\n\nname,value\nCat,5\n', 'line 3: must name fields, among them id'],
    ['where no column has a name for it', 'id,,value\nCat,x,5\n', 'line 2: has something in a column'],
    ['where a cell is too much', 'id,value\nCat,61,000\n', 'line 2: has 3 fields, and line 1 names 2'],
    ['where a cell is missing', 'sep=;\nid;value\nCat\n', 'line 3: has 1 fields, and line 2 names 2'],
    ['where an amount has two readings', 'id;value\nCat;61,000\n', 'line 2: value: can be read in two ways'],
    ['where an amount is none', 'id,rap\nCat,many\n', 'line 2: rap: must be a whole number from 0 to 9007'],
    ['where a flag is none', 'id,shiny\nCat,maybe\n', 'line 2: shiny: must be one of: true, false, yes, no'],
    [
      'where a variant is none',
      'id,variant\nCat,silver\n',
      'line 2: variant: must be one of: normal, golden',
    ],
    ['where a quote is wrong', 'id\n"Cat\nDog\n', 'line 2: has a quote that is not closed'],
    ['where it names no pet', 'id,value\n,,\n', 'the file: names no pet'],
    [
      'where it is in Windows-1252',
      Buffer.from('id,value\nCat,5\r\nHuge Pi\xf1ata Cat,5\n\x80,1', 'latin1'),
      'line 3: has a character that is not UTF-8. In Excel, save it as "CSV UTF-8 (Comma delimited)"',
    ],
    [
      'where half of a UTF-16 character is missing',
      Buffer.from('\uFEFFid\nCat\n\ud83d\n', 'utf16le'),
      'line 3: has a character that is not UTF-16.',
    ],
    [
      'where UTF-16 has no mark',
      Buffer.from('id\nCat\n', 'utf16le'),
      'the file: is not plain text. In Excel',
    ],
    [
      'where it ends within a character',
      Buffer.from([0xff, 0xfe, 0x69]),
      'the file: ends within a character',
    ],
  ])('%s', (_kind, content, message) => {
    expect(readError('values.csv', content)).toContain(message);
  });
});

describe('a CSV file', () => {
  test('gives each pet by its four fields, with what its line says about it and nothing else', () => {
    const content = [
      '\uFEFFid,variant,shiny,chroma,tier,tradable,value,rap,exists,name,thumbnail',
      'Huge Cat,,,,,,5,,,,',
      'Huge Cat,golden,true,6,huge,false,0,7,8,"Huge ""Cat"", the","rbxassetid://12"',
      '',
      ' Golden Retriever , normal ,false,,,,,,,,',
    ].join('\r\n');
    expect(readValuesFile('values.CSV', Buffer.from(content))).toEqual({
      word: 'line',
      lines: [
        { at: 2, pet: { id: 'Huge Cat', variant: 'normal', shiny: false }, facts: { value: 5 } },
        {
          at: 3,
          pet: { id: 'Huge Cat', variant: 'golden', shiny: true, chroma: 6 },
          facts: {
            tier: 'huge',
            tradable: false,
            value: 0,
            rap: 7,
            exists: 8,
            name: 'Huge "Cat", the',
            thumbnail: 'rbxassetid://12',
          },
        },
        { at: 5, pet: { id: 'Golden Retriever', variant: 'normal', shiny: false }, facts: { value: null } },
      ],
      errors: [],
    });
  });

  test('without values says nothing about them', () => {
    expect(readGood('a.csv', 'id,tier\nCat,huge\n')).toEqual([
      { id: 'Cat', variant: 'normal', shiny: false, tier: 'huge' },
    ]);
  });

  test('takes values up to a trillion gems, and other amounts up to the largest that is exact', () => {
    const [first] = readGood('a.csv', 'id,value,exists\nCat,1000000000000,9007199254740991\n');
    expect(first).toMatchObject({ value: 1e12, exists: Number.MAX_SAFE_INTEGER });
    expect(readError('a.csv', 'id,value\nCat,1000000000001\n')).toContain('from 0 to 1000000000000');
  });

  test('names each of its bad lines, in their order', () => {
    const content =
      'id,variant,value\nCat,normal,5\nDog,silver,x\nFox,normal\n"Bad"x,normal,3\nOwl,,1.5\n' +
      'Eel,,-1\nAnt,,9007199254740992\n,,3\n';
    const errors = readError('a.csv', content);
    expect(placesOf(errors)).toEqual([3, 3, 4, 5, 6, 7, 8, 9].map((at) => `line ${at}`));
    expect(errors).toContain('line 9: id: is required');
  });

  test('with very many bad lines names the first and counts the rest', () => {
    const errors = readError('a.csv', `id,value\n${'Cat,x\n'.repeat(50)}`).split('\n');
    expect(errors).toHaveLength(21);
    expect(errors.at(-1)).toBe('  and 30 more');
  });
});

describe('a JSON file', () => {
  test('may be a list, or what /items/all answers', () => {
    const item = { id: 'Cat', variant: 'golden', value: 5, updatedAt: '2026-01-01T00:00:00.000Z' };
    const read = [{ id: 'Cat', variant: 'golden', shiny: false, value: 5 } as const];
    expect(readGood('a.json', JSON.stringify([item]))).toEqual(read);
    expect(readGood('a.json', JSON.stringify({ items: [item], count: 1, updatedAt: null }))).toEqual(read);
    expect(readGood('a.json', Buffer.from(`\uFEFF${JSON.stringify([item])}`, 'utf16le'))).toEqual(read);
  });

  test('names each of its bad entries', () => {
    const entries = [
      { id: 'Cat' },
      { id: 'Cat', worth: 5 },
      { value: 5 },
      7,
      { id: 'Dog', chroma: 7 },
      { id: 'Owl', value: '61M' },
      { id: 'Eel', value: 2 ** 53 },
    ];
    const errors = readError('a.json', JSON.stringify(entries));
    expect(placesOf(errors)).toEqual([2, 3, 4, 5, 6, 7].map((at) => `entry ${at}`));
    expect(errors).toContain('entry 2: worth: is not a known field');
    expect(errors).toContain('entry 3: id: is required');
  });

  test.each(['"text"', '{"items":5}'])('%j is no list', (content) => {
    expect(readError('a.json', content)).toContain('the file: must be a list');
  });

  test.each([
    ['', 'JSON Parse error'],
    ['{', 'JSON Parse error'],
    ['[{"id":"Cat","value":5,"value":6}]', 'a name stands twice in one object'],
    ['[{"id":"Cat","\\u0069d":"Dog"}]', 'a name stands twice in one object'],
  ])('%j is not read', (content, why) => {
    expect(readError('a.json', content)).toContain(`the file: is not JSON that can be read: ${why}`);
  });
});

test.each([
  ['a.xlsx', 'id\nCat\n', 'must end with .csv, .tsv, .txt or .json. In Excel, save it as "CSV UTF-8"'],
  ['a.csv', 'id,value\n', 'names no pet'],
  ['a.json', '[]', 'names no pet'],
])('a file like %s that holds %j is refused', (file, content, what) => {
  expect(readError(file, content)).toBe(`  the file: ${what}`);
});
