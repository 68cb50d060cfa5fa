import { describe, expect, test } from 'bun:test';
import { itemOf as item } from '../../test/bank/item.ts';
import type { Pet } from '../bank/engine/pets.ts';
import { createCatalogue, createOpenCatalogue } from './catalogue.ts';

const AT = '2026-01-01T00:00:00.000Z';

function pet(id: string, form: Partial<Pet> = {}): Pet {
  return { id, variant: 'normal', shiny: false, ...form };
}

describe('finding a pet', () => {
  test('an id finds its pet, with whether it can be traded', () => {
    const { find } = createCatalogue([item({ id: 'Cat' }), item({ id: 'Starter Cat', tradable: false })], AT);
    expect(find('Cat')).toMatchObject({ id: 'Cat', tradableInGame: true });
    expect(find('Starter Cat')).toMatchObject({ id: 'Starter Cat', tradableInGame: false });
  });

  test('a display name that one id has finds that id, however many forms it comes in', () => {
    const name = 'Smiley Cat';
    const { find } = createCatalogue(
      [item({ id: 'Emoji Cat', name }), item({ id: 'Emoji Cat', name, variant: 'golden' })],
      AT,
    );
    expect(find(name)).toMatchObject({ id: 'Emoji Cat', tradableInGame: true });
  });

  test('a display name that several ids share is unknown, and each id is still found', () => {
    const name = 'Party Cat';
    const ids = ['Party Cat 1', 'Party Cat 2', 'Party Cat 3'];
    // The first comes again at the end: a name once shared stays shared.
    const { find } = createCatalogue(
      [...ids, 'Party Cat 1'].map((id) => item({ id, name })),
      AT,
    );
    expect(find(name)).toBeNull();
    expect(ids.map((id) => find(id)?.id)).toEqual(ids);
  });

  test.each(['before', 'after'])('an id wins over the same display name of a pet listed %s it', (place) => {
    const own = item({ id: 'Jelly Cat' });
    const other = item({ id: 'Gummy Cat', name: 'Jelly Cat', tradable: false });
    const { find } = createCatalogue(place === 'before' ? [other, own] : [own, other], AT);
    expect(find('Jelly Cat')).toMatchObject({ id: 'Jelly Cat', tradableInGame: true });
  });

  test('an id wins over its own display name being shared by others', () => {
    const others = ['B', 'C'].map((id) => item({ id, name: 'A' }));
    expect(createCatalogue([...others, item({ id: 'A', name: 'D' })], AT).find('A')?.id).toBe('A');
  });

  test.each([[[true, false]], [[false, true]]])(
    'one form that cannot be traded bars its id: %p',
    (tradables) => {
      const [normal = true, golden = true] = tradables;
      const forms = [
        item({ id: 'Cat', tradable: normal }),
        item({ id: 'Cat', variant: 'golden', tradable: golden }),
      ];
      expect(createCatalogue(forms, AT).find('Cat')?.tradableInGame).toBe(false);
    },
  );

  test.each(['', 'cat', 'Cat ', 'Dog', '__proto__', 'constructor', 'toString', 'hasOwnProperty'])(
    '%p is unknown where it is not listed',
    (id) => {
      expect(createCatalogue([item({ id: 'Cat' })], AT).find(id)).toBeNull();
    },
  );

  test('ids that objects give a meaning of their own are plain ids', () => {
    const { find, value } = createCatalogue(
      [item({ id: '__proto__', value: 5 }), item({ id: 'constructor', value: 6 })],
      AT,
    );
    expect(find('__proto__')?.id).toBe('__proto__');
    expect(value(pet('__proto__'))).toBe(5);
    expect(value(pet('constructor'))).toBe(6);
  });

  test('a word for a variant in a name is part of the name', () => {
    const { find, value } = createCatalogue(
      [item({ id: 'Golden Retriever', value: 7 }), item({ id: 'Retriever', variant: 'golden', value: 9 })],
      AT,
    );
    expect(find('Golden Retriever')?.id).toBe('Golden Retriever');
    expect(value(pet('Golden Retriever'))).toBe(7);
    expect(value(pet('Golden Retriever', { variant: 'golden' }))).toBeNull();
    expect(find('Golden Golden Retriever')).toBeNull();
  });
});

describe('a pet that has left the newest list', () => {
  const GONE = new Set(['pet/normal/-/-/Old Cat', 'pet/normal/-/-/Old Dog', 'pet/golden/-/-/Fox']);
  const { find, isListed, idsNamed, items, whyNotTaken } = createCatalogue(
    [
      item({ id: 'Old Cat', name: 'Party Cat', tier: 'huge', value: 5 }),
      item({ id: 'New Cat', name: 'Party Cat' }),
      item({ id: 'Old Dog', name: 'Sad Dog' }),
      item({ id: 'Fox', name: 'Red Fox' }),
      item({ id: 'Fox', name: 'Fiery Fox', variant: 'golden', tradable: false, value: 7 }),
    ],
    AT,
    { isCurrent: (asset) => !GONE.has(asset) },
  );

  test('is found by its id, tradable as it was, with its value', () => {
    expect(find('Old Cat')).toMatchObject({ id: 'Old Cat', tradableInGame: true });
    expect(whyNotTaken(pet('Old Cat'))).toBeNull();
    expect(items.find(({ id }) => id === 'Old Cat')).toMatchObject({ name: 'Party Cat', value: 5 });
  });

  test('gives its name up to one that is in it, whichever is listed first', () => {
    expect(find('Party Cat')?.id).toBe('New Cat');
    expect(idsNamed('Party Cat')).toEqual(['New Cat']);
    const turned = createCatalogue(items.toReversed(), AT, { isCurrent: (asset) => !GONE.has(asset) });
    expect(turned.idsNamed('Party Cat')).toEqual(['New Cat']);
  });

  test('keeps a name that no other has, and is not the own id of the list', () => {
    expect(find('Sad Dog')?.id).toBe('Old Dog');
    expect(['Old Dog', 'New Cat', 'Party Cat', 'Bird'].map(isListed)).toEqual([false, true, false, false]);
  });

  test('in one form only is called and traded as its other forms are, with its own value', () => {
    expect(find('Fox')).toMatchObject({ id: 'Fox', tradableInGame: true });
    expect(items.find(({ variant }) => variant === 'golden')).toMatchObject({
      name: 'Red Fox',
      tradable: true,
      value: 7,
    });
    expect(isListed('Fox')).toBe(true);
  });
});

test('a name has the ids of all that are shown under it, once each', () => {
  const { idsNamed } = createCatalogue(
    [
      item({ id: 'A', name: 'Cat' }),
      item({ id: 'A', name: 'Cat', shiny: true }),
      item({ id: 'B', name: 'Cat' }),
    ],
    AT,
  );
  expect(idsNamed('Cat')).toEqual(['A', 'B']);
  expect(['A', '', '__proto__'].map(idsNamed)).toEqual([[], [], []]);
});

describe('the value of a pet', () => {
  const { find, value } = createCatalogue(
    [
      item({ id: 'Cat', value: 1 }),
      item({ id: 'Cat', variant: 'golden', value: 2 }),
      item({ id: 'Cat', shiny: true, value: 3 }),
      item({ id: 'Cat', chroma: 4, value: 0 }),
      item({ id: 'Dog' }),
    ],
    AT,
  );

  test('is that of exactly its form, and 0 is a value', () => {
    const forms: Partial<Pet>[] = [{}, { variant: 'golden' }, { shiny: true }, { chroma: 4 }];
    expect(forms.map((form) => value(pet('Cat', form)))).toEqual([1, 2, 3, 0]);
  });

  test('is null for an unlisted form of a known id, an unknown value and an unknown pet', () => {
    expect(find('Cat')).not.toBeNull();
    expect(value(pet('Cat', { variant: 'rainbow' }))).toBeNull();
    expect(value(pet('Cat', { chroma: 5 }))).toBeNull();
    expect(value(pet('Dog'))).toBeNull();
    expect(value(pet('Fox'))).toBeNull();
  });
});

test('items come by name, then variant, shiny, chroma and id, whatever their order before', () => {
  const sorted = [
    item({ id: 'Z', name: 'Ant' }),
    item({ id: 'A', name: 'Bee' }),
    item({ id: 'B', name: 'Bee' }),
    item({ id: 'A', name: 'Bee', chroma: 1 }),
    item({ id: 'A', name: 'Bee', chroma: 2 }),
    item({ id: 'A', name: 'Bee', shiny: true }),
    item({ id: 'A', name: 'Bee', shiny: true, chroma: 1 }),
    item({ id: 'A', name: 'Bee', variant: 'golden' }),
    item({ id: 'A', name: 'Bee', variant: 'rainbow' }),
    item({ id: 'a', name: 'ant' }),
  ];
  expect(createCatalogue(sorted.toReversed(), AT).items).toEqual(sorted);
});

test('a catalogue says when its values were read', () => {
  expect(createCatalogue([], AT).updatedAt).toBe(AT);
  expect(createCatalogue([], null).updatedAt).toBeNull();
});

test('the open catalogue takes any pet as itself, without a value', () => {
  const open = createOpenCatalogue();
  expect(open.find('Golden Retriever')).toMatchObject({ id: 'Golden Retriever', tradableInGame: true });
  expect(open.find('__proto__')).toMatchObject({ id: '__proto__', tradableInGame: true });
  expect(open.value(pet('Huge Cat', { variant: 'golden' }))).toBeNull();
  expect(open.isListed('Golden Retriever')).toBe(false);
  expect(open.idsNamed('Golden Retriever')).toEqual([]);
  expect(open.items).toEqual([]);
  expect(open.updatedAt).toBeNull();
});
