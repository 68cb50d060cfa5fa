import { describe, expect, test } from 'bun:test';
import { expectSound } from '../../test/bank/bank.ts';
import { listing, NO_LIST } from '../../test/bank/lists.ts';
import { MINUTE } from '../../test/bank/rules.ts';
import {
  ANN,
  BEN,
  choicesOf,
  labelsOf,
  openDiscord,
  textOf,
  valuesOf,
} from '../../test/discord-commands/kit.ts';
import { StorageUnavailable } from '../bank/engine/book.ts';
import { readHoldings } from '../bank/holdings.ts';
import { learnNames } from '../bank/rename.ts';
import { readTellerCards } from '../bank/teller-card.ts';
import { listHolders } from '../bank/who-holds.ts';
import { requestWithdrawal } from '../bank/withdraw-request.ts';
import type { RenderedReply } from './dispatch/types.ts';
import type { Actor } from './model/actor.ts';

type Discord = ReturnType<typeof openDiscord>;

/** Ann is linked, with five cats, one dog, two foxes and 1000 gems. */
async function openWithPets(): Promise<Discord> {
  const discord = openDiscord();
  await discord.link();
  const pets = [
    { id: 'Cat', quantity: 5 },
    { id: 'Dog', quantity: 1 },
    { id: 'fox_01', variant: 'golden', quantity: 2 },
  ] as const;
  await discord.bank.deposit({ tradeId: 'a', robloxUserId: 1, pets: [...pets], gems: 1000 });
  return discord;
}

async function choose(
  { press }: Discord,
  rendered: RenderedReply,
  labels: readonly string[],
  actor: Actor = ANN,
) {
  return press(rendered, 'Choose pets', { values: valuesOf(rendered, 'Choose pets', labels) }, actor);
}

describe('withdrawing by choosing', () => {
  test('the id of a pet is said beside its name only where it is another one', async () => {
    const { ask, bank } = await openWithPets();
    await bank.deposit({ tradeId: 'b', robloxUserId: 1, pets: [{ id: 'Cat', variant: 'golden' }] });
    const menu = (await ask('withdraw')).rows.flat().find(({ control }) => control.kind === 'menu')?.control;
    const said = menu?.kind === 'menu' ? menu.choices.filter(({ hint }) => hint?.includes(', id ')) : [];
    expect(said.map(({ label }) => label)).toEqual(['Golden Shown Fox']);
  });

  test('pets, amounts, gems, a confirmation, and then it waits', async () => {
    const discord = await openWithPets();
    const { ask, press, bank } = discord;
    let rendered = await ask('withdraw');
    expect(choicesOf(rendered, 'Choose pets')).toEqual(['Dog', 'Cat', 'Golden Shown Fox']);
    rendered = await choose(discord, rendered, ['Cat', 'Dog']);
    expect(textOf(rendered)).toContain('1 × Cat');
    rendered = await press(rendered, 'How many?', { fields: { 0: 'all' } });
    expect(textOf(rendered)).toContain('5 × Cat');
    rendered = await press(rendered, 'Gems', { fields: { gems: '0.5k' } });
    expect(textOf(rendered)).toContain('Worth 1,250 gems.');
    rendered = await press(rendered, 'Continue');
    expect(rendered.title).toBe('Withdraw this?');
    expect(await bank.reads.history({ robloxUserId: 1, limit: 9 })).toHaveLength(1);
    rendered = await press(rendered, 'Withdraw');
    expect(rendered.title).toBe('Waiting for you in the game');
    expect(await bank.withdrawal('w-3')).toMatchObject({
      requestedBy: 'discord',
      goods: {
        pets: [
          { id: 'Cat', quantity: 5 },
          { id: 'Dog', quantity: 1 },
        ],
        gems: 500,
      },
    });
    await expectSound(bank);
  });

  test('an amount may be taken back, and nothing chosen can not go on', async () => {
    const discord = await openWithPets();
    const { ask, press } = discord;
    let rendered = await choose(discord, await ask('withdraw'), ['Cat']);
    rendered = await press(rendered, 'How many?', { fields: { 0: '' } });
    expect(rendered.title).toBe('What would you like back?');
    expect(labelsOf(rendered).flat()).not.toContain('How many?');
    expect(
      rendered.rows.flat().find(({ control }) => control.kind === 'button' && control.label === 'Continue'),
    ).toMatchObject({
      control: { isDisabled: true, whyNot: 'Choose pets or gems first.' },
    });
  });

  test('invalid amounts are explained, and the form can be filled in again', async () => {
    const discord = await openWithPets();
    const { ask, press, fail } = discord;
    const rendered = await choose(discord, await ask('withdraw'), ['Cat']);
    for (const [typed, why] of [
      ['six', 'type a whole number'],
      ['-1', 'type a whole number'],
      ['1.5', 'type a whole number'],
      ['6', 'you have 5 free'],
    ]) {
      const refused = await fail(rendered, 'How many?', { fields: { 0: `${typed}` } });
      expect(textOf(refused)).toContain(`Cat: ${why}`);
    }
    expect(textOf(await press(rendered, 'How many?', { fields: { 0: '2' } }))).toContain('2 × Cat');
  });

  test('a long list has pages and can be searched; what is chosen stays chosen', async () => {
    const discord = openDiscord();
    const { ask, press, link, bank } = discord;
    await link();
    bank.now.rules = {
      ...bank.now.rules,
      catalogue: { ...bank.now.rules.catalogue, find: (id) => ({ id, name: id, tradableInGame: true }) },
    };
    const pets = Array.from({ length: 60 }, (_, at) => ({ id: `Pet ${String(at).padStart(2, '0')}` }));
    await bank.deposit({ tradeId: 'a', robloxUserId: 1, pets });
    let rendered = await choose(discord, await ask('withdraw'), ['Pet 03']);
    rendered = await press(rendered, 'Next ▶');
    expect(choicesOf(rendered, 'Choose pets')[0]).toBe('Pet 25');
    expect(textOf(rendered)).toContain('Page 2 of 3.');
    rendered = await press(rendered, 'Find', { fields: { find: 'pet 59' } });
    expect(choicesOf(rendered, 'Choose pets')).toEqual(['Pet 59']);
    rendered = await choose(discord, rendered, ['Pet 59']);
    rendered = await press(rendered, 'Find', { fields: { find: 'nonsense' } });
    expect(labelsOf(rendered).flat()).not.toContain('Choose pets');
    rendered = await press(rendered, 'Show all');
    expect(textOf(rendered)).toContain('1 × Pet 03\n• 1 × Pet 59');
    const values = Array.from({ length: 24 }, (_, at) => String(at));
    rendered = await press(rendered, 'Choose pets', { values });
    const refused = await discord.fail(await press(rendered, 'Next ▶'), 'Choose pets', {
      values: ['0', '1'],
    });
    expect(textOf(refused)).toContain('up to 25 kinds');
  });

  test('more kinds than a form takes are spread over several', async () => {
    const discord = openDiscord();
    const { ask, press, link, bank } = discord;
    await link();
    bank.now.rules = {
      ...bank.now.rules,
      catalogue: { ...bank.now.rules.catalogue, find: (id) => ({ id, name: id, tradableInGame: true }) },
    };
    const pets = Array.from({ length: 25 }, (_, at) => ({ id: `Pet ${at + 10}`, quantity: 3 }));
    await bank.deposit({ tradeId: 'a', robloxUserId: 1, pets, gems: 5 });
    const all = await ask('withdraw');
    let rendered = await press(all, 'Choose pets', { values: pets.map((_, at) => String(at)) });
    rendered = await press(rendered, 'How many? 5 of 5', {
      fields: { 0: '3', 1: '2', 2: '1', 3: '', 4: 'all' },
    });
    for (const words of ['3 × Pet 30', '2 × Pet 31', '1 × Pet 32', '3 × Pet 34'])
      expect(textOf(rendered)).toContain(words);
    expect(textOf(rendered)).not.toContain('Pet 33');
  });

  test('what has left meanwhile leaves the list', async () => {
    const discord = await openWithPets();
    const { ask, press, bank } = discord;
    const rendered = await choose(discord, await ask('withdraw'), ['Cat', 'Dog']);
    await bank.request({
      requestId: 'x',
      robloxUserId: 1,
      pets: [{ id: 'Dog' }, { id: 'Cat', quantity: 5 }],
    });
    const after = await press(rendered, 'Gems', { fields: { gems: '1' } });
    expect(textOf(after)).not.toContain('Dog');
    expect(textOf(after)).not.toContain('Cat');
  });

  test('going back to change it, or stopping, moves nothing', async () => {
    const discord = await openWithPets();
    const { ask, press, bank } = discord;
    const before = bank.everything();
    const rendered = await press(await choose(discord, await ask('withdraw'), ['Cat']), 'Continue');
    expect(textOf(await press(rendered, 'Change it'))).toContain('1 × Cat');
    expect((await press(await ask('withdraw'), 'Stop')).title).toBe('Nothing was changed');
    expect(bank.everything()).toEqual(before);
  });

  test('who has nothing learns how to deposit; who has all of it in withdrawals, how to cancel', async () => {
    const { ask, link, bank } = openDiscord();
    await link();
    expect(textOf(await ask('withdraw'))).toContain('/deposit');
    await bank.deposit({ tradeId: 'a', robloxUserId: 1, gems: 5 });
    await bank.request({ requestId: 'a', robloxUserId: 1, gems: 5 });
    expect(textOf(await ask('withdraw'))).toContain('/cancel');
  });
});

describe('withdrawing by words', () => {
  test('the key of a pet, its label in any case, or its id go straight to the confirmation', async () => {
    const { ask } = await openWithPets();
    for (const pet of ['pet/golden/-/-/fox_01', 'golden  SHOWN fox', 'Golden fox_01']) {
      const rendered = await ask('withdraw', { pet, quantity: 2, gems: 10 });
      expect(rendered.title).toBe('Withdraw this?');
      expect(textOf(rendered)).toContain('2 × Golden Shown Fox\n• 10 gems');
    }
    expect(textOf(await ask('withdraw', { pet: 'dog' }))).toContain('1 × Dog');
    expect(textOf(await ask('withdraw', { gems: 1000 }))).toContain('1,000 gems');
    expect(textOf(await ask('withdraw', { quantity: 7, pet: 'gems' }))).toContain('7 gems');
  });

  test('a variant is never read out of a name: if two pets have the name, it asks which', async () => {
    const { ask, press, link, bank } = openDiscord();
    await link();
    bank.now.rules = {
      ...bank.now.rules,
      catalogue: { ...bank.now.rules.catalogue, find: (id) => ({ id, name: id, tradableInGame: true }) },
    };
    const pets = [
      { id: 'Golden Retriever', quantity: 3 },
      { id: 'Retriever', variant: 'golden', quantity: 4 },
    ] as const;
    await bank.deposit({ tradeId: 'a', robloxUserId: 1, pets: [...pets] });
    const which = await ask('withdraw', { pet: 'golden retriever', quantity: 2 });
    expect(which.title).toBe('Which one?');
    const labels = ['Golden Retriever [Golden Retriever, normal]', 'Golden Retriever [Retriever, golden]'];
    expect(choicesOf(which, 'Choose a pet').toSorted()).toEqual(labels);
    const [value = ''] = valuesOf(which, 'Choose a pet', labels.slice(1));
    const sure = await press(await press(which, 'Choose a pet', { values: [value] }), 'Withdraw');
    expect(sure.title).toBe('Waiting for you in the game');
    expect(await bank.balance(1, { id: 'Retriever', variant: 'golden' })).toBe(2n);
    expect((await ask('withdraw', { pet: labels[0] ?? '' })).title).toBe('Withdraw this?');
  });

  test('similar pets are offered; if there are none, it says so', async () => {
    const { ask, press } = await openWithPets();
    const guess = await ask('withdraw', { pet: 'fox' });
    expect(guess.title).toBe('Did you mean one of these?');
    // There may be one in a withdrawal.
    expect(textOf(guess)).toContain('None of your free pets is called exactly fox.');
    expect((await press(guess, 'Choose a pet', { values: ['0'] })).title).toBe('Withdraw this?');
    const unknown = await ask('withdraw', { pet: '@everyone **x** `y`' });
    expect(unknown.title).toBe('You have no such pet here');
    expect(unknown.text).toContainEqual({ kind: 'strong', text: '@everyone **x** `y`' });
  });

  test('a named pet is read once, and once more for the preview and for who has it', async () => {
    const { ask, bank } = await openWithPets();
    const { query } = bank.book;
    const operations: unknown[] = [];
    bank.book.query = (operation, ...rest) => {
      operations.push(operation);
      return query(operation, ...rest);
    };
    expect((await ask('withdraw', { pet: 'Cat' })).title).toBe('Withdraw this?');
    expect(operations).toEqual([readHoldings, requestWithdrawal, readTellerCards, listHolders]);
  });

  test('a number without a pet is refused, with the way out', async () => {
    const { ask } = await openWithPets();
    expect(textOf(await ask('withdraw', { quantity: 3 }))).toContain('Say which pet, or use');
  });

  test("it offers the free pets of whoever types, from memory, and nobody else's", async () => {
    const { dispatcher, bank } = await openWithPets();
    const complete = (typed: string, actor = ANN) =>
      dispatcher.complete({ path: ['withdraw'], option: 'pet', typed }, actor);
    expect(await complete('')).toHaveLength(3);
    expect(await complete('GOLDEN')).toEqual([{ name: 'Golden Shown Fox', value: 'pet/golden/-/-/fox_01' }]);
    expect(await complete('', BEN)).toEqual([]);
    await bank.request({ requestId: 'a', robloxUserId: 1, pets: [{ id: 'Dog' }] });
    expect(await complete('dog')).toHaveLength(1);
  });
});

describe('what keeps a withdrawal from happening', () => {
  test.each([
    ['too many', { pet: 'Cat', quantity: 6 }, 'Not enough pets', 'Cat: 5 free.'],
    ['too many gems', { gems: 1001 }, 'Not enough gems', 'Gems: 1,000 free.'],
  ])('%s is refused before anything is confirmed', async (_name, raw, title, words) => {
    const { ask } = await openWithPets();
    const rendered = await ask('withdraw', raw);
    expect(rendered.title).toBe(title);
    expect(textOf(rendered)).toContain(words);
  });

  test('limits, a freeze, a halt and a cool-down are shown at the confirmation already', async () => {
    const { ask, bank, link } = await openWithPets();
    const title = async () => (await ask('withdraw', { pet: 'Cat', quantity: 3 })).title;
    bank.setLimits({ petsPerTrade: 2 });
    expect(await title()).toBe('That is too much');
    bank.setLimits({});
    await bank.freeze(1);
    expect(await title()).toBe('Your account is frozen');
    await bank.freeze(1, false);
    await bank.halt();
    expect(await title()).toBe('The bank is closed for a moment');
    await bank.halt(false);
    await link(BEN);
    expect(await title()).toBe('First, show who you are');
    await link();
    expect(await title()).toBe('Linked only a short time ago');
  });

  test('what changes between the confirmation and the press is refused, and can be changed', async () => {
    const { ask, fail, press, bank } = await openWithPets();
    const rendered = await ask('withdraw', { pet: 'Cat', quantity: 5 });
    await bank.request({ requestId: 'x', robloxUserId: 1, pets: [{ id: 'Cat' }] });
    expect((await fail(rendered, 'Withdraw')).title).toBe('Not enough pets');
    expect(textOf(await press(rendered, 'Change it'))).toContain('4 × Cat');
  });

  test('who is not linked is sent to verify', async () => {
    const { ask } = openDiscord();
    for (const raw of [{}, { pet: 'Cat' }, { gems: 1 }]) {
      expect(textOf(await ask('withdraw', raw))).toContain('/verify');
    }
  });

  test('pressed again after an outage that hid the answer, it is the same withdrawal', async () => {
    const { ask, fail, press, bank } = await openWithPets();
    const rendered = await ask('withdraw', { pet: 'Cat' });
    const { query } = bank.book;
    bank.book.query = () => Promise.reject(new StorageUnavailable('away'));
    expect((await fail(rendered, 'Withdraw')).title).toBe('The bank is busy');
    bank.book.query = query;
    expect((await press(rendered, 'Withdraw')).title).toBe('Waiting for you in the game');
    expect(await bank.balance(1, { id: 'Cat' })).toBe(4n);
  });

  test('pressed twice at once it is requested once; a stranger and a late press do nothing', async () => {
    const { ask, dispatcher, bank } = await openWithPets();
    const rendered = await ask('withdraw', { pet: 'Cat' });
    const id = rendered.rows[0]?.[0]?.id ?? '';
    const given = { values: [], fields: {} };
    expect((await dispatcher.press(id, given, BEN)).rendered.title).toBe('This is for someone else');
    const used = await Promise.all([
      dispatcher.press(id, given, ANN),
      dispatcher.press(id, given, ANN),
      dispatcher.press(id, given, ANN),
    ]);
    expect(used.map(({ kind }) => kind).sort()).toEqual(['ephemeral', 'ephemeral', 'replace']);
    expect((await dispatcher.press(id, given, ANN)).rendered.title).toBe('Already done');
    expect(await bank.balance(1, { id: 'Cat' })).toBe(4n);
    const late = await ask('withdraw', { pet: 'Cat' });
    bank.pass(15 * MINUTE);
    expect((await dispatcher.press(late.rows[0]?.[0]?.id ?? '', given, ANN)).rendered.title).toBe(
      'This message is too old',
    );
    expect(await bank.balance(1, { id: 'Cat' })).toBe(4n);
  });
});

describe('a pet that was renamed', () => {
  /** Ann's foxes were taken under a name that no list knew; then one did. */
  async function openWithRenamed(): Promise<Discord> {
    const discord = openDiscord();
    await discord.link();
    const { bank } = discord;
    const { rules } = bank.now;
    bank.now.rules = NO_LIST;
    await bank.deposit({ tradeId: 'a', robloxUserId: 1, pets: [{ id: 'Old Fox', quantity: 2 }] });
    const list = listing({ fox_02: 'Old Fox' });
    await learnNames(bank.book, list.catalogue);
    bank.now.rules = { ...rules, catalogue: listing({ fox_02: 'Red Fox' }).catalogue };
    return discord;
  }

  test('is found by what it was called before', async () => {
    const { ask } = await openWithRenamed();
    const rendered = await ask('withdraw', { pet: 'old fox' });
    expect(rendered.title).toBe('Withdraw this?');
    expect(textOf(rendered)).toContain('Red Fox');
  });

  test('stands in the history with both of its names', async () => {
    const { ask } = await openWithRenamed();
    expect(textOf(await ask('history'))).toContain('Your Old Fox is now called Red Fox');
  });
});
