import type { Book } from './engine/book.ts';
import { type Operation, operationId } from './engine/operation.ts';
import type { ReadKey } from './engine/read-key.ts';
import { sha256 } from './engine/sha256.ts';
import { type RowRecord, recordHalt, recordHolds, recordRow, recordTrades } from './engine/state.ts';
import type { Step } from './engine/step.ts';
import { rowKey, TABLE_NAMES, type TableName, type Tables } from './engine/tables.ts';
import { listInForce } from './verify-rows.ts';
import { startsWhole, WHOLE } from './verify-state.ts';
import { toUtcDay } from './withdrawals.ts';

/** How many rows one transaction records. */
const ROWS_PER_RECORD = 200;
const SECRET_BYTES = 32;
const SALT_LENGTH = 32;
const BANK = { by: 'bank' } as const;
/** The operation by which the rows of an older version were recorded, once for ever. */
export const WHOLE_ID = operationId('record', 'bank', 'state');

/** Tables whose rows older versions wrote without a word in the log. */
type OldTables = Pick<
  Tables,
  | 'members'
  | 'profiles'
  | 'links'
  | 'withdrawals'
  | 'tellers'
  | 'jointShortages'
  | 'usage'
  | 'cases'
  | 'aliases'
  | 'balances'
>;

const READ_KEYS: { readonly [T in keyof OldTables]: (row: OldTables[T]) => ReadKey } = {
  members: ({ robloxUserId }) => ({ kind: 'member', robloxUserId }),
  profiles: ({ robloxUserId }) => ({ kind: 'profile', robloxUserId }),
  links: ({ discordUserId }) => ({ kind: 'link_of_user', discordUserId }),
  withdrawals: ({ id }) => ({ kind: 'withdrawal', id }),
  tellers: ({ id }) => ({ kind: 'teller', id }),
  jointShortages: ({ tellerId }) => ({ kind: 'joint_shortages', tellerId }),
  usage: ({ robloxUserId, day }) => ({ kind: 'usage', robloxUserId, day }),
  cases: ({ id }) => ({ kind: 'case', id }),
  aliases: ({ id }) => ({ kind: 'alias', id }),
  balances: ({ account, asset }) => ({ kind: 'balance', account, asset }),
};
const isOld = (table: TableName): table is keyof OldTables => table in READ_KEYS;

/**
 * Records in the log what the rows of an older version give and take, once for ever: from then on
 * verify-ledger finds those that are edited. A bank that began with this version has nothing to record.
 * Where it is interrupted, the next call records all of it again. Other processes may work meanwhile.
 */
export async function recordState(book: Book, random: (length: number) => Uint8Array): Promise<void> {
  const [first] = await book.reads.log({ afterSeq: 0, limit: 1 });
  if (first && startsWhole(first)) return;
  if (await book.query(readIsRecorded, undefined, BANK)) return;
  const secret = Buffer.from(random(SECRET_BYTES)).toString('hex');
  let recorded = 0;
  for (const table of TABLE_NAMES.filter(isOld)) recorded += await recordTable(book, table, secret);
  if (first || recorded > 0) await book.perform(recordWhole, undefined, BANK);
}

const readIsRecorded: Operation<undefined, boolean> = {
  readKeys: () => [{ kind: 'operation', operationId: WHOLE_ID }],
  decide: (step) => step.operation(WHOLE_ID) !== undefined,
};

/** Says that the log has all of it now, and whether the bank is halted. */
const recordWhole: Operation<undefined, void> = {
  readKeys: readIsRecorded.readKeys,
  decide(step) {
    if (step.operation(WHOLE_ID)) return;
    const operation = { id: WHOLE_ID, digest: sha256('') };
    const records = [recordHalt(step.bank())];
    step.post({ kind: 'state_recorded', status: WHOLE, operation, records });
  },
};

/** Records a table's rows, so many at a time, and returns how many there were. */
async function recordTable<T extends keyof OldTables>(book: Book, table: T, secret: string): Promise<number> {
  const today = toUtcDay((await book.reads.head()).headAt);
  const toReadKey: (row: OldTables[T]) => ReadKey = READ_KEYS[table];
  let count = 0;
  let rows: Recording['rows'] = [];
  async function flush(): Promise<void> {
    if (rows.length > 0) await book.perform(recordRows, { rows, secret }, BANK);
    count += rows.length;
    rows = [];
  }
  for await (const row of listInForce(book.reads, table)) {
    // Allowances of days before are spent, and what can't be read can't be recorded.
    if (('day' in row && row.day < today) || ('kind' in row && row.kind === 'damaged')) continue;
    rows = [...rows, { table, key: rowKey(table, row), readKey: toReadKey(row) }];
    if (rows.length === ROWS_PER_RECORD) await flush();
  }
  await flush();
  return count;
}

interface Recording {
  readonly rows: readonly {
    readonly table: keyof OldTables;
    readonly key: string;
    readonly readKey: ReadKey;
  }[];
  /** For the salts of links, which those of older versions lack. */
  readonly secret: string;
}

const recordRows: Operation<Recording, void> = {
  readKeys: ({ rows }) => rows.map(({ readKey }) => readKey),
  decide(step, { rows, secret }) {
    for (const { key } of rows.filter(({ table }) => table === 'links')) addSalt(step, key, secret);
    for (const { key } of rows.filter(({ table }) => table === 'profiles')) addLastSalt(step, key, secret);
    const records = rows.flatMap(({ table, key }) => listRecords(step, table, key));
    if (records.length === 0) return;
    step.post({ kind: 'state_recorded', status: 'part', records });
  },
};

const createSalt = (secret: string, key: string): string => sha256(`${secret} ${key}`).slice(0, SALT_LENGTH);

function addSalt(step: Step, discordUserId: string, secret: string): void {
  const link = step.row('links', discordUserId);
  if (link?.salt === '') step.put('links', { ...link, salt: createSalt(secret, discordUserId) });
}

function addLastSalt(step: Step, robloxUserId: string, secret: string): void {
  const profile = step.row('profiles', robloxUserId);
  if (profile?.lastSalt !== '' || profile.lastDiscordUserId === null) return;
  step.put('profiles', { ...profile, lastSalt: createSalt(secret, profile.lastDiscordUserId) });
}

/** What the row gives or takes as it is now: none where it does neither. */
function listRecords<T extends keyof OldTables>(step: Step, table: T, key: string): RowRecord[] {
  const row = step.row(table, key);
  const record = row && recordRow(table, row);
  const teller = table === 'tellers' ? step.row('tellers', key) : undefined;
  const balance = table === 'balances' ? step.row('balances', key) : undefined;
  return [
    ...(record ? [record] : []),
    ...(teller ? [recordTrades(teller)] : []),
    ...(balance ? [recordHolds(balance)] : []),
  ].filter(([, , values]) => values !== null);
}
