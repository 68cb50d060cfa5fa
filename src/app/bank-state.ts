import { CASE_KINDS } from '../bank/engine/rows.ts';
import type { BankState } from '../http/metrics.ts';
import type { Driver } from '../storage/driver.ts';

/** How far is counted: more than this is as alarming, and takes longer to read. */
const COUNT_LIMIT = 1_000;

/** How the bank stands. Rejects when the database can't be read. */
export async function readBankState(
  driver: Pick<Driver, 'load' | 'cases' | 'tellers' | 'countUnsent'>,
): Promise<BankState> {
  const [{ bank }, cases, tellers, unsentMessages] = await Promise.all([
    driver.load([]),
    driver.cases({ isOpen: true, limit: COUNT_LIMIT }),
    driver.tellers(),
    driver.countUnsent({ limit: COUNT_LIMIT }),
  ]);
  return {
    isHalted: bank.haltedReason !== null,
    seq: bank.seq,
    openCases: Object.fromEntries(
      CASE_KINDS.map((kind) => [kind, cases.filter((openCase) => openCase.kind === kind).length]),
    ),
    tellers: tellers.map(({ id, report, shortages }) => ({
      id,
      reportedAt: report?.receivedAt ?? null,
      paused: shortages.filter(({ isPaused }) => isPaused).length,
    })),
    unsentMessages,
  };
}
