import { expect, test } from 'bun:test';
import { shareWhileRunning } from './share.ts';

test('all who ask while the work is under way get its result, later ones that of a new run', async () => {
  const runs = [Promise.withResolvers<string>(), Promise.withResolvers<string>()];
  let begun = 0;
  const ask = shareWhileRunning((_: null) => runs[begun++]?.promise ?? Promise.reject(new Error('too many')));
  const crowd = Promise.all([ask(null), ask(null), ask(null)]);
  runs[0]?.resolve('first');
  expect(await crowd).toEqual(['first', 'first', 'first']);
  const late = ask(null);
  runs[1]?.resolve('second');
  expect(await late).toBe('second');
  expect(begun).toBe(2);
});

test('they share its failure too, which is not kept', async () => {
  let isBroken = true;
  const ask = shareWhileRunning(async (_: null) => {
    if (isBroken) throw new Error('broken');
    return 'whole';
  });
  expect(await Promise.allSettled([ask(null), ask(null)])).toMatchObject([
    { status: 'rejected' },
    { status: 'rejected' },
  ]);
  isBroken = false;
  expect(await ask(null)).toBe('whole');
});
