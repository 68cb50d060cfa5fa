import { expect, test } from 'bun:test';
import { ANN, BEN, openDiscord } from '../../test/discord-commands/kit.ts';
import { invariant } from '../bank/engine/assert.ts';
import { toNotice } from '../notices/notice.ts';
import { readPetNames } from './model/pet-names.ts';

const NOTHING = { values: [], fields: {} };

test('under each delivery its member alone says that it did not arrive, also after a restart', async () => {
  const { ask, press, fail, bank, link, dispatcher, refresh } = openDiscord();
  await link();
  await link(BEN, 2);
  await bank.deposit({ tradeId: 'a', robloxUserId: 1, gems: 5 });
  const waiting = await press(await ask('withdraw', { gems: 5 }), 'Withdraw');
  const { claimed } = await bank.check({ robloxUserId: 1, claim: true });
  const { withdrawalId, claimToken } = invariant(claimed, 'a claim');
  await bank.complete({ withdrawalId, claimToken, tradeId: 'b', outcome: 'delivered' });
  const delivered = await refresh(waiting);
  const shown = dispatcher.render(delivered, { ownerId: ANN.discordUserId, isPublic: false });
  expect((await fail(shown, 'I did not get it', {}, BEN)).title).toBe('No such withdrawal');
  expect((await fail(shown, 'I did not get it')).title).toBe('Staff will look into it');
  const event = {
    ...invariant(
      bank.events.findLast(({ topic }) => topic === 'withdrawal_delivered'),
      'it',
    ),
    id: 1,
  };
  const notice = toNotice(event, readPetNames(bank.now.rules.catalogue));
  expect(notice.standing).toEqual([{ name: 'dispute', about: withdrawalId }]);
  const later = await dispatcher.press(`forgotten.0.dispute.${withdrawalId}`, NOTHING, ANN);
  expect(later).toMatchObject({ kind: 'ephemeral', rendered: { title: 'Staff will look into it' } });
  expect(await bank.reads.cases({ isOpen: true, limit: 9 })).toMatchObject([{ kind: 'disputed' }]);
});
