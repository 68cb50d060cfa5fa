import { describe, expect, test } from 'bun:test';
import fc from 'fast-check';
import { type PetStack, petStackSchema, VARIANTS } from '../../bank/engine/pets.ts';
import { Refusal } from '../../bank/engine/refusal.ts';
import { formatPetLine, readPetLines } from './pet-lines.ts';

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
  fc.assert(fc.property(pets, (pet) => expect(readPetLines(formatPetLine(pet))).toEqual([pet])));
});
