import { expect, test } from 'bun:test';
import { PETS_PER_PAGE, paginate } from './page.ts';

const pets = Array.from({ length: 10_000 }, (_, at) => at);

test('ten thousand pets are 834 pages that hold each once', () => {
  const { pages } = paginate(pets, 1);
  expect(pages).toBe(834);
  const shown = Array.from({ length: pages }, (_, at) => paginate(pets, at + 1).pets).flat();
  expect(shown).toEqual(pets);
});

test('twelve pets are one page, thirteen two', () => {
  expect(paginate(pets.slice(0, PETS_PER_PAGE), 1).pages).toBe(1);
  expect(paginate(pets.slice(0, PETS_PER_PAGE + 1), 2)).toEqual({ pets: [12], page: 2, pages: 2 });
});

test('no pets are one empty page', () => {
  expect(paginate([], 5)).toEqual({ pets: [], page: 1, pages: 1 });
});

test.each([
  [0, 1],
  [-3, 1],
  [Number.NaN, 1],
  [2.9, 2],
  [835, 834],
  [Number.POSITIVE_INFINITY, 834],
])('page %p is page %p', (wanted, page) => {
  expect(paginate(pets, wanted).page).toBe(page);
});
