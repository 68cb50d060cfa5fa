import { expect, setDefaultTimeout, test } from 'bun:test';
import { expectSound } from '../../test/bank/bank.ts';
import { giftsOf } from '../../test/bank/gifts.ts';
import { DAY, MINUTE } from '../../test/bank/rules.ts';
import {
  ANN,
  BEN,
  controlOf,
  labelsOf,
  openDiscord,
  textOf,
  valuesOf,
} from '../../test/discord-commands/kit.ts';
import { Refusal } from '../bank/engine/refusal.ts';
import { readHoldings } from '../bank/holdings.ts';
import { acceptOffer } from '../bank/trade.ts';
import { requestWithdrawal } from '../bank/withdraw-request.ts';
import type { RenderedReply } from './dispatch/types.ts';
import type { Actor } from './model/actor.ts';

setDefaultTimeout(120_000);
const STAFF = { by: 'staff' } as const;
const WEB = { by: 'web' } as const;
const otherOf = (actor: Actor) => (actor === ANN ? BEN : ANN);

/** Ann has ten cats, worth 100 each; Ben ten dogs, worth 250 each, and ten axolotls; both have 1000 gems. */
async function openPair() {
  const discord = openDiscord();
  const { bank, ask, press } = discord;
  await discord.link();
  await discord.link(BEN, 2);
  const gems = 1000;
  await bank.deposit({ tradeId: 'a', robloxUserId: 1, pets: [{ id: 'Cat', quantity: 10 }], gems });
  const ofBen = ['Dog', 'Axolotl'].map((id) => ({ id, quantity: 10 }));
  await bank.deposit({ tradeId: 'b', robloxUserId: 2, pets: ofBen, gems });
  const view = (actor: Actor): Promise<RenderedReply> =>
    ask('trade', { member: otherOf(actor).discordUserId }, actor);
  const held = async ({ discordUserId }: Actor): Promise<string> => {
    const { pets, gems: free } = await bank.book.query(readHoldings, discordUserId, STAFF);
    return [...pets.map((pet) => `${pet.free} ${pet.pet.id}`).sort(), `${free.free} gems`].join(', ');
  };
  return {
    ...discord,
    view,
    held,
    events: async () => {
      const all = await bank.driver.takeEvents({ at: bank.now.at, leaseMs: MINUTE, limit: 99 });
      return all
        .filter(({ topic }) => topic.startsWith('trade'))
        .map(({ topic, discordUserId }) => `${topic} ${discordUserId?.slice(-1)}`);
    },
    agree: async (actor: Actor) => press(await view(actor), 'Agree', {}, actor),
    /** Puts so many of a pet in, and no gems. */
    async put(actor: Actor, pet: string, quantity: number): Promise<RenderedReply> {
      let rendered = await press(await view(actor), 'My side', {}, actor);
      const values = valuesOf(rendered, 'Choose pets', [pet]);
      rendered = await press(rendered, 'Choose pets', { values }, actor);
      rendered = await press(rendered, 'How many?', { fields: { 0: String(quantity) } }, actor);
      return press(rendered, 'Add it', {}, actor);
    },
  };
}

const isDisabled = (rendered: RenderedReply, label: string): boolean => {
  const { control } = controlOf(rendered, label);
  return control.kind === 'button' && control.isDisabled === true;
};

test('both choose their side, both see both, both agree, and both sides move at once', async () => {
  const discord = await openPair();
  const { ask, put, view, agree, held, events, refresh, bank } = discord;
  const first = await view(ANN);
  expect(first.title).toBe('Your trade with @player2');
  expect(isDisabled(first, 'Agree')).toBe(true);
  await put(ANN, 'Cat', 5);
  const ofBen = await ask('trade', {}, BEN);
  expect(textOf(ofBen)).toContain('You get: • 5 × Cat\nWorth 500 gems.');
  await put(BEN, 'Dog', 2);
  const waiting = await agree(ANN);
  expect(textOf(waiting)).toContain('You agreed. Waiting for @player2');
  expect(isDisabled(waiting, 'Agree')).toBe(true);
  expect(textOf(await refresh(ofBen))).toContain('@player1 agreed. Press Agree');
  expect(await held(ANN)).toBe('10 Cat, 1000 gems');
  const done = await agree(BEN);
  expect(done).toMatchObject({ title: 'You traded with @player1', tone: 'good', rows: [] });
  expect(await refresh(waiting)).toMatchObject({ title: 'You traded with @player2' });
  expect([await held(ANN), await held(BEN)]).toEqual([
    '2 Dog, 5 Cat, 1000 gems',
    '10 Axolotl, 5 Cat, 8 Dog, 1000 gems',
  ]);
  expect(await events()).toEqual([
    'trade_invited 2',
    'trade_offered 2',
    'trade_accepted 2',
    'trade_accepted 1',
  ]);
  const [trade] = await bank.reads.history({ robloxUserId: 1, limit: 1 });
  expect(trade).toMatchObject({ kind: 'trade', status: 'traded', otherRobloxUserId: 2 });
  const { onHold } = await bank.book.query(readHoldings, ANN.discordUserId, STAFF);
  expect(onHold).toMatchObject([{ amount: 2n, until: bank.now.at + DAY, isGift: true }]);
  expect((await view(ANN)).title).toBe('Your trade with @player2');
  await expectSound(bank);
});

test('a change on one side takes back both agreements, and none is to what was not seen', async () => {
  const { put, view, agree, press, held, events } = await openPair();
  await put(ANN, 'Cat', 5);
  const seen = await put(BEN, 'Dog', 2);
  await agree(ANN);
  await put(ANN, 'Cat', 1);
  const refused = await press(seen, 'Agree', {}, BEN);
  expect(refused.title).toBe('It has changed: look again');
  expect(textOf(refused)).toContain('You get: • 1 × Cat');
  expect(textOf(await view(ANN))).toContain('Both of you have to');
  await agree(BEN);
  await put(BEN, 'Dog', 3);
  await agree(ANN);
  expect(await held(ANN)).toBe('10 Cat, 1000 gems');
  await agree(BEN);
  expect(await held(ANN)).toBe('3 Dog, 9 Cat, 1000 gems');
  expect(await events()).toEqual([
    ...['trade_invited 2', 'trade_offered 2', 'trade_withdrawn 2', 'trade_offered 1', 'trade_withdrawn 1'],
    ...['trade_offered 2', 'trade_accepted 2', 'trade_accepted 1'],
  ]);
});

test.each([
  [4, 1, undefined, undefined],
  [5, 6, undefined, undefined],
  [7, 2, undefined, undefined],
  [
    10,
    1,
    'Careful! You give 1,000 gems, and get 250 gems back: about 4 times less.',
    'Uneven: @player1 gives 1,000 gems',
  ],
  [
    1,
    2,
    'Uneven: @player2 gives 500 gems, and gets 100 gems back: about 5 times less.',
    'Careful! You give 500 gems',
  ],
])('%p cats for %p dogs are lopsided or not, in words', async (cats, dogs, toAnn, toBen) => {
  const { put, view } = await openPair();
  await put(ANN, 'Cat', cats);
  expect(textOf(await view(ANN))).not.toContain('⚠');
  await put(BEN, 'Dog', dogs);
  for (const [actor, words] of [
    [ANN, toAnn],
    [BEN, toBen],
  ] as const) {
    const reply = await view(actor);
    expect(reply.tone).toBe(words === undefined ? 'plain' : 'warning');
    if (words === undefined) expect(textOf(reply)).not.toContain('⚠');
    else expect(textOf(reply)).toContain(words);
  }
});

test('pets that nobody knows the worth of count as none, which is said', async () => {
  const { put, view } = await openPair();
  await put(ANN, 'Cat', 1);
  await put(BEN, 'Axolotl', 3);
  expect(textOf(await view(ANN))).toContain(
    'You give 100 gems, and get something that nobody here knows the value of.',
  );
});

test('what is gone when the second agrees keeps everything where it is', async () => {
  const { put, agree, bank, held, view } = await openPair();
  await put(ANN, 'Cat', 8);
  await put(BEN, 'Dog', 4);
  await agree(ANN);
  const parties = { robloxUserId: 1, discordUserId: ANN.discordUserId };
  const pets = [{ id: 'Cat', quantity: 5, variant: 'normal', shiny: false } as const];
  await bank.book.perform(requestWithdrawal, { requestId: 'w', ...parties, pets, gems: 0 }, WEB);
  const refused = await agree(BEN);
  expect(refused.title).toBe("This isn't possible just now, because of @player1");
  expect(textOf(refused)).toContain('some of these pets are not there any more');
  expect(await held(BEN)).toBe('10 Axolotl, 10 Dog, 1000 gems');
  expect(textOf(await view(ANN))).toContain('You agreed');
});

test('calling it off takes back what was agreed, and either side sees who did', async () => {
  const { put, agree, press, view, refresh, ask } = await openPair();
  await put(ANN, 'Cat', 1);
  await put(BEN, 'Dog', 1);
  const seen = await agree(ANN);
  const off = await press(await view(BEN), 'Stop the trade', {}, BEN);
  expect(off.title).toBe('You stopped the trade');
  expect((await refresh(seen)).title).toBe('@player2 stopped the trade');
  expect((await ask('trade', {}, BEN)).title).toBe('No open trade');
  expect(textOf(await view(ANN))).toContain('You give: Nothing yet');
});

test.each(['Stop the trade', 'My side'])(
  'a trade that another program ended is not undone by %p',
  async (act) => {
    const { put, view, agree, press, held, bank } = await openPair();
    await put(ANN, 'Cat', 5);
    await put(BEN, 'Dog', 2);
    await agree(ANN);
    const seen = await view(ANN);
    const choosing = act === 'My side' ? await press(seen, act) : seen;
    const [offer] = await bank.reads.openOffers({ at: bank.now.at, limit: 1 });
    const accepted = { offerId: offer?.id ?? '', robloxUserId: 2, discordUserId: BEN.discordUserId };
    await acceptOffer(bank.book, accepted, WEB);
    const after = await press(choosing, act === 'My side' ? 'Add it' : act);
    expect(after.title).toBe('You traded with @player2');
    expect(await held(ANN)).toBe('2 Dog, 5 Cat, 1000 gems');
  },
);

test('an agreement ends with its time, and a table too', async () => {
  const { put, agree, view, bank, refresh, press } = await openPair();
  await put(ANN, 'Cat', 1);
  const seen = await put(BEN, 'Dog', 1);
  await agree(ANN);
  bank.pass(15 * MINUTE);
  expect((await refresh(seen)).title).toBe('This trade is over');
  const again = await view(BEN);
  expect(textOf(again)).toContain('You give: Nothing yet');
  expect(labelsOf(again)).toEqual([['My side', 'Agree', 'Stop the trade']]);
  expect((await press(again, 'Stop the trade', {}, BEN)).title).toBe('You stopped the trade');
});

test('an offer that a program made is seen, and accepted, here', async () => {
  const { view, agree, bank, held } = await openPair();
  await giftsOf(bank).offer({ wants: { pets: [{ id: 'Dog', quantity: 1 }] }, gives: { gems: 300 } });
  expect(textOf(await view(BEN))).toContain('@player1 agreed. Press Agree');
  await agree(BEN);
  expect(await held(ANN)).toBe('1 Dog, 10 Cat, 700 gems');
});

test('a table is between two linked members, and one of them alone invites only so often', async () => {
  const discord = await openPair();
  const { ask, bank, link, events, press, view } = discord;
  expect((await ask('trade', { member: ANN.discordUserId })).title).toBe('That is you');
  expect((await ask('trade', { member: '100000000000000009' })).title).toBe('Not in the bank yet');
  expect((await ask('trade')).title).toBe('No open trade');
  for (let index = 0; index < 3; index += 1) await press(await view(ANN), 'Stop the trade');
  expect(await events()).toEqual(['trade_invited 2']);
  const others = Array.from({ length: 11 }, (_, index) => `2000000000000000${index + 10}`);
  for (const [index, discordUserId] of others.entries()) await link({ ...BEN, discordUserId }, 100 + index);
  const titles: string[] = [];
  for (const member of others) titles.push((await ask('trade', { member })).title);
  expect(titles.slice(0, 10)).toEqual(
    others.slice(0, 10).map((_, index) => `Your trade with @player${100 + index}`),
  );
  expect(titles[10]).toBe('That is too much');
  const which = await ask('trade');
  expect(which.title).toBe('Which trade?');
  const chosen = await press(which, 'Choose a trade', {
    values: valuesOf(which, 'Choose a trade', ['With @player103']),
  });
  expect(chosen.title).toBe('Your trade with @player103');
  expect(bank.now.rules.giftHoldMs).toBe(DAY);
});

const ROUNDS = 50;
// Two agree twice each, one changes or calls it off, and both withdraw, all at once.
test(`${ROUNDS} rounds of agreeing, changing and withdrawing at once: owed is held each time`, async () => {
  const { put, view, press, bank, dispatcher, errors } = await openPair();
  const seen = new Set<string>();
  for (let round = 0; round < ROUNDS; round += 1) {
    await bank.deposit({ tradeId: `c-${round}`, robloxUserId: 1, pets: [{ id: 'Cat', quantity: 2 }] });
    await bank.deposit({ tradeId: `d-${round}`, robloxUserId: 2, pets: [{ id: 'Dog', quantity: 2 }] });
    await put(ANN, 'Cat', 2);
    await put(BEN, 'Dog', 2);
    const before = await countAll();
    const picker = await press(await view(ANN), 'My side');
    const changed = await press(picker, 'How many?', { fields: { 0: '1' } });
    const [ann, ben] = [await view(ANN), await view(BEN)];
    const push = async (rendered: RenderedReply, label: string, actor: Actor) => {
      const { rendered: shown } = await dispatcher.press(
        controlOf(rendered, label).id,
        { values: [], fields: {} },
        actor,
      );
      seen.add(shown.title);
    };
    const withdraw = (robloxUserId: number, id: string) =>
      bank.book
        .perform(
          requestWithdrawal,
          {
            requestId: `w-${round}`,
            robloxUserId,
            gems: 0,
            pets: [{ id, variant: 'normal', shiny: false, quantity: 1 }],
          },
          { by: `web-${robloxUserId}` },
        )
        .catch((error: unknown) => expect(error).toBeInstanceOf(Refusal));
    const acts = [
      () => push(ann, 'Agree', ANN),
      () => push(ben, 'Agree', BEN),
      () => withdraw(1, 'Cat'),
      ...(round % 3 === 0 ? [() => push(ben, 'Stop the trade', BEN)] : []),
      ...(round % 3 === 1 ? [() => push(changed, 'Add it', ANN)] : []),
      () => push(ann, 'Agree', ANN),
      () => push(ben, 'Agree', BEN),
      () => withdraw(2, 'Dog'),
    ];
    const start = round % acts.length;
    await Promise.all([...acts.slice(start), ...acts.slice(0, start)].map((act) => act()));
    expect(await countAll()).toBe(before);
    await expectSound(bank);
    const again = await view(ANN);
    if (labelsOf(again).flat().includes('Stop the trade')) await push(again, 'Stop the trade', ANN);
  }
  expect(errors).toEqual([]);
  for (const title of [
    'You traded with @player1',
    'One moment',
    'Your trade with @player2',
    'It has changed: look again',
  ])
    expect([...seen]).toContain(title);

  /** Pets and gems of everyone together, free and reserved. */
  async function countAll(): Promise<string> {
    const members = await bank.driver.members({ afterId: 0, limit: 9 });
    return members
      .map(({ petsHeld, gemsHeld }) => petsHeld + gemsHeld)
      .reduce((sum, each) => sum + each, 0n)
      .toString();
  }
});
