import { expect, test } from 'bun:test';
import { openStaffKit, wordsIn } from '../../../test/discord/staff-kit.ts';
import { readTellerCards } from '../../bank/teller-card.ts';

const PLACE = 'https://www.roblox.com/games/1';

test('names a teller, and a change can be taken back by one press', async () => {
  const kit = await openStaffKit();
  const list = () => kit.bank.book.query(readTellerCards, null, { by: 'anyone' });
  const named = await kit.ask('teller name', { teller: 'teller-1', account: 'builderman', place: PLACE });
  expect(wordsIn(named)).toContain('teller-1, as members see it');
  expect(await list()).toMatchObject([{ tellerId: 'teller-1', robloxUserId: 156, placeUrl: PLACE }]);
  const changed = await kit.ask('teller name', {
    teller: 'teller-1',
    place: 'https://www.roblox.com/games/2',
  });
  expect((await list())[0]?.pending).toMatchObject({ placeUrl: 'https://www.roblox.com/games/2' });
  await kit.press(changed, 'Take the change back');
  expect(await list()).toMatchObject([{ placeUrl: PLACE, pending: null }]);
});

test('nobody names themselves, and no card leads away from Roblox', async () => {
  const kit = await openStaffKit();
  const own = await kit.ask('teller name', { teller: 'staff-9', account: 'builderman' });
  expect(wordsIn(own)).toContain('Not allowed');
  const away = await kit.ask('teller name', { teller: 'teller-1', place: 'https://evil.example' });
  expect(wordsIn(away)).toContain('must be an address on roblox.com');
});
