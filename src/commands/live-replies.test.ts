import { describe, expect, test } from 'bun:test';
import { OTHER_TELLER } from '../../test/bank/bank.ts';
import { DAY, MINUTE } from '../../test/bank/rules.ts';
import { claimOldest } from '../../test/bank/withdrawal.ts';
import { ANN, BEN, choicesOf, labelsOf, openDiscord, textOf } from '../../test/discord-commands/kit.ts';

/** Ann has five cats and has requested two of them. */
async function openWithWithdrawal() {
  const discord = openDiscord();
  await discord.link();
  await discord.bank.deposit({ tradeId: 'a', robloxUserId: 1, pets: [{ id: 'Cat', quantity: 5 }] });
  const sure = await discord.ask('withdraw', { pet: 'Cat', quantity: 2 });
  return { ...discord, message: await discord.press(sure, 'Withdraw') };
}

describe("a withdrawal's live message", () => {
  test('follows it from reserved through claimed to delivered', async () => {
    const { message, refresh, bank } = await openWithWithdrawal();
    expect(labelsOf(message)).toEqual([['Cancel it']]);
    const claim = await claimOldest(bank);
    const claimed = await refresh(message);
    expect(claimed.title).toBe('Being handed over');
    expect(textOf(claimed)).toContain('teller-1 has it ready');
    expect(claimed.rows).toEqual([]);
    await bank.complete({ ...claim, tradeId: 'b', outcome: 'delivered' });
    const done = await refresh(claimed);
    expect([done.title, done.tone, done.live]).toEqual(['Delivered', 'good', undefined]);
  });

  test('shows a declined trade, a partial one, an unknown outcome and an expiry', async () => {
    const { message, refresh, bank } = await openWithWithdrawal();
    const first = await claimOldest(bank);
    await bank.complete({ ...first, tradeId: 'b', outcome: 'declined' });
    expect((await refresh(message)).title).toBe('Waiting for you in the game');
    const second = await claimOldest(bank);
    bank.pass(2 * MINUTE);
    const unknown = await refresh(message);
    expect(unknown.title).toBe('Under review');
    await bank.complete({
      ...second,
      tradeId: 'c',
      outcome: 'partial',
      delivered: { pets: [{ id: 'Cat' }] },
    });
    expect((await refresh(unknown)).title).toBe('Delivered in part');
    const other = await openWithWithdrawal();
    other.bank.pass(30 * MINUTE);
    expect((await other.refresh(other.message)).title).toBe('Expired');
  });

  test('is live for less time than Discord lets it be edited, however often it refreshes', async () => {
    const { message, refresh, bank } = await openWithWithdrawal();
    bank.pass(5 * MINUTE);
    expect((await refresh(message)).live?.until).toBe(message.live?.until ?? 0);
    expect((message.live?.until ?? 0) - bank.now.at).toBeLessThan(10 * MINUTE);
  });

  test('cancels it while it waits, and not once a teller has it', async () => {
    const { message, fail, bank } = await openWithWithdrawal();
    await claimOldest(bank);
    expect((await fail(message, 'Cancel it')).title).toBe('Being handed over');
    const other = await openWithWithdrawal();
    const cancelled = await other.press(other.message, 'Cancel it');
    expect(cancelled.title).toBe('Cancelled');
    expect(await other.bank.balance(1, { id: 'Cat' })).toBe(5n);
  });
});

describe('a withdrawal that comes in parts', () => {
  /** Ann has five cats, three of them at teller-1, and has requested all. */
  async function openWithParts() {
    const discord = openDiscord();
    const { ask, bank, press } = discord;
    await discord.link();
    await bank.deposit({ tradeId: 'a', robloxUserId: 1, pets: [{ id: 'Cat', quantity: 3 }] });
    await bank.deposit({ tradeId: 'b', robloxUserId: 1, pets: [{ id: 'Cat', quantity: 2 }] }, OTHER_TELLER);
    const message = await press(await ask('withdraw', { pet: 'Cat', quantity: 5 }), 'Withdraw');
    return { ...discord, message, claim: await claimOldest(bank) };
  }

  test('is shown with both parts, one after the other, until it is whole', async () => {
    const { bank, claim, message, refresh } = await openWithParts();
    const parted = await refresh(message);
    expect(parted.title).toBe('It comes in parts');
    expect(textOf(parted)).toContain(
      'teller-1 has this part ready. Accept the trade in the game.\n• 3 × Cat',
    );
    expect(textOf(parted)).toContain('The other part is yours too, and waits for a teller that has it.');
    expect(textOf(parted)).toContain('• 2 × Cat');
    await bank.complete({ ...claim, tradeId: 'c', outcome: 'delivered' });
    const half = await refresh(parted);
    expect(half.title).toBe('One part is delivered');
    const other = await claimOldest(bank, OTHER_TELLER);
    expect(textOf(await refresh(half))).toContain('The other part is being handed over by teller-2:');
    await bank.complete({ ...other, tradeId: 'c', outcome: 'delivered' }, OTHER_TELLER);
    const done = await refresh(half);
    expect([done.title, done.live]).toEqual(['Delivered', undefined]);
  });

  test('has a button that takes back each part that waits', async () => {
    const { bank, claim, message, press } = await openWithParts();
    await bank.complete({ ...claim, tradeId: 'c', outcome: 'declined' });
    const left = await press(message, 'Cancel it');
    expect([left.title, labelsOf(left)]).toEqual(['Cancelled', [['Cancel the rest']]]);
    expect(textOf(left)).toContain('The other part is yours too');
    expect(await bank.balance(1, { id: 'Cat' })).toBe(3n);
    const none = await press(left, 'Cancel the rest');
    expect([none.title, none.rows]).toEqual(['Cancelled', []]);
    expect(await bank.balance(1, { id: 'Cat' })).toBe(5n);
  });
});

test('after the account is linked to someone else, its messages show and cancel nothing', async () => {
  const { ask, fail, link, refresh, bank, message } = await openWithWithdrawal();
  const [sure, deposits] = [await ask('cancel'), await ask('deposit')];
  await link(BEN);
  for (const rendered of [sure, message]) {
    expect((await fail(rendered, 'Cancel it')).title).toBe('First, show who you are');
  }
  for (const rendered of [message, deposits]) {
    const last = await refresh(rendered);
    expect([last.title, last.live]).toEqual(['First, show who you are', undefined]);
  }
  expect(await bank.withdrawal('w-3')).toMatchObject({ status: 'reserved' });
});

describe('cancel', () => {
  test('a withdrawal that waits is shown before it is cancelled', async () => {
    const { ask, press, bank } = await openWithWithdrawal();
    const sure = await ask('cancel');
    expect(textOf(sure)).toContain('2 × Cat');
    expect((await press(sure, 'Cancel it')).title).toBe('Cancelled');
    expect(await bank.balance(1, { id: 'Cat' })).toBe(5n);
    expect((await ask('cancel')).title).toBe('Nothing to cancel');
  });

  test('of several, a withdrawal is chosen, and may be kept', async () => {
    const { ask, press, bank } = await openWithWithdrawal();
    await bank.request({ requestId: 'x', robloxUserId: 1, pets: [{ id: 'Cat', quantity: 3 }] });
    const which = await ask('cancel');
    expect(choicesOf(which, 'Choose a withdrawal')).toEqual(['2 × Cat', '3 × Cat']);
    const sure = await press(which, 'Choose a withdrawal', { values: ['w-4'] });
    expect((await press(sure, 'Keep it')).title).toBe('Nothing was changed');
    expect(await bank.withdrawal('w-4')).toMatchObject({ status: 'reserved' });
  });

  test('a withdrawal that expires meanwhile is refused, and nothing is returned twice', async () => {
    const { ask, fail, bank } = await openWithWithdrawal();
    bank.pass(20 * MINUTE);
    const sure = await ask('cancel');
    bank.pass(10 * MINUTE);
    expect((await fail(sure, 'Cancel it')).title).toBe('Already closed');
    await bank.sweep();
    expect(await bank.balance(1, { id: 'Cat' })).toBe(5n);
  });

  test('a claimed withdrawal can not be cancelled; who is not linked is sent to verify', async () => {
    const { ask, bank } = await openWithWithdrawal();
    await claimOldest(bank);
    expect(textOf(await ask('cancel'))).toContain('A teller already has');
    expect(textOf(await ask('cancel', {}, BEN))).toContain('/verify');
  });
});

describe('deposit', () => {
  test('says how, within which limits, and which tellers were in touch', async () => {
    const { ask, link, bank } = openDiscord();
    await link();
    expect(textOf(await ask('deposit'))).toContain('No teller was seen');
    bank.setLimits({ petsPerTrade: 100, gemsHeld: 5000 });
    await bank.report({ gems: 0 });
    bank.pass(DAY);
    await bank.report({ gems: 0 }, OTHER_TELLER);
    const text = textOf(await ask('deposit'));
    expect(text).toContain('teller-2, last seen <time>\nAsk the staff who the tellers are');
    expect(text).not.toContain('teller-1');
    expect(text).toContain('100 pets in one trade\n5,000 gems in the bank');
  });

  test('shows what arrives afterwards, what of it is in quarantine and why', async () => {
    const { ask, link, bank, refresh } = openDiscord();
    await link();
    await bank.deposit({ tradeId: 'old', robloxUserId: 1, gems: 77 });
    const rendered = await ask('deposit');
    expect(rendered.title).toBe('Bring pets in');
    expect(textOf(await refresh(rendered))).not.toContain('77');
    await bank.deposit({ tradeId: 'a', robloxUserId: 1, pets: [{ id: 'Cat', quantity: 3 }], gems: 5 });
    const credited = await refresh(rendered);
    expect(credited.tone).toBe('good');
    expect(textOf(credited)).toContain('Added: 3 × Cat, 5 gems, by teller-1');
    await bank.deposit({ tradeId: 'b', robloxUserId: 1, pets: [{ id: 'Rock' }] });
    const waiting = await refresh(credited);
    expect(waiting.tone).toBe('warning');
    expect(textOf(waiting)).toContain(
      'teller-1 took your trade <time>. Nothing is added to your account yet. ' +
        'In quarantine until staff have looked at it: 1 × Rock. 1 × Rock: the bank does not take this pet.',
    );
    expect(textOf(waiting)).toContain('Added: 3 × Cat');
  });

  test('who is not linked is sent to verify', async () => {
    const { ask } = openDiscord();
    expect(textOf(await ask('deposit', {}, ANN))).toContain('/verify');
  });
});
