import { expect, test } from 'bun:test';
import { rulesWith } from '../../../test/bank/rules.ts';
import { NEW_BANK } from './ledger.ts';
import { decideOperation, type Operation } from './operation.ts';
import { createReader, type Rows } from './reader.ts';
import { Refusal } from './refusal.ts';
import { beginStep, getMember } from './step.ts';
import { createView } from './view.ts';

/** A bank that has nothing, and is known whole. */
const NOTHING: Rows = { row: () => null, rowsOf: () => new Map(), operation: () => null };
const CONTEXT = { at: 0, by: 'x', keyId: null };
const LINK = { discordUserId: '123456789012345678', robloxUserId: 1, linkedAt: 0, salt: 's' };

test('a step sees its own changes, in rows and in sets, and nobody else does until it is merged', () => {
  const view = createView(NEW_BANK, NOTHING);
  const seen = createReader(view, () => view.bank);
  const step = beginStep(view, CONTEXT);
  step.put('links', LINK);
  expect(step.linkOfMember(1)).toEqual(LINK);
  expect(seen.linkOfMember(1)).toBeUndefined();
  expect(seen.linkOfUser(LINK.discordUserId)).toBeUndefined();
  step.merge();
  expect(seen.linkOfMember(1)).toEqual(LINK);
  const next = beginStep(view, CONTEXT);
  next.remove('links', LINK);
  expect(next.linkOfMember(1)).toBeUndefined();
  expect(seen.linkOfMember(1)).toEqual(LINK);
});

test('a refused operation leaves nothing of what it changed before', () => {
  const refused: Operation<null, never> = {
    readKeys: () => [],
    decide(step) {
      step.put('members', { ...getMember(step, 1), frozenReason: 'put' });
      step.post({ kind: 'member_frozen', status: 'frozen' });
      throw new Refusal('halted');
    },
  };
  const view = createView(NEW_BANK, NOTHING);
  const rules = rulesWith();
  expect(decideOperation(view, refused, null, { ...CONTEXT, rules }).kind).toBe('refusal');
  expect(view).toMatchObject({ bank: NEW_BANK, changes: {}, transactions: [] });
  expect(Object.keys(view.changes)).toEqual([]);
});
