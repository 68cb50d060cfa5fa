import { Database } from 'bun:sqlite';

/**
 * The floor: the least that a server of this kind can do. It checks no signature, trusts its input,
 * writes two rows for a deposit and reads one for an inventory, as durably as the bank. `alone` commits each
 * deposit by itself, `grouped` all those that arrived together. `nothing` responds without reading the
 * request, which shows how fast the load itself is.
 */
interface Deposit {
  readonly tradeId: string;
  readonly robloxUserId: number;
  readonly gems: number;
}
type Keep = (deposit: Deposit) => void | Promise<void>;

function main(): void {
  const [mode, file = '', port] = process.argv.slice(2);
  if (mode === 'nothing') {
    const answer = Response.json({ status: 'ok' });
    Bun.serve({ port: Number(port), hostname: '127.0.0.1', routes: { '/*': answer } });
    return;
  }
  const db = openDatabase(file);
  const keep = mode === 'grouped' ? keepGrouped(db) : keepAlone(db);
  const read = db.prepare<{ gems: number }, [number]>('select gems from balances where member = ?');
  Bun.serve({
    port: Number(port),
    hostname: '127.0.0.1',
    routes: {
      '/livez': () => Response.json({ status: 'ok' }),
      '/deposit/complete': {
        async POST(request) {
          const deposit: Deposit = JSON.parse(await request.text());
          await keep(deposit);
          return Response.json({ tradeId: deposit.tradeId });
        },
      },
      '/user/:id/inventory': ({ params: { id } }) => {
        const robloxUserId = Number(id);
        return Response.json({ robloxUserId, gems: read.get(robloxUserId)?.gems ?? 0 });
      },
    },
  });
}

function openDatabase(file: string): Database {
  const db = new Database(file, { create: true });
  db.run('pragma journal_mode = wal');
  db.run('pragma synchronous = full');
  db.run('pragma wal_autocheckpoint = 4000');
  db.run('create table log (trade_id text primary key, member integer not null, body text not null) strict');
  db.run('create table balances (member integer primary key, gems integer not null) strict');
  return db;
}

function keepAlone(db: Database): Keep {
  const commit = prepareCommit(db);
  return (deposit) => commit([deposit]);
}

function keepGrouped(db: Database): Keep {
  const commit = prepareCommit(db);
  let waiting: { deposit: Deposit; resolve: () => void }[] = [];
  function flush(): void {
    const group = waiting;
    waiting = [];
    commit(group.map(({ deposit }) => deposit));
    for (const { resolve } of group) resolve();
  }
  return (deposit) =>
    new Promise((resolve) => {
      if (waiting.length === 0) setImmediate(flush);
      waiting.push({ deposit, resolve });
    });
}

function prepareCommit(db: Database): (deposits: readonly Deposit[]) => void {
  const log = db.prepare('insert into log values (?, ?, ?)');
  const add = db.prepare(
    'insert into balances values (?, ?) on conflict do update set gems = gems + excluded.gems',
  );
  return db.transaction((deposits: readonly Deposit[]) => {
    for (const deposit of deposits) {
      log.run(deposit.tradeId, deposit.robloxUserId, JSON.stringify(deposit));
      add.run(deposit.robloxUserId, deposit.gems);
    }
  }).immediate;
}

main();
