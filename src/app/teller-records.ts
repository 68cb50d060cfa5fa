import type { Reads } from '../bank/engine/book.ts';
import { tellerAccount } from '../bank/engine/ledger.ts';
import { unpackAmounts } from '../bank/engine/pets.ts';
import type { Testimony } from '../bank/witness.ts';
import type { ReportPoint } from '../dashboard/protocol.ts';
import { type Schedule, schedule } from '../schedule.ts';

const SAMPLE_SECONDS = 300;
/** A day of them. */
const MAX_POINTS = 288;

type TellerReads = Pick<Reads, 'tellers' | 'reports' | 'tellerBalances'>;

/** What this process has seen of tellers since it started, beside the books. */
export interface TellerRecords {
  /** What BIG Games said last of a teller's account. */
  testimonyOf(tellerId: string): Testimony | null;
  keepTestimony(testimony: Testimony): void;
  /** How far its reports were from the ledger, oldest first, for a day. */
  historyOf(tellerId: string): readonly ReportPoint[];
  /** Looks at what every teller reported last. */
  sample(): Promise<void>;
  schedule(onError: (error: unknown) => void): Schedule;
}

export function openTellerRecords(reads: TellerReads, clock: () => number): TellerRecords {
  const testimonies = new Map<string, Testimony>();
  const history = new Map<string, readonly ReportPoint[]>();
  async function sample(): Promise<void> {
    const at = clock();
    for (const [tellerId, drift] of await measureDrift(reads))
      history.set(tellerId, [...(history.get(tellerId) ?? []), { at, ...drift }].slice(-MAX_POINTS));
  }
  return {
    testimonyOf: (tellerId) => testimonies.get(tellerId) ?? null,
    keepTestimony: (testimony) => void testimonies.set(testimony.tellerId, testimony),
    historyOf: (tellerId) => history.get(tellerId) ?? [],
    sample,
    schedule: (onError) => schedule(sample, { intervalSeconds: SAMPLE_SECONDS, onError }),
  };
}

/** How much each teller that reports lacks, and has too much, over all assets. */
async function measureDrift({ tellers, reports, tellerBalances }: TellerReads) {
  const [all, said, balances] = await Promise.all([tellers(), reports(), tellerBalances()]);
  const byAccount = Map.groupBy(balances, ({ account }) => account);
  return all
    .filter(({ report }) => report !== null)
    .map(({ id }) => {
      const reported = unpackAmounts(said.find(({ tellerId }) => tellerId === id)?.amounts ?? '');
      const held = new Map((byAccount.get(tellerAccount(id)) ?? []).map((row) => [row.asset, -row.amount]));
      let [lacking, surplus] = [0n, 0n];
      for (const key of new Set([...held.keys(), ...reported.keys()])) {
        const difference = (reported.get(key) ?? 0n) - (held.get(key) ?? 0n);
        if (difference < 0n) lacking -= difference;
        else surplus += difference;
      }
      return [id, { lacking: Number(lacking), surplus: Number(surplus) }] as const;
    });
}
