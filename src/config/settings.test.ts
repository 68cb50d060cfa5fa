import { expect, test } from 'bun:test';
import { environment } from './environment.ts';
import { describeSettings } from './settings.ts';

test('every setting is shown with what it is for, and no secret with its value', () => {
  const names = Object.keys(environment.shape);
  const settings = describeSettings(Object.fromEntries(names.map((name) => [name, `canary-${name}`])));
  expect(settings.map(({ name }) => name)).toEqual(names);
  const shown = settings.filter(({ value }) => value !== null).map(({ name }) => name);
  for (const secret of names.filter((name) => /TOKEN|SECRET|KEY|DATABASE_URL/.test(name)))
    expect(shown).not.toContain(secret);
  expect(settings.find(({ name }) => name === 'HOST')).toMatchObject({ value: 'canary-HOST', isSet: true });
  expect(settings.filter(({ meaning }) => meaning === '')).toEqual([]);
});

test('what is not set is shown with its default', () => {
  const settings = describeSettings({ PORT: ' ', DISCORD_TOKEN: 'x' });
  const find = (name: string) => settings.find((setting) => setting.name === name);
  expect(find('PORT')).toMatchObject({ value: '3000', isSet: false, isSecret: false });
  expect(find('DISCORD_TOKEN')).toMatchObject({ value: null, isSet: true, isSecret: true });
  expect(find('DATABASE_URL')).toMatchObject({ value: null, isSet: false, isSecret: true });
  expect(find('PETS_TIERS')).toMatchObject({ value: null, isSet: false });
});
