import { afterEach, beforeEach, expect, test } from 'bun:test';
import { type Picture, type RobloxDouble, startRobloxDouble } from '../../test/doubles/roblox.ts';
import { RETRY_POLICY } from '../upstream/retry-policy.ts';
import { createUpstream } from '../upstream/upstream.ts';
import { createAvatarFinder } from './avatar.ts';

const ID = 156;
const IMAGE_URL = 'https://tr.rbxcdn.com/builderman.png';
const DONE: Picture = { state: 'Completed', imageUrl: IMAGE_URL };
const PENDING: Picture = { state: 'Pending', imageUrl: null };

let roblox: RobloxDouble;
let findAvatarUrl: ReturnType<typeof createAvatarFinder>;
beforeEach(() => {
  roblox = startRobloxDouble();
  findAvatarUrl = createFinder(5_000);
});
afterEach(() => roblox.stop());

function createFinder(timeoutMs: number): typeof findAvatarUrl {
  const retryPolicy = { ...RETRY_POLICY, retries: 0 };
  const baseUrl = roblox.thumbnailsUrl;
  const thumbnails = createUpstream({
    name: 'Roblox thumbnails',
    baseUrl,
    timeoutMs,
    retryPolicy,
  });
  return createAvatarFinder({ thumbnails, pendingDelayMs: 1 });
}

test('a picture that is there is found at once', async () => {
  roblox.put({ id: ID, pictures: [DONE] });
  expect(await findAvatarUrl(ID)).toBe(IMAGE_URL);
  expect(roblox.requests.map((request) => request.path)).toEqual([
    '/v1/users/avatar-headshot?userIds=156&size=150x150&format=Png&isCircular=false',
  ]);
});

test('a picture in the making is waited for', async () => {
  roblox.put({ id: ID, pictures: [PENDING, PENDING, DONE] });
  expect(await findAvatarUrl(ID)).toBe(IMAGE_URL);
});

test('a picture that stays in the making is done without after two retries', async () => {
  roblox.put({ id: ID, pictures: [PENDING, PENDING, PENDING, DONE] });
  expect(await findAvatarUrl(ID)).toBeNull();
  expect(roblox.requests).toHaveLength(3);
});

test.each(['Blocked', 'Error', 'InReview', 'TemporarilyUnavailable'] as const)(
  'a picture that is %s is none',
  async (state) => {
    roblox.put({ id: ID, pictures: [{ state, imageUrl: IMAGE_URL }] });
    expect(await findAvatarUrl(ID)).toBeNull();
    expect(roblox.requests).toHaveLength(1);
  },
);

test.each([
  { imageUrl: 'http://tr.rbxcdn.com/a.png', isShown: false },
  { imageUrl: 'javascript:alert(1)', isShown: false },
  { imageUrl: 'http://127.0.0.1.evil.example/a.png', isShown: false },
  { imageUrl: '/a.png', isShown: false },
  { imageUrl: '', isShown: false },
  { imageUrl: null, isShown: false },
  { imageUrl: 'http://127.0.0.1:8080/a.png', isShown: true },
  { imageUrl: 'http://[::1]:8080/a.png', isShown: true },
])('of a picture at $imageUrl it is $isShown that it is shown', async ({ imageUrl, isShown }) => {
  roblox.put({ id: ID, pictures: [{ state: 'Completed', imageUrl }] });
  expect(await findAvatarUrl(ID)).toBe(isShown ? imageUrl : null);
});

test('a user without a picture has none', async () => {
  expect(await findAvatarUrl(404)).toBeNull();
});

test.each([
  { kind: 'status', status: 500 },
  { kind: 'html', status: 200 },
  { kind: 'body', body: '{"data":{}}' },
  { kind: 'drop' },
  { kind: 'delay', delayMs: 2_000 },
] as const)('a failure is no picture, and no error: %j', async (fault) => {
  roblox.put({ id: ID, pictures: [DONE] });
  roblox.failNext(fault);
  const find = fault.kind === 'delay' ? createFinder(40) : findAvatarUrl;
  expect(await find(ID)).toBeNull();
});
