import { expect, test } from 'bun:test';
import fc from 'fast-check';
import { foldPetText } from './pet-text.ts';

test.each([
  ['Huge Piñata Cat', 'huge pinata cat'],
  ['HUGE PIÑATA CAT'.normalize('NFD'), 'huge pinata cat'],
  ["Valentine's Cat", 'valentines cat'],
  ['valentine\u2019s cat', 'valentines cat'],
  ['valentine\u2018s cat', 'valentines cat'],
  ['valentine\u00b4s cat', 'valentines cat'],
  ['valentine`s cat', 'valentines cat'],
  ['valentine\u02bcs cat', 'valentines cat'],
  ['valentine\u2032s cat', 'valentines cat'],
  ['valentine\uff07s cat', 'valentines cat'],
  ['\u201cHuge Cat\u201d', 'huge cat'],
  ['\u00abHuge Cat\u00bb', 'huge cat'],
  ['8-Bit Cat', '8 bit cat'],
  ['8\u20118it', '8 8it'],
  ['8\u2013Bit \u2014 Cat', '8 bit cat'],
  ['8\u2212bit', '8 bit'],
  ['  huge \t\n\u00a0\u3000\u2003cat ', 'huge cat'],
  ['hu\u200bge\u2060 \u202ecat\u202c\ufeff', 'huge cat'],
  ['hu\u00adge cat\ufe0f', 'huge cat'],
  ['ＨＵＧＥ Ｃａｔ', 'huge cat'],
  ['Huge Cat (chroma 3)', 'huge cat chroma 3'],
  ['İstanbul ıguana', 'istanbul iguana'],
  ['Straße STRAẞE', 'strasse strasse'],
  ['fox_01', 'fox_01'],
  ['M&M!', 'm&m!'],
  ['猫', '猫'],
  ['\u200b-\u2019', ''],
  ['', ''],
])('%p is folded to %p', (text, folded) => {
  expect(foldPetText(text)).toBe(folded);
});

test('folding again changes nothing', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      expect(foldPetText(foldPetText(text))).toBe(foldPetText(text));
    }),
  );
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(foldPetText(foldPetText(text))).toBe(foldPetText(text));
    }),
    { numRuns: 2_000 },
  );
});

test('text in any normal form folds the same', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.constantFrom('NFC', 'NFD'), (text, form) => {
      expect(foldPetText(text.normalize(form))).toBe(foldPetText(text));
    }),
  );
});
