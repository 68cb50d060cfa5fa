import { describe, expect, test } from 'bun:test';
import { MINUTE } from '../../../test/bank/rules.ts';
import {
  LEE,
  labelsOf,
  MEMBER,
  MENTION,
  openStaffKit,
  UNLINKED,
  wordsIn,
} from '../../../test/discord/staff-kit.ts';

const OWN = { by: 'staff-9' } as const;

describe('teller queue', () => {
  test('shows what waits for whom, and how much of it the own account holds', async () => {
    const kit = await openStaffKit();
    await kit.bank.deposit({ tradeId: 'a', robloxUserId: 1, gems: 100 }, OWN);
    await kit.bank.deposit({ tradeId: 'b', robloxUserId: 156, gems: 100 });
    await kit.bank.request({ requestId: 'a', robloxUserId: 1, gems: 1 });
    await kit.bank.request({ requestId: 'b', robloxUserId: 156, gems: 101 - 1 });
    const words = wordsIn(await kit.ask('teller queue'));
    expect(words).toContain('w-8: player1: 1 gem, You hold all of it. It expires then.');
    expect(words).toContain('w-9: Roblox 156: 100 gems, You hold all of it');
    expect(wordsIn(await kit.ask('teller queue', {}, LEE))).toContain("1 gem, You don't hold all of it");
  });

  test('leaves out what has expired, and shows what is uncertain', async () => {
    const kit = await openStaffKit();
    await kit.bank.deposit({ tradeId: 'a', robloxUserId: 1, gems: 100 }, OWN);
    await kit.bank.request({ requestId: 'a', robloxUserId: 1, gems: 1 });
    await kit.bank.request({ requestId: 'b', robloxUserId: 1, gems: 2 });
    await kit.ask('teller deliver', { member: MENTION });
    kit.bank.pass(31 * MINUTE);
    const words = wordsIn(await kit.ask('teller queue'));
    expect(words).toContain('w-7: player1: 1 gem, Nobody reported how it ended');
    expect(words).not.toContain('w-8');
  });

  test('comes page by page, each once', async () => {
    const kit = await openStaffKit();
    await kit.bank.deposit({ tradeId: 'a', robloxUserId: 1, gems: 100 }, OWN);
    for (let at = 0; at < 9; at += 1)
      await kit.bank.request({ requestId: `r${at}`, robloxUserId: 1, gems: 1 });
    const first = await kit.ask('teller queue');
    expect(first.fields).toHaveLength(8);
    const { rendered: second } = await kit.press(first, 'Next');
    expect(second.fields?.map(({ name }) => name)).toEqual(['w-15: player1']);
    expect(labelsOf(second)).toEqual([]);
  });

  test('comes in the order of the requests, and the rest of a split keeps its place', async () => {
    const kit = await openStaffKit();
    await kit.bank.deposit({ tradeId: 'a', robloxUserId: 1, gems: 3 }, OWN);
    await kit.bank.deposit({ tradeId: 'b', robloxUserId: 1, gems: 3 });
    await kit.bank.deposit({ tradeId: 'c', robloxUserId: 156, gems: 9 }, { by: 'teller-2' });
    const ids: string[] = [];
    for (const [requestId, robloxUserId, gems] of [
      ['a', 1, 5],
      ['b', 156, 9],
      ['c', 1, 1],
    ] as const)
      ids.push((await kit.bank.request({ requestId, robloxUserId, gems })).withdrawalId);
    const [first, second, third] = ids;
    await kit.bank.check({ robloxUserId: 1, claim: true }, OWN);
    const names = (await kit.ask('teller queue')).fields?.map(({ name }) => name.split(':')[0]);
    expect(names).toEqual([first, expect.stringMatching(/^w-/), second, third]);
    expect(ids).not.toContain(names?.[1] ?? '');
  });

  test('says so when nothing waits', async () => {
    const kit = await openStaffKit();
    expect((await kit.ask('teller queue')).title).toBe('Nothing waits');
  });

  test.each([
    ['who is not staff', MEMBER, 'For staff only'],
    ['staff without a Roblox account', UNLINKED, 'First, show who you are'],
  ])('is not for %s', async (_who, actor, title) => {
    const kit = await openStaffKit();
    expect((await kit.ask('teller queue', {}, actor)).title).toBe(title);
  });
});
