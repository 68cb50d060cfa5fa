import { MongoClient } from 'mongodb';
import { z } from 'zod';
import type { BankProcess } from '../../support/process.ts';
import type { Place } from '../crash/place.ts';
import type { Fleet } from './fleet.ts';

const LOOK_MS = 50;
/** How long each request waits while nobody leads, so that not all of them are made then. */
const PAUSE_MS = 300;
const found = z.object({ term: z.int(), url: z.string() });

/** Watches, in the database, which process leads. */
export async function watchLeader({ environment }: Pick<Place, 'environment'>) {
  const client = await MongoClient.connect(environment.DATABASE_URL ?? '');
  const leaders = client.db().collection('leader');
  const known = Promise.withResolvers<void>();
  let leader = { term: 0, url: '' };
  /** The term whose leader was struck last. */
  let struckTerm = 0;
  let losses = 0;
  const timer = setInterval(async () => {
    const read = found.safeParse(await leaders.findOne().catch(() => null));
    if (!read.success || read.data.url === '') return;
    leader = read.data;
    known.resolve();
  }, LOOK_MS);
  return {
    isKnown: known.promise,
    terms: () => leader.term,
    /**
     * The process that leads, once in each term, or since it went on. Another one must be up: a bank without
     * any is silent for as long as a start takes.
     */
    pick(up: readonly BankProcess[]): BankProcess | null {
      const victim = up.find(({ url }) => url === leader.url);
      if (!victim || up.length < 2 || struckTerm === leader.term) return null;
      struckTerm = leader.term;
      losses += 1;
      return victim;
    },
    /** One that was stopped goes on, and leads as before if no other could take its place. */
    goesOn(): void {
      struckTerm = 0;
    },
    losses: () => losses,
    /** The same fleet, slower while its leader is lost. */
    pace: (fleet: Fleet): Fleet => ({
      ...fleet,
      async ask(...request) {
        if (struckTerm === leader.term) await Bun.sleep(PAUSE_MS);
        return fleet.ask(...request);
      },
    }),
    async stop(): Promise<void> {
      clearInterval(timer);
      await client.close();
    },
  };
}
