import { describe, expect, test } from 'bun:test';
import fc from 'fast-check';
import { itemOf } from '../../../test/bank/item.ts';
import { type PetStack, petStackSchema, VARIANTS } from '../../bank/engine/pets.ts';
import { Refusal } from '../../bank/engine/refusal.ts';
import { createCatalogue } from '../../values/catalogue.ts';
import { formatPetLine, readPetLines, suggestNames } from './pet-lines.ts';

const cat = (change: Partial<PetStack> = {}): PetStack => petStackSchema.parse({ id: 'Huge Cat', ...change });

describe('a line', () => {
  test.each<[string, PetStack[]]>([
    ['Huge Cat', [cat()]],
    ['  2 x Huge Cat  ', [cat({ quantity: 2 })]],
    ['2× Huge Cat', [cat({ quantity: 2 })]],
    ['1.5k x Huge Cat', [cat({ quantity: 1_500 })]],
    ['Huge Cat, golden', [cat({ variant: 'golden' })]],
    ['Huge Cat , Shiny,RAINBOW, chroma 3', [cat({ variant: 'rainbow', shiny: true, chroma: 3 })]],
    ['Golden Retriever', [cat({ id: 'Golden Retriever' })]],
    ['Golden Retriever, normal', [cat({ id: 'Golden Retriever' })]],
    ['Max Cat', [cat({ id: 'Max Cat' })]],
    ['8-Bit Cat', [cat({ id: '8-Bit Cat' })]],
    ['Cat, the Great', [cat({ id: 'Cat, the Great' })]],
    ['golden', [cat({ id: 'golden' })]],
    ['', []],
    [' ; \n ;', []],
    ['Huge Cat\nHuge Cat; Huge Cat', [cat(), cat(), cat()]],
  ])('%p', (written, pets) => {
    expect(readPetLines(written)).toEqual(pets);
  });

  test.each(['0 x Cat', '1.5 x Cat', '2t x Cat', `${'x'.repeat(65)}`, 'a\u0007b', ', golden', 'Cat \ud83d'])(
    'that is no pet is refused, and named: %p',
    (written) => {
      const read = () => readPetLines(`Cat\n${written}`);
      expect(read).toThrow(Refusal);
      expect(read).toThrow(expect.objectContaining({ details: { errors: [expect.anything()] } }));
    },
  );
});

describe('lines about known pets', () => {
  const ids = ['Huge Floppa', '404 Demon', 'Huge Piñata Cat', "Valentine's Cat", '8-Bit Cat', 'X Ray'];
  const catalogue = createCatalogue(
    [
      ...ids.map((id) => itemOf({ id })),
      ...['fox_01', 'fox_02'].map((id) => itemOf({ id, name: 'Shown Fox' })),
    ],
    null,
  );
  const read = (line: string) => readPetLines(line, { catalogue });

  test.each<[string, Partial<PetStack>]>([
    ['404 demon', { id: '404 Demon' }],
    ['2 404 Demon', { id: '404 Demon', quantity: 2 }],
    ['404 Demon 2', { id: '404 Demon', quantity: 2 }],
    ['huge floppa x2', { id: 'Huge Floppa', quantity: 2 }],
    ['x2 Huge Floppa', { id: 'Huge Floppa', quantity: 2 }],
    ['2x huge floppa, golden, shiny', { id: 'Huge Floppa', quantity: 2, variant: 'golden', shiny: true }],
    ['huge floppa, golden, 2', { id: 'Huge Floppa', quantity: 2, variant: 'golden' }],
    ['huge floppa, chroma 3', { id: 'Huge Floppa', chroma: 3 }],
    ['\u201cHuge Floppa\u201d 2', { id: 'Huge Floppa', quantity: 2 }],
    ['2 x "huge floppa", shiny', { id: 'Huge Floppa', quantity: 2, shiny: true }],
    ['2 x ray', { id: 'X Ray', quantity: 2 }],
    ['3 huge pinata cat', { id: 'Huge Piñata Cat', quantity: 3 }],
    ['valentine\u2019s cat', { id: "Valentine's Cat" }],
    ['8 bit cat', { id: '8-Bit Cat' }],
    ['FOX_01', { id: 'fox_01' }],
    ['huge flopa', { id: 'huge flopa' }],
    ['"New Cat x2"', { id: 'New Cat x2' }],
    ['New Cat x2', { id: 'New Cat', quantity: 2 }],
  ])('%s', (line, pet) => {
    expect(read(line)).toEqual([cat(pet)]);
  });

  test('a name that several pets share is refused, with their ids', () => {
    const message = expect.stringContaining('may be fox_01 or fox_02');
    expect(() => read('2 shown fox')).toThrow(
      expect.objectContaining({ details: { errors: [{ path: 'pets', message }] } }),
    );
  });

  test('a name that nobody knows gets a hint, and one that is known none', () => {
    expect(suggestNames(read('huge flopa; 404 demon; Zebra'), catalogue)).toEqual([
      '“huge flopa”: did you mean Huge Floppa?',
    ]);
  });
});

test('what is written for a pet is read as that pet', () => {
  const pets = fc.record(
    {
      id: fc.stringMatching(/^[A-Za-z0-9'!-]{1,20}( [A-Za-z'!-]{1,10}){0,3}$/),
      variant: fc.constantFrom(...VARIANTS),
      shiny: fc.boolean(),
      chroma: fc.integer({ min: 1, max: 6 }),
      quantity: fc.integer({ min: 1, max: 1e12 }),
    },
    { requiredKeys: ['id', 'variant', 'shiny', 'quantity'] },
  );
  fc.assert(
    fc.property(pets, (pet) => expect(readPetLines(formatPetLine(pet))).toEqual([pet])),
    { numRuns: 500 },
  );
});

test.each(['Cat x2', 'x2 Cat', '2 x Cat', '2 Cat', 'Cat (2)', 'Cat, golden', '"Cat"', '1.5 x Cat', 'Cat 2'])(
  'a pet that is called %p keeps its name',
  (id) => {
    for (const quantity of [1, 3]) {
      expect(readPetLines(formatPetLine(cat({ id, quantity })))).toEqual([cat({ id, quantity })]);
    }
  },
);
