import { afterEach, beforeEach, expect, test } from 'bun:test';
import { invariant } from '../bank/engine/assert.ts';
import type { PetDecision } from '../bank/engine/catalogue.ts';
import type { Pet } from '../bank/engine/pets.ts';
import type { Driver } from '../storage/driver.ts';
import { openSqlite } from '../storage/sqlite/sqlite.ts';
import { prepareDecision } from './decisions.ts';
import { loadCatalogue, readRows } from './load.ts';
import { type FileReading, reviseByReading, reviseFromAfar } from './revise.ts';
import { EVERY_PET } from './supported.ts';

const READING = { tier: 'huge', tradable: true, thumbnail: null, chromaNames: [], exists: null } as const;
const NOT_THIS = "this bank doesn't take this pet";

let store: Driver;
let at: number;
beforeEach(() => {
  store = openSqlite({ file: ':memory:', migrationsFolder: 'migrations' });
  at = Date.UTC(2026, 4, 10, 12);
});
afterEach(() => store.close());

/** A new list of BIG Games': each form with its shown name. */
async function list(names: Readonly<Record<string, string>>, rap: number | null = 5): Promise<void> {
  at += 1000;
  const facts = { at, cap: null };
  await store.importValues({
    readings: Object.entries(names).map(([asset, name]) => ({ ...READING, asset, name, rap })),
    revise: (row, reading) => reviseByReading(row, reading, facts),
    nextAt: null,
  });
}

const bring = (...readings: FileReading[]): Promise<number> =>
  store.importValues({ readings, revise: (row, line) => reviseFromAfar(row, line, at), nextAt: null });

const prepare = async (id: string, decision: PetDecision | null) =>
  prepareDecision(store, (await readRows(store)).rows, { id, decision });

async function decide(id: string, decision: PetDecision | null): Promise<void> {
  await invariant(await prepare(id, decision), 'a pet that is known').write();
}

/** Why these pets aren't taken. */
async function whyNot(...ids: readonly string[]): Promise<(string | null)[]> {
  const { whyNotTaken } = (await loadCatalogue(store, EVERY_PET)).catalogue;
  return ids.map((id) => whyNotTaken({ id, variant: 'normal', shiny: false }));
}

test('what staff say counts for every form, also a later one, and outlasts prices and files', async () => {
  await list({ 'pet/normal/-/-/Cat': 'Cat', 'pet/normal/-/-/Dog': 'Dog' }, null);
  await decide('Cat', 'denied');
  await list({ 'pet/normal/-/-/Cat': 'Cat', 'pet/golden/-/-/Cat': 'Cat', 'pet/normal/-/-/Dog': 'Dog' }, null);
  await bring({ asset: 'pet/normal/-/-/Cat', value: 9 }, { asset: 'pet/normal/shiny/-/Cat', value: 9 });
  const { catalogue } = await loadCatalogue(store, EVERY_PET);
  const golden: Pet = { id: 'Cat', variant: 'golden', shiny: false };
  const shiny: Pet = { id: 'Cat', variant: 'normal', shiny: true };
  expect([golden, shiny].map(catalogue.whyNotTaken)).toEqual([NOT_THIS, NOT_THIS]);
  expect([catalogue.item(golden)?.tradable, catalogue.decision('Cat')]).toEqual([false, 'denied']);
  // Nobody who asks for the value reads of it.
  expect(catalogue.provenance({ ...golden, variant: 'normal' })?.flags).toEqual(['new']);
  expect(await whyNot('Cat', 'Dog')).toEqual([NOT_THIS, null]);
  await decide('Cat', null);
  expect(await whyNot('Cat')).toEqual([null]);
  expect((await loadCatalogue(store, EVERY_PET)).catalogue.decision('Cat')).toBeNull();
});

test('what is said already, or of a pet that nobody knows, is told apart from news', async () => {
  await list({ 'pet/normal/-/-/Cat': 'Cat' });
  const isNew = async (decision: PetDecision | null) => (await prepare('Cat', decision))?.isNew;
  expect([await isNew(null), await isNew('denied')]).toEqual([false, true]);
  await decide('Cat', 'denied');
  expect([await isNew(null), await isNew('denied'), await isNew('allowed')]).toEqual([true, false, true]);
  expect(await prepare('Nobody', 'denied')).toBeUndefined();
});

test('a pet that gets another id in the list stays denied under both, until that is taken back', async () => {
  await bring({ asset: 'pet/normal/-/-/Fox', value: 9 });
  await list({ 'pet/normal/-/-/Cat': 'Cat', 'pet/normal/-/-/Dog': 'Dog' });
  await decide('Cat', 'denied');
  await decide('Fox', 'denied');
  await list({ 'pet/normal/-/-/cat_2': 'Cat', 'pet/normal/-/-/fox_2': 'Fox', 'pet/normal/-/-/Dog': 'Dog' });
  expect(await whyNot('Cat', 'cat_2', 'fox_2', 'Dog')).toEqual([NOT_THIS, NOT_THIS, NOT_THIS, null]);
  await decide('cat_2', null);
  await decide('fox_2', null);
  expect(await whyNot('Cat', 'cat_2', 'fox_2', 'Dog')).toEqual([null, null, null, null]);
});

test('a name that the list gives to two pets denies neither', async () => {
  await list({ 'pet/normal/-/-/Cat': 'Cat' });
  await decide('Cat', 'denied');
  await list({ 'pet/normal/-/-/a': 'Cat', 'pet/normal/-/-/b': 'Cat' });
  expect(await whyNot('Cat', 'a', 'b')).toEqual([NOT_THIS, null, null]);
});

test('a pet that the game does not let be traded is not taken, whatever staff say', async () => {
  await bring({ asset: 'pet/normal/-/-/Rock', tradable: false, value: 9 });
  await decide('Rock', 'allowed');
  expect(await whyNot('Rock')).toEqual(["this pet can't be traded"]);
});
