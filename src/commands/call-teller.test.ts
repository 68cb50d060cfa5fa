import { expect, test } from 'bun:test';
import { MINUTE } from '../../test/bank/rules.ts';
import { ANN, BEN, labelsOf, openDiscord, STAFF, textOf } from '../../test/discord-commands/kit.ts';
import { invariant } from '../bank/engine/assert.ts';
import { toNotice } from '../notices/notice.ts';
import { readPetNames } from './model/pet-names.ts';

const isCall = ({ topic }: { topic: string }): boolean => topic.startsWith('teller_c');

test('where no teller is in the game, a member calls one, and hears who comes', async () => {
  const { ask, fail, bank, link, dispatcher } = openDiscord();
  await link();
  await link(STAFF, 9);
  await bank.hire(9, 'cashier');
  const shown = await ask('deposit');
  expect(labelsOf(shown)).toEqual([['Call a teller']]);
  for (let presses = 0; presses < 3; presses += 1)
    expect((await fail(shown, 'Call a teller')).title).toBe('Staff have been told');
  const [called, ...others] = bank.events.filter(isCall);
  expect(others).toEqual([]);
  expect(called).toMatchObject({ topic: 'teller_called', discordUserId: null, robloxUserId: 1 });

  const notice = toNotice(
    { ...invariant(called, 'the call'), id: 1 },
    readPetNames(bank.now.rules.catalogue),
  );
  expect(notice).toMatchObject({ isPing: true, standing: [{ name: 'coming', about: '1' }] });
  const id = 'forgotten.0.coming.1';
  expect((await dispatcher.press(id, { values: [], fields: {} }, BEN)).rendered.title).toBe('For staff only');
  // All staff see the message: it stays in English, whatever whoever presses speaks.
  const german = { ...STAFF, language: 'de' } as const;
  const answered = await dispatcher.press(id, { values: [], fields: {} }, german);
  expect(answered).toMatchObject({
    kind: 'replace',
    rendered: { title: 'A teller is on the way to player1' },
  });
  expect(bank.events.filter(isCall).at(-1)).toMatchObject({
    topic: 'teller_coming',
    discordUserId: ANN.discordUserId,
    text: '@player9',
  });
  // Who has not traded for the bank before is looked for among its tellers, too.
  expect(textOf(await ask('tellers'))).toContain('@player9');
});

test('nobody is called while a teller is in the game', async () => {
  const { ask, press, refresh, bank, link } = openDiscord();
  await link();
  await bank.deposit({ tradeId: 'a', robloxUserId: 1, pets: [{ id: 'Cat' }] });
  await bank.report({ pets: [{ id: 'Cat' }] });
  expect(labelsOf(await ask('deposit'))).toEqual([]);
  const waiting = await press(await ask('withdraw', { pet: 'Cat' }), 'Withdraw');
  expect(labelsOf(waiting)).toEqual([['Cancel it']]);
  bank.pass(11 * MINUTE);
  const again = await refresh(waiting);
  expect(textOf(again)).toContain('Who to meet');
  expect(again.rows?.flat().map((control) => ('label' in control ? control.label : ''))).toEqual([
    ...['Call a teller', 'Cancel it'],
  ]);
});
