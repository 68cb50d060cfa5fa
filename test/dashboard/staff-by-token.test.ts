import { afterAll, beforeAll, expect, test } from 'bun:test';
import { z } from 'zod';
import { rfc3339 } from '../../src/bank/engine/fields.ts';
import { MINUTE, type TestBank } from '../support/bank.ts';
import { readJson } from '../support/send.ts';
import { hire, open, type Person, startDashboard } from './kit.ts';

const DAY = 24 * 60 * MINUTE;

let bank: TestBank;
let thief: Person;
beforeAll(async () => {
  bank = await startDashboard();
  for (const robloxUserId of [900, 901]) await hire(bank, robloxUserId, 'manager');
  await hire(bank, 902, 'cashier');
  bank.world.at += DAY;
  thief = await open(bank);
});
afterAll(() => bank.end());

const askFor = async (path: string, body: unknown): Promise<number> => (await thief.post(path, body)).status;
const listed = z.object({
  rows: z.array(z.object({ robloxUserId: z.int(), managerSince: z.string().nullable() })),
});
const levels = async (): Promise<unknown> => readJson(await thief.get('staff'));

test('the admin token takes no manager’s name once a bank has them, and leaves it one', async () => {
  const before = await levels();
  for (const robloxUserId of [900, 901]) {
    expect(await askFor('staff/token', { robloxUserId })).toBe(422);
    expect(await askFor('staff/name', { member: String(robloxUserId), level: 'owner' })).toBe(422);
  }
  expect(await levels()).toEqual(before);
  expect(await askFor('staff/remove', { robloxUserId: 900 })).toBe(200);
  expect(await askFor('staff/remove', { robloxUserId: 901 })).toBe(422);
  expect(await askFor('staff/name', { member: '901', level: 'viewer' })).toBe(422);
  // Whoever was removed begins anew, like anybody else.
  expect(await askFor('staff/name', { member: '900', level: 'manager' })).toBe(200);
  const { rows } = listed.parse(await levels());
  expect(rows.find(({ robloxUserId }) => robloxUserId === 900)?.managerSince).toBe(rfc3339(bank.world.at));
});

test('it gives others another token and level, and names twenty in a day', async () => {
  expect(await askFor('staff/token', { robloxUserId: 902 })).toBe(200);
  expect(await askFor('staff/name', { member: '902', level: 'manager' })).toBe(200);
  const names = Array.from({ length: 20 }, (_, index) => String(1_000 + index));
  const answers: number[] = [];
  for (const member of names) answers.push(await askFor('staff/name', { member, level: 'viewer' }));
  // Three were named at first, and eight tries at managers and two changes came since: seven are left.
  expect(answers).toEqual([...Array(7).fill(200), ...Array(13).fill(422)]);
});
