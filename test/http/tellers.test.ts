import { expect, test } from 'bun:test';
import { z } from 'zod';
import { withBank } from '../support/bank.ts';
import { API_KEYS, keyOf, STAFF, TELLER } from '../support/keys.ts';
import { MEMBER, putProfile } from '../support/scenes.ts';

const DAY = 86_400_000;

test('who a teller is is named by admin, seen by anyone, and changes after a day', async () => {
  await withBank({}, async (bank) => {
    await putProfile(bank, { id: MEMBER });
    await putProfile(bank, { id: 157 }, 'impostor');
    const name = (body: object) =>
      bank.ask(STAFF, 'POST', '/admin/tellers', { tellerId: 'teller-1', ...body });
    const list = async () => (await bank.askOpenly('/tellers')).json();
    expect(await list()).toEqual({ tellers: [], count: 0 });
    const named = await name({ robloxUserId: MEMBER, placeUrl: 'https://www.roblox.com/games/1' });
    expect(named).toMatchObject({ status: 200, body: { robloxUsername: 'builderman', status: 'attended' } });
    await bank.ask(TELLER, 'POST', '/teller/report', { pets: [], gems: 0 });
    expect(await list()).toEqual({
      tellers: [
        {
          ...z.object({}).loose().parse(named.body),
          reportedAt: new Date(bank.world.at).toISOString(),
          status: 'online',
        },
      ],
      count: 1,
    });
    await name({ robloxUserId: 157 });
    expect(await list()).toMatchObject({
      tellers: [{ robloxUserId: MEMBER, pending: { robloxUserId: 157 } }],
    });
    bank.world.at += DAY;
    expect(await list()).toMatchObject({ tellers: [{ robloxUsername: 'impostor', status: 'silent' }] });
    expect(await name({ robloxUserId: 404 })).toMatchObject({
      status: 404,
      body: { code: 'roblox_user_not_found' },
    });
  });
});

test('a key that names its own teller is told that, and not that it lacks a scope', async () => {
  const own = keyOf('teller-1@ops', 'admin+teller');
  await withBank({ API_KEYS: `${API_KEYS},${own.id}:${own.secret}:${own.scopes}` }, async (bank) => {
    const card = { tellerId: 'teller-1', note: 'me' };
    expect(await bank.ask(own, 'POST', '/admin/tellers', card)).toMatchObject({
      status: 403,
      body: { code: 'out_of_scope', detail: expect.stringMatching(/^A teller cannot name itself\./) },
    });
    expect(await bank.ask(TELLER, 'POST', '/admin/tellers', card)).toMatchObject({
      body: { code: 'out_of_scope', detail: expect.stringMatching(/^Use a key with one of the scopes/) },
    });
  });
});

test('scripts of other sites may read it', async () => {
  await withBank({}, async (bank) => {
    const { headers } = await bank.askOpenly('/tellers', { headers: { origin: 'https://fans.example' } });
    expect(headers.get('access-control-allow-origin')).toBe('*');
  });
});
