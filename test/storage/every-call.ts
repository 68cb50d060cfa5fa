import { NO_GOODS } from '../../src/bank/engine/pets.ts';
import { byTable, TABLE_NAMES, tableDefinition } from '../../src/bank/engine/tables.ts';
import type { Batch, Driver } from '../../src/storage/driver.ts';
import { ROW_SAMPLES } from './row-samples.ts';
import { CAT_KEY, loadBank, store, transactionOn } from './samples.ts';
import { valueRow } from './values.ts';

/** They go through whole tables, as checks and backups do, or throw them away; one is no call at all. */
export const READS_ALL: readonly string[] = [
  'findImbalance',
  'openSnapshot',
  'requireContinuity',
  'clearProjections',
  'isNew',
];

/** Calls everything, each in all of its forms: a statement is prepared when it is first run. */
export async function callEverything(driver: Driver): Promise<void> {
  const page = { limit: 10 };
  await storeEverything(driver);
  await driver.history({ robloxUserId: 1, ...page });
  for (const isOpen of [true, false]) await driver.cases({ isOpen, afterId: 'a', ...page });
  await driver.cases({ ...page });
  for (const afterId of [undefined, 'a']) await driver.openCases({ afterId, ...page });
  await driver.tellers();
  await driver.tellerBalances();
  await driver.dueWithdrawals({ at: 0, ...page });
  await driver.log({ afterSeq: 0, ...page });
  await driver.balances(page);
  await driver.balances({ after: { account: 'member:1', asset: 'gems' }, ...page });
  await driver.members({ afterId: 0, ...page });
  await driver.openWithdrawals(page);
  await driver.head();
  await driver.openOffers({ at: 0, ...page });
  await driver.unsentEvents({ afterId: 0, ...page });
  await driver.petValues(page);
  await driver.valuePoints(CAT_KEY);
  await driver.valuesVersion();
  const readings = [{ asset: CAT_KEY }];
  await driver.importValues({ readings, revise: () => valueRow({ asset: CAT_KEY }), nextAt: null });
  await driver.takeImportTurn({ at: 0, until: 1, latest: 1 });
  await driver.removeUnlistedValues(['gems']);
  const tellerId = 'teller-1';
  const account = { tellerId, sealedToken: 'x', connectedAt: 0, expiresAt: 1, nextAt: 0 };
  await driver.putTellerAccount(account);
  await driver.tellerAccounts();
  await driver.takeAccountTurn({ tellerId, at: 0, until: 1, latest: 1 });
  await driver.forgetTellerAccount(tellerId);
  await readTrusted(driver);
  await readProjections(driver);
  const rows = [
    { tellerId, span: 'hours', at: 0, reports: 1, differing: 0, lacking: 0, surplus: 0 } as const,
  ];
  await driver.addReports({ rows, forget: [{ span: 'hours', before: 0 }] });
  await driver.reportTallies({ tellerId, span: 'hours', from: 0, ...page });
  await readWebhooks(driver);
  await driver.countUnsent(page);
  await driver.takeEvents({ at: 0, leaseMs: 1, ...page });
  await driver.pendingEvents([1]);
  await driver.releaseEvents([1]);
  await driver.acknowledgeEvents({ ids: [1], at: 0 });
  await driver.forgetNonces({ before: 0, limit: 10 });
  await driver.forgetPasses({ before: 0, limit: 10 });
  await driver.ping();
}

async function readTrusted(driver: Driver): Promise<void> {
  const page = { afterSeq: 0, limit: 10 };
  await driver.transactionsOfKey({ keyId: 'a', limit: 10 });
  await driver.revocations(page);
  await driver.rightsLog(page);
  await driver.linkLog({ note: null, upTo: 9 });
  await driver.cardLog({ tellerId: 'teller-1', upTo: 9 });
  await driver.withdrawalLog({ withdrawalId: 'w-1', upTo: 9 });
  await driver.reports();
  await driver.jointShortages();
  for (const table of TABLE_NAMES) await driver.rows({ table, limit: 10 });
  await driver.aliases();
  await driver.staff();
  await driver.staffDays({ limit: 10 });
  await driver.holdings({ assets: ['gems'], after: { account: '', asset: 'gems' }, limit: 10 });
}

/** Puts, changes, loads and removes rows of every table. */
async function storeEverything(driver: Driver): Promise<void> {
  for (const [, { first, changed, readKeys, otherReadKeys }] of ROW_SAMPLES) {
    for (const puts of [first, changed]) await store(driver, { puts });
    await driver.load([...readKeys, ...otherReadKeys]);
  }
  const nonces = [{ keyId: 'a', nonce: 'b', expiresAt: 0 }];
  const balances = [{ account: 'member:1', asset: 'gems', amount: 0n, holds: null }];
  const jointShortages = [{ tellerId: 'teller-1', paused: '', resumed: '' }];
  await store(driver, { puts: { nonces, balances, jointShortages } });
  await driver.load([
    { kind: 'operation', operationId: 'a' },
    { kind: 'nonce', keyId: 'a', nonce: 'b' },
    { kind: 'all_tellers', of: 'bank' },
    { kind: 'open_cases_of_member', robloxUserId: 1 },
  ]);
  const transactions = [transactionOn(await loadBank(driver))];
  const removals = byTable<Batch['removals']>((table) => (tableDefinition(table).removeBy ? ['1'] : []));
  const event = { topic: 'alert', discordUserId: null, robloxUserId: null, goods: NO_GOODS, text: '' };
  await store(driver, { transactions, removals, events: [{ ...event, at: 0 }], erasedUsers: ['1'] });
}

async function readWebhooks(driver: Driver): Promise<void> {
  const page = { at: 0, limit: 10 };
  await driver.queueWebhooks({ audiences: ['member'], since: 0, ...page });
  await driver.takeWebhooks({ audience: 'member', leaseMs: 1, ...page });
  await driver.settleWebhook({ eventId: 1, status: 'sent', nextAt: 0, error: null });
  await driver.deadWebhooks({ afterId: 0, limit: 10 });
  await driver.retryWebhooks({ eventIds: [1], at: 0 });
  await driver.dropWebhooks({ eventIds: [1], at: 0 });
  await driver.forgetWebhooks({ before: 0, limit: 10 });
  await driver.forgetEvents({ before: 0, limit: 10 });
}

async function readProjections(driver: Driver): Promise<void> {
  const page = { span: 'day', from: 0, limit: 10 } as const;
  const term = 'kind:deposit';
  await driver.projectionState();
  await driver.listTerms({ kind: 'kind', limit: 10 });
  await driver.memberSeqs({ robloxUserId: 1, beforeSeq: 9, limit: 10 });
  await driver.activity(page);
  await driver.flows(page);
  await driver.flowsOfAsset({ ...page, asset: 'gems' });
  await driver.profilesByName({ prefix: 'a', limit: 10 });
  const before = await driver.projectionState();
  const counted = { term, count: 1, firstSeq: 1, lastSeq: 1 };
  const day = { span: 'day', at: 0 } as const;
  const kept = {
    terms: [counted],
    blocks: [{ term, block: 0, seqs: [1] }],
    activity: [{ ...day, measure: 'deposit', count: 1 }],
    flows: [{ ...day, asset: 'gems', deposited: 1n, withdrawn: 0n, opening: 0n, closing: 1n }],
  };
  await driver.appendProjections({ before, after: before, ...kept, forgetHoursBefore: 0 });
  await driver.findTerms([term]);
  await driver.termBlocks({ term, maxBlock: 1, limit: 10 });
  await driver.transactionsBySeq([1]);
  await driver.findFlows([{ ...day, asset: 'gems' }]);
  await driver.beginClearing();
}
