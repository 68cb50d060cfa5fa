import { describe, expect, test } from 'bun:test';
import { callerIdSchema, timeSchema } from './fields.ts';
import type { PetStack } from './pets.ts';
import { digestContent } from './replay.ts';

const cat: PetStack = { id: 'Cat', variant: 'normal', shiny: false, quantity: 1 };
const dog: PetStack = { ...cat, id: 'Dog' };
const digest = (...pets: PetStack[]) => digestContent({ pets, gems: 5 }, 1, null);

describe('the digest of an operation', () => {
  test('sets order aside and adds equal pets up', () => {
    const same = digest({ ...cat, quantity: 2 }, dog);
    expect(digest(dog, { ...cat, quantity: 2 })).toBe(same);
    expect(digest(cat, dog, cat)).toBe(same);
  });

  test('differs for everything else', () => {
    const digests = [
      digest(cat),
      digest({ ...cat, quantity: 2 }),
      digest(dog),
      digest({ ...cat, variant: 'golden' }),
      digest({ ...cat, shiny: true }),
      digest({ ...cat, chroma: 1 }),
      digest({ ...cat, chroma: 2 }),
      digest(),
      digestContent({ pets: [cat], gems: 6 }, 1, null),
      digestContent({ pets: [cat], gems: 5 }, 2, null),
      digestContent({ pets: [cat], gems: 5 }, 1, 'null'),
      digestContent({ pets: [cat], gems: 5 }, 1),
      digestContent({ pets: [cat], gems: 5 }, null, 1),
    ];
    expect(new Set(digests).size).toBe(digests.length);
  });

  test('is not fooled by ids that hold the signs between fields', () => {
    expect(digest({ ...cat, id: 'a/b' })).not.toBe(digest({ ...cat, id: 'a' }, { ...cat, id: 'b' }));
    expect(digest({ ...cat, id: '"],["' })).not.toBe(digest({ ...cat, id: '"' }));
  });
});

test.each([
  ['T-42', true],
  ['a.b_c:d-e', true],
  ['x'.repeat(128), true],
  ['x'.repeat(129), false],
  ['', false],
  ['a b', false],
  ['a\n', false],
  ['ä', false],
])("the caller's id %p is well-formed: %p", (id, isFormed) => {
  expect(callerIdSchema.safeParse(id).success).toBe(isFormed);
});

test.each([
  ['2026-05-10T12:00:00Z', true],
  ['2026-05-10T12:00:00.123+02:00', true],
  ['2026-05-10T12:00:00', false],
  ['2026-05-10', false],
  ['2026-02-30T12:00:00Z', false],
  ['yesterday', false],
])('the time %p is RFC 3339: %p', (time, isTime) => {
  expect(timeSchema.safeParse(time).success).toBe(isTime);
});
