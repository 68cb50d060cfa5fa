import { expect, test } from 'bun:test';
import { linkUser } from '../../../test/bank/link.ts';
import { MEMBER, openStaffKit, wordsIn } from '../../../test/discord/staff-kit.ts';
import { forgetMember } from '../../bank/forget.ts';
import { freezeMember } from '../../bank/halt-and-freeze.ts';
import { unlink } from '../../bank/member.ts';

const STAFF = { by: 'staff' } as const;

test('staff see what one member holds, what happened, what waits, and the link', async () => {
  const kit = await openStaffKit();
  const { bank, ask } = kit;
  await bank.deposit({ tradeId: 'a', robloxUserId: 1, pets: [{ id: 'Cat', quantity: 3 }], gems: 1500 });
  await bank.deposit({ tradeId: 'b', robloxUserId: 1, pets: [{ id: 'Nobody knows it' }] });
  await bank.request({ requestId: 'r', robloxUserId: 1, pets: [{ id: 'Cat' }] });
  await bank.book.perform(freezeMember, { robloxUserId: 1, frozen: true, reason: 'under review' }, STAFF);
  const shown = await ask('staff member', { member: '1' });
  expect(shown).toMatchObject({ title: 'player1, for staff', tone: 'warning' });
  for (const words of [
    '3 pets',
    '1,500 gems',
    'Frozen: under review',
    'quarantine:',
    'reserved: 1 × Cat',
    'deposit, credited',
  ])
    expect(wordsIn(shown)).toContain(words);
  await bank.book.perform(unlink, { discordUserId: MEMBER.discordUserId }, STAFF);
  expect(wordsIn(await ask('staff member', { member: '1' }))).toContain('Last linked to');
  await linkUser(bank, { discordUserId: '100000000000000003', robloxUserId: 2 });
  await bank.book.perform(forgetMember, { discordUserId: '100000000000000003' }, STAFF);
  const last = 'To whom it was linked last is not known.';
  expect(wordsIn(await ask('staff member', { member: '2' }))).toContain(last);
  expect(wordsIn(await ask('staff member', { member: '3' }))).toContain('Never linked.');
  await linkUser(bank, { discordUserId: '100000000000000002', robloxUserId: 1 });
  const { fields } = await ask('staff member', { member: '1' });
  const links = wordsIn({
    ...shown,
    fields: fields?.filter(({ name }) => name === 'Links to Discord') ?? [],
  });
  expect(links).toMatch(
    /: t-\d+ Linked to Discord, then, t-\d+ No longer linked to Discord, then, t-\d+ Linked/,
  );
  expect((await ask('staff member', { member: '77' })).title).toBe('Roblox 77, for staff');
});

test('a Roblox id as long as a Discord id, as in the sandbox, is found where the bank knows it', async () => {
  const { bank, ask } = await openStaffKit();
  const [robloxUserId, discordUserId] = [183_267_383_320_429, '300000000000000009'];
  await linkUser(bank, { discordUserId, robloxUserId });
  for (const member of [String(robloxUserId), discordUserId])
    expect((await ask('staff member', { member })).title).toBe(`player${robloxUserId}, for staff`);
  expect((await ask('staff member', { member: '183267383320430' })).title).not.toContain('for staff');
});
