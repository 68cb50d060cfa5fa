import { expect, test } from 'bun:test';
import { expectSound } from '../../test/bank/bank.ts';
import { DAY } from '../../test/bank/rules.ts';
import { ANN, BEN, labelsOf, openDiscord, textOf, valuesOf } from '../../test/discord-commands/kit.ts';
import { freezeMember } from '../bank/halt-and-freeze.ts';
import { readHoldings } from '../bank/holdings.ts';
import { unlink } from '../bank/member.ts';
import { parseTyped, runTyped } from './dispatch/typed.ts';
import type { Actor } from './model/actor.ts';

const STAFF = { by: 'staff' } as const;
const TO_BEN = { member: BEN.discordUserId };

/** Ann has five cats, a dog and 1000 gems; Ben has nothing. */
async function openPair() {
  const discord = openDiscord();
  await discord.link();
  await discord.link(BEN, 2);
  const pets = [{ id: 'Cat', quantity: 5 }, { id: 'Dog' }];
  await discord.bank.deposit({ tradeId: 'a', robloxUserId: 1, pets, gems: 1000 });
  const held = async ({ discordUserId }: Actor) => {
    const { pets: owned, gems, onHold } = await discord.bank.book.query(readHoldings, discordUserId, STAFF);
    const free = owned.map(({ pet, free }) => `${free} ${pet.id}`).sort();
    return { pets: free, gems: gems.free, onHold: onHold.map(({ until }) => until) };
  };
  return { ...discord, held };
}

test('a gift is shown whole, given once, and waits at its receiver', async () => {
  const discord = await openPair();
  const { ask, press, fail, held, bank } = discord;
  const shown = await ask('gift', { ...TO_BEN, pets: '2 cat; dog', gems: 500 });
  expect(shown.title).toBe('Give this to @player2?');
  for (const words of ['2 × Cat', '1 × Dog', '500 gems', 'Worth 950 gems.', `@${BEN.discordUserId}`])
    expect(textOf(shown)).toContain(words);
  expect((await held(BEN)).gems).toBe(0);
  expect((await press(shown, 'Give it')).title).toBe('@player2 has it');
  const until = bank.now.at + DAY;
  expect(await held(BEN)).toEqual({ pets: ['1 Dog', '2 Cat'], gems: 500, onHold: [until, until, until] });
  expect(await held(ANN)).toMatchObject({ pets: ['3 Cat'], gems: 500 });
  expect((await fail(shown, 'Give it')).title).toBe('Already done');
  const tooSoon = await ask('gift', { member: ANN.discordUserId, gems: 1 }, BEN);
  expect(textOf(tooSoon)).toContain('500 gems');
  expect(tooSoon.title).toBe('Some of it has to wait');
  await expectSound(bank);
});

test('without goods they are chosen from a list, as for a withdrawal', async () => {
  const { ask, press, held } = await openPair();
  let rendered = await ask('gift', TO_BEN);
  expect(rendered.title).toBe('What would you like to give @player2?');
  rendered = await press(rendered, 'Choose pets', { values: valuesOf(rendered, 'Choose pets', ['Cat']) });
  rendered = await press(rendered, 'How many?', { fields: { 0: '3' } });
  rendered = await press(rendered, 'Continue');
  expect(textOf(await press(rendered, 'Change it'))).toContain('3 × Cat');
  rendered = await ask('gift', { ...TO_BEN, pets: 'cat' });
  await press(rendered, 'Give it');
  expect((await held(BEN)).pets).toEqual(['1 Cat']);
});

test.each([
  ['gift <@100000000000000002> 2 cat 500', ['2 × Cat', '500 gems']],
  ['gift 100000000000000002 500 gems', ['500 gems']],
  ['gift <@100000000000000002> 2 cat; dog', ['2 × Cat', '1 × Dog']],
  ['gift member: <@100000000000000002> pets: 2 cat; dog gems: 1k', ['2 × Cat', '1 × Dog', '1,000 gems']],
])('%s is understood', async (typed, words) => {
  const { dispatcher } = await openPair();
  const context = { actor: ANN, operationId: 'discord:typed' };
  const reply = await runTyped(dispatcher, parseTyped(dispatcher.commands, typed), context);
  expect(reply.title).toBe('Give this to @player2?');
  for (const word of words) expect(textOf(reply)).toContain(word);
});

test('a pet that several are called is asked for, and the rest stays as typed', async () => {
  const { ask, press } = await openPair();
  const guess = await ask('gift', { ...TO_BEN, pets: '2 catt; dog' });
  expect(guess.title).toBe('Did you mean one of these?');
  const shown = await press(guess, 'Choose a pet', { values: ['0'] });
  for (const words of ['2 × Cat', '1 × Dog']) expect(textOf(shown)).toContain(words);
});

test('nobody gives to themselves, to strangers, or what they do not have', async () => {
  const { ask, bank, held } = await openPair();
  const before = await held(ANN);
  for (const [raw, title] of [
    [{ member: ANN.discordUserId, gems: 1 }, 'That is you'],
    [{ member: '100000000000000009', gems: 1 }, 'Not in the bank yet'],
    [{ ...TO_BEN, gems: 5000 }, 'Not enough gems'],
    [{ ...TO_BEN, pets: 'unicorn' }, 'You have no such pet here'],
  ] as const)
    expect((await ask('gift', raw)).title).toBe(title);
  expect(
    (await ask('gift', { ...TO_BEN, gems: 1 }, { ...ANN, discordUserId: '100000000000000008' })).title,
  ).toBe('First, show who you are');
  await bank.book.perform(freezeMember, { robloxUserId: 2, frozen: true, reason: 'checked' }, STAFF);
  const refused = await ask('gift', { ...TO_BEN, gems: 1 });
  expect(refused.title).toBe("This isn't possible just now, because of @player2");
  expect(textOf(refused)).toContain('staff have stopped this account');
  expect(await held(ANN)).toEqual(before);
});

test('a receiver who is gone when it is given gets nothing, and the giver is told', async () => {
  const { ask, press, bank, held } = await openPair();
  const shown = await ask('gift', { ...TO_BEN, gems: 1 });
  await bank.book.perform(unlink, { discordUserId: BEN.discordUserId }, STAFF);
  expect(textOf(await press(shown, 'Give it'))).toContain('not linked any more');
  expect((await held(ANN)).gems).toBe(1000);
});

test('where gifts are off, there are no such commands', async () => {
  const { bank } = openDiscord();
  expect(bank.now.rules.giftHoldMs).not.toBeNull();
  const names = (discord: ReturnType<typeof openDiscord>) =>
    discord.dispatcher.commands.map(({ name }) => name).filter((name) => ['gift', 'trade'].includes(name));
  expect(names(openDiscord())).toEqual(['gift', 'trade']);
  const rules = () => ({ ...bank.now.rules, giftHoldMs: null });
  expect(names(openDiscord({ rules }))).toEqual([]);
  expect(labelsOf(await openDiscord().ask('help'))).toEqual([]);
});
