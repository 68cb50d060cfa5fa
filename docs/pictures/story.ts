import { invariant } from '../../src/bank/engine/assert.ts';
import { withdrawCheckAnswer } from '../../src/bank/withdraw-check.ts';
import { hire, startDashboard } from '../../test/dashboard/kit.ts';
import { joinMember, runCommand } from '../../test/member/kit.ts';
import { MINUTE, NOON, type TestBank } from '../../test/support/bank.ts';
import { OTHER_TELLER, STAFF, TELLER, type TestKey, WEB } from '../../test/support/keys.ts';
import { putProfile } from '../../test/support/scenes.ts';

/** A bank with a day behind it, its staff's token, and a member who plays there. */
export interface ShownBank {
  readonly bank: TestBank;
  readonly token: string;
  readonly memberId: string;
}

const DAY_STEPS = 48;
const STEP_MS = 30 * MINUTE;
const NAMES = ['Mia', 'Noah', 'Zoe', 'Leo', 'Ava', 'Finn'];
const PETS = [
  { id: 'Huge Cat', variant: 'golden' },
  { id: 'Huge Cat' },
  { id: 'Huge Arcade Cat' },
  { id: 'Titanic Cat' },
  { id: 'Huge Pixel Cat', variant: 'rainbow' },
  { id: 'Huge Dragon', shiny: true },
];
const FIRST_ROBLOX_ID = 156;

/** What a day does: the same each time, so that pictures change only where pages do. */
export async function playDay(): Promise<ShownBank> {
  const bank = await startDashboard({ NODE_ENV: 'development', GIFTS: 'on' }, undefined, NOON);
  const token = await hire(bank, 900, 'manager');
  for (const [at, key] of [TELLER, OTHER_TELLER].entries()) await nameTeller(bank, key, 77 + at);
  const members: string[] = [];
  for (const [at, name] of NAMES.entries()) members.push(await joinMember(bank, name, FIRST_ROBLOX_ID + at));
  for (let step = 0; step < DAY_STEPS; step += 1) await playStep(bank, step);
  await leaveWork(bank);
  const [memberId = ''] = members;
  for (const command of ['tellers', 'inventory']) await runCommand(bank, memberId, command);
  return { bank, token, memberId };
}

async function nameTeller(bank: TestBank, { id }: TestKey, robloxUserId: number): Promise<void> {
  await putProfile(bank, { id: robloxUserId }, `bank_cat_${robloxUserId}`);
  const placeUrl = 'https://www.roblox.com/games/8737899170';
  const card = { tellerId: id, robloxUserId, placeUrl, note: 'by the fountain in the trading plaza' };
  await must(bank, STAFF, '/admin/tellers', card);
}

/** A deposit, and now and then a withdrawal. */
async function playStep(bank: TestBank, step: number): Promise<void> {
  bank.world.at += STEP_MS;
  const robloxUserId = FIRST_ROBLOX_ID + (step % NAMES.length);
  const pet = PETS[(step + Math.floor(step / NAMES.length)) % PETS.length];
  const trade = { tradeId: `T-${step}`, robloxUserId, pets: [pet], gems: 1_000_000 * ((step % 7) + 1) };
  await must(bank, step % 3 === 0 ? OTHER_TELLER : TELLER, '/deposit/complete', trade);
  if (step % 4 === 3) await withdraw(bank, robloxUserId, `R-${step}`);
}

/** Asked for and handed over at once. */
async function withdraw(bank: TestBank, robloxUserId: number, requestId: string): Promise<void> {
  await must(bank, WEB, '/withdraw/request', { requestId, robloxUserId, gems: 250_000 });
  const claimed = withdrawCheckAnswer.parse(
    await must(bank, TELLER, '/withdraw/check', { robloxUserId, claim: true }),
  );
  const { withdrawalId, claimToken } = invariant(claimed.claimed, 'a claim');
  const trade = { withdrawalId, claimToken, tradeId: requestId, outcome: 'delivered' };
  await must(bank, TELLER, '/withdraw/complete', trade);
}

/** What waits for people at the end of the day: a shortage, an unknown pet, and a withdrawal. */
async function leaveWork(bank: TestBank): Promise<void> {
  const unknown = { tradeId: 'T-new', robloxUserId: FIRST_ROBLOX_ID + 1, pets: [{ id: 'Mystery Cat' }] };
  await must(bank, TELLER, '/deposit/complete', unknown);
  const wanted = {
    requestId: 'R-new',
    robloxUserId: FIRST_ROBLOX_ID,
    pets: [{ id: 'Huge Cat' }],
    gems: 5_000,
  };
  await bank.ask(WEB, 'POST', '/withdraw/request', wanted);
  bank.world.at += MINUTE;
  for (const key of [TELLER, OTHER_TELLER]) {
    const pets = PETS.map((pet) => ({ ...pet, quantity: 40 }));
    await must(bank, key, '/teller/report', { gems: 900_000_000, pets });
  }
}

async function must(bank: TestBank, key: TestKey, target: string, body: unknown): Promise<unknown> {
  const { status, body: answer } = await bank.ask(key, 'POST', target, body);
  if (status !== 200) throw new Error(`${target} answered ${status}: ${JSON.stringify(answer)}`);
  return answer;
}
