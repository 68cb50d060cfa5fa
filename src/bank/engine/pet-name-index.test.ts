import { expect, test } from 'bun:test';
import { indexPetNames } from './pet-name-index.ts';

const index = indexPetNames([
  { id: 'Huge Floppa', name: 'Huge Floppa' },
  { id: 'Huge Floppa', name: 'Huge Floppa' },
  { id: 'fox_01', name: 'Shown Fox' },
  { id: 'fox_02', name: 'Shown-Fox' },
  { id: 'Titanic 8-Bit Cat', name: 'Titanic Pixel Cat' },
  { id: 'pixel_cat', name: 'Titanic 8-Bit Cat' },
]);

test.each([
  ['HUGE  floppa', ['Huge Floppa']],
  ['FOX_01', ['fox_01']],
  ['shown fox', ['fox_01', 'fox_02']],
  ['titanic 8 bit cat', ['Titanic 8-Bit Cat', 'pixel_cat']],
  ['floppa', []],
  ['', []],
])('%p names %p', (typed, ids) => {
  expect([...index.findIds(typed)]).toEqual(ids);
});

test('near misses are shown as the id or the name that they resemble', () => {
  expect(index.suggest('huge flopa', 3)).toEqual(['Huge Floppa']);
  expect(index.suggest('fox_0', 3)).toEqual(['fox_01', 'fox_02']);
});
