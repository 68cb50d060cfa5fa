import { expect, test } from 'bun:test';
import { openDiscord, textOf } from '../../test/discord-commands/kit.ts';
import { nameTeller } from '../bank/name-teller.ts';
import type { TellerCardAnswer } from '../bank/teller-card.ts';
import type { Text } from './model/text.ts';
import { toPlainText } from './model/translate.ts';
import { describeTellerCard, toTellerCardsField } from './teller-cards.ts';

const CARD: TellerCardAnswer = {
  tellerId: 'teller-1',
  robloxUserId: 9,
  robloxUsername: 'kim',
  placeUrl: null,
  note: null,
  since: '2026-01-01T00:00:00.000Z',
  pending: null,
  reportedAt: null,
  status: 'online',
};
const wordsOf = (text: Text): string =>
  toPlainText(text, 'en')
    .map((span) => ('text' in span ? span.text : span.kind))
    .join('');

test('a card names the account with its profile, what it does, where it is, and a note as plain text', () => {
  const card = { ...CARD, placeUrl: 'https://roblox.com/x', note: '**bold** \u202eevil' };
  const text = toPlainText(describeTellerCard(card), 'en');
  expect(text[0]).toEqual({ kind: 'link', text: '@kim', url: 'https://www.roblox.com/users/9/profile' });
  expect(wordsOf(text)).toBe('@kim is in the game now · Where to meet · **bold** evil');
  expect(text.at(-1)?.kind).toBe('plain');
});

test.each([
  ['attended', null, '@kim is played by a person: ask the staff to come'],
  ['paused', '2026-01-01T00:00:00.000Z', "@kim can't hand anything out just now"],
  ['silent', '2026-01-01T00:00:00.000Z', '@kim was last seen time'],
] as const)('one that is %s', (status, reportedAt, words) => {
  expect(wordsOf(describeTellerCard({ ...CARD, status, reportedAt }))).toBe(words);
});

test('the field says that there are no others, and of many how many more', () => {
  expect(toTellerCardsField([])).toBeNull();
  const words = wordsOf(toTellerCardsField(Array.from({ length: 10 }, () => CARD))?.text ?? []);
  expect(words).toContain('and 2 more');
  expect(words).toContain('nobody else is a teller of this bank');
});

test('every place that names a teller shows the picture of its account, where it has one', async () => {
  const { ask, link, bank } = openDiscord();
  await link();
  const avatarUrl = 'https://tr.rbxcdn.example/kim.png';
  for (const [tellerId, robloxUserId, picture] of [
    ['teller-1', 9, avatarUrl],
    ['teller-2', 8, null],
  ] as const) {
    const names = { username: `kim${robloxUserId}`, displayName: 'Kim' };
    const account = { id: robloxUserId, ...names, description: '', isBanned: false };
    const profile = { kind: 'found', account, avatarUrl: picture } as const;
    await bank.book.perform(nameTeller, { tellerId, robloxUserId, profile }, { by: 'staff' });
  }
  await bank.deposit({ tradeId: 'a', robloxUserId: 1, gems: 9 });
  const face = { name: '@kim9', avatarUrl, url: 'https://www.roblox.com/users/9/profile' };
  const asked = [await ask('tellers'), await ask('deposit'), await ask('withdraw', { pet: '5 gems' })];
  for (const { people } of asked) expect(people).toEqual([face]);
});

test('what a teller did is told by the name of its account, which members know', async () => {
  const { ask, link, bank, refresh } = openDiscord();
  await link();
  const deposits = await ask('deposit');
  await bank.deposit({ tradeId: 'a', robloxUserId: 1, gems: 9 });
  const shown = async () => [textOf(await refresh(deposits)), textOf(await ask('history'))];
  for (const text of await shown()) expect(text).toContain('teller-1, <time>');
  const account = { id: 9, username: 'kim9', displayName: 'Kim', description: '', isBanned: false };
  const profile = { kind: 'found', account, avatarUrl: null } as const;
  await bank.book.perform(nameTeller, { tellerId: 'teller-1', robloxUserId: 9, profile }, { by: 'staff' });
  for (const text of await shown()) {
    expect(text).toContain('@kim9, <time>');
    expect(text).not.toContain('teller-1');
  }
});
