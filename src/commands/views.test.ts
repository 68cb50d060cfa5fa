import { describe, expect, test } from 'bun:test';
import { NOON } from '../../test/bank/bank.ts';
import { DAY, MINUTE } from '../../test/bank/rules.ts';
import {
  ANN,
  BEN,
  controlOf,
  labelsOf,
  openDiscord,
  STAFF,
  textOf,
} from '../../test/discord-commands/kit.ts';
import { StorageUnavailable } from '../bank/engine/book.ts';
import { createPictures } from '../pictures/pictures.ts';
import { createCatalogue, createOpenCatalogue } from '../values/catalogue.ts';

type Discord = ReturnType<typeof openDiscord>;
const isPng = (png: Uint8Array | undefined): boolean =>
  Buffer.from(png ?? [])
    .subarray(1, 4)
    .toString() === 'PNG';

/** A catalogue in which any pet is tradable. */
function takeAnything({ bank }: Discord): void {
  const { catalogue } = bank.now.rules;
  bank.now.rules = {
    ...bank.now.rules,
    catalogue: { ...catalogue, find: (id) => ({ id, name: id, tradableInGame: true }) },
  };
}

async function withPictures(run: (discord: Discord) => Promise<void>): Promise<void> {
  const pictures = createPictures({ maxCached: 8, maxBytes: 8_000_000, concurrency: 1 });
  try {
    await run(
      openDiscord({
        pictures,
        valueHistory: async () => [1, 2, 3].map((day) => ({ at: NOON + day * DAY, value: day * 100 })),
      }),
    );
  } finally {
    pictures.close();
  }
}

describe('inventory', () => {
  test('lists free and reserved pets, the most valuable first, by their names in the game', async () => {
    const { ask, link, bank } = openDiscord();
    await link();
    await bank.deposit({
      tradeId: 'a',
      robloxUserId: 1,
      pets: [
        { id: 'Axolotl' },
        { id: 'Cat', quantity: 1200 },
        { id: 'fox_01', shiny: true },
        { id: 'Dog' },
        { id: 'Rock' },
      ],
      gems: 7,
    });
    await bank.request({ requestId: 'a', robloxUserId: 1, pets: [{ id: 'Cat', quantity: 200 }] });
    const rendered = await ask('inventory');
    const lines = textOf(rendered).split('\n');
    expect(lines.slice(0, 4)).toEqual([
      '1 × Dog, worth 250 each',
      '1,000 × Cat, worth 100 each, and 200 in a withdrawal',
      '1 × Axolotl, no value known',
      '1 × Shiny Shown Fox, no value known',
    ]);
    expect(textOf(rendered)).toContain('In quarantine: 1 × Rock.');
    expect(textOf(rendered)).toContain('In withdrawals: 200 pets');
    const worth = 'at least 120,257 gems, not counting 2 pets of unknown value';
    expect(textOf(rendered)).toContain(`Everything is worth: ${worth}`);
    expect(textOf(await ask('balance'))).toContain(`Everything is worth: ${worth}`);
    await bank.request({ requestId: 'b', robloxUserId: 1, pets: [{ id: 'Dog' }] });
    expect(textOf(await ask('inventory'))).toContain('Dog, worth 250 each: 1 in a withdrawal, none free');
    expect(rendered.person?.name).toBe('player1');
    expect(rendered.picture).toBeUndefined();
  });

  test('has pages, which can be turned or chosen by number; a page too far is the last', async () => {
    const discord = openDiscord();
    takeAnything(discord);
    const { ask, press, fail, link, bank } = discord;
    await link();
    const pets = Array.from({ length: 60 }, (_, at) => ({ id: `Pet ${at + 10}` }));
    await bank.deposit({ tradeId: 'a', robloxUserId: 1, pets });
    let rendered = await ask('inventory');
    expect(labelsOf(rendered)).toEqual([['◀ Back', 'Next ▶', 'Go to page']]);
    rendered = await press(rendered, 'Next ▶');
    expect([rendered.title, textOf(rendered).split('\n')[0]]).toEqual([
      'Your pets, page 2 of 5',
      '1 × Pet 22, no value known',
    ]);
    for (const page of ['0', '6', 'x', '']) {
      expect(textOf(await fail(rendered, 'Go to page', { fields: { page } }))).not.toBe('');
    }
    rendered = await press(rendered, 'Go to page', { fields: { page: '5' } });
    expect(controlOf(rendered, 'Next ▶').control).toMatchObject({ isDisabled: true });
    expect(textOf(rendered)).toContain('Pet 69');
  });

  test('and balance and value come with a picture and with what it shows in words', async () => {
    await withPictures(async ({ ask, link, bank }) => {
      await link();
      await bank.deposit({ tradeId: 'a', robloxUserId: 1, pets: [{ id: 'Cat' }], gems: 7 });
      for (const [words, raw, alt] of [
        ['inventory', {}, 'The pets of page 1 of 1'],
        ['balance', {}, '7 gems and a worth of 107 gems now'],
        ['value', { pet: 'cat' }, 'between 100 and 300 gems'],
      ] as const) {
        const { picture } = await ask(words, raw);
        expect(isPng(picture?.png)).toBe(true);
        expect(picture?.alt).toContain(alt);
      }
    });
  });

  test('says what to do first to a member without pets, and to somebody who is not linked', async () => {
    const { ask, link } = openDiscord();
    expect(textOf(await ask('inventory'))).toContain('/verify');
    await link();
    expect(textOf(await ask('inventory'))).toContain('No pets yet. /deposit');
  });
});

describe('balance', () => {
  test('shows gems, reserved ones, a worth beyond 2^53 exactly, and how far back it goes', async () => {
    const { ask, link, bank } = openDiscord();
    await link();
    await bank.deposit({
      tradeId: 'a',
      robloxUserId: 1,
      pets: [{ id: 'Titanic Sun', quantity: 1_000_001 }],
      gems: 1001,
    });
    await bank.request({ requestId: 'a', robloxUserId: 1, gems: 1 });
    const text = textOf(await ask('balance'));
    for (const words of [
      'Gems: 1,000',
      'Gems in withdrawals: 1',
      'Everything is worth: 25,000,025,000,001,001 gems',
      'to the very start, <time>',
    ]) {
      expect(text).toContain(words);
    }
  });

  test('of a long history it reads only the newest transactions, and says so', async () => {
    const { ask, link, bank } = openDiscord();
    await link();
    for (let at = 0; at < 501; at += 1) await bank.deposit({ tradeId: `t${at}`, robloxUserId: 1, gems: 1 });
    expect(textOf(await ask('balance'))).toContain('the last 500 transactions');
  });

  test('shows a freeze, and a cool-down', async () => {
    const { ask, link, bank } = openDiscord();
    await link(BEN);
    await link();
    await bank.freeze(1);
    const text = textOf(await ask('balance'));
    expect(text).toContain('Your account is frozen');
    expect(text).toContain('You can withdraw again <time>');
    expect(textOf(await ask('balance', {}, BEN))).toContain('/verify');
  });
});

describe('history', () => {
  test('names each transaction, newest first, page by page and back', async () => {
    const { ask, press, link, bank } = openDiscord();
    await link();
    await bank.deposit({
      tradeId: 'a',
      robloxUserId: 1,
      pets: [{ id: 'Cat', quantity: 3 }, { id: 'Rock' }],
      gems: 1,
    });
    await bank.request({ requestId: 'a', robloxUserId: 1, pets: [{ id: 'Cat' }] });
    await bank.cancel('w-3');
    const all = await ask('history');
    expect(textOf(all).split('\n')).toEqual([
      'Cancelled, back in your balance: 1 × Cat, <time>',
      'Withdrawal requested: 1 × Cat, <time>',
      'Deposited, part of it in quarantine: 3 × Cat, 1 × Rock, 1 gem, by teller-1, <time>',
    ]);
    expect(all.rows).toEqual([]);
    const second = await press(await ask('history', { limit: 1 }), 'Older ▶');
    expect([second.title, textOf(second).split(':')[0]]).toEqual([
      'Your history, page 2',
      'Withdrawal requested',
    ]);
    const third = await press(second, 'Older ▶');
    expect(controlOf(third, 'Older ▶').control).toMatchObject({ isDisabled: true });
    expect(textOf(await press(await press(third, '◀ Newer'), '◀ Newer'))).toContain('Cancelled');
  });

  test('takes 1 to 25 at a time, and says what is next when there is nothing', async () => {
    const { ask, link } = openDiscord();
    expect(textOf(await ask('history'))).toContain('/verify');
    await link();
    expect(textOf(await ask('history', { limit: 25 }))).toContain('Nothing yet. /deposit');
    for (const limit of [0, 26, 1.5])
      expect((await ask('history', { limit })).title).toBe('Please check what you typed');
  });
});

describe('value', () => {
  test('shows value, price, number, kind and age; an untradable pet is marked as such', async () => {
    const { ask } = openDiscord();
    const rendered = await ask('value', { pet: 'ROCK' });
    expect(rendered.title).toBe('Rock');
    for (const words of [
      'This pet cannot be traded',
      'Value: 7 gems',
      'In the game: not known',
      'Updated <time>',
    ]) {
      expect(textOf(rendered)).toContain(words);
    }
  });

  test('takes a key, an id or a shown name, and offers similar ones', async () => {
    const { ask, press, dispatcher } = openDiscord();
    for (const pet of ['pet/normal/-/-/fox_01', 'FOX_01', 'shown  fox']) {
      expect((await ask('value', { pet })).title).toBe('Shown Fox');
    }
    const guess = await ask('value', { pet: 'fox' });
    expect((await press(guess, 'Choose a pet', { values: ['0'] })).title).toBe('Shown Fox');
    expect((await ask('value', { pet: 'x'.repeat(200) })).title).toBe('No such pet');
    expect(await dispatcher.complete({ path: ['value'], option: 'pet', typed: 'SUN' }, BEN)).toEqual([
      { name: 'Titanic Sun', value: 'pet/normal/-/-/Titanic Sun' },
    ]);
  });

  test('two pets with the same name can be distinguished', async () => {
    const { ask, bank } = openDiscord();
    const [item] = bank.now.rules.catalogue.items;
    if (!item) throw new Error('an empty catalogue');
    const items = ['a', 'b'].map((id) => ({ ...item, id, name: 'Twin' }));
    bank.now.rules = { ...bank.now.rules, catalogue: createCatalogue(items, null) };
    expect((await ask('value', { pet: 'twin' })).title).toBe('Which one?');
    expect((await ask('value', { pet: 'Twin [b, normal]' })).title).toBe('Twin');
  });

  test('a bank without values says so', async () => {
    const { ask, bank } = openDiscord();
    bank.now.rules = { ...bank.now.rules, catalogue: createOpenCatalogue() };
    expect((await ask('value', { pet: 'Cat' })).title).toBe('No values here');
  });
});

describe('help', () => {
  test('names every command, its options, and what to do first', async () => {
    const { ask, link, dispatcher } = openDiscord();
    const text = textOf(await ask('help'));
    expect(text).toContain('You are new here: start with /verify');
    for (const { name } of dispatcher.commands.filter(
      (command) => command.audience === 'everyone' && command.name !== 'help',
    ))
      expect(text).toContain(`/${name}`);
    expect(text).toContain('/withdraw [pet] [quantity] [gems]: ');
    expect(text).toContain('/value <pet>: ');
    await link();
    expect(textOf(await ask('help'))).toContain('Next: /deposit');
  });

  test('helps while the bank is unavailable', async () => {
    const discord = openDiscord();
    discord.bank.book.query = () => Promise.reject(new StorageUnavailable('away'));
    expect(textOf(await discord.ask('help'))).toContain('Nothing of yours is lost');
  });

  test('shows staff commands only to staff', async () => {
    const { ask } = openDiscord();
    expect(textOf(await ask('help'))).not.toContain('For staff');
    expect(textOf(await ask('help', {}, STAFF))).toContain('/teller take <member> [pets] [gems]: ');
  });
});

describe('whatever people are called and type', () => {
  const HOSTILE = [
    '@everyone <@&1> **b**',
    '`code` [x](http://evil)',
    '\u202Eright to left\u200B',
    '🦄'.repeat(60),
  ];

  test('it is shown as it is, as data, and stays within the limits of screens', async () => {
    const discord = openDiscord();
    takeAnything(discord);
    const { ask, press, link, bank } = discord;
    await link();
    const pets = HOSTILE.map((id) => ({
      id,
      shiny: true,
      variant: 'rainbow' as const,
      chroma: 6,
      quantity: 3,
    }));
    await bank.deposit({ tradeId: 'a', robloxUserId: 1, pets });
    const inventory = await ask('inventory');
    for (const id of HOSTILE) {
      const written = inventory.text?.find((span) => span.kind === 'strong' && span.text.includes(id));
      expect(written).toBeDefined();
    }
    const picked = await press(await ask('withdraw'), 'Choose pets', { values: ['0', '1', '2', '3'] });
    const sure = await press(picked, 'Continue');
    expect((await press(sure, 'Withdraw')).title).toBe('Waiting for you in the game');
    for (const words of ['history', 'cancel', 'balance', 'export', 'forget-me']) await ask(words);
    for (const id of HOSTILE) {
      await ask('withdraw', { pet: id });
      await ask('value', { pet: id });
      await ask('verify', { username: id });
      await ask('verify-confirm', { name: id });
    }
    const offered = await discord.dispatcher.complete({ path: ['withdraw'], option: 'pet', typed: '' }, ANN);
    for (const { name, value } of offered)
      expect(Math.max(name.length, value.length)).toBeLessThanOrEqual(100);
    bank.pass(MINUTE);
  });
});
