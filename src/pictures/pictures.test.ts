import { afterEach, expect, test } from 'bun:test';
import { drawInventory, type InventoryPicture } from './draw-inventory.ts';
import { createPictures, type Pictures } from './pictures.ts';

const open: Pictures[] = [];
afterEach(() => {
  for (const pictures of open.splice(0)) pictures.close();
});

/**
 * A thread that answers with ten bytes, each the number of its drawings so far, and fails for some titles as
 * a real one does only by accident.
 */
const ODD_WORKER = `
  let count = 0;
  self.onmessage = ({ data: { id, drawing } }) => {
    count++;
    switch (drawing.inventory.title) {
      case 'mute': return;
      case 'error': return postMessage({ id, error: 'no canvas' });
      case 'crash': throw new Error('out of memory');
      default: postMessage({ id, png: new Uint8Array(10).fill(count) });
    }
  };`;

function openPictures(options: Partial<Parameters<typeof createPictures>[0]> = {}) {
  const worker = URL.createObjectURL(new Blob([ODD_WORKER], { type: 'application/javascript' }));
  const pictures = createPictures({
    maxCached: 100,
    maxBytes: 1_000_000,
    concurrency: 2,
    worker,
    ...options,
  });
  open.push(pictures);
  return {
    pictures,
    draw: (title: string, changes: Partial<InventoryPicture> = {}) =>
      pictures.inventory({ ...picture, title, ...changes }),
  };
}

const picture: InventoryPicture = {
  language: 'en',
  title: 'Inventory',
  owner: { username: 'builderman', displayName: 'Builder Man' },
  pets: [],
  gems: 2n ** 60n,
  totalValue: null,
  unvalued: 0,
  page: 1,
  pages: 1,
  asOf: Date.UTC(2026, 10, 22, 23, 26),
};
const count = async (png: Promise<Uint8Array>) => (await png)[0];

test('the thread draws what is drawn without one', async () => {
  const pictures = createPictures({ maxCached: 1, maxBytes: 1_000_000, concurrency: 1 });
  open.push(pictures);
  const avatar = new Uint8Array([1, 2, 3]);
  const drawn = { ...picture, owner: { ...picture.owner, avatar } };
  expect(Buffer.compare(await pictures.inventory(drawn), await drawInventory(drawn))).toBe(0);
  expect(
    (await pictures.balance({ language: 'en', owner: 'builderman', points: [], unvalued: 0, asOf: 0 }))
      .length,
  ).toBeGreaterThan(1000);
  expect(
    (await pictures.value({ language: 'en', name: 'Huge Cat', points: [], asOf: 0 })).length,
  ).toBeGreaterThan(1000);
});

test('the same content within a minute is drawn once', async () => {
  const { draw } = openPictures();
  const first = await draw('a');
  expect(await draw('a', { asOf: picture.asOf + 59_999 })).toBe(first);
  expect(await count(draw('a', { asOf: picture.asOf + 60_000 }))).toBe(2);
});

test('whatever a picture shows makes it another one', async () => {
  const { draw } = openPictures();
  const cat = {
    id: 'Cat',
    name: 'Cat',
    variant: 'normal',
    shiny: false,
    quantity: 1,
    reserved: 0,
    value: 1,
  } as const;
  const owner = (avatar: number[]) => ({ owner: { ...picture.owner, avatar: new Uint8Array(avatar) } });
  const changes = [
    {},
    { gems: 1 },
    { totalValue: 0 },
    { unvalued: 3 },
    { page: 2 },
    { pets: [cat] },
    { pets: [{ ...cat, value: null }] },
    owner([]),
    owner([1]),
    owner([2]),
  ];
  const counts: unknown[] = [];
  for (const change of changes) counts.push(await count(draw('a', change)));
  expect(counts).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
});

test('what a pet looks like is drawn where it is known in time, and makes another picture', async () => {
  const cat = { id: 'Cat', name: 'Cat', variant: 'normal', shiny: false } as const;
  const pets = [{ ...cat, quantity: 1, reserved: 0, value: 1 }];
  let look: Promise<Uint8Array | null> = Promise.resolve(null);
  const { draw } = openPictures({ readPet: () => look, looksMs: 1 });
  const counts: unknown[] = [];
  for (const next of [[null], [[1]], [[2]], []] as const) {
    const [bytes] = next;
    look =
      bytes === undefined ? new Promise(() => undefined) : Promise.resolve(bytes && new Uint8Array(bytes));
    counts.push(await count(draw('a', { pets })));
  }
  expect(counts).toEqual([1, 2, 3, 1]);
});

test('equal requests under way are drawn once', async () => {
  const { draw } = openPictures();
  const [first, second] = await Promise.all([draw('a'), draw('a')]);
  expect(second).toBe(first);
  expect(await count(draw('b'))).toBe(2);
});

test('the pictures kept are bounded in bytes and in number', async () => {
  for (const bounds of [{ maxBytes: 25 }, { maxCached: 2 }]) {
    const { draw } = openPictures(bounds);
    for (const title of ['a', 'b', 'c']) await draw(title);
    expect(await count(draw('c'))).toBe(3);
    expect(await count(draw('a'))).toBe(4);
  }
});

test('a cache without bounds is refused', () => {
  expect(() => openPictures({ maxBytes: 0 })).toThrow('has bounds');
});

test('one request too many is refused as busy, and leaves the others', async () => {
  const { draw, pictures } = openPictures({ concurrency: 1, maxWaiting: 1 });
  const drawing = draw('mute');
  const waiting = draw('b');
  const ends = Promise.allSettled([drawing, waiting]);
  await expect(draw('c')).rejects.toMatchObject({ name: 'PictureUnavailable', reason: 'busy' });
  pictures.close();
  expect((await ends).map((end) => end.status === 'rejected' && end.reason.reason)).toEqual([
    'closed',
    'closed',
  ]);
});

test('a late drawing ends its thread, and the next one gets a new thread', async () => {
  const { draw } = openPictures({ timeoutMs: 1_000 });
  expect(await count(draw('a'))).toBe(1);
  await expect(draw('mute')).rejects.toMatchObject({ reason: 'late' });
  expect(await count(draw('b'))).toBe(1);
});

test('a failed drawing is reported with its cause, and not kept', async () => {
  const { draw } = openPictures();
  await expect(draw('error')).rejects.toMatchObject({
    reason: 'failed',
    message: expect.stringContaining('no canvas'),
  });
  await expect(draw('error')).rejects.toMatchObject({ reason: 'failed' });
  expect(await count(draw('a'))).toBe(3);
});

test('a thread that crashes fails what it had, and the next drawing gets a new one', async () => {
  const { draw } = openPictures();
  const ends = await Promise.allSettled([draw('mute'), draw('crash')]);
  expect(ends.map((end) => end.status === 'rejected' && end.reason.reason)).toEqual(['failed', 'failed']);
  expect(await count(draw('a'))).toBe(1);
});

test('a thread that can not be loaded is a failure', async () => {
  const { draw } = openPictures({ worker: '/nowhere/worker.js' });
  await expect(draw('a')).rejects.toMatchObject({ reason: 'failed' });
});

test('once closed nothing more is drawn', async () => {
  const { draw, pictures } = openPictures();
  await draw('a');
  pictures.close();
  await expect(draw('a')).rejects.toMatchObject({ reason: 'closed' });
});
