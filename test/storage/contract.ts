import { describe } from 'bun:test';
import { describeBook } from './book.ts';
import { describeClocks } from './clocks.ts';
import { describeCommits } from './commits.ts';
import { describeLiabilities } from './liabilities.ts';
import { describeLinks } from './links.ts';
import { describeLoggedCards } from './logged-cards.ts';
import { describeLoggedCases } from './logged-cases.ts';
import { describeLoggedDecisions } from './logged-decisions.ts';
import { describeLoggedRows } from './logged-rows.ts';
import { describeOutbox, describeSharedOutbox } from './outbox.ts';
import { describePoison } from './poison.ts';
import { describeProjections } from './projections.ts';
import { describeReads } from './reads.ts';
import { describeRecentLog } from './recent-log.ts';
import { describeReportHistory, describeSharedReportHistory } from './report-history.ts';
import { describeRights } from './rights.ts';
import { describeRowBounds } from './row-bounds.ts';
import { describeRows } from './rows.ts';
import type { OpenStore } from './samples.ts';
import { describeSharing, type OpenSharedStore } from './sharing.ts';
import { describeTellerAccounts } from './teller-accounts.ts';
import { describeUpgrade } from './upgrade.ts';
import { describeSharedValues, describeValues } from './values.ts';
import { describeSharedWebhooks, describeWebhooks } from './webhooks.ts';

/**
 * What the bank relies on in any driver. `open` returns an empty database each time.
 * A driver's test file runs all of it, and no test of it is skipped for any driver.
 */
export function storageContract(name: string, open: OpenStore): void {
  describe(`${name} keeps the storage contract`, () => {
    describeRows(open);
    describeRowBounds(open);
    describeCommits(open);
    describeReads(open);
    describeLiabilities(open);
    describeBook(open);
    describeUpgrade(open);
    describeRights(open);
    describeLinks(open);
    describeLoggedCards(open);
    describeLoggedCases(open);
    describeLoggedDecisions(open);
    describeLoggedRows(open);
    describePoison(open);
    describeClocks(open);
    describeOutbox(open);
    describeWebhooks(open);
    describeValues(open);
    describeTellerAccounts(open);
    describeProjections(open);
    describeRecentLog(open);
    describeReportHistory(open);
  });
}

/** What it relies on, besides, in a database that outlives the process and may be opened by several. */
export function sharedStorageContract(name: string, open: OpenSharedStore): void {
  describe(`${name} keeps the contract of a shared storage`, () => {
    describeSharing(open);
    describeSharedOutbox(open);
    describeSharedWebhooks(open);
    describeSharedValues(open);
    describeSharedReportHistory(open);
  });
}
