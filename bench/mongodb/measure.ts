import { fileURLToPath } from 'node:url';
import { MongoClient } from 'mongodb';
import { newKey } from '../compare.ts';
import { type Effort, holdContest } from '../contest.ts';
import { type Server, startBank, startBankLike, startPlain, startSeveral } from '../server.ts';
import { printContest } from '../table.ts';

const ONES = fileURLToPath(import.meta.resolve('./ones.ts'));

export interface MongoEffort extends Effort {
  /** How many processes share a database, one run for each. */
  readonly processes: readonly number[];
  /** A replica set's address, with no database's name. */
  readonly uri: string;
  /** A filled bank on the same server, to be measured beside a new one. */
  readonly filled: string | undefined;
}

/** Compares the bank on MongoDB with batches of one, and with a plain transaction for each request. */
export async function measureMongo({ uri, filled, processes, ...effort }: MongoEffort): Promise<void> {
  const key = newKey();
  const databases = ['bank', 'ones', 'plain'].map((name) => `petbank_bench_${process.pid}_${name}`);
  const [bank = '', ones = '', plain = ''] = databases.map((name) => addressOf(uri, name));
  try {
    for (const count of processes) {
      const entrants: Record<string, Server> = {};
      const several = (startOne: () => Promise<Server>): Promise<Server> => startSeveral(count, startOne);
      try {
        entrants.petbank = await several(() => startBank(bank, key));
        entrants['batches of one'] = await several(() => startBankLike(ONES, ones, key));
        entrants['plain transactions'] = await several(() => startPlain(plain));
        if (filled) entrants[filled] = await several(() => startBank(addressOf(uri, filled), key));
        const results = await holdContest({ ...effort, kind: 'deposits', key, entrants });
        printContest(`deposits on MongoDB, ${count === 1 ? 'one process' : `${count} processes`}`, results);
      } finally {
        for (const server of Object.values(entrants)) await server.stop();
      }
    }
  } finally {
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
