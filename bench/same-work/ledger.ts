import { Database } from 'bun:sqlite';
import { createHash } from 'node:crypto';

export interface Deposit {
  readonly tradeId: string;
  readonly robloxUserId: number;
  readonly pets: readonly { readonly id: string; readonly variant: string; readonly quantity: number }[];
  readonly gems: number;
}

/** A deposit with the nonce of its request. */
export interface Signed {
  readonly nonce: string;
  readonly deposit: Deposit;
}

export type Outcome = { readonly seq: number; readonly gems: number } | 'replayed' | 'request_reused';

interface Head {
  readonly seq: number;
  readonly hash: string;
}

const GEMS = 'gems';
const TELLER = 'teller:1';
const memberAccount = (robloxUserId: number): string => `member:${robloxUserId}`;

/** A ledger of one teller, with as little as keeps the promises. */
export function openLedger(file: string) {
  const db = openDatabase(file);
  const readHead = db.prepare<Head, []>('select seq, hash from head');
  const moveHead = db.prepare('update head set seq = ?, hash = ? where seq = ? and hash = ?');
  const decide = prepareDecision(db);
  const readBalances = db.prepare<{ asset: string; amount: number }, [string]>(
    'select asset, amount from balances where account = ? and amount <> 0',
  );
  let head = readHead.get() ?? { seq: 0, hash: '' };

  const commitOn = db.transaction((group: readonly Signed[], first: Head) => {
    const state = { ...first };
    const outcomes = group.map((signed) => decide(signed, state));
    const { changes } = moveHead.run(state.seq, state.hash, first.seq, first.hash);
    if (changes !== 1) throw new Error('another process has moved the head');
    return { outcomes, head: state };
  }).immediate;

  return {
    /** Commits the deposits together, each with an outcome of its own. */
    commit(group: readonly Signed[]): Outcome[] {
      try {
        const committed = commitOn(group, head);
        head = committed.head;
        return committed.outcomes;
      } catch (error) {
        head = readHead.get() ?? head;
        throw error;
      }
    },
    balancesOf: (robloxUserId: number) => readBalances.all(memberAccount(robloxUserId)),
  };
}

/** Decides and writes one deposit, and moves the head that it is given. */
function prepareDecision(db: Database): (signed: Signed, head: { seq: number; hash: string }) => Outcome {
  const useNonce = db.prepare('insert into nonces values (?) on conflict do nothing');
  const findTrade = db.prepare<{ seq: number; body: string; gems: number }, [string]>(
    'select seq, body, gems from log where trade_id = ?',
  );
  const append = db.prepare('insert into log values (?, ?, ?, ?, ?)');
  const add = db.prepare<{ amount: number }, [string, string, number]>(
    `insert into balances values (?, ?, ?)
     on conflict do update set amount = amount + excluded.amount returning amount`,
  );
  const move = (account: string, asset: string, amount: number): number => {
    add.get(TELLER, asset, -amount);
    return add.get(account, asset, amount)?.amount ?? 0;
  };
  return ({ nonce, deposit }, head) => {
    if (useNonce.run(nonce).changes === 0) return 'replayed';
    const body = JSON.stringify(deposit);
    const before = findTrade.get(deposit.tradeId);
    if (before && before.body !== body) return 'request_reused';
    if (before) return { seq: before.seq, gems: before.gems };
    const account = memberAccount(deposit.robloxUserId);
    for (const { id, variant, quantity } of deposit.pets) move(account, `${id}|${variant}`, quantity);
    const gems = move(account, GEMS, deposit.gems);
    head.seq += 1;
    head.hash = createHash('sha256').update(head.hash).update(body).digest('hex');
    append.run(head.seq, head.hash, deposit.tradeId, body, gems);
    return { seq: head.seq, gems };
  };
}

function openDatabase(file: string): Database {
  const db = new Database(file, { create: true, strict: true });
  db.run('pragma journal_mode = wal');
  db.run('pragma synchronous = full');
  db.run('pragma wal_autocheckpoint = 4000');
  db.run('create table head (seq integer not null, hash text not null) strict');
  db.run("insert into head values (0, '')");
  db.run(`create table log (seq integer primary key, hash text not null, trade_id text not null unique,
    body text not null, gems integer not null) strict`);
  db.run(`create table balances (account text, asset text, amount integer not null,
    primary key (account, asset)) strict, without rowid`);
  db.run('create table nonces (nonce text primary key) strict, without rowid');
  return db;
}
