import { expect, test } from 'bun:test';
import { petStackSchema } from '../../src/bank/engine/pets.ts';
import { loadLuau } from './luau.ts';

const TEXT = `
local Goods, Json = load("src/Goods"), load("fake/Json")
return function(json)
	return Json.encode(Goods.abbreviate(Json.decode(json)))
end`;

test('pets of a report are sent without what the bank fills in, and read as the same', async () => {
  const abbreviate = await loadLuau(['src/Goods', 'fake/Json'], TEXT);
  const cat = { id: 'Cat', variant: 'normal', shiny: false, quantity: 1 };
  const pets = [cat, { ...cat, variant: 'golden', shiny: true, chroma: 3, quantity: 20 }];
  const sent = JSON.parse(String(await abbreviate(JSON.stringify(pets))));
  expect(sent[0]).toEqual({ id: 'Cat' });
  expect<unknown>(petStackSchema.array().parse(sent)).toEqual(pets);
});
