import { describe, expect, test } from 'bun:test';
import { type Bank, expectRefusal, expectSound, NEWEST, openBank } from '../../test/bank/bank.ts';
import { foundAccount, linkUser, unlinkUser } from '../../test/bank/link.ts';
import { DAY, MINUTE, SECOND } from '../../test/bank/rules.ts';
import type { StaffLevel } from './engine/rows.ts';
import { nameTeller, setTellerCard, tellerCardInput } from './name-teller.ts';
import type { RobloxProfile } from './profiles.ts';
import { changeStaff } from './staff.ts';
import { readTellerCards } from './teller-card.ts';
import type { ProfileLookup } from './verify.ts';

const PLACE = 'https://www.roblox.com/games/8737899170';
const KEY = { by: 'web' } as const;

function found(robloxUserId: number): ProfileLookup<RobloxProfile> {
  const { account, ...rest } = foundAccount(robloxUserId);
  return { ...rest, account: { ...account, description: '', isBanned: false } };
}

const name = (bank: Bank, written: object, caller: { by: string } = KEY) => {
  const input = tellerCardInput.parse({ tellerId: 'teller-1', ...written });
  const profile = typeof input.robloxUserId === 'number' ? found(input.robloxUserId) : null;
  return bank.book.perform(nameTeller, { ...input, profile }, caller);
};
const list = (bank: Bank) => bank.book.query(readTellerCards, null, KEY);
const at = (ms: number): string => new Date(ms).toISOString();

test('naming is at once, for a teller that nobody has seen, and told to staff', async () => {
  const bank = openBank();
  const card = await name(bank, { robloxUserId: 9, placeUrl: PLACE, note: 'by the fountain' });
  expect(card).toEqual({
    tellerId: 'teller-1',
    robloxUserId: 9,
    robloxUsername: 'player9',
    placeUrl: PLACE,
    note: 'by the fountain',
    since: at(bank.now.at),
    pending: null,
    reportedAt: null,
    status: 'attended',
  });
  expect(await list(bank)).toEqual([card]);
  expect(bank.events.at(-1)).toMatchObject({ topic: 'teller_named', discordUserId: null });
  const note = `Roblox account 9, place ${PLACE}`;
  const [logged] = await bank.reads.log({ afterSeq: 0, limit: 1 });
  expect(logged).toMatchObject({ kind: 'teller_named', status: 'named', tellerId: 'teller-1', note });
  await expectSound(bank);
});

test('another account takes effect after a day, is told at once; the first holds until then', async () => {
  const bank = openBank();
  await name(bank, { robloxUserId: 9 });
  const from = bank.now.at + DAY;
  const changed = await name(bank, { robloxUserId: 10 });
  expect(changed).toMatchObject({ robloxUserId: 9, pending: { robloxUserId: 10, from: at(from) } });
  expect(changed.pending).not.toHaveProperty('placeUrl');
  expect(bank.events.at(-1)).toMatchObject({ topic: 'teller_card_pending' });
  bank.pass(DAY - 1);
  expect(await list(bank)).toMatchObject([{ robloxUsername: 'player9' }]);
  bank.pass(1);
  const card = { robloxUserId: 10, robloxUsername: 'player10', since: at(from), pending: null };
  expect(await list(bank)).toMatchObject([card]);
  await expectSound(bank);
});

test('it is taken back by naming what is named now, and asked again it does not begin anew', async () => {
  const bank = openBank();
  await name(bank, { robloxUserId: 9, placeUrl: PLACE });
  const { pending } = await name(bank, { robloxUserId: 10, placeUrl: null });
  bank.pass(MINUTE);
  const events = bank.events.length;
  expect((await name(bank, { robloxUserId: 10 })).pending).toEqual(pending);
  expect(bank.events).toHaveLength(events);
  expect((await name(bank, { robloxUserId: 9 })).pending).toEqual({
    placeUrl: null,
    from: pending?.from ?? '',
  });
  expect((await name(bank, { placeUrl: PLACE })).pending).toBeNull();
  bank.pass(2 * DAY);
  expect(await list(bank)).toMatchObject([{ robloxUserId: 9, placeUrl: PLACE }]);
  await expectSound(bank);
});

test('a place that was not named is named at once; a note is changed at once, and cleared', async () => {
  const bank = openBank();
  await name(bank, { robloxUserId: 9 });
  bank.pass(MINUTE);
  expect(await name(bank, { placeUrl: PLACE, note: 'a' })).toMatchObject({ placeUrl: PLACE, pending: null });
  const before = (await list(bank))[0]?.since;
  expect(await name(bank, { note: null })).toMatchObject({ note: null, since: before ?? '' });
  await expectSound(bank);
});

test('a note is told to staff as it is changed, since members follow it at once', async () => {
  const bank = openBank();
  await name(bank, { robloxUserId: 9 });
  await name(bank, { note: 'by the fountain' });
  const text = 'web named teller-1: Roblox account 9, place none, note "by the fountain".';
  expect(bank.events.at(-1)).toMatchObject({ topic: 'teller_named', text });
  const told = bank.events.length;
  await name(bank, { note: 'by the fountain' });
  expect(bank.events).toHaveLength(told);
  await name(bank, { note: null });
  expect(bank.events.at(-1)?.text).toEndWith('place none, note none.');
});

test('without an account it is not listed, and clearing one waits too', async () => {
  const bank = openBank();
  await name(bank, { note: 'soon' });
  expect(await list(bank)).toEqual([]);
  await name(bank, { robloxUserId: 9 });
  await name(bank, { robloxUserId: null });
  expect(await list(bank)).toHaveLength(1);
  bank.pass(DAY);
  expect(await list(bank)).toEqual([]);
});

test("a teller's own key does not name it", async () => {
  const bank = openBank();
  await expectRefusal(bank, 'out_of_scope', () => name(bank, { note: 'me' }, { by: 'teller-1' }));
});

test('an account that Roblox does not know, or has banned, is refused', async () => {
  const bank = openBank();
  const readFresh = async (id: number): Promise<RobloxProfile | null> => {
    const profile = found(id);
    return id === 1 || profile.kind !== 'found' ? null : { ...profile.account, isBanned: true };
  };
  const profiles = { findByUsername: async () => null, readFresh, findAvatarUrl: async () => null };
  for (const robloxUserId of [1, 2]) {
    const input = { tellerId: 'teller-1', robloxUserId };
    const call = () => setTellerCard({ book: bank.book, profiles }, input, KEY);
    await expectRefusal(bank, 'roblox_user_not_found', call);
  }
});

describe('the status', () => {
  const statusIn = async (bank: Bank) => (await list(bank))[0]?.status;

  test('is online for two minutes after a report, and silent then', async () => {
    const bank = openBank();
    await name(bank, { robloxUserId: 9 });
    expect(await statusIn(bank)).toBe('attended');
    await bank.report({ gems: 0 });
    bank.pass(2 * MINUTE);
    expect(await statusIn(bank)).toBe('online');
    bank.pass(1);
    expect(await statusIn(bank)).toBe('silent');
  });

  test('is paused while the teller is contradicted, before it is silent', async () => {
    const bank = openBank();
    bank.now.rules = { ...bank.now.rules, depositHoldMs: 10 * MINUTE };
    await name(bank, { robloxUserId: 9 });
    await bank.deposit({ tradeId: 'a', robloxUserId: 1, gems: 1 });
    await bank.report({ gems: 1, seq: NEWEST });
    bank.pass(61 * SECOND);
    await bank.report({ gems: 1, seq: 0 });
    expect(await statusIn(bank)).toBe('paused');
    bank.pass(3 * MINUTE);
    expect(await statusIn(bank)).toBe('paused');
  });

  test('is attended for whoever of the staff trades by hand, whatever is reported', async () => {
    const bank = openBank();
    await name(bank, { tellerId: 'staff-9', robloxUserId: 9 });
    await bank.report({ gems: 0 }, { by: 'staff-9' });
    expect(await statusIn(bank)).toBe('attended');
  });
});

test.each([
  [PLACE, true],
  ['https://roblox.com', true],
  ['https://web.roblox.com/games/1?a=b#c', true],
  ['http://www.roblox.com/games/1', false],
  ['https://roblox.com.evil.example/', false],
  ['https://evilroblox.com/', false],
  ['https://evil.example/roblox.com', false],
  ['https://roblox.com@evil.example/', false],
  ['https://roblox.com:8443/', false],
  ['https://roblox.com\\@evil.example', false],
  ['javascript://roblox.com/%0aalert(1)', false],
  [`${PLACE} `, false],
])('the address %s is taken: %p', (placeUrl, isTaken) => {
  expect(tellerCardInput.safeParse({ tellerId: 'a', placeUrl }).success).toBe(isTaken);
});

test.each([
  ['x'.repeat(200), true],
  ['🦄'.repeat(200), true],
  ['x'.repeat(201), false],
  ['a\nb', false],
  ['\ud800', false],
])('the note %j is taken: %p', (note, isTaken) => {
  expect(tellerCardInput.safeParse({ tellerId: 'a', note }).success).toBe(isTaken);
});

test('one of the staff who trades by hand is a teller by their own account', async () => {
  const bank = openBank();
  const staff = { robloxUserId: 9, byRoles: 'cashier' } as const;
  await bank.book.perform(changeStaff, staff, { by: 'discord' });
  await linkUser(bank, { discordUserId: '100000000000000009', robloxUserId: 9 });
  const linkedAt = at(bank.now.at);
  expect(await list(bank)).toEqual([]);
  bank.pass(MINUTE);
  await bank.deposit({ tradeId: 'by-hand', robloxUserId: 1, gems: 5 }, { by: 'staff-9' });
  expect(await list(bank)).toMatchObject([
    { tellerId: 'staff-9', robloxUserId: 9, robloxUsername: 'player9', since: linkedAt, status: 'attended' },
  ]);
  await name(bank, { tellerId: 'staff-9', note: 'by the fountain' });
  expect(await list(bank)).toMatchObject([{ robloxUsername: 'player9', note: 'by the fountain' }]);
  await expectSound(bank);
});

test('another account for one of the staff who trades by hand waits a day, too', async () => {
  const bank = openBank();
  await bank.hire(9, 'cashier');
  await linkUser(bank, { discordUserId: '100000000000000009', robloxUserId: 9 });
  await bank.deposit({ tradeId: 'by-hand', robloxUserId: 1, gems: 5 }, { by: 'staff-9' });
  const byHand = { tellerId: 'staff-9' } as const;
  const { pending } = await name(bank, { ...byHand, robloxUserId: 10 });
  expect(pending).toMatchObject({ robloxUserId: 10, from: at(bank.now.at + DAY) });
  expect(bank.events.at(-1)).toMatchObject({ topic: 'teller_card_pending' });
  expect(await list(bank)).toMatchObject([{ robloxUsername: 'player9', pending: { robloxUserId: 10 } }]);
  bank.pass(DAY);
  expect(await list(bank)).toMatchObject([{ ...byHand, robloxUsername: 'player10' }]);
  await name(bank, { ...byHand, robloxUserId: null });
  bank.pass(DAY);
  expect(await list(bank)).toMatchObject([{ ...byHand, robloxUsername: 'player9', pending: null }]);
  await expectSound(bank);
});

test('whoever is no longer one of the staff, may only look, or is not linked, is no teller', async () => {
  const bank = openBank();
  await linkUser(bank, { discordUserId: '100000000000000009', robloxUserId: 9 });
  const become = (byRoles: StaffLevel | null) =>
    bank.book.perform(changeStaff, { robloxUserId: 9, byRoles }, { by: 'discord' });
  await become('cashier');
  await bank.deposit({ tradeId: 'by-hand', robloxUserId: 1, gems: 5 }, { by: 'staff-9' });
  expect(await list(bank)).toHaveLength(1);
  for (const level of ['viewer', null] as const) {
    await become(level);
    expect(await list(bank)).toEqual([]);
  }
  await become('owner');
  await name(bank, { tellerId: 'staff-10', note: 'nobody' });
  expect(await list(bank)).toMatchObject([{ tellerId: 'staff-9' }]);
  await unlinkUser(bank, '100000000000000009');
  expect(await list(bank)).toEqual([]);
});
