import { afterEach, beforeEach, describe, expect, setSystemTime, test } from 'bun:test';
import { type RobloxDouble, startRobloxDouble } from '../../test/doubles/roblox.ts';
import { UpstreamError } from '../bank/profiles.ts';
import { createLiveProfiles, type LiveProfilesOptions } from './live.ts';

const ID = 156;
const API_KEY = 'rbx_a-secret-key';
const CACHE_SECONDS = 60;
const NOW_MS = Date.UTC(2030, 0, 1);

let roblox: RobloxDouble;
beforeEach(() => {
  roblox = startRobloxDouble();
  roblox.put({ id: ID, username: 'Builderman', displayName: 'Builder', description: 'I build' });
});
afterEach(async () => {
  setSystemTime();
  await roblox.stop();
});

function createProfiles(options: Partial<LiveProfilesOptions> = {}) {
  return createLiveProfiles({
    usersUrl: roblox.usersUrl,
    cloudUrl: roblox.cloudUrl,
    thumbnailsUrl: roblox.thumbnailsUrl,
    timeoutMs: 1_000,
    cacheSeconds: CACHE_SECONDS,
    ...options,
    retryPolicy: { firstDelayMs: 1, maxDelayMs: 2, ...options.retryPolicy },
  });
}

describe('a look-up by username', () => {
  test('ignores case, and answers in the spelling of Roblox', async () => {
    expect(await createProfiles().findByUsername('bUILDERMAN')).toEqual({
      id: ID,
      username: 'Builderman',
      displayName: 'Builder',
    });
  });

  test('finds no account by a former name, only what it is called today', async () => {
    roblox.put({ id: ID, username: 'Architect' });
    expect(await createProfiles().findByUsername('Builderman')).toEqual({ renamedTo: 'Architect' });
  });

  test.each(['roblox_user_4812345678', 'john.doe', 'Stick Master', 'ab', 'x', '🦉 Owl', 'ÇELIK İ'])(
    'asks Roblox for %s as it was written',
    async (username) => {
      roblox.put({ id: 7, username });
      expect(await createProfiles().findByUsername(username.toLowerCase())).toMatchObject({
        id: 7,
        username,
      });
      expect(await createProfiles().findByUsername(username)).toMatchObject({ id: 7, username });
      expect(roblox.requests.map(({ body }) => JSON.parse(body).usernames)).toContainEqual([username]);
    },
  );

  test('sends half of an emoji as a character that UTF-8 can hold', async () => {
    expect(await createProfiles().findByUsername('owl\ud83e')).toBeNull();
    expect(JSON.parse(roblox.requests[0]?.body ?? '').usernames).toEqual(['owl\ufffd']);
  });

  test('finds nobody who is banned', async () => {
    roblox.put({ id: ID, isBanned: true });
    expect(await createProfiles().findByUsername('Builderman')).toBeNull();
  });

  test('is looked up again after it found nobody', async () => {
    const profiles = createProfiles();
    expect(await profiles.findByUsername('Newcomer')).toBeNull();
    roblox.put({ id: 7, username: 'Newcomer' });
    expect(await profiles.findByUsername('Newcomer')).toMatchObject({ id: 7 });
  });

  test('refuses an id that JSON cannot hold', async () => {
    const body = '{"data":[{"id":9007199254740993,"name":"Builderman","displayName":"B"}]}';
    roblox.failNext({ kind: 'body', body });
    await expect(createProfiles().findByUsername('Builderman')).rejects.toBeInstanceOf(UpstreamError);
  });

  test('is not answered by a 404', async () => {
    roblox.failNext({ kind: 'status', status: 404 });
    await expect(createProfiles().findByUsername('Builderman')).rejects.toBeInstanceOf(UpstreamError);
  });

  test('works on a base with a slash at its end', async () => {
    const profiles = createProfiles({ usersUrl: `${roblox.usersUrl}/` });
    expect(await profiles.findByUsername('Builderman')).toMatchObject({ id: ID });
  });
});

describe('the cache', () => {
  test('answers a second look-up, in any case, until its time is up', async () => {
    const profiles = createProfiles();
    setSystemTime(NOW_MS);
    await profiles.findByUsername('Builderman');
    setSystemTime(NOW_MS + CACHE_SECONDS * 1000);
    expect(await profiles.findByUsername('BUILDERMAN')).toMatchObject({ id: ID });
    expect(roblox.requests).toHaveLength(1);
    setSystemTime(NOW_MS + CACHE_SECONDS * 1000 + 1);
    await profiles.findByUsername('Builderman');
    expect(roblox.requests).toHaveLength(2);
  });

  test('lets those who ask at the same time share one request', async () => {
    const profiles = createProfiles();
    const names = ['Builderman', 'builderman', 'BUILDERMAN'];
    const found = await Promise.all(names.map((name) => profiles.findByUsername(name)));
    expect(found).toEqual(Array(3).fill(expect.objectContaining({ id: ID })));
    expect(roblox.requests).toHaveLength(1);
  });

  test('does not keep a failure', async () => {
    const profiles = createProfiles({ retryPolicy: { retries: 0 } });
    roblox.failNext({ kind: 'status', status: 503 });
    await expect(profiles.findByUsername('Builderman')).rejects.toBeInstanceOf(UpstreamError);
    expect(await profiles.findByUsername('Builderman')).toMatchObject({ id: ID });
  });

  test('learns a new name from a fresh read', async () => {
    const profiles = createProfiles();
    await profiles.findByUsername('Builderman');
    roblox.put({ id: ID, username: 'Architect' });
    await profiles.readFresh(ID);
    expect(await profiles.findByUsername('Architect')).toMatchObject({ id: ID });
    expect(roblox.requests).toHaveLength(2);
    expect(await profiles.findByUsername('Builderman')).toEqual({ renamedTo: 'Architect' });
  });

  test('forgets whom a fresh read finds banned', async () => {
    const profiles = createProfiles();
    await profiles.findByUsername('Builderman');
    roblox.put({ id: ID, isBanned: true });
    await profiles.readFresh(ID);
    expect(await profiles.findByUsername('Builderman')).toBeNull();
  });
});

describe.each([
  { by: 'the users API', options: {}, api: 'users' as const },
  { by: 'Open Cloud', options: { apiKey: API_KEY }, api: 'cloud' as const },
])('a fresh read by $by', ({ options, api }) => {
  test('returns the whole profile', async () => {
    expect(await createProfiles(options).readFresh(ID)).toEqual({
      id: ID,
      username: 'Builderman',
      displayName: 'Builder',
      description: 'I build',
      isBanned: false,
    });
    expect(roblox.requestsTo(api)).toHaveLength(1);
  });

  test('never comes from the cache', async () => {
    const profiles = createProfiles(options);
    await profiles.findByUsername('Builderman');
    await profiles.readFresh(ID);
    roblox.put({ id: ID, description: 'I build no more' });
    expect(await profiles.readFresh(ID)).toMatchObject({ description: 'I build no more' });
  });

  test('takes an absent bio for an empty one', async () => {
    const bare = {
      id: api === 'cloud' ? `${ID}` : ID,
      name: 'Builderman',
      displayName: 'B',
      isBanned: false,
    };
    roblox.failNext({ kind: 'body', body: JSON.stringify(bare) }, { api });
    expect(await createProfiles(options).readFresh(ID)).toMatchObject({ description: '' });
  });

  test('is null when nobody has the id', async () => {
    const profiles = createProfiles(options);
    expect(await profiles.readFresh(404)).toBeNull();
    expect(profiles.health()).toBe('ok');
  });

  test('knows of a ban', async () => {
    roblox.put({ id: ID, isBanned: true });
    expect(await createProfiles(options).readFresh(ID)).toMatchObject({ isBanned: true });
  });

  test('refuses an answer about another user', async () => {
    const other = {
      id: api === 'cloud' ? '1' : 1,
      name: 'Other',
      displayName: 'O',
      description: '',
      isBanned: false,
    };
    roblox.failNext({ kind: 'body', body: JSON.stringify(other) }, { api });
    await expect(createProfiles(options).readFresh(ID)).rejects.toBeInstanceOf(UpstreamError);
  });

  test('fails when the API does, after its retries', async () => {
    roblox.failNext({ kind: 'status', status: 500 }, { api, times: 3 });
    await expect(createProfiles(options).readFresh(ID)).rejects.toBeInstanceOf(UpstreamError);
  });
});

describe('the API key', () => {
  test('goes to Open Cloud and nowhere else', async () => {
    const profiles = createProfiles({ apiKey: API_KEY });
    await profiles.findByUsername('Builderman');
    await profiles.readFresh(ID);
    await profiles.findAvatarUrl(ID);
    const keys = roblox.requests.map(({ api, headers }) => `${api} ${headers.get('x-api-key')}`);
    expect(keys.sort()).toEqual([`cloud ${API_KEY}`, 'thumbnails null', 'users null', 'users null']);
  });

  test.each([
    { kind: 'status', status: 401 },
    { kind: 'html', status: 502 },
    { kind: 'body', body: 'nonsense' },
    { kind: 'drop' },
  ] as const)('is in no error: %j', async (fault) => {
    roblox.failNext(fault, { api: 'cloud', times: 3 });
    const error = await createProfiles({ apiKey: API_KEY })
      .readFresh(ID)
      .catch((error: unknown) => error);
    expect(error).toBeInstanceOf(UpstreamError);
    expect(Bun.inspect(error, { depth: 10 })).not.toContain(API_KEY);
  });

  test('keeps a read whose ban flag cannot be read, and tries that once only', async () => {
    roblox.failNext({ kind: 'status', status: 503 }, { api: 'users' });
    expect(await createProfiles({ apiKey: API_KEY }).readFresh(ID)).toMatchObject({ isBanned: false });
    expect(roblox.requestsTo('users')).toHaveLength(1);
  });
});

describe('health', () => {
  test('is unknown before the first call, then that of the last call', async () => {
    const profiles = createProfiles({ retryPolicy: { retries: 0 } });
    expect(profiles.health()).toBe('unknown');
    await profiles.readFresh(ID);
    expect(profiles.health()).toBe('ok');
    roblox.failNext({ kind: 'status', status: 500 });
    await profiles.readFresh(ID).catch(() => null);
    expect(profiles.health()).toBe('down');
    await profiles.readFresh(ID);
    expect(profiles.health()).toBe('ok');
  });

  test('is down when Open Cloud is, though the users API answers', async () => {
    const profiles = createProfiles({ apiKey: API_KEY });
    roblox.failNext({ kind: 'status', status: 401 }, { api: 'cloud' });
    await profiles.readFresh(ID).catch(() => null);
    await profiles.findByUsername('Builderman');
    expect(profiles.health()).toBe('down');
  });

  test('does not count pictures', async () => {
    const profiles = createProfiles();
    await profiles.readFresh(ID);
    roblox.failNext({ kind: 'status', status: 500 });
    expect(await profiles.findAvatarUrl(ID)).toBeNull();
    expect(profiles.health()).toBe('ok');
  });
});
