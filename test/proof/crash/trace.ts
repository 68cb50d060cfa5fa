/** One call of a traced process that matters to durability, in the order in which it happened. */
export type Call =
  | { readonly kind: 'log_write'; readonly offset: number; readonly text: string; readonly isCommit: boolean }
  | { readonly kind: 'log_synced' }
  | { readonly kind: 'answer'; readonly transactionId: string };

/** A line of strace: its process, the call, what it was given, and the end of the line. */
const LINE = /^(\d+) +(\w+)\((.*)$/;
const RESUMED = /^(\d+) +<\.\.\. (\w+) resumed>/;
const SYNCS = new Set(['fsync', 'fdatasync']);
const FRAME_HEADER_BYTES = 24;

/**
 * Reads the calls from strace's lines, one at a time. A write and an answer count from when they began, a
 * sync from when it had succeeded: so nothing counts as safer than it was.
 */
export function createTraceReader(): (line: string) => Call | null {
  const endSync = createSyncReader();
  return (line) => {
    if (endSync(line)) return { kind: 'log_synced' };
    const [, , name = '', given = ''] = LINE.exec(line) ?? [];
    if (name === 'pwrite64') return /^\d+<[^>]*-wal>/.test(given) ? logWrite(given) : null;
    const [, transactionId] = /"HTTP\/1\.1 200 .*\\"transactionId\\":\\"(t-\d+)\\"/.exec(given) ?? [];
    return transactionId === undefined ? null : { kind: 'answer', transactionId };
  };
}

/** Whether a line is the successful end of a sync of the log, which another line may have begun. */
function createSyncReader(): (line: string) => boolean {
  const syncing = new Set<string>();
  return (line) => {
    const [, resumed] = RESUMED.exec(line) ?? [];
    if (resumed !== undefined) return syncing.delete(resumed) && line.endsWith('= 0');
    const [, process = '', name = '', given = ''] = LINE.exec(line) ?? [];
    if (!SYNCS.has(name) || !given.includes('-wal>')) return false;
    if (given.endsWith('<unfinished ...>')) syncing.add(process);
    return given.endsWith('= 0');
  };
}

/**
 * A write to the log: a frame's header, which says whether it ends a transaction, or the page that follows
 * it.
 */
function logWrite(given: string): Call | null {
  const [, text = '', length = '', offset = ''] = /, "(.*)"(?:\.\.\.)?, (\d+), (\d+)/.exec(given) ?? [];
  // The fifth to eighth byte hold the size of the database after a commit, and zero in a frame before its
  // end.
  const isCommit =
    Number(length) === FRAME_HEADER_BYTES &&
    bytesOf(text)
      .slice(4, 8)
      .some((byte) => byte > 0);
  return { kind: 'log_write', offset: Number(offset), text, isCommit };
}

const ESCAPES: Readonly<Record<string, number>> = { n: 10, t: 9, r: 13, v: 11, f: 12, '"': 34, '\\': 92 };

/** The bytes of a string as strace writes it. */
function bytesOf(text: string): number[] {
  return [...text.matchAll(/\\([0-7]{1,3})|\\(.)|([^\\])/g)].map(([, octal, escaped, plain]) => {
    if (octal !== undefined) return Number.parseInt(octal, 8);
    return escaped === undefined ? (plain?.charCodeAt(0) ?? 0) : (ESCAPES[escaped] ?? 0);
  });
}

export interface Durability {
  readonly answers: number;
  /** Of answers whose commit was on the disk before they began. */
  readonly durable: number;
  readonly syncs: number;
  readonly errors: readonly string[];
}

/**
 * Judges a trace: before the answer that names a transaction begins, the page that holds its trade must have
 * been written to the log, after it the frame that commits it, with its page, and after that a sync of the
 * log must have succeeded.
 */
export function createJudge(tradeByTransaction: ReadonlyMap<string, string>) {
  /** How far each trade has come. */
  const stages = new Map<string, 'written' | 'committed' | 'synced'>();
  let endsCommit = false;
  const seen = { answers: 0, durable: 0, syncs: 0 };
  const errors: string[] = [];
  function advance(from: 'written' | 'committed', to: 'committed' | 'synced'): void {
    for (const [trade, stage] of stages) {
      if (stage === from) stages.set(trade, to);
    }
  }
  function judge(transactionId: string): void {
    seen.answers += 1;
    const trade = tradeByTransaction.get(transactionId) ?? '';
    const stage = stages.get(trade) ?? 'unwritten';
    if (stage === 'synced') seen.durable += 1;
    else errors.push(`${transactionId} (${trade}) was answered while it was ${stage}`);
  }
  return {
    take(call: Call): void {
      switch (call.kind) {
        case 'log_write':
          for (const [, trade = ''] of call.text.matchAll(/deposit:teller-1:(D-\d+-\d+\.)/g)) {
            if (!stages.has(trade)) stages.set(trade, 'written');
          }
          // The commit's own page follows its header, and is a part of it.
          if (endsCommit) advance('written', 'committed');
          endsCommit = call.isCommit;
          return;
        case 'log_synced':
          seen.syncs += 1;
          advance('committed', 'synced');
          return;
        case 'answer':
          judge(call.transactionId);
          return;
        default:
          call satisfies never;
      }
    },
    verdict: (): Durability => ({ ...seen, errors }),
  };
}
