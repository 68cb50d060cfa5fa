import { afterAll, beforeAll, expect, test } from 'bun:test';
import { z } from 'zod';
import { startBank, type TestBank } from '../support/bank.ts';
import { send } from '../support/send.ts';

let bank: TestBank;
beforeAll(async () => {
  bank = await startBank();
});
afterAll(() => bank.end());

const pageSchema = z.object({
  items: z.array(z.object({ id: z.string(), name: z.string(), tier: z.string() })),
  count: z.int(),
  updatedAt: z.string(),
});
const readItems = async (target: string) => pageSchema.parse((await send(bank, target)).body);

test('the whole list comes in one page, with an ETag that may be kept', async () => {
  const { status, headers, body } = await send(bank, '/items/all');
  const { items, count } = pageSchema.parse(body);
  expect(status).toBe(200);
  expect(count).toBe(items.length);
  expect(count).toBeGreaterThan(500);
  expect(headers.get('etag')).toMatch(/^W\/"[0-9a-f]{32}"$/);
  expect(headers.get('cache-control')).toBe('public, max-age=60');
});

test('whoever has the list already gets 304 and no list', async () => {
  const etag = (await send(bank, '/items/all')).headers.get('etag') ?? '';
  for (const known of [etag, etag.replace('W/', ''), `"other", ${etag}`, '*']) {
    const again = await send(bank, '/items/all', { headers: { 'if-none-match': known } });
    expect(again).toMatchObject({ status: 304, text: '' });
    expect(again.headers.get('etag')).toBe(etag);
  }
  const other = await send(bank, '/items/all', { headers: { 'if-none-match': '"other"' } });
  expect(other.status).toBe(200);
});

test('the list is searched by a part of a name or an id, in any case', async () => {
  const found = await readItems('/items/all?search=8-BIT%20cat');
  expect(found.count).toBeGreaterThan(0);
  expect(found.items.every(({ name }) => name.includes('8-Bit Cat'))).toBe(true);
  const byId = await readItems('/items/all?search=pixel+cat');
  expect(byId.items).toEqual(found.items);
  expect(await readItems('/items/all?search=no-such-pet')).toMatchObject({ items: [], count: 0 });
});

test.each([
  ['huge 8\u2010bit  CAT', 'Huge 8-Bit Cat'],
  ['pinata cat', 'Piñata Cat'],
  ['golden huge cat', 'Huge Cat'],
  ['hugecat', 'Huge Cat'],
])('the list is searched as people type: %p finds %p first', async (search, name) => {
  const { items } = await readItems(`/items/all?search=${encodeURIComponent(search)}`);
  expect(items[0]).toMatchObject({ name });
});

test('the list is narrowed to a tier, and a part has an ETag of its own', async () => {
  const titanic = await readItems('/items/all?tier=titanic');
  expect(new Set(titanic.items.map(({ tier }) => tier))).toEqual(new Set(['titanic']));
  const both = await readItems('/items/all?tier=titanic&search=cat');
  expect(both.count).toBeLessThan(titanic.count);
  const part = await send(bank, '/items/all?tier=titanic');
  expect(part.headers.get('etag')).not.toBe((await send(bank, '/items/all')).headers.get('etag'));
});
