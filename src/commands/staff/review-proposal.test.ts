import { expect, test } from 'bun:test';
import { openBank } from '../../../test/bank/bank.ts';
import {
  KIM,
  LEE,
  labelsOf,
  lastInLedger,
  openStaffKit,
  REASON,
  wordsIn,
} from '../../../test/discord/staff-kit.ts';
import { createStaffProposals } from './proposals.ts';

const AGREE = 'I have checked it: agree';
const CATS = { pets: [{ id: 'Cat', variant: 'normal', shiny: false, quantity: 11 }], gems: 0 } as const;

/** Kim has proposed in the dashboard to credit more than one may move alone. */
async function open() {
  const bank = openBank();
  const seal = (fields: readonly unknown[]): string => JSON.stringify(fields);
  const proposals = createStaffProposals(bank.book, { seal, clock: () => bank.now.at, readRoles: null });
  const kit = await openStaffKit({ bank, proposals });
  await bank.deposit({ tradeId: 'a', robloxUserId: 1, pets: [{ id: 'Cat' }] }, { by: 'staff-9' });
  // By a token, what roles on Discord give counts for nothing.
  await bank.hire(9, 'manager');
  const staff = await bank.reads.staff();
  const proposer = {
    robloxUserId: 9,
    countsRoles: false,
    staffSeq: staff.find(({ robloxUserId }) => robloxUserId === 9)?.seq ?? 0,
  };
  const action = { action: 'adjust', robloxUserId: 1, direction: 'credit', tellerId: 'staff-9' } as const;
  const written = { ...action, pets: [...CATS.pets], gems: CATS.gems };
  await proposals.propose(written, { id: 'p-1', reason: REASON }, proposer);
  return { kit, proposals, bank };
}

const choose = { values: ['0'] };

test('what was proposed in the dashboard is agreed to on Discord, once, by another one', async () => {
  const { kit, proposals, bank } = await open();
  const own = await kit.press(await kit.ask('review'), 'Choose a case', choose);
  expect(wordsIn(own.rendered)).toContain('What: 11 × Cat | Proposed by: staff-9');
  const refused = await kit.press(own.rendered, AGREE);
  expect(wordsIn(refused.rendered)).toContain('another one of the staff has to agree to this');

  const seen = await kit.press(await kit.ask('review', {}, LEE), 'Choose a case', { ...choose, actor: LEE });
  const done = await kit.press(seen.rendered, AGREE, { actor: LEE });
  expect(done.rendered.title).toBe('Done');
  expect(await bank.balance(1, { id: 'Cat' })).toBe(12n);
  const note = `with staff-8: ${REASON}`;
  expect(await lastInLedger(kit)).toEqual({ kind: 'adjustment', status: 'credited', by: 'staff-9', note });
  expect(await proposals.list()).toEqual([]);
  expect(wordsIn(await kit.ask('review'))).toBe('Nothing waits for a decision | ');
});

test('dropped, it is gone, and nothing was done', async () => {
  const { kit, proposals, bank } = await open();
  const seen = await kit.press(await kit.ask('review', {}, KIM), 'Choose a case', choose);
  expect(labelsOf(seen.rendered)).toEqual([AGREE, 'Drop it']);
  await kit.press(seen.rendered, 'Drop it');
  expect(await proposals.list()).toEqual([]);
  expect(await bank.balance(1, { id: 'Cat' })).toBe(1n);
});
