import { afterEach, beforeEach, describe, expect, test } from 'bun:test';
import { randomBytes } from 'node:crypto';
import { type Bank, expectSound, openBank } from '../../test/bank/bank.ts';
import {
  type AccountDouble,
  APP,
  charmItem,
  gemsItem,
  petItem,
  startAccountDouble,
  tradeOf,
} from '../../test/doubles/big-games-account.ts';
import type { Case } from '../bank/engine/rows.ts';
import type { TellerAccount } from '../bank/witness.ts';
import { createTokenCipher } from './encrypt-token.ts';
import { createConsent, exchangeCode } from './oauth.ts';
import { pollAccounts } from './poll.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const PLAYER = 156;
const SECRET = 'AccountKeyOfTests0123456789abcdefghij';
const REDIRECT = 'http://127.0.0.1:8976/callback';

let accounts: AccountDouble;
let bank: Bank;
const cipher = createTokenCipher(SECRET, randomBytes);
beforeEach(() => {
  accounts = startAccountDouble();
  bank = openBank();
});
afterEach(() => accounts.stop());

/** Connects the account of teller-1, as its owner would. */
async function connect(): Promise<TellerAccount> {
  const client = { baseUrl: accounts.url, ...APP, redirectUri: REDIRECT };
  const consent = createConsent(client, randomBytes);
  const code = new URL(accounts.consent(consent.url)).searchParams.get('code') ?? '';
  const { accessToken, expiresInSeconds } = await exchangeCode(client, consent, code);
  const times = { connectedAt: bank.now.at, expiresAt: bank.now.at + expiresInSeconds * 1000 };
  const connected = { tellerId: 'teller-1', ...times };
  const account = {
    ...connected,
    sealedToken: cipher.encrypt(accessToken, connected),
    nextAt: bank.now.at,
  };
  await bank.driver.putTellerAccount(account);
  return account;
}

/**
 * Polls as of now; what the account holds is the bank's stock unless it is set. Returns the cases that
 * are there afterwards.
 */
async function poll(errors: unknown[] = []): Promise<Case[]> {
  accounts.account.fetchedAt ??= new Date(bank.now.at).toISOString();
  await pollAccounts({
    store: bank.driver,
    book: bank.book,
    cipher,
    apiUrl: accounts.url,
    clock: () => bank.now.at,
    signal: new AbortController().signal,
    onCases: () => undefined,
    onError: (error) => errors.push(error),
  });
  return bank.reads.cases({ limit: 100 });
}

const deposit = (tradeId: string, pets: Parameters<Bank['deposit']>[0]['pets'], gems = 0) =>
  bank.deposit({ tradeId, robloxUserId: PLAYER, pets: pets ?? [], gems });

describe('a witness that agrees with the ledger', () => {
  test('opens no case: deposits and deliveries pair with trades, chroma and charms set aside', async () => {
    await connect();
    bank.pass(HOUR);
    const soon = bank.now.at + MINUTE;
    await deposit(
      'T-1',
      [
        { id: 'Cat', chroma: 3, quantity: 2 },
        { id: 'Dog', variant: 'golden', shiny: true },
      ],
      500,
    );
    await bank.request({ requestId: 'R-1', robloxUserId: PLAYER, pets: [], gems: 200 });
    const { claimed } = await bank.check({ robloxUserId: PLAYER, claim: true });
    await bank.complete({
      withdrawalId: claimed?.withdrawalId ?? '',
      claimToken: claimed?.claimToken ?? '',
      tradeId: 'T-2',
      outcome: 'delivered',
    });
    accounts.account.entries = [
      tradeOf({ atMs: soon, uid: PLAYER, given: [gemsItem(200)] }),
      tradeOf({
        atMs: soon,
        uid: PLAYER,
        received: [
          petItem('Dog', { pt: 1, sh: 1 }),
          gemsItem(500),
          charmItem(),
          petItem('Cat', { count: 2 }),
        ],
      }),
      tradeOf({ atMs: soon, uid: 7, received: [charmItem()] }),
    ];
    accounts.account.items = [
      petItem('Cat', { count: 9 }),
      petItem('Dog', { pt: 1, sh: 1 }),
      gemsItem(300),
      petItem('Its Own Pet'),
    ];
    bank.pass(HOUR);
    expect(await poll()).toEqual([]);
    expect(accounts.reads).toEqual(['/v1/account/inventory', '/v1/account/trades']);
  });

  test('opens no case where the account holds more of something than a request may name', async () => {
    await connect();
    bank.pass(HOUR);
    accounts.account.items = [
      petItem('Cat', { count: 1_229_396_010_754 }),
      gemsItem(Number.MAX_SAFE_INTEGER),
    ];
    const errors: unknown[] = [];
    expect(await poll(errors)).toEqual([]);
    expect(errors).toEqual([]);
  });

  test('is read once an hour', async () => {
    await connect();
    for (let minutes = 0; minutes < 120; minutes += 1) {
      await poll();
      bank.pass(MINUTE);
    }
    expect(accounts.reads).toHaveLength(4);
  });
});

describe('a witness that does not agree', () => {
  test('opens a case for a trade the bank has no record of, once, also after it was closed', async () => {
    await connect();
    bank.pass(HOUR);
    const atMs = bank.now.at;
    accounts.account.entries = [tradeOf({ atMs, uid: PLAYER, received: [petItem('Cat', { pt: 2 })] })];
    bank.pass(HOUR);
    const [missed, ...others] = await poll();
    expect(others).toEqual([]);
    expect(missed).toMatchObject({
      kind: 'missed_trade',
      tellerId: 'teller-1',
      robloxUserId: PLAYER,
      goods: { pets: [{ id: 'Cat', variant: 'rainbow', quantity: 1 }], gems: 0 },
      closedAt: null,
    });
    expect(missed?.summary).toContain(new Date(atMs).toISOString());
    expect(bank.events.map(({ topic, discordUserId }) => [topic, discordUserId])).toEqual([
      ['case_missed_trade', null],
    ]);
    await bank.resolve({ caseId: missed?.id ?? '', resolution: 'close', reason: 'reported late' });
    bank.pass(HOUR);
    expect((await poll()).map(({ closedAt }) => closedAt)).toEqual([bank.now.at - HOUR]);
    await expectSound(bank);
  });

  test('opens a case for a deposit that nobody saw, and none for one by another teller', async () => {
    await connect();
    bank.pass(HOUR);
    await deposit('T-1', [{ id: 'Cat' }]);
    await bank.deposit({ tradeId: 'T-1', robloxUserId: PLAYER, pets: [], gems: 5 }, { by: 'teller-2' });
    accounts.account.items = [petItem('Cat')];
    bank.pass(HOUR);
    expect(await poll()).toMatchObject([
      { id: 'unseen_trade:teller-1:t-1', kind: 'unseen_trade', robloxUserId: PLAYER },
    ]);
  });

  test.each([
    ['another player', { uid: 7, received: [petItem('Cat')] }],
    ['another number', { uid: PLAYER, received: [petItem('Cat', { count: 2 })] }],
    ['another form', { uid: PLAYER, received: [petItem('Cat', { pt: 1 })] }],
    ['the other direction', { uid: PLAYER, given: [petItem('Cat')] }],
  ])('takes a trade with %s for another trade', async (_name, trade) => {
    await connect();
    bank.pass(HOUR);
    await deposit('T-1', [{ id: 'Cat' }]);
    accounts.account.entries = [tradeOf({ atMs: bank.now.at, ...trade })];
    accounts.account.items = [petItem('Cat')];
    bank.pass(HOUR);
    expect((await poll()).map(({ kind }) => kind).sort()).toEqual(['missed_trade', 'unseen_trade']);
  });

  test('pairs each of several equal trades with one deposit: the one too many is found', async () => {
    await connect();
    bank.pass(HOUR);
    const atMs = bank.now.at;
    for (const tradeId of ['T-1', 'T-2']) await deposit(tradeId, [{ id: 'Cat' }]);
    accounts.account.entries = [0, 1, 2].map((index) =>
      tradeOf({ atMs: atMs + index * MINUTE, uid: PLAYER, received: [petItem('Cat')] }),
    );
    accounts.account.items = [petItem('Cat', { count: 3 })];
    bank.pass(HOUR);
    expect((await poll()).map(({ kind }) => kind)).toEqual(['missed_trade']);
  });

  test('finds what the account lacks of the stock, and reports it again only when it differs', async () => {
    await deposit('T-1', [{ id: 'Cat', quantity: 5 }], 100);
    bank.pass(DAY);
    await connect();
    accounts.account.items = [petItem('Cat', { count: 3 }), gemsItem(100)];
    expect(await poll()).toMatchObject([
      { kind: 'witness_shortage', goods: { pets: [{ id: 'Cat', quantity: 2 }], gems: 0 } },
    ]);
    bank.pass(HOUR);
    accounts.account.fetchedAt = null;
    await poll();
    expect(bank.events).toHaveLength(1);
    await bank.resolve({ caseId: 'witness_shortage:teller-1', resolution: 'close', reason: 'looked into' });
    bank.pass(HOUR);
    accounts.account.fetchedAt = null;
    expect((await poll())[0]?.closedAt).not.toBeNull();
    accounts.account.items = [gemsItem(100)];
    bank.pass(HOUR);
    accounts.account.fetchedAt = null;
    expect((await poll())[0]).toMatchObject({
      closedAt: null,
      goods: { pets: [{ id: 'Cat', quantity: 5 }] },
    });
  });
});

describe('a witness says nothing about', () => {
  test('what is too young to be reported or to be in its snapshot', async () => {
    await connect();
    bank.pass(HOUR);
    accounts.account.entries = [tradeOf({ atMs: bank.now.at, uid: PLAYER, received: [petItem('Cat')] })];
    await deposit('T-1', [{ id: 'Dog' }]);
    bank.pass(5 * MINUTE);
    expect(await poll()).toEqual([]);
  });

  test('what came before the account was connected', async () => {
    await deposit('T-1', [{ id: 'Cat' }]);
    const atMs = bank.now.at;
    bank.pass(HOUR);
    await connect();
    accounts.account.entries = [tradeOf({ atMs, uid: 7, received: [petItem('Cat')] })];
    accounts.account.items = [petItem('Cat')];
    bank.pass(HOUR);
    expect(await poll()).toEqual([]);
  });

  test('an account of which there is no snapshot yet', async () => {
    await deposit('T-1', [{ id: 'Cat' }]);
    await connect();
    accounts.account.fetchedAt = '';
    bank.pass(HOUR);
    expect(await poll()).toEqual([]);
  });
});

describe('the end of an authorisation', () => {
  test('is announced a week and a day before, and when it has come, each once', async () => {
    const { expiresAt } = await connect();
    const topicsAt = async (at: number): Promise<string[]> => {
      bank.now.at = at;
      await poll();
      return bank.events.map(({ text }) => text.split('.')[0] ?? '');
    };
    expect(await topicsAt(expiresAt - 7 * DAY - HOUR)).toEqual([]);
    expect(await topicsAt(expiresAt - 7 * DAY)).toHaveLength(1);
    expect(await topicsAt(expiresAt - 2 * DAY)).toHaveLength(1);
    expect(await topicsAt(expiresAt - DAY)).toHaveLength(2);
    expect(await topicsAt(expiresAt - HOUR)).toHaveLength(2);
    expect((await topicsAt(expiresAt)).at(-1)).toContain('can no longer read the account of teller-1');
    const polls = accounts.reads.length;
    await topicsAt(expiresAt + DAY);
    expect(bank.events).toHaveLength(3);
    expect(accounts.reads).toHaveLength(polls);
    expect(
      bank.events.every(({ topic, discordUserId }) => topic === 'case_account' && discordUserId === null),
    ).toBe(true);
  });

  test('before its time, since its owner revoked it, is reported once', async () => {
    await connect();
    accounts.revoke();
    const errors: unknown[] = [];
    await poll(errors);
    bank.pass(HOUR);
    await poll(errors);
    expect(errors).toEqual([]);
    expect((await bank.reads.cases({ limit: 9 })).map(({ kind }) => kind)).toEqual(['account']);
  });

  test.each<(account: TellerAccount) => Partial<TellerAccount>>([
    ({ connectedAt }) => ({ connectedAt: connectedAt + 1 }),
    ({ expiresAt }) => ({ expiresAt: expiresAt + DAY }),
    () => ({ sealedToken: 'v2.of-another-key' }),
  ])('is told of an account whose row was edited, or whose token is of another key', async (edit) => {
    const account = await connect();
    await bank.driver.putTellerAccount({ ...account, ...edit(account) });
    const errors: unknown[] = [];
    for (let hours = 0; hours < 2; hours += 1) {
      await poll(errors);
      bank.pass(HOUR);
    }
    expect([errors, accounts.reads, bank.events.map(({ topic }) => topic)]).toEqual([
      [],
      [],
      ['case_account'],
    ]);
  });

  test('is reported, though a key that was wrong for a while had the same said before', async () => {
    const account = await connect();
    await bank.driver.putTellerAccount({ ...account, sealedToken: 'v2.of-another-key' });
    await poll();
    await bank.driver.putTellerAccount(account);
    expect(await poll()).toHaveLength(1);
    accounts.revoke();
    bank.pass(HOUR);
    expect((await poll()).map(({ kind }) => kind)).toEqual(['account', 'account']);
  });

  test('is not what a service that is down means', async () => {
    await connect();
    await accounts.stop();
    const errors: unknown[] = [];
    await poll(errors);
    expect(errors).toHaveLength(1);
    expect(await bank.reads.cases({ limit: 9 })).toEqual([]);
  });
});

test('a token in the database is of no use without the key, for another teller, or damaged', async () => {
  const { sealedToken, ...account } = await connect();
  const token = cipher.decrypt(sealedToken, account);
  expect(sealedToken).not.toContain(token);
  const other = createTokenCipher(`${SECRET}x`, randomBytes);
  expect(() => other.decrypt(sealedToken, account)).toThrow('encrypted with another key');
  expect(() => cipher.decrypt(sealedToken, { ...account, tellerId: 'teller-2' })).toThrow('another account');
  const damaged = sealedToken.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A'));
  expect(() => cipher.decrypt(damaged, account)).toThrow('encrypted with another key');
  for (const text of ['', 'v2.', 'v1.AAAA', sealedToken.slice(0, 12)]) {
    expect(() => cipher.decrypt(text, account)).toThrow('not an encrypted token');
  }
  expect(cipher.encrypt(token, account)).not.toBe(sealedToken);
});
