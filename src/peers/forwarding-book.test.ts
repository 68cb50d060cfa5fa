import { afterEach, describe, expect, test } from 'bun:test';
import { type Bank, expectRefusal, NEWEST, openBank, TELLER } from '../../test/bank/bank.ts';
import { giftsOf, userOf } from '../../test/bank/gifts.ts';
import { confirmWith, linkUser, startWith, unlinkUser } from '../../test/bank/link.ts';
import { rulesWith } from '../../test/bank/rules.ts';
import { CAT, claimOldest, openWithRequest } from '../../test/bank/withdrawal.ts';
import { type Answer, openWire } from '../../test/peers/wire.ts';
import { type Caller, StorageUnavailable } from '../bank/engine/book.ts';
import { forgetMember } from '../bank/forget.ts';
import { revokeKey } from '../bank/keys.ts';
import { verifyLedger } from '../bank/verify-ledger.ts';
import { FORWARDABLE, forwardedName } from './operations.ts';

const PERSON = { robloxUserId: 1, discordUserId: '123456789012345678' };
const STAFF = { by: 'staff' };
/** A busy machine takes its time to say that it is there. */
const PATIENT_ASK_MS = 1_000;
/** Where nobody is there who could. */
const QUICK_ASK_MS = 100;
const DEPOSIT = { tradeId: 't', robloxUserId: 1, pets: [{ ...CAT, quantity: 2 }], gems: 5 };

const wires: ReturnType<typeof openWire>[] = [];
function open(...disturbed: Parameters<typeof openWire>) {
  const wire = openWire(...disturbed);
  wires.push(wire);
  return wire;
}
afterEach(() => {
  for (const wire of wires.splice(0)) wire.close();
});

const nonced = (nonce: string): Caller => ({
  ...TELLER,
  nonce: { keyId: 'teller-1', nonce, expiresAt: Date.UTC(2030, 0) },
});

/** Every operation that is handed over, and what each answers. */
async function doEverything(bank: Bank): Promise<unknown[]> {
  const { book } = bank;
  await openWithRequest(bank);
  const claim = await claimOldest(bank);
  const answers: unknown[] = [claim, await bank.check({ robloxUserId: 1, claim: true })];
  answers.push(await bank.complete({ ...claim, tradeId: 'c', outcome: 'declined' }));
  answers.push(await bank.cancel(claim.withdrawalId));
  answers.push(await bank.report({ pets: [{ ...CAT, quantity: 5 }], gems: 100, seq: NEWEST }));
  answers.push(await startWith(bank, PERSON), await confirmWith(bank, PERSON));
  answers.push(await unlinkUser(bank, PERSON.discordUserId));
  await linkUser(bank, PERSON);
  answers.push(await book.perform(forgetMember, { discordUserId: PERSON.discordUserId }, STAFF));
  answers.push(...(await giveAndTrade(bank)));
  answers.push(await bank.freeze(1), await bank.halt(), await bank.halt(false));
  answers.push(await book.perform(revokeKey, { keyId: 'a', reason: 'lost' }, STAFF));
  answers.push(await bank.sweepOf(['w-2']));
  return answers;
}

async function giveAndTrade(bank: Bank): Promise<unknown[]> {
  const gifts = giftsOf(bank);
  for (const robloxUserId of [3, 4])
    await linkUser(bank, { robloxUserId, discordUserId: userOf(robloxUserId) });
  await bank.deposit({ ...DEPOSIT, tradeId: 'g', robloxUserId: 3 });
  const parties = { fromRobloxUserId: 3, toRobloxUserId: 4 };
  return [
    await gifts.transfer({ ...parties, gems: 5 }),
    await gifts.offer({ ...parties, offerId: 'o', wants: { gems: 5 } }),
    await gifts.accept('o', 4),
    await gifts.offer({ ...parties, offerId: 'p', wants: { gems: 1 } }),
    await gifts.decline('p', 4),
  ];
}

describe('an operation that is handed to the leader', () => {
  test('has the answer that it has in one process, and leads to the same log, for each kind', async () => {
    const performed = new Set<string | undefined>();
    const wire = open();
    const rules = { ...rulesWith(), giftHoldMs: 0 };
    const through = openBank({
      rules,
      through: (own) =>
        wire.through(own, {
          perform(operation, input, caller) {
            performed.add(forwardedName(operation));
            return own.perform(operation, input, caller);
          },
        }),
    });
    const alone = openBank({ rules });
    expect(await doEverything(through)).toEqual(await doEverything(alone));
    expect((await through.reads.head()).hash).toBe((await alone.reads.head()).hash);
    expect(performed).toEqual(new Set(Object.keys(FORWARDABLE)));
    expect(new Set(wire.results)).toEqual(new Set(['answered']));
  });

  test('is refused with all that there is to say of it', async () => {
    const bank = openBank({ through: (own) => open().through(own) });
    await bank.deposit(DEPOSIT);
    bank.setLimits({ gemsPerDay: 3 });
    const request = { requestId: 'r', robloxUserId: 1, pets: [], gems: 4 };
    const limited = await expectRefusal(bank, 'limit_exceeded', () => bank.request(request));
    expect(limited.details.breach).toMatchObject({ allowed: 3, used: 0n, requested: 4n });
    bank.setLimits({});
    const ask = () => bank.request({ ...request, gems: 6 });
    const lacking = await expectRefusal(bank, 'insufficient_gems', ask);
    expect(lacking.details).toMatchObject({ available: 5n });
  });

  test('shares a message with those that come at the same time', async () => {
    const wire = open();
    const bank = openBank({ through: (own) => wire.through(own) });
    await Promise.all(Array.from({ length: 20 }, (_, at) => bank.deposit({ ...DEPOSIT, tradeId: `${at}` })));
    expect(wire.results).toEqual(['answered']);
    expect(await bank.balance(1, 'gems')).toBe(100n);
  });

  test('stays here where something must hold for its caller', async () => {
    const wire = open();
    const bank = openBank({ through: (own) => wire.through(own) });
    const condition = { readKeys: () => [], moreReadKeys: () => [], refuse: () => null };
    await bank.deposit(DEPOSIT, { ...TELLER, condition });
    expect(wire.results).toEqual([]);
    expect(await bank.balance(1, 'gems')).toBe(5n);
  });
});

/** A bank whose leader does this with each message but passes on those after the first. */
function openDisturbed(disturbFirst: (request: Request, answer: Answer) => Promise<Response>) {
  let messages = 0;
  const wire = open((request, answer) => {
    messages += 1;
    return messages === 1 ? disturbFirst(request, answer) : answer(request);
  });
  return { wire, bank: openBank({ through: (own) => wire.through(own) }) };
}

const breakOff = async (): Promise<Response> => {
  throw new Error('the line is dead');
};
async function doThenBreakOff(request: Request, answer: Answer): Promise<Response> {
  await answer(request);
  return breakOff();
}

describe('where the leader does not answer', () => {
  async function expectOnce(bank: Bank): Promise<void> {
    expect(await bank.balance(1, 'gems')).toBe(5n);
    expect(await verifyLedger(bank.reads)).toMatchObject({ kind: 'sound' });
  }

  test('and nobody listens there, the operation is done here', async () => {
    const wire = open();
    const bank = openBank({ through: (own) => wire.through(own) });
    await wire.close();
    expect(await bank.deposit(DEPOSIT)).toMatchObject({ replayed: false });
    expect(wire.results).toEqual(['declined']);
    expect(wire.unreached).toEqual([3]);
    await expectOnce(bank);
  });

  test('to many messages at once, that counts as once', async () => {
    const arrived = Array.from({ length: 3 }, () => Promise.withResolvers<void>());
    let messages = 0;
    const wire = open(async () => {
      arrived[messages++]?.resolve();
      await arrived.at(-1)?.promise;
      return breakOff();
    });
    const bank = openBank({ through: (own) => wire.through(own) });
    const deposits: Promise<unknown>[] = [];
    for (const [at, { promise }] of arrived.entries()) {
      deposits.push(bank.deposit({ ...DEPOSIT, tradeId: `${at}` }, nonced(`n${at}`)));
      await promise;
    }
    await Promise.all(deposits);
    expect(wire.results).toEqual(['lost', 'lost', 'lost']);
    expect(wire.unreached).toEqual([3]);
  });

  test('as it leads no more, the operation is done here', async () => {
    const wire = open();
    const bank = openBank({ through: (own) => wire.through(own) });
    wire.lead.term = 4;
    expect(await bank.deposit(DEPOSIT)).toMatchObject({ replayed: false });
    expect(wire.results).toEqual(['declined']);
    await expectOnce(bank);
  });

  test('before it did anything, a signed operation is done here', async () => {
    const { bank, wire } = openDisturbed(breakOff);
    expect(await bank.deposit(DEPOSIT, nonced('n'))).toMatchObject({ replayed: false });
    expect(wire.results).toEqual(['lost']);
    await expectOnce(bank);
  });

  test('after it did it, the caller is told to try again, and a retry finds the first answer', async () => {
    const { bank, wire } = openDisturbed(doThenBreakOff);
    await expect(bank.deposit(DEPOSIT, nonced('n'))).rejects.toBeInstanceOf(StorageUnavailable);
    expect(await bank.deposit(DEPOSIT, nonced('m'))).toMatchObject({ replayed: true });
    expect(wire.results).toEqual(['lost']);
    await expectOnce(bank);
  });

  test('an operation without a nonce is not tried a second time', async () => {
    const { bank } = openDisturbed(doThenBreakOff);
    await expect(bank.deposit(DEPOSIT)).rejects.toBeInstanceOf(StorageUnavailable);
    await expectOnce(bank);
  });

  test('but something else does in its place, that is not believed', async () => {
    const { bank, wire } = openDisturbed(async () =>
      Response.json([{ kind: 'answer', answer: { status: 'credited' } }]),
    );
    expect(await bank.deposit(DEPOSIT, nonced('n'))).toMatchObject({ replayed: false, gems: 5 });
    expect(wire.results).toEqual(['lost']);
    await expectOnce(bank);
  });

  test('but says that it is there, it is waited for', async () => {
    const asked = Promise.withResolvers<void>();
    const wire = open(async (request, answer) => {
      const isAsk = (await request.clone().text()) === '[]';
      if (isAsk) asked.resolve();
      else await asked.promise;
      return answer(request);
    }, PATIENT_ASK_MS);
    const bank = openBank({ through: (own) => wire.through(own) });
    expect(await bank.deposit(DEPOSIT)).toMatchObject({ replayed: false });
    expect(wire.results).toEqual(['answered']);
    await expectOnce(bank);
  });

  test('and does not say that it is there either, nobody waits for it', async () => {
    const wire = open(() => new Promise(() => undefined), QUICK_ASK_MS);
    const bank = openBank({ through: (own) => wire.through(own) });
    expect(await bank.deposit(DEPOSIT, nonced('n'))).toMatchObject({ replayed: false });
    expect(wire.results).toEqual(['lost']);
    await expectOnce(bank);
  });

  test('and is known to lead no more, nobody waits for it', async () => {
    const { bank, wire } = openDisturbed(async () => {
      wire.end();
      return new Promise(() => undefined);
    });
    expect(await bank.deposit(DEPOSIT, nonced('n'))).toMatchObject({ replayed: false });
    await expectOnce(bank);
  });
});
