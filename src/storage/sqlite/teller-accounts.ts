import { and, asc, eq, lte } from 'drizzle-orm';
import type { TellerAccountStore } from '../../bank/witness.ts';
import type { SqliteDatabase } from './open.ts';
import { tellerAccounts } from './schema.ts';

/** Tellers' accounts. Each call is one statement, so that of two that want the same turn one has it. */
export function createTellerAccounts(db: SqliteDatabase): TellerAccountStore {
  const isOf = (tellerId: string) => eq(tellerAccounts.tellerId, tellerId);
  return {
    tellerAccounts: async () => db.select().from(tellerAccounts).orderBy(asc(tellerAccounts.tellerId)).all(),
    async putTellerAccount(account) {
      const target = tellerAccounts.tellerId;
      db.insert(tellerAccounts).values(account).onConflictDoUpdate({ target, set: account }).run();
    },
    async forgetTellerAccount(tellerId) {
      return db.delete(tellerAccounts).where(isOf(tellerId)).returning().all().length > 0;
    },
    async takeAccountTurn({ tellerId, at, until }) {
      const isDue = and(isOf(tellerId), lte(tellerAccounts.nextAt, at));
      return db.update(tellerAccounts).set({ nextAt: until }).where(isDue).returning().all().length > 0;
    },
  };
}
