import { caseEndId, findEndedCase } from './cases.ts';
import type { Book, Reads } from './engine/book.ts';
import type { Operation } from './engine/operation.ts';
import type { ReadKey } from './engine/read-key.ts';
import type { Transaction } from './engine/rows.ts';
import { sha256 } from './engine/sha256.ts';
import type { Values } from './engine/state.ts';
import { areLinksNamed, CARRIED_ID, linkNote, listLinks } from './links.ts';

const BANK = { by: 'bank' } as const;
const PAGE = 500;
const RECORDED = 'state_recorded';
/** How many accounts, or cases, share a commit: each takes a transaction. */
const PER_COMMIT = 200;

/**
 * Carries the links of an older version over, once for ever: says again of each account, in a transaction
 * that names it, what the log says last. And that cases have ended which no row may open again, in one that
 * can be found by the case. Rows aren't asked: from then on, one that differs counts for nothing. Where it is
 * interrupted, the next call goes on.
 */
export async function carryOver(book: Book): Promise<void> {
  if (await book.query(readAreCarried, undefined, BANK)) return;
  if (await areLinksNamed(book.reads, await book.reads.head())) return;
  const logged: LoggedBefore = { seq: 0, unnamed: new Map(), ended: new Set() };
  for (;;) {
    await readOn(book.reads, logged);
    const links = [...logged.unnamed].slice(0, PER_COMMIT);
    const ended = [...logged.ended].slice(0, PER_COMMIT - links.length);
    if (await book.perform(recordSome, { links, ended, afterSeq: logged.seq }, BANK)) return;
  }
}

const carriedReadKeys = (): ReadKey[] => [{ kind: 'operation', operationId: CARRIED_ID }];

const readAreCarried: Operation<undefined, boolean> = {
  readKeys: carriedReadKeys,
  decide: (step) => step.operation(CARRIED_ID) !== undefined,
};

interface LoggedBefore {
  seq: number;
  /** By account, the links that stand, and that no transaction about them names. */
  readonly unnamed: Map<string, Values>;
  /** The cases that have ended without a word by which that is found. */
  readonly ended: Set<string>;
}

async function readOn(reads: Pick<Reads, 'log'>, logged: LoggedBefore): Promise<void> {
  for (let isFull = true; isFull; ) {
    const page = await reads.log({ afterSeq: logged.seq, limit: PAGE });
    for (const transaction of page) {
      takeLinks(logged, transaction);
      const ended = findEndedCase(transaction);
      if (ended !== undefined) logged.ended.add(ended);
      if (isEndOfCase(transaction)) logged.ended.delete(transaction.note ?? '');
      logged.seq = transaction.seq;
    }
    isFull = page.length === PAGE;
  }
}

function takeLinks({ unnamed }: LoggedBefore, transaction: Transaction): void {
  for (const [account, values] of listLinks(transaction)) {
    if (values === null || transaction.note === linkNote(Number(account))) unnamed.delete(account);
    else unnamed.set(account, values);
  }
}

const isEndOfCase = ({ kind, status }: Transaction): boolean => kind === RECORDED && status === 'case';

/** What the log says of some accounts, up to `afterSeq`. */
interface LoggedSome {
  readonly links: readonly (readonly [account: string, Values])[];
  readonly ended: readonly string[];
  readonly afterSeq: number;
}

/**
 * Says these in the log; where there are none, says that all are said. Returns whether somebody has said
 * so. Does nothing where the log has gone on since: then it says something else of them, perhaps.
 */
const recordSome: Operation<LoggedSome, boolean> = {
  readKeys: carriedReadKeys,
  decide(step, { links, ended, afterSeq }) {
    if (step.operation(CARRIED_ID)) return true;
    if (step.bank().seq !== afterSeq) return false;
    const kind = RECORDED;
    for (const [account, values] of links) {
      const records = [['links', account, values]] as const;
      step.post({ kind, status: 'link', note: linkNote(Number(account)), records });
    }
    for (const id of ended) {
      const operation = { id: caseEndId(id), digest: sha256('') };
      step.post({ kind, status: 'case', note: id, operation });
    }
    if (links.length + ended.length > 0) return false;
    step.post({ kind, status: 'links', operation: { id: CARRIED_ID, digest: sha256('') } });
    return true;
  },
};
