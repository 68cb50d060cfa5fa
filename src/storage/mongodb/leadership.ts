import { randomBytes } from 'node:crypto';
import type { Db, MongoClient } from 'mongodb';
import type { Candidate, Leadership } from '../leadership.ts';
import type { CommitSession } from './commit-session.ts';
import { LEASE_MS, type Lead, openLeaderDocument } from './leader-document.ts';

const RENEW_MS = 1_000;
/** How often a process looks who leads. */
const LOOK_MS = 500;
const SECRET_BYTES = 32;
const newSecret = (): string => randomBytes(SECRET_BYTES).toString('base64url');

/** For commits: the term that they match, so that a leader of before can't write. */
export interface MongoLeadership extends Leadership {
  /** Null before this process takes part. */
  term(): number | null;
}

export function createLeadership(client: MongoClient, db: Db, commits: CommitSession): MongoLeadership {
  const state = createState();
  const { holder, terms } = state;
  const document = openLeaderDocument(client, db);
  let candidate: Candidate | undefined;
  let looking: Promise<void> | undefined;
  let timer: Timer | undefined;

  async function refresh(): Promise<void> {
    if (!candidate) return;
    looking ??= look(document, state, { ...candidate, commits }).finally(() => {
      looking = undefined;
    });
    await looking;
  }
  return {
    async begin(as) {
      candidate = as;
      timer = setInterval(() => refresh().catch(as.onError), LOOK_MS);
      await refresh().catch(as.onError);
    },
    leader() {
      const lead = terms.newest();
      const isFollowed = lead && lead.holder !== holder && lead.leftMs > 0;
      return isFollowed && lead.version === candidate?.version ? lead : null;
    },
    ownTerm: state.ownTerm,
    secretOf: terms.secretOf,
    term: terms.newestTerm,
    refresh,
    async unreached(term) {
      const lead = terms.newest();
      if (lead?.term === term && lead.holder !== holder) await document.endTransaction(lead);
      await refresh();
    },
    async end() {
      clearInterval(timer);
      await looking?.catch(() => undefined);
      const lead = state.ownLead();
      state.end();
      if (lead) await document.giveUp(lead);
    },
  };
}

/** Learns who leads now; renews the lease where it is this process, and takes one that is over. */
async function look(
  document: ReturnType<typeof openLeaderDocument>,
  { holder, terms, ...state }: State,
  { url, version, onTerm, commits }: Candidate & { readonly commits: CommitSession },
): Promise<void> {
  const startedAt = performance.now();
  if (state.isRenewed(startedAt)) return;
  const own = state.ownLead();
  if (own && (await document.renew(own, commits.id()))) return state.renewed(startedAt);
  const lead = await document.read();
  const learn = (found: Lead, isOwn: boolean): void => {
    if (isOwn) state.renewed(startedAt);
    if (terms.learn(found)) onTerm({ term: found.term, url: found.url, isOwn });
  };
  if (lead.leftMs > 0 || state.hasEnded()) return learn(lead, false);
  await document.endTransaction(lead);
  // Between its own commits, which write the bank's own row too, and which know the term from then on: one of
  // both would be in vain.
  await commits.run(async (session) => {
    const claim = { holder, url, version, secret: newSecret(), session: commits.id() };
    const taken = await document.take(claim, session);
    learn(taken ?? lead, taken !== undefined);
  });
}

type State = ReturnType<typeof createState>;

/** What this process knows of itself, and of the others. */
function createState() {
  const holder = newSecret();
  const terms = createTerms();
  /** By this process's clock, from before it asked: so it never leads longer than it has the lease. */
  let renewedAt = Number.NEGATIVE_INFINITY;
  let hasEnded = false;
  const ownLead = (): Lead | null => {
    const newest = terms.newest();
    return newest?.holder === holder && !hasEnded ? newest : null;
  };
  return {
    holder,
    terms,
    /** What it led in last, though that may be over by now. */
    ownLead,
    ownTerm(): number | null {
      return performance.now() - renewedAt < LEASE_MS ? (ownLead()?.term ?? null) : null;
    },
    isRenewed: (at: number): boolean => ownLead() !== null && at - renewedAt < RENEW_MS,
    renewed(at: number): void {
      renewedAt = at;
    },
    hasEnded: () => hasEnded,
    end(): void {
      hasEnded = true;
    },
  };
}

/** The newest term that a process has heard of, and the one that it knew before. */
function createTerms() {
  let newest: (Lead & { readonly ended: AbortSignal; readonly end: () => void }) | undefined;
  let former: Lead | undefined;
  return {
    newest: () => newest,
    newestTerm: () => newest?.term ?? null,
    secretOf: (term: number) => [newest, former].find((lead) => lead?.term === term)?.secret ?? null,
    /** Returns whether the term is a new one. */
    learn(lead: Lead): boolean {
      if (newest?.term === lead.term) {
        newest = { ...newest, ...lead };
        return false;
      }
      newest?.end();
      former = newest;
      const ending = new AbortController();
      newest = { ...lead, ended: ending.signal, end: () => ending.abort() };
      return true;
    },
  };
}
