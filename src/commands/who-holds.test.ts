import { expect, test } from 'bun:test';
import { ANN, BEN, labelsOf, openDiscord, textOf } from '../../test/discord-commands/kit.ts';
import { nameTeller } from '../bank/name-teller.ts';

const STAFF = { by: 'staff' } as const;
const SECOND = { by: 'teller-2' } as const;
const profile = (id: number, username: string) =>
  ({
    kind: 'found',
    account: { id, username, displayName: username, description: '', isBanned: false },
    avatarUrl: null,
  }) as const;

/** Ann has two cats at teller-1, who is @Cashy in the game, and a dog at teller-2, who has no card. */
async function openApart() {
  const discord = openDiscord();
  const { bank, link } = discord;
  await link();
  await bank.deposit({ tradeId: 'a', robloxUserId: 1, pets: [{ id: 'Cat', quantity: 2 }], gems: 100 });
  await bank.deposit({ tradeId: 'b', robloxUserId: 1, pets: [{ id: 'Dog' }] }, SECOND);
  const card = { tellerId: 'teller-1', robloxUserId: 70, profile: profile(70, 'Cashy') };
  await bank.book.perform(nameTeller, card, STAFF);
  await bank.report({ pets: [{ id: 'Cat', quantity: 2 }], gems: 100 });
  await bank.report({ pets: [{ id: 'Dog' }] }, SECOND);
  return discord;
}

test('before a withdrawal, a member sees whom to meet', async () => {
  const { ask } = await openApart();
  const whole = await ask('withdraw', { pet: 'Cat', quantity: 2 });
  expect(textOf(whole)).toContain('Who to meet: @Cashy is in the game now · has all of it');
  expect(textOf(whole)).not.toContain('in parts');
  expect(textOf(whole)).not.toContain('Ask the staff who');
  expect(labelsOf(whole)).toEqual([['Withdraw', 'Change it', 'Stop']]);
});

test('what no teller has all of comes in parts, and one part alone can be taken', async () => {
  const { ask, press, bank } = await openApart();
  const shown = await ask('withdraw', { pet: '2 Cat; Dog', gems: 50 });
  for (const words of [
    'No teller has all of it, so it comes in parts',
    'Who to meet, one after the other: @Cashy is in the game now · has 2 × Cat, 50 gems',
    'teller-2 · has 1 × Dog',
    'Ask the staff who the tellers are, and trade with nobody else.',
  ])
    expect(textOf(shown)).toContain(words);
  expect(labelsOf(shown)[1]).toEqual(['Only what @Cashy has', 'Only what teller-2 has']);
  const only = await press(shown, 'Only what @Cashy has');
  expect(textOf(only)).toContain('has all of it');
  expect(textOf(only)).not.toContain('Dog');
  const waiting = await press(only, 'Withdraw');
  expect(textOf(waiting)).toContain('You are first in line.');
  const [open] = await bank.reads.openWithdrawals({ limit: 9 });
  expect(open?.goods).toMatchObject({ pets: [{ id: 'Cat', quantity: 2 }], gems: 50 });
});

test('and so it is said afterwards', async () => {
  const { ask, press } = await openApart();
  const waiting = await press(await ask('withdraw', { pet: '2 Cat; Dog' }), 'Withdraw');
  expect(textOf(waiting)).toContain('No teller has all of it, so it comes in parts');
  const whole = await press(await ask('withdraw', { gems: 5 }), 'Withdraw');
  expect(textOf(whole)).not.toContain('in parts');
});

test('the ticket says who has it, who hands it over, and how many wait longer', async () => {
  const { ask, press, refresh, bank, link } = await openApart();
  await link(BEN, 2);
  await bank.deposit({ tradeId: 'c', robloxUserId: 2, pets: [{ id: 'Axolotl' }] });
  await bank.request({ requestId: 'b', robloxUserId: 2, pets: [{ id: 'Axolotl' }] });
  const waiting = await press(await ask('withdraw', { pet: '2 Cat; Dog' }), 'Withdraw');
  expect(textOf(waiting)).toContain('1 other withdrawal has waited longer.');
  await bank.check({ robloxUserId: 1, claim: true });
  const claimed = await refresh(waiting);
  expect(claimed.title).toBe('It comes in parts');
  expect(textOf(claimed)).toContain('@Cashy has this part ready');
  expect(textOf(claimed)).toContain('Who to meet: @Cashy is in the game now');
  expect(textOf(claimed)).toContain('teller-2 · has all of it');
});

test('what nobody can hand over now is said, and still set aside', async () => {
  const { ask, press, bank } = await openApart();
  const { seq } = await bank.reads.head();
  for (let reports = 0; reports < 2; reports += 1) await bank.report({ pets: [], gems: 100, seq });
  const shown = await ask('withdraw', { pet: 'Cat' });
  expect(textOf(shown)).toContain('No teller can hand it over just now');
  const waiting = await press(shown, 'Withdraw', {}, ANN);
  expect(textOf(waiting)).toContain('I will write to you when a teller that has it is in the game again.');
  expect(textOf(waiting)).toContain("This bank's only tellers");
});
