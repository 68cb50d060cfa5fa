import { describe, expect, test } from 'bun:test';
import { z } from 'zod';
import { revokeKey } from '../../src/bank/keys.ts';
import { nameTeller } from '../../src/bank/name-teller.ts';
import { learnNames } from '../../src/bank/rename.ts';
import { verifyLedger } from '../../src/bank/verify-ledger.ts';
import type { Driver } from '../../src/storage/driver.ts';
import { createCatalogue } from '../../src/values/catalogue.ts';
import { type Bank, NEWEST, openBank } from '../bank/bank.ts';
import { giftsOf } from '../bank/gifts.ts';
import { itemOf } from '../bank/item.ts';
import { foundAccount, linkUser, startWith } from '../bank/link.ts';
import { MINUTE, rulesWith, SECOND } from '../bank/rules.ts';
import { claimOldest } from '../bank/withdrawal.ts';

/** A row as the database has it, by the columns' names in the bank's own spelling. */
export interface RawRow {
  /** The table or collection. */
  readonly of: string;
  readonly values: Readonly<Record<string, unknown>>;
}

/** The database behind a driver, for who edits it by hand. */
export interface RawStore {
  rows(): Promise<RawRow[]>;
  /** Puts this in the row's place, or nothing. Returns what undoes it. */
  replace(row: RawRow, by: RawRow['values'] | null): Promise<() => Promise<void>>;
}

export type OpenRawStore = () => Promise<{ driver: Driver; raw: RawStore; close(): Promise<void> }>;

const CACHED = "Roblox's word, shown to people, and read again";
const PROOF = 'a code links only whom it was made for: one in the row of somebody else links nobody';
const HEARTBEAT = 'what a teller said last, which the next report replaces: alone it settles nothing';
const ALERT = 'decides only whether staff are told of something again';
const SHOWN_TEXT = 'text for people; what it is about is in fields of its own';
const RETRY = 'says which other request is the same offer, which stays as it is';
const NOT_OF_THE_BANK = 'holds nothing that the bank owes';
const ONCE = "a request's own id keeps it from happening twice, also without its nonce";

/** What gives and takes nothing, and why: an edit of it moves nothing that isn't theirs. */
const LOOSE: Readonly<Record<string, string>> = {
  'users.username': `${CACHED}; that of a teller every five minutes`,
  'users.displayName': CACHED,
  'users.avatarUrl': CACHED,
  'users.updatedAt': CACHED,
  'users.foldedName': CACHED,
  'verifications.discordUserId': PROOF,
  'verifications.robloxUserId': PROOF,
  'verifications.username': PROOF,
  'verifications.expiresAt': PROOF,
  'tellers.report': HEARTBEAT,
  'tellers.shown':
    'only from when reports show a credit: no earlier than the credit, which has a test of its own',
  'tellers.toldSurplus': ALERT,
  'tellers.drift': ALERT,
  'tellers.driftSince': ALERT,
  'tellers.isSilenceTold': ALERT,
  'teller_reports.tellerId': HEARTBEAT,
  'teller_reports.amounts': HEARTBEAT,
  'cases.summary': SHOWN_TEXT,
  'cases.resolution': SHOWN_TEXT,
  'cases.openedAt':
    'its transaction says it, too, of what is in quarantine or was done by hand: else nothing ends the case',
  'offers.givesDigest': RETRY,
  'offers.wantsDigest': RETRY,
  'offers.seq': 'with another number the offer is none that the log has: it moves nothing',
  'offers.tradeSeq': 'only shown: an open offer has none, and a closed one moves nothing any more',
  'cases.withdrawalId': 'its transaction or its id says it, too: with another one, nothing ends the case',
  'bank.id': NOT_OF_THE_BANK,
  'bank._id': NOT_OF_THE_BANK,
  'bank.version': 'compared by commits that are under way, and otherwise only shown',
  'bank.committedAt': "later is a clock ahead, which a start refuses by the machine's own; earlier is found",
  'bank.aliasVersion': 'tells processes to read the aliases again',
  'bank.commits': NOT_OF_THE_BANK,
  'bank.format': NOT_OF_THE_BANK,
  'bank.fence': NOT_OF_THE_BANK,
  'verifications._id': PROOF,
  'teller_reports._id': HEARTBEAT,
  'nonces._id': ONCE,
  'nonces.keyId': ONCE,
  'nonces.nonce': ONCE,
  'nonces.expiresAt': ONCE,
  'nonces.storedAt': ONCE,
};
/** Tables of which no column gives or takes. */
const LOOSE_TABLES: Readonly<Record<string, string>> = {
  outbox: 'messages to people',
  preferences: 'which messages somebody wants; those about safety are sent whatever it says',
  liabilities: 'what the bank said that it owed, and when; a snapshot says it anew',
  sign_ins: 'sealed with the admin token, which no database holds',
  passes: 'what somebody was let in to, for hours at most, and whose it is, its id says with their secret',
  staff_proposals: 'sealed with the admin token, which no database holds',
  webhooks: 'how far events have come to programs of the operator, which believe nothing of it',
  projections: 'for screens: made anew from the log',
  projected_terms: 'for screens: made anew from the log',
  projected_blocks: 'for screens: made anew from the log',
  projected_activity: 'for screens: made anew from the log',
  projected_flows: 'for screens: made anew from the log',
  report_history: 'for screens: what reports said of the ledger once, which no decision reads',
  checks: 'when the whole ledger was last checked, and what was found',
  pet_values: "BIG Games' word, read again; it bounds what staff and tellers do alone",
  value_imports: NOT_OF_THE_BANK,
  teller_accounts: 'sealed with a key from the configuration',
  __drizzle_migrations: NOT_OF_THE_BANK,
  sqlite_sequence: NOT_OF_THE_BANK,
};
/** Values that a column may have, where no other text is one. */
const OTHERS: Readonly<Record<string, readonly unknown[]>> = {
  'withdrawals.status': ['reserved', 'claimed', 'delivered'],
  'cases.kind': ['account'],
  'offers.status': ['accepted', 'open'],
  'aliases.status': ['different', 'renaming'],
  'transactions.kind': ['adjustment'],
};

const HOLD = 10 * MINUTE;
const LISTED = createCatalogue([itemOf({ id: 'cat_02', name: 'Old Cat' })], null);
const people = [1, 2].map((robloxUserId) => ({
  discordUserId: `10000000000000000${robloxUserId}`,
  robloxUserId,
}));
const CATS = { id: 'Cat', quantity: 9 };

/** A bank at work, with rows of every kind, open and closed ones, a contradicted teller, and halted. */
export async function playEverything(driver: Driver): Promise<Bank> {
  const bank = openBank({
    driver,
    rules: { ...rulesWith(), depositHoldMs: HOLD, tellerValuePerHour: 2_000 },
  });
  await bank.deposit({ tradeId: 'name', robloxUserId: 2, pets: [{ id: 'Old Cat' }] });
  for (const person of people) await linkUser(bank, person);
  await bank.deposit({ tradeId: 'a', robloxUserId: 1, pets: [CATS], gems: 50 });
  await bank.deposit({ tradeId: 'b', robloxUserId: 1, pets: [{ id: 'Rock', quantity: 3 }] });
  bank.pass(HOLD);
  await learnNames(bank.book, LISTED);
  await bank.request({ requestId: 'a', robloxUserId: 1, pets: [{ id: 'Cat' }], gems: 3 });
  const { withdrawalId } = await bank.request({ requestId: 'b', robloxUserId: 1, pets: [{ id: 'Cat' }] });
  await claimOldest(bank);
  await bank.cancel(withdrawalId);
  await bank.request({ requestId: 'c', robloxUserId: 1, gems: 4 });
  const named = { tellerId: 'teller-1', placeUrl: 'https://www.roblox.com/games/1', note: 'by the fountain' };
  for (const robloxUserId of [9, 10]) {
    const account = { ...foundAccount(robloxUserId).account, description: '', isBanned: false };
    const profile = { kind: 'found', account, avatarUrl: null } as const;
    await bank.book.perform(nameTeller, { ...named, robloxUserId, profile }, { by: 'staff' });
  }
  const { offer, transfer, decline } = giftsOf(bank);
  for (const offerId of ['open', 'closed']) await offer({ offerId });
  await decline('closed', 1);
  await transfer({ pets: [{ id: 'Cat' }], gems: 2 });
  // Left for another Discord user: the account cools down.
  await linkUser(bank, { discordUserId: '100000000000000003', robloxUserId: 2 });
  await startWith(bank, { discordUserId: '100000000000000004', robloxUserId: 4 });
  for (const trade of ['c', 'd']) await bank.deposit({ tradeId: trade, robloxUserId: 1, pets: [CATS] });
  await bank.deposit({ tradeId: 'e', robloxUserId: 2, pets: [{ id: 'Cat', quantity: 20 }] });
  await bank.deposit({ tradeId: 'e', robloxUserId: 2, gems: 1 }).catch(() => undefined);
  for (const gems of [40, 40]) await bank.report({ gems, seq: NEWEST });
  bank.pass(2 * MINUTE);
  await bank.report({ gems: 40, seq: 1 });
  await bank.freeze(2);
  await bank.hire(9, 'manager');
  await bank.book.perform(revokeKey, { keyId: 'teller-9@a', reason: 'lost' }, { by: 'staff' });
  await bank.halt();
  bank.pass(SECOND);
  return bank;
}

/** Other values for the column, of a kind that it may have. */
function edit(column: string, value: unknown): unknown[] {
  if (column === 'inventory.holds') return [editHolds(value)];
  if (column === 'members.balances') return editBalances(value);
  if (OTHERS[column]) return OTHERS[column].filter((other) => other !== value);
  if (value === null) return [1, 'x'];
  if (typeof value === 'number') return [value + 1_000];
  if (typeof value === 'boolean') return [!value];
  if (typeof value === 'object') return [editInside(value)];
  if (typeof value !== 'string') throw new Error(`${column} has a value of an unknown kind: ${value}`);
  if (/^-?\d+$/.test(value)) return [String(BigInt(value) + 1n)];
  if (/^[[{]/.test(value) && column !== 'aliases.id') return [JSON.stringify(editInside(JSON.parse(value)))];
  return [`${value}x`];
}

/** The first waits for a day, or does not wait any more. */
function editHolds(value: unknown): unknown {
  if (value === null) return value;
  const isText = typeof value === 'string';
  const [first = [], ...others] = z.array(z.array(z.unknown())).parse(isText ? JSON.parse(value) : value);
  const edited = [first.with(UNTIL, Date.UTC(2099, 0)), ...others];
  return isText ? JSON.stringify(edited) : edited;
}
/** Where in a hold it says until when. */
const UNTIL = 5;

const balancesOfMember = z.record(z.string(), z.looseObject({ amount: z.string() }));

/** One balance is larger, or waits for longer, or is gone; or all of them are. */
function editBalances(value: unknown): unknown[] {
  const balances = balancesOfMember.parse(value);
  const edits = Object.entries(balances).flatMap(([name, { amount, holds }]) => {
    const { [name]: _, ...others } = balances;
    const larger = { ...balances, [name]: { amount: String(BigInt(amount) + 1n), holds } };
    const later = holds ? [{ ...balances, [name]: { amount, holds: editHolds(holds) } }] : [];
    return [larger, ...later, others];
  });
  return [...edits, {}];
}

/** The first number, text or truth in it is another one. */
function editInside(value: unknown): unknown {
  if (typeof value === 'number') return value + 1;
  if (typeof value === 'boolean') return !value;
  if (typeof value === 'string') return /^\d+$/.test(value) ? String(BigInt(value) + 1n) : `${value}x`;
  if (Array.isArray(value)) {
    const at = value.findIndex((each) => editInside(each) !== each);
    return value.map((each, index) => (index === at ? editInside(each) : each));
  }
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value);
  const at = entries.findIndex(([, each]) => JSON.stringify(editInside(each)) !== JSON.stringify(each));
  return Object.fromEntries(
    entries.map(([name, each], index) => [name, index === at ? editInside(each) : each]),
  );
}

/** Also cases of other kinds than quarantine: what staff decide of those is in other rows. */
const isClosed = ({ of, values }: RawRow): boolean =>
  (of === 'cases' && (values.closedAt !== null || values.kind !== 'quarantine')) ||
  (of === 'offers' && values.status !== 'open') ||
  // A profile that was never linked: only a name to show.
  (of === 'users' && values.lastDiscordUserId === null) ||
  (of === 'withdrawals' && !['reserved', 'claimed', 'uncertain'].includes(String(values.status)));

/** A reserved withdrawal has none of the three, and one of them alone makes no claim. */
const isPartOfNoClaim = ({ values }: RawRow, column: string): boolean =>
  values.status === 'reserved' && /^withdrawals\.(tellerId|claimToken|leaseUntil)$/.test(column);

/** What a row is called where it is found: one of these is in the words. */
const namesOf = ({ of, values }: RawRow): string[] =>
  of === 'bank'
    ? ['bank', 'the head']
    : [
        values._id,
        values.id,
        values.account,
        values.robloxUserId,
        values.tellerId,
        values.keyId,
        values.oldId,
        values.seq,
        'can not be read',
      ]
        .filter((name) => name !== undefined && name !== null)
        .map(String);

/** The log's rows are all checked alike: a few are enough here, as test/proof/chain edits a thousand. */
const isAlike = ({ of, values }: RawRow): boolean =>
  of === 'transactions' && Number(values._id ?? values.seq) > 3;

/** Every row and column that gives or takes, with other values for it. */
function listEdits(rows: readonly RawRow[]) {
  return rows
    .filter((row) => !(row.of in LOOSE_TABLES) && !isClosed(row) && !isAlike(row))
    .flatMap((row) =>
      Object.entries(row.values)
        .map(([field, value]) => ({ row, column: `${row.of}.${field}`, field, value }))
        .filter(({ column }) => !(column in LOOSE))
        .filter(({ column }) => !isPartOfNoClaim(row, column))
        .flatMap(({ row: of, column, field, value }) =>
          edit(column, value)
            .filter((other) => JSON.stringify(other) !== JSON.stringify(value))
            .map((other) => ({ row: of, column, field, other })),
        ),
    );
}

/** Each edit is a check of the whole bank. */
const TIMEOUT_MS = 240_000;

/** Edits row after row, column after column, and takes rows away: the check must find each, and name it. */
export function testEdits(name: string, open: OpenRawStore): void {
  describe(`${name}: an edited row is found and named`, () => {
    test(
      'in every column that gives or takes, and where it is gone',
      async () => {
        const { driver, raw, close } = await open();
        await playEverything(driver);
        expect(await verifyLedger(driver)).toMatchObject({ kind: 'sound' });
        const rows = await raw.rows();
        const missed: string[] = [];
        for (const { row, column, field, other } of listEdits(rows)) {
          const values = { ...row.values, [field]: other };
          const found = await findEdit(driver, () => raw.replace(row, values));
          const names = [...namesOf(row), ...namesOf({ ...row, values })];
          if (!names.some((each) => found.includes(each))) missed.push(`${column}: ${other}: ${found}`);
        }
        for (const row of rows.filter(mustBeThere)) {
          const found = await findEdit(driver, () => raw.replace(row, null));
          if (found === NOTHING) missed.push(`no ${row.of} ${JSON.stringify(row.values)}`);
        }
        expect(missed).toEqual([]);
        expect(await verifyLedger(driver)).toMatchObject({ kind: 'sound' });
        await close();
      },
      TIMEOUT_MS,
    );
  });
}

const NOTHING = 'nothing was found';

/** What the check finds while the edit is there, in words. */
async function findEdit(driver: Driver, replace: () => Promise<() => Promise<void>>): Promise<string> {
  const undo = await replace();
  const check = await verifyLedger(driver);
  await undo();
  return check.kind === 'broken' ? `${check.firstError.seq} ${check.firstError.what}` : NOTHING;
}

/** Whether the row must be there: some of its columns give or take. */
const mustBeThere = (row: RawRow): boolean =>
  !(row.of in LOOSE_TABLES) &&
  !isClosed(row) &&
  !['verifications', 'nonces', 'teller_reports', 'bank'].includes(row.of);
