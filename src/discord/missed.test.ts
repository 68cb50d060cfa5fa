import { expect, test } from 'bun:test';
import { say } from '../commands/model/text.ts';
import { createMissed } from './missed.ts';

test('what somebody missed is said once, the newest eight, to them alone', () => {
  const missed = createMissed();
  for (let at = 0; at < 10; at += 1) missed.add('ann', { title: `News ${at}`, text: say`It is so.` });
  missed.add('ben', { title: 'Other news', fields: [{ name: 'Goods', text: say`a cat` }] });
  const told = missed.take('ann');
  expect(told?.fields?.map(({ name }) => name)).toEqual(
    Array.from({ length: 8 }, (_, at) => `News ${at + 2}`),
  );
  expect(missed.take('ann')).toBeUndefined();
  expect(missed.take('ben')?.fields).toMatchObject([{ name: 'Other news' }]);
});
