import { expect, test } from 'bun:test';
import { openBank } from '../../test/bank/bank.ts';
import { createReadFront } from './pages.ts';

test('however many open the first page at once, the database hears one question', async () => {
  const { book } = openBank();
  let asked = 0;
  const query: typeof book.query = (...question) => {
    asked += 1;
    return book.query(...question);
  };
  const fine = () => 'ok' as const;
  const readFront = createReadFront(
    { book: { ...book, query } },
    { discord: fine, roblox: fine, ledger: fine },
  );
  const all = await Promise.all(Array.from({ length: 50 }, readFront));
  expect(all.at(-1)).toEqual({ tellers: [], isWell: true });
  expect(asked).toBe(1);
  await readFront();
  expect(asked).toBe(2);
});
