import { expect, test } from 'bun:test';
import { type Bank, openBank } from '../../test/bank/bank.ts';
import { DAY, MINUTE } from '../../test/bank/rules.ts';
import { CAT_KEY, rowsOf, store } from '../../test/storage/samples.ts';
import { memberAccount } from '../bank/engine/ledger.ts';
import { UnusableDatabase } from '../storage/errors.ts';
import { openLedgerCheck } from './ledger-check.ts';

const [VICTIM, THIEF] = [1, 2];

/** The checks of one process of a bank in which a member has three cats. */
async function openChecked() {
  const bank = openBank();
  await bank.deposit({ tradeId: 'T-1', robloxUserId: VICTIM, pets: [{ id: 'Cat', quantity: 3 }], gems: 0 });
  return { bank, ...openChecks(bank) };
}

function openChecks(bank: Bank) {
  const checks = openLedgerCheck(
    {
      ...bank,
      metrics: { watchLedgerCheck: () => undefined },
      clock: () => bank.now.at,
      log: { error: () => undefined },
      isWhole: () => true,
    },
    DAY,
  );
  const told = () => bank.events.filter(({ topic }) => topic.startsWith('ledger_')).map(({ text }) => text);
  return { ...checks, check: () => checks.check(new AbortController().signal), told };
}

/** Moves the cats, so that the sum stays what it was. */
async function editBalance({ driver }: Bank): Promise<void> {
  const balanceOf = (robloxUserId: number, amount: bigint) => ({
    account: memberAccount(robloxUserId),
    asset: CAT_KEY,
    amount,
    holds: null,
  });
  await store(driver, { puts: { balances: [balanceOf(VICTIM, 0n), balanceOf(THIEF, 3n)] } });
}
const FOUND = expect.stringContaining('member:2: 3 is stored, and the log gives 0');

test('a small bank is checked again after five minutes, so that an edited balance is seen', async () => {
  const { bank, check, health, told } = await openChecked();
  await check();
  await editBalance(bank);
  bank.pass(5 * MINUTE - 1);
  await check();
  expect(health()).toBe('ok');
  bank.pass(1);
  await check();
  expect(health()).toBe('down');
  expect(told()).toEqual([FOUND]);
});

test('no row of the check puts off for long what a small bank sees', async () => {
  const { bank, check, told } = await openChecked();
  await check();
  const { checks } = await rowsOf(bank.driver, { kind: 'check', id: 'ledger' });
  const nextAt = bank.now.at + DAY - 1;
  await store(bank.driver, { puts: { checks: checks.map((row) => ({ ...row, nextAt })) } });
  await editBalance(bank);
  bank.pass(60 * MINUTE);
  await check();
  expect(told()).toEqual([FOUND]);
});

test('nor does one that is edited again and again', async () => {
  const { bank, check, told } = await openChecked();
  await check();
  await editBalance(bank);
  for (let minutes = 0; minutes <= 60; minutes += 1) {
    const { checks } = await rowsOf(bank.driver, { kind: 'check', id: 'ledger' });
    const nextAt = bank.now.at + 2 * MINUTE;
    await store(bank.driver, { puts: { checks: checks.map((row) => ({ ...row, nextAt })) } });
    bank.pass(MINUTE);
    await check();
  }
  expect(told()).toEqual([FOUND]);
});

test('staff are told of what a check finds, also where its row says that they were', async () => {
  const { bank, check, told } = await openChecked();
  await check();
  const { checks } = await rowsOf(bank.driver, { kind: 'check', id: 'ledger' });
  const error = `${CAT_KEY} of member:2: 3 is stored, and the log gives 0`;
  await store(bank.driver, { puts: { checks: checks.map((row) => ({ ...row, error })) } });
  await editBalance(bank);
  for (let rounds = 0; rounds < 2; rounds += 1) {
    bank.pass(5 * MINUTE);
    await check();
  }
  expect(told()).toEqual([FOUND]);
});

test('staff are told of a database that is no longer the bank’s own alone', async () => {
  const { bank, check, health, told } = await openChecked();
  bank.driver.openSnapshot = () => Promise.reject(new UnusableDatabase('it holds thief'));
  await check();
  expect([health(), told()]).toEqual(['down', [expect.stringContaining('it holds thief')]]);
});

test('an edited row that staff are told of puts the check off by nothing, and stands after it', async () => {
  const { bank, check, tell, takeBack, health, told } = await openChecked();
  await check();
  const links = { what: 'links 5: the row is not what the log says' };
  await tell(links);
  bank.pass(5 * MINUTE);
  await check();
  expect([health(), told()]).toEqual(['down', [expect.stringContaining(links.what)]]);
  await editBalance(bank);
  bank.pass(5 * MINUTE);
  await check();
  expect(told().slice(1)).toEqual([FOUND]);
  await takeBack(links);
  expect([health(), told().length]).toEqual(['down', 2]);
});

test('what one process alone has found is well again only where that one says so', async () => {
  const { bank, check, tell, takeBack, health, told } = await openChecked();
  const other = openChecks(bank);
  const links = { what: 'links 5: the row is not what the log says' };
  await tell(links);
  for (const process of [other, { check }, other]) {
    bank.pass(5 * MINUTE);
    await process.check();
    expect([health(), told()]).toEqual(['down', [expect.stringContaining(links.what)]]);
  }
  await takeBack(links);
  expect([health(), told().length]).toEqual(['ok', 2]);
});
