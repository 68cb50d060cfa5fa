import { expect, test } from 'bun:test';
import { ConfigError, readConfig } from './config.ts';

test('which pets are taken is read as lists, and no list is none', () => {
  const { supported } = readConfig({
    PETS_TIERS: 'huge, titanic',
    PETS_DENIED: 'Huge Cat ,Golden Retriever',
  }).values;
  expect(supported).toEqual({
    tiers: ['huge', 'titanic'],
    allowed: [],
    denied: ['Huge Cat', 'Golden Retriever'],
    minValue: 0,
  });
});

test('a least value is refused where no pet has a value', () => {
  expect(() => readConfig({ VALUES: 'off', PETS_MIN_VALUE: '1' })).toThrow(ConfigError);
  expect(() => readConfig({ VALUES: 'off', PETS_MIN_VALUE: '1' })).toThrow('PETS_MIN_VALUE: must be 0');
  expect(readConfig({ VALUES: 'off', PETS_MIN_VALUE: '0' }).values.kind).toBe('off');
  expect(readConfig({ VALUES: 'live', PETS_MIN_VALUE: '1' }).values.supported.minValue).toBe(1);
});
