import { beforeAll, describe, expect, test } from 'bun:test';
import type { LuauFunction } from '../../src/simulate/luau.ts';
import { CAT } from '../support/scenes.ts';
import { loadLuau } from './luau.ts';

const TEXT = `
local Json, Texts = load("fake/Json"), load("src/Texts")
return function(name, json)
	local given = Json.decode(json)
	if name == "languages" then return Json.encode(Texts.LANGUAGES) end
	return Texts.render(given.message, Texts.forLocale(given.locale, given.own))
end`;

/** What Roblox's chat shows. */
const MAX_CHARACTERS = 200;

let call: LuauFunction;
let languages: Readonly<Record<string, Readonly<Record<string, string>>>>;
beforeAll(async () => {
  call = await loadLuau(['fake/Json', 'src/Texts'], TEXT);
  languages = JSON.parse(String(await call('languages', '{}')));
});

const render = async (message: object, more: object = {}): Promise<string> =>
  String(await call('render', JSON.stringify({ message, ...more })));

const placeholders = (text: string): readonly string[] => [...text.matchAll(/\{\w+\}/g)].flat().sort();
const cats = { pets: [CAT], gems: 0 };

describe('every language', () => {
  test('is there', () => {
    expect(Object.keys(languages).sort()).toEqual(['de', 'en', 'es', 'fr', 'pt']);
  });

  test('has every text of English, with the same in it, and room to spare in the chat', () => {
    const { en = {} } = languages;
    for (const texts of Object.values(languages)) {
      expect(Object.keys(texts).sort()).toEqual(Object.keys(en).sort());
      for (const [key, text] of Object.entries(texts)) {
        expect([key, placeholders(text)]).toEqual([key, placeholders(en[key] ?? '')]);
        expect([...text].length).toBeLessThanOrEqual(130);
      }
    }
  });
});

test.each([
  ['es-es', 'En el banco: 1 × Huge Cat dorado.'],
  ['pt-BR', 'No banco: 1 × Huge Cat dourado.'],
  ['xx-xx', 'In the bank: 1 × golden Huge Cat.'],
  [undefined, 'In the bank: 1 × golden Huge Cat.'],
])('a player whose language is %s reads: %s', async (locale, text) => {
  expect(await render({ key: 'inBank', goods: cats }, { locale })).toBe(text);
});

test('an operator replaces any of them, also for a language of their own', async () => {
  const own = { en: { yours: 'Bye!' }, pl: { yours: 'Pa!' } };
  expect(await render({ key: 'yours' }, { own })).toBe('Bye!');
  expect(await render({ key: 'yours' }, { own, locale: 'pl-pl' })).toBe('Pa!');
  expect(await render({ key: 'yours' }, { own, locale: 'es-es' })).toBe('Es tuyo. ¡Gracias!');
  expect(await render({ key: 'busy' }, { own, locale: 'pl-pl' })).toStartWith('One moment');
});

test('a pet is named by all that it is, and by nothing that it is not', async () => {
  const pet = { id: 'Cat %1 {pet}', quantity: 2 };
  const goods = { pets: [pet, { ...CAT, shiny: true, chroma: 3 }], gems: 1_000_000_000_000 };
  expect(await render({ key: 'inBank', goods })).toBe(
    'In the bank: 2 × Cat %1 {pet}, 1 × shiny golden Huge Cat (chroma 3), 1000000000000 gems.',
  );
});

test('a text stays within what the chat shows, however much it names', async () => {
  const names = Array.from({ length: 20 }, (_, at) => `teller-${at}`);
  const pets = Array.from({ length: 100 }, (_, at) => ({ ...CAT, id: `Huge Cat of the ${at}th house` }));
  const text = await render({ key: 'elsewhere', goods: { pets, gems: 5 }, names });
  expect(text).toEndWith("98 more: I don't have that. Trade with teller-0 or teller-1 or teller-2 for it.");
  expect([...text].length).toBeLessThanOrEqual(MAX_CHARACTERS);
  const long = await render({ key: 'unknownPet', pet: 'ü'.repeat(300) });
  expect(long).toBe('ü'.repeat(MAX_CHARACTERS));
});
