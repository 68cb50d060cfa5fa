import type { Book, Reads } from './engine/book.ts';
import type { Operation } from './engine/operation.ts';
import { sha256 } from './engine/replay.ts';
import type { Values } from './engine/state.ts';
import type { ReadKey } from './engine/view.ts';
import { areLinksNamed, CARRIED_ID, linkNote, listLinks } from './links.ts';

const BANK = { by: 'bank' } as const;
const PAGE = 500;
/** How many accounts share a commit: each takes a transaction. */
const LINKS_PER_COMMIT = 200;

/**
 * Carries the links of an older version over, once for ever: says again of each account, in a transaction
 * that names it, what the log says last. Rows aren't asked: from then on, one that differs counts for
 * nothing. Where it is interrupted, the next call goes on.
 */
export async function recordLinks(book: Book): Promise<void> {
  if (await book.query(readAreCarried, undefined, BANK)) return;
  if (await areLinksNamed(book.reads, await book.reads.head())) return;
  const logged: LoggedLinks = { seq: 0, unnamed: new Map() };
  for (;;) {
    await readOn(book.reads, logged);
    const links = [...logged.unnamed].slice(0, LINKS_PER_COMMIT);
    if (await book.perform(recordSome, { links, afterSeq: logged.seq }, BANK)) return;
  }
}

const carriedReadKeys = (): ReadKey[] => [{ kind: 'operation', operationId: CARRIED_ID }];

const readAreCarried: Operation<undefined, boolean> = {
  readKeys: carriedReadKeys,
  decide: (step) => step.operation(CARRIED_ID) !== undefined,
};

interface LoggedLinks {
  seq: number;
  /** By account, the links that stand, and that no transaction about them names. */
  readonly unnamed: Map<string, Values>;
}

async function readOn(reads: Pick<Reads, 'log'>, logged: LoggedLinks): Promise<void> {
  for (let isFull = true; isFull; ) {
    const page = await reads.log({ afterSeq: logged.seq, limit: PAGE });
    for (const transaction of page) {
      for (const [account, values] of listLinks(transaction)) {
        if (values === null || transaction.note === linkNote(Number(account))) logged.unnamed.delete(account);
        else logged.unnamed.set(account, values);
      }
      logged.seq = transaction.seq;
    }
    isFull = page.length === PAGE;
  }
}

/** What the log says of some accounts, up to `afterSeq`. */
interface LoggedSome {
  readonly links: readonly (readonly [account: string, Values])[];
  readonly afterSeq: number;
}

/**
 * Names these in the log; where there are none, says that all are named. Returns whether somebody has said
 * so. Does nothing where the log has gone on since: then it says something else of them, perhaps.
 */
const recordSome: Operation<LoggedSome, boolean> = {
  readKeys: carriedReadKeys,
  decide(step, { links, afterSeq }) {
    if (step.operation(CARRIED_ID)) return true;
    if (step.bank().seq !== afterSeq) return false;
    const kind = 'state_recorded';
    for (const [account, values] of links) {
      const records = [['links', account, values]] as const;
      step.post({ kind, status: 'link', note: linkNote(Number(account)), records });
    }
    if (links.length > 0) return false;
    step.post({ kind, status: 'links', operation: { id: CARRIED_ID, digest: sha256('') } });
    return true;
  },
};
