import { expect, test } from 'bun:test';
import { textOf } from '../../../test/discord-commands/kit.ts';
import { Refusal, type RefusalDetails } from '../../bank/engine/refusal.ts';
import { createExplainError } from './refusal-reply.ts';

const explain = createExplainError({
  newReference: () => 'reference',
  onError: () => {},
  label: ({ id }) => `shown ${id}`,
});
const explained = (
  code: 'insufficient_pets' | 'insufficient_gems' | 'limit_exceeded',
  details: RefusalDetails,
) => textOf(explain(new Refusal(code, details)));

test('what is missing goes by its shown name, with the amount that is free', () => {
  expect(explained('insufficient_pets', { asset: 'pet/normal/-/-/fox_01', available: 1200n })).toStartWith(
    'shown fox_01: 1,200 free.\n/inventory',
  );
  expect(explained('insufficient_gems', { asset: 'gems', available: 0n })).toStartWith(
    'Gems: 0 free.\n/balance',
  );
});

test('a limit says what it allows, what is used, what was requested, and when it resets', () => {
  const breach = { limit: 'LIMIT_PETS_PER_DAY', allowed: 2000, used: 1500n, requested: 600n } as const;
  expect(explained('limit_exceeded', { breach: { ...breach, untilMs: 5 } })).toStartWith(
    'At most 2,000 pets a day. Used so far: 1,500. You asked for: 600. It starts again <time>.\n',
  );
  expect(explained('limit_exceeded', { breach })).not.toContain('resets');
});
