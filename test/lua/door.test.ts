import { beforeAll, describe, expect, test } from 'bun:test';
import type { LuauFunction } from '../../src/simulate/luau.ts';
import { CAT, MEMBER } from '../support/scenes.ts';
import { loadLuau } from './luau.ts';

const TEXT = `
local Door, Goods, Json = load("src/Door"), load("src/Goods"), load("fake/Json")
return function(json)
	local given = Json.decode(json)
	if given.isNan then given.event.goods.gems = 0 / 0 end
	local isGood, event = pcall(Door.event, given.event)
	local goods = if isGood then event.goods else nil
	return Json.encode({
		isGood = isGood,
		event = event,
		text = if goods then Goods.describe(goods) else nil,
	})
end`;

let call: LuauFunction;
beforeAll(async () => {
  call = await loadLuau(['fake/Json', 'src/Door', 'src/Goods'], TEXT);
});

const send = async (event: unknown, isNan = false) =>
  JSON.parse(String(await call(JSON.stringify({ event, isNan }))));

const trade = { id: '17', robloxUserId: MEMBER };
const goods = { pets: [CAT], gems: 5 };
const offered = (given: unknown) => ({ kind: 'offered', trade, goods: given });

const withPets = (pets: unknown) => offered({ ...goods, pets });

describe('an event of the game', () => {
  test('that is whole passes, without what nobody asked for', async () => {
    const { event } = await send({ ...offered(goods), more: 1, trade: { ...trade, more: 1 } });
    expect(event).toEqual(offered(goods));
  });

  test('may leave out of a pet what is ordinary', async () => {
    const { event, text } = await send(offered({ pets: [{ id: 'Huge Cat', quantity: 2 }], gems: 0 }));
    const cats = { id: 'Huge Cat', variant: 'normal', shiny: false, quantity: 2 };
    expect(event).toEqual(offered({ pets: [cats], gems: 0 }));
    expect(text).toBe('2 × Huge Cat');
  });

  test.each<[string, unknown]>([
    ['no table', 5],
    ['no trade', { kind: 'opened' }],
    ['a trade without an id', { kind: 'opened', trade: { robloxUserId: MEMBER } }],
    ['a trade with an id that is no text', { kind: 'opened', trade: { ...trade, id: 17 } }],
    ['a trade with nobody', { kind: 'opened', trade: { id: '17' } }],
    ['a player who is none', { kind: 'opened', trade: { ...trade, robloxUserId: -1 } }],
    ['no kind', { trade }],
    ['an unknown kind', { kind: 'exploded', trade }],
    ['no goods', { kind: 'offered', trade }],
    ['goods without gems', offered({ pets: [CAT] })],
    ['goods without pets', offered({ gems: 5 })],
    ['pets that are no list', withPets('none')],
    ['a pet that is no table', withPets([5])],
    ['a pet without an id', withPets([{ ...CAT, id: undefined }])],
    ['a pet without a quantity', withPets([{ ...CAT, quantity: undefined }])],
    ['a variant that is none', withPets([{ ...CAT, variant: 'Golden' }])],
    ['shiny as text', withPets([{ ...CAT, shiny: 'yes' }])],
    ['a chroma out of bounds', withPets([{ ...CAT, chroma: 7 }])],
    ['half a pet', withPets([{ ...CAT, quantity: 0.5 }])],
    ['no pet of a kind', withPets([{ ...CAT, quantity: 0 }])],
    ['gems below zero', offered({ ...goods, gems: -1 })],
    ['gems as text', offered({ ...goods, gems: '5' })],
    ['gems that are inexact', offered({ ...goods, gems: 2 ** 53 })],
    ['an end without goods', { kind: 'completed', trade }],
    ['an end with one side', { kind: 'completed', trade, given: goods }],
  ])('with %s does not', async (_what, event) => {
    expect(await send(event)).toEqual({ isGood: false, event: expect.stringMatching(/^[a-zA-Z ]+$/) });
  });

  test('with gems that are not a number does not', async () => {
    expect(await send(offered(goods), true)).toMatchObject({ isGood: false });
  });
});
