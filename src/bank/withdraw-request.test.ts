import { describe, expect, test } from 'bun:test';
import { type Bank, expectRefusal, expectSound, NOON, openBank } from '../../test/bank/bank.ts';
import { linkUser } from '../../test/bank/link.ts';
import { DAY, MINUTE, rulesWith } from '../../test/bank/rules.ts';
import type { RefusalCode, RefusalDetails } from './engine/refusal.ts';

const CAT = { id: 'Cat', variant: 'normal', shiny: false, quantity: 1 } as const;
const ANN = '100000000000000001';
const BEA = '100000000000000002';
const ASK = { requestId: 'R-1', robloxUserId: 1 } as const;

async function openRich(rules = rulesWith()): Promise<Bank> {
  const bank = openBank({ rules });
  await bank.deposit({ tradeId: 'a', robloxUserId: 1, pets: [{ ...CAT, quantity: 5 }], gems: 100 });
  return bank;
}

describe('a request', () => {
  test('moves the requested goods out of the balance into a reservation', async () => {
    const bank = await openRich();
    const answer = await bank.request({ ...ASK, pets: [{ id: 'Cat' }, { id: 'Cat' }], gems: 30 });
    expect(answer).toEqual({
      withdrawalId: 'w-2',
      seq: 2,
      status: 'reserved',
      pets: [{ ...CAT, quantity: 2 }],
      gems: 30,
      expiresAt: new Date(NOON + 30 * MINUTE).toISOString(),
      deliverableBy: ['teller-1'],
      replayed: false,
    });
    expect(await bank.balance(1, CAT)).toBe(3n);
    expect(await bank.balance(1, 'gems')).toBe(70n);
    expect(await bank.stock('teller-1', CAT)).toBe(5n);
    await expectSound(bank);
  });

  test('may take everything, down to nothing', async () => {
    const bank = await openRich();
    await bank.request({ ...ASK, pets: [{ ...CAT, quantity: 5 }], gems: 100 });
    expect(await bank.check({ robloxUserId: 1 })).toMatchObject({ pets: [], gems: 0 });
  });

  test('sent again gives the same answer, whatever has become of it, and changes nothing', async () => {
    const bank = await openRich();
    const answer = await bank.request({ ...ASK, pets: [CAT], gems: 30 });
    await bank.cancel('w-2');
    const before = bank.everything();
    bank.pass(DAY);
    expect(await bank.request({ ...ASK, gems: 30, pets: [{ id: 'Cat' }] })).toEqual({
      ...answer,
      replayed: true,
    });
    expect(bank.everything()).toEqual(before);
  });

  test('has an id that belongs to the name of its key', async () => {
    const bank = await openRich();
    await bank.request({ ...ASK, gems: 30 });
    expect(await bank.request({ ...ASK, gems: 5 }, { by: 'bot' })).toMatchObject({ seq: 3, replayed: false });
  });

  test('of the linked Discord user is accepted, and they are notified', async () => {
    const bank = await openRich();
    await linkUser(bank, { discordUserId: ANN, robloxUserId: 1 });
    await bank.request({ ...ASK, discordUserId: ANN, gems: 30 });
    expect(bank.events).toMatchObject([
      { topic: 'withdrawal_reserved', discordUserId: ANN, goods: { gems: 30 } },
    ]);
  });

  test('counts what has expired as free, though nothing has written it down yet', async () => {
    const bank = await openRich();
    await bank.request({ ...ASK, gems: 100 });
    bank.pass(30 * MINUTE - 1);
    await expectRefusal(bank, 'insufficient_gems', () =>
      bank.request({ ...ASK, requestId: 'R-2', gems: 100 }),
    );
    bank.pass(1);
    expect(await bank.request({ ...ASK, requestId: 'R-2', gems: 100 })).toMatchObject({
      seq: 4,
      withdrawalId: 'w-4',
    });
    expect(await bank.withdrawal('w-2')).toMatchObject({ status: 'expired' });
    await expectSound(bank);
  });
});

/** Every obstacle to a request at once; each row removes the first of them. */
describe('a request is refused for the first of these obstacles', () => {
  const ask = {
    ...ASK,
    requestId: 'R-1',
    discordUserId: BEA,
    pets: [{ ...CAT, quantity: 9 }, { id: 'Rock' }],
    gems: 999,
  };
  const fixes: [RefusalCode, (bank: Bank) => Promise<unknown>][] = [
    ['request_reused', async () => {}],
    ['halted', (bank) => bank.halt(false)],
    ['frozen', (bank) => bank.freeze(1, false)],
    ['not_linked', (bank) => linkUser(bank, { discordUserId: BEA, robloxUserId: 1 })],
    ['link_cooldown', async (bank) => bank.pass(DAY)],
    ['untradable', async () => {}],
    ['limit_exceeded', async (bank) => bank.setLimits({})],
    ['insufficient_pets', async () => {}],
    ['insufficient_gems', async () => {}],
  ];
  const asks: Partial<Record<RefusalCode, Partial<typeof ask>>> = {
    request_reused: {},
    limit_exceeded: { pets: [{ ...CAT, quantity: 9 }] },
    insufficient_pets: { pets: [{ ...CAT, quantity: 9 }] },
    insufficient_gems: { pets: [CAT] },
  };

  test.each(fixes.map(([code], index) => [code, index] as const))('%s', async (code, index) => {
    const bank = await openRich(rulesWith({ petsPerTrade: 3 }));
    await bank.request({ ...ASK, requestId: 'R-1', gems: 1 });
    await linkUser(bank, { discordUserId: ANN, robloxUserId: 1 });
    await bank.freeze(1);
    await bank.halt();
    for (const [, fix] of fixes.slice(0, index)) {
      // A link needs a bank that is open: by then it is.
      await fix(bank);
    }
    const requestId = code === 'request_reused' ? 'R-1' : 'R-2';
    await expectRefusal(bank, code, () => bank.request({ ...ask, requestId, ...asks[code] }));
  });
});

describe('a refusal says', () => {
  test.each<[string, RefusalCode, Parameters<Bank['request']>[0], RefusalDetails]>([
    [
      'which pet is missing, and how many are there',
      'insufficient_pets',
      { ...ASK, pets: [{ ...CAT, quantity: 6 }] },
      { asset: 'pet/normal/-/-/Cat', available: 5n },
    ],
    [
      'that another form of a pet is not there',
      'insufficient_pets',
      { ...ASK, pets: [{ id: 'Cat', shiny: true }] },
      { asset: 'pet/normal/shiny/-/Cat', available: 0n },
    ],
    [
      'how many gems are there',
      'insufficient_gems',
      { ...ASK, gems: 101 },
      { asset: 'gems', available: 100n },
    ],
    [
      'which pet can not be traded',
      'untradable',
      { ...ASK, pets: [{ id: 'Rock' }] },
      { asset: 'pet/normal/-/-/Rock' },
    ],
  ])('%s', async (_name, code, ask, details) => {
    const bank = await openRich();
    expect((await expectRefusal(bank, code, () => bank.request(ask))).details).toEqual(details);
  });

  test('until when a cool-down lasts, which ends just then', async () => {
    const bank = await openRich();
    await linkUser(bank, { discordUserId: ANN, robloxUserId: 1 });
    await linkUser(bank, { discordUserId: BEA, robloxUserId: 1 });
    const ask = { ...ASK, discordUserId: BEA, gems: 1 };
    const refusal = await expectRefusal(bank, 'link_cooldown', () => bank.request(ask));
    expect(refusal.details).toEqual({ untilMs: NOON + DAY });
    bank.now.at = NOON + DAY - 1;
    await expectRefusal(bank, 'link_cooldown', () => bank.request(ask));
    bank.now.at = NOON + DAY;
    expect(await bank.request(ask)).toMatchObject({ status: 'reserved' });
  });
});
