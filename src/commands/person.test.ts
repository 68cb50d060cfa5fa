import { describe, expect, setDefaultTimeout, test } from 'bun:test';
import { expectSound } from '../../test/bank/bank.ts';
import { DAY } from '../../test/bank/rules.ts';
import { ANN, BEN, openDiscord, textOf } from '../../test/discord-commands/kit.ts';

/** Long histories take a while on a busy machine. */
setDefaultTimeout(120_000);

describe('unlink', () => {
  test('says what stays, and does it once it is confirmed; pets stay where they are', async () => {
    const { ask, press, link, bank } = openDiscord();
    await link();
    await bank.deposit({ tradeId: 'a', robloxUserId: 1, pets: [{ id: 'Cat', quantity: 2 }], gems: 5 });
    const sure = await ask('unlink');
    expect(textOf(sure)).toContain('This stays in the bank: 2 pets, 5 gems');
    expect((await press(sure, 'Unlink')).title).toBe('player1 is unlinked');
    expect(await bank.balance(1, { id: 'Cat' })).toBe(2n);
    expect((await ask('unlink')).title).toBe('First, show who you are');
  });

  test('can be stopped, and a confirmation from before the unlinking is refused', async () => {
    const { ask, press, fail, link, bank } = openDiscord();
    await link();
    const before = bank.everything();
    await press(await ask('unlink'), 'Keep it');
    expect(bank.everything()).toEqual(before);
    const [first, second] = [await ask('unlink'), await ask('unlink')];
    await press(first, 'Unlink');
    expect((await fail(second, 'Unlink')).title).toBe('First, show who you are');
  });
});

describe('export', () => {
  test('returns everything as one JSON file, and nothing of anybody else', async () => {
    const { ask, link, bank } = openDiscord();
    await link();
    await link(BEN, 2);
    await bank.deposit({
      tradeId: 'a',
      robloxUserId: 1,
      pets: [{ id: 'Cat', quantity: 2 }, { id: 'Rock' }],
      gems: 5,
    });
    await bank.deposit({ tradeId: 'b', robloxUserId: 2, gems: 99 });
    await bank.request({ requestId: 'a', robloxUserId: 1, pets: [{ id: 'Cat' }] });
    const { file, text } = await ask('export');
    expect([file?.name, file?.type]).toEqual(['petbank-1.json', 'application/json']);
    expect(textOf({ text: text ?? [] })).toContain('your whole history: 2 transactions');
    const data: unknown = JSON.parse(new TextDecoder().decode(file?.bytes));
    const cat = { id: 'Cat', variant: 'normal', shiny: false };
    expect(data).toMatchObject({
      format: 'petbank-member',
      version: 1,
      link: { discordUserId: ANN.discordUserId, robloxUserId: 1 },
      profile: { username: 'player1', lastDiscordUserId: ANN.discordUserId },
      verification: null,
      standing: { isFrozen: false, cooldownUntil: null },
      balances: [
        { asset: 'gems', amount: 5 },
        { asset: cat, amount: 1 },
      ],
      openWithdrawals: [{ withdrawalId: 'w-5', status: 'reserved', pets: [cat], gems: 0, tellerId: null }],
      openCases: [{ kind: 'quarantine', pets: [{ id: 'Rock' }] }],
      isWhole: true,
      transactions: [{ kind: 'withdrawal_reserved' }, { kind: 'deposit' }],
    });
    expect(JSON.stringify(data)).not.toContain(BEN.discordUserId);
  });

  test('has every page of a long history, and says where it ends', async () => {
    const { ask, link, bank } = openDiscord();
    await link();
    for (let at = 0; at < 401; at += 1) await bank.deposit({ tradeId: `t${at}`, robloxUserId: 1, gems: 1 });
    expect(textOf(await ask('export'))).toContain('401 transactions');
  });

  test('a history that is too long for a file is cut at its old end, and says so', async () => {
    const { ask, link, bank } = openDiscord();
    await link();
    const pets = Array.from({ length: 100 }, (_, at) => ({ id: `${'🦄'.repeat(60)}${at}` }));
    for (let at = 0; at < 130; at += 1) await bank.deposit({ tradeId: `t${at}`, robloxUserId: 1, pets });
    const { file, ...rendered } = await ask('export');
    expect(file?.bytes.length).toBeLessThan(8_000_000);
    expect(textOf(rendered)).toContain('There was no room for more');
    expect(JSON.parse(new TextDecoder().decode(file?.bytes))).toMatchObject({ isWhole: false });
  });

  test('who is not linked is sent to verify', async () => {
    expect(textOf(await openDiscord().ask('export'))).toContain('/verify');
  });
});

describe('forget-me', () => {
  test('says what is erased and what stays, and erases once it is confirmed', async () => {
    const { ask, press, link, bank } = openDiscord();
    await link();
    const sure = await ask('forget-me');
    expect(textOf(sure)).toContain('This stays: the bank');
    expect((await press(sure, 'Erase me')).title).toBe('The bank has forgotten you');
    expect(
      [...bank.everything().keys()].filter((key) => /^(links|profiles|verifications)/.test(key)),
    ).toEqual([]);
    expect((await ask('balance')).title).toBe('First, show who you are');
    await expectSound(bank);
  });

  test('is refused with all that is still held, and what to do about it', async () => {
    const { ask, link, bank } = openDiscord();
    await link();
    await bank.deposit({
      tradeId: 'a',
      robloxUserId: 1,
      pets: [{ id: 'Cat', quantity: 2 }, { id: 'Rock' }],
      gems: 5,
    });
    await bank.request({ requestId: 'a', robloxUserId: 1, pets: [{ id: 'Cat' }] });
    const rendered = await ask('forget-me');
    expect(rendered.title).toBe('The bank still has something of yours');
    for (const words of [
      '2 × Cat, 5 gems. Take it out with /withdraw',
      'Open withdrawals: 1',
      'In quarantine: 1 × Rock',
    ]) {
      expect(textOf(rendered)).toContain(words);
    }
    expect(rendered.rows).toEqual([]);
  });

  test('what arrives between the question and the press keeps it from happening', async () => {
    const { ask, press, link, bank } = openDiscord();
    await link();
    const sure = await ask('forget-me');
    await bank.deposit({ tradeId: 'a', robloxUserId: 1, gems: 5 });
    expect((await press(sure, 'Erase me')).title).toBe('The bank still has something of yours');
    expect(textOf(await ask('balance'))).toContain('Gems: 5');
  });

  test('does not shorten the cool-down of an account', async () => {
    const { ask, press, link, bank } = openDiscord();
    await link();
    await press(await ask('forget-me'), 'Erase me');
    await link(BEN);
    await bank.deposit({ tradeId: 'a', robloxUserId: 1, gems: 5 });
    expect((await ask('withdraw', { gems: 5 }, BEN)).title).toBe('Linked only a short time ago');
    bank.pass(DAY);
    expect((await ask('withdraw', { gems: 5 }, BEN)).title).toBe('Withdraw this?');
  });
});
