import { expect, test } from 'bun:test';
import { expectSound, openBank } from '../../test/bank/bank.ts';
import { foundAccount, linkUser } from '../../test/bank/link.ts';
import { startProcess } from '../../test/storage/logged-kit.ts';
import { rowsOf, store } from '../../test/storage/samples.ts';
import { forgetMember } from './forget.ts';
import { nameTeller } from './name-teller.ts';
import { type Profiles, type RobloxProfile, UpstreamError } from './profiles.ts';
import { readTellerCards } from './teller-card.ts';
import { refreshTellerNames } from './teller-names.ts';

const TELLER = 9;
const BANK = { by: 'bank' } as const;
const account = { ...foundAccount(TELLER).account, description: '', isBanned: false };

/** Roblox, as it answers for each account that is asked for. */
const robloxWith = (readFresh: () => Promise<RobloxProfile | null>): Profiles => ({
  findByUsername: async () => null,
  readFresh,
  findAvatarUrl: async () => null,
});

/** A process of a bank whose teller is shown under the name of a thief, by an edited row. */
async function openEdited() {
  const bank = openBank();
  const named = { tellerId: 'teller-1', robloxUserId: TELLER };
  const profile = { kind: 'found', account, avatarUrl: 'https://tr.rbxcdn.com/9.png' } as const;
  await bank.book.perform(nameTeller, { ...named, profile }, { by: 'staff' });
  const { profiles } = await rowsOf(bank.driver, { kind: 'profile', robloxUserId: TELLER });
  await store(bank.driver, { puts: { profiles: profiles.map((row) => ({ ...row, username: 'Thief' })) } });
  const process = startProcess(bank.driver, bank);
  const refresh = (readFresh: () => Promise<RobloxProfile | null>) =>
    refreshTellerNames(process.book, robloxWith(readFresh));
  const shown = async () => (await process.book.query(readTellerCards, null, BANK))[0]?.robloxUsername;
  return { ...process, refresh, shown };
}

test('a teller whose name was edited is called as at Roblox again, and staff are told once', async () => {
  const { refresh, shown, events, driver } = await openEdited();
  expect(await shown()).toBe('Thief');
  for (const _round of [1, 2]) await refresh(async () => account);
  expect(await shown()).toBe(account.username);
  const text = expect.stringContaining(`is called @${account.username} at Roblox. The bank had @Thief`);
  expect(events).toMatchObject([{ topic: 'teller_named', text }]);
  const { profiles } = await rowsOf(driver, { kind: 'profile', robloxUserId: TELLER });
  expect(profiles).toMatchObject([{ avatarUrl: 'https://tr.rbxcdn.com/9.png', lastDiscordUserId: null }]);
});

test('a teller whose owner was forgotten stays without a name, and staff hear of none', async () => {
  const { refresh, shown, ...process } = await openEdited();
  const person = { discordUserId: '100000000000000001', robloxUserId: TELLER };
  await linkUser(process, person);
  await process.book.perform(forgetMember, person, BANK);
  const { length: toldBefore } = process.events;
  expect(await shown()).toBeNull();
  await refresh(async () => account);
  expect(await shown()).toBeNull();
  expect(process.events).toHaveLength(toldBefore);
  await expectSound(process);
});

test.each<[string, () => Promise<RobloxProfile | null>]>([
  ['is away', () => Promise.reject(new UpstreamError('away'))],
  ['knows no such account', async () => null],
  ['has banned the account', async () => ({ ...account, isBanned: true })],
])('where Roblox %s, the name stays', async (_how, readFresh) => {
  const { refresh, shown, events } = await openEdited();
  await refresh(readFresh);
  expect([await shown(), events]).toEqual(['Thief', []]);
});
