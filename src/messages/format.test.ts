import { expect, test } from 'bun:test';
import { t } from '../commands/model/text.ts';
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

test('what stands in a gap is never read as a message, and keeps its form', () => {
  const typed = "{count} <b>'not'</b> # {";
  expect(toPlainText(t('value.unknown-pet.text', { typed }), 'es').slice(1, 2)).toEqual([
    { kind: 'strong', text: typed },
  ]);
  // @ts-expect-error: a message without a value for its gap doesn't compile.
  expect(() => toLine(t('amount.gems', {}), 'en')).toThrow();
});
