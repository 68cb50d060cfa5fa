import { afterEach, expect, test } from 'bun:test';
import { type BigGamesDouble, startBigGamesDouble } from '../../test/doubles/big-games.ts';
import { createPetPictures } from './pet-pictures.ts';

const PNG = new Uint8Array(Buffer.from('\x89PNG\r\n\x1a\nand so on', 'latin1'));
const HALF_MIB = 512 * 1024;
function pad(bytes: number): Uint8Array<ArrayBuffer> {
  const padded = new Uint8Array(bytes);
  padded.set(PNG);
  return padded;
}

let bigGames: BigGamesDouble | undefined;
afterEach(() => bigGames?.stop());

function open(now?: () => number) {
  const double = startBigGamesDouble();
  bigGames = double;
  double.pictures.set('1', PNG);
  const { signal } = new AbortController();
  return { double, read: createPetPictures({ baseUrl: `${double.url}/`, signal, ...(now && { now }) }) };
}

test('a picture is read once, however many ask for it', async () => {
  const { double, read } = open();
  const asked = await Promise.all([1, 2, 3].map(() => read('rbxassetid://1')));
  for (const png of [...asked, await read('rbxassetid://1')]) expect(png).toEqual(PNG);
  expect(double.requests).toEqual(['/image/1']);
});

test.each([
  ['what is no picture', '<svg/>'],
  ['one that is too large', pad(HALF_MIB + 1)],
])('%s is none, and is not asked for again at once', async (_, content) => {
  const { double, read } = open();
  double.pictures.set('2', content);
  for (const _again of [1, 2]) expect(await read('rbxassetid://2')).toBeNull();
  double.pictures.set('3', pad(HALF_MIB));
  expect((await read('rbxassetid://3'))?.length).toBe(HALF_MIB);
  expect(double.requests).toEqual(['/image/2', '/image/3']);
});

test('errors of BIG Games are no pictures, and no errors of ours', async () => {
  const { double, read } = open();
  const faults = [
    { kind: 'status', status: 500 },
    { kind: 'status', status: 302, headers: { location: '/image/1' } },
    { kind: 'html', status: 200 },
    { kind: 'drop' },
  ] as const;
  for (const [at, fault] of faults.entries()) {
    double.failNext(fault);
    expect(await read(`rbxassetid://${10 + at}`)).toBeNull();
  }
  expect(await read('rbxassetid://404')).toBeNull();
  await double.stop();
  expect(await read('rbxassetid://5')).toBeNull();
});

test('nothing but the number of an asset gets into an address', async () => {
  const { double, read } = open();
  for (const odd of [
    '',
    '1',
    'rbxassetid://',
    'rbxassetid://1/../rap',
    'rbxassetid://x',
    'https://a.example/1',
  ])
    expect(await read(odd)).toBeNull();
  expect(double.requests).toEqual([]);
});

test('forty pictures are asked for in a minute, and what was left out later', async () => {
  let at = 0;
  const { double, read } = open(() => at);
  for (let asset = 100; asset < 145; asset += 1) await read(`rbxassetid://${asset}`);
  expect(double.requests.length).toBe(40);
  expect(await read('rbxassetid://1')).toBeNull();
  at += 60_000;
  expect(await read('rbxassetid://1')).toEqual(PNG);
});
