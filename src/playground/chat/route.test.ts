import { expect, test } from 'bun:test';
import type { Notice } from '../../notices/notice.ts';
import { routeNotices } from './playground.ts';

const MIA = `9${'0'.repeat(21)}`;
const ANN = '100000000000000001';

test.each([
  [MIA, ['playground']],
  [ANN, ['Discord']],
  ['operator', ['playground', 'Discord']],
])('what is for %s is told in %p', async (to, places) => {
  const told: string[] = [];
  const chat = { knows: (id: string) => id === MIA, deliver: () => void told.push('playground') };
  const notice: Notice = { id: '1', to, reply: { title: 'News' } };
  await routeNotices(chat, async () => void told.push('Discord'))(notice);
  expect(told).toEqual(places);
});

test('what Discord does not take is tried again', async () => {
  const chat = { knows: () => false, deliver: () => undefined };
  const notice = { id: '1', to: ANN, reply: { title: 'News' } };
  const told = routeNotices(chat, () => Promise.reject(new Error('away')))(notice);
  await expect(told).rejects.toThrow('away');
});
