import { expect, test } from 'bun:test';
import { type Text, t } from '../commands/model/text.ts';
import { toLine, toPlainText } from '../commands/model/translate.ts';
import { findLanguage, LANGUAGES } from './languages.ts';

test.each([
  ['en-US', 'en'],
  ['en-GB', 'en'],
  ['es-ES', 'es'],
  ['es-419', 'es'],
  ['pt-BR', 'pt-BR'],
  ['de', 'de'],
  ['fr', 'fr'],
  ['ja', undefined],
  ['', undefined],
] as const)('the locale %j of Discord is read in %p', (locale, language) => {
  expect(findLanguage(locale)).toBe(language);
});

test('amounts are written exactly and with the marks of the language, however large they are', () => {
  const written = (count: number | bigint) =>
    LANGUAGES.map((language) => toLine(t('amount.gems', { count }), language).replace(/\s/g, ' '));
  expect(written(1)).toEqual(['1 gem', '1 gema', '1 gema', '1 Edelstein', '1 gemme']);
  expect(written(1234)).toEqual([
    ...['1,234 gems', '1.234 gemas', '1.234 gemas', '1.234 Edelsteine', '1 234 gemmes'],
  ]);
  expect(written(2_000_000)[1]).toBe('2.000.000 de gemas');
  expect(written(9_007_199_254_740_993n)[0]).toBe('9,007,199,254,740,993 gems');
});

test('of one there is one, in every language', () => {
  const written = (text: (count: number) => Text) =>
    LANGUAGES.flatMap((language) => [1, 2].map((count) => toLine(text(count), language)));
  expect(written((available) => t('detail.free', { what: 'Huge Cat', available }))).toEqual([
    ...['Huge Cat: 1 free.', 'Huge Cat: 2 free.'],
    ...['Huge Cat: 1 disponible.', 'Huge Cat: 2 disponibles.'],
    ...['Huge Cat: 1 disponível.', 'Huge Cat: 2 disponíveis.'],
    ...['Huge Cat: 1 frei.', 'Huge Cat: 2 frei.'],
    ...['Huge Cat : 1 disponible.', 'Huge Cat : 2 disponibles.'],
  ]);
  const hints = written((free) => t('choose.hint', { free, worth: '–' }));
  const fields = written((free) => t('choose.more-than-free.text', { field: 'Huge Cat', free }));
  for (const one of [...hints, ...fields].filter((line) => line.includes('1')))
    expect(one).not.toMatch(/disponibles|disponíveis/);
  const kinds = written((count) => t('inventory.of-kinds', { count, kinds: count }));
  expect(kinds.slice(0, 4)).toEqual(['1, of 1 kind', '2, of 2 kinds', '1, de 1 tipo', '2, de 2 tipos']);
});

test('what stands in a gap is never read as a message, and keeps its form', () => {
  const typed = "{count} <b>'not'</b> # {";
  expect(toPlainText(t('value.unknown-pet.text', { typed }), 'es').slice(1, 2)).toEqual([
    { kind: 'strong', text: typed },
  ]);
  // @ts-expect-error: a message without a value for its gap doesn't compile.
  expect(() => toLine(t('amount.gems', {}), 'en')).toThrow();
});
