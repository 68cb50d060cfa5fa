import { MongoClient } from 'mongodb';
import { newKey } from '../compare.ts';
import { type Effort, holdContest } from '../contest.ts';
import { type Server, startBank, startPlain, startSeveral } from '../server.ts';
import { printContest } from '../table.ts';

export interface MongoEffort extends Effort {
  /** How many processes share a database. */
  readonly processes: readonly number[];
  /** A replica set's address, with no database's name. */
  readonly uri: string;
  /** A filled bank on the same server, to be measured beside a new one. */
  readonly filled: string | undefined;
}

/**
 * Compares the bank on MongoDB with a plain transaction for each request. All numbers of processes are
 * measured in turn, each on databases of its own, so that their ratio is that of one moment.
 */
export async function measureMongo({ uri, filled, processes, ...effort }: MongoEffort): Promise<void> {
  const key = newKey();
  const databases: string[] = [];
  function makeDatabase(): string {
    const name = `petbank_bench_${process.pid}_${databases.length}`;
    databases.push(name);
    return addressOf(uri, name);
  }
  const entrants: Record<string, Server> = {};
  async function enter(name: string, count: number, startOne: () => Promise<Server>): Promise<void> {
    entrants[count === 1 ? name : `${name} × ${count}`] = await startSeveral(count, startOne);
  }
  try {
    for (const count of processes) {
      const [bank, plain] = [makeDatabase(), makeDatabase()];
      await enter('petbank', count, () => startBank(bank, key));
      await enter('plain transactions', count, () => startPlain(plain));
      if (filled) await enter(filled, count, () => startBank(addressOf(uri, filled), key));
    }
    printContest('deposits on MongoDB', await holdContest({ ...effort, kind: 'deposits', key, entrants }));
  } finally {
    for (const server of Object.values(entrants)) await server.stop();
    await drop(uri, databases);
  }
}

/** The address with the database's name in it. */
function addressOf(uri: string, database: string): string {
  const address = new URL(uri);
  address.pathname = `/${database}`;
  return address.href;
}

async function drop(uri: string, databases: readonly string[]): Promise<void> {
  const client = await MongoClient.connect(uri);
  for (const name of databases) await client.db(name).dropDatabase();
  await client.close();
}
