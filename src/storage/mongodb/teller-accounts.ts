import type { Db } from 'mongodb';
import { z } from 'zod';
import type { TellerAccount, TellerAccountStore } from '../../bank/witness.ts';

type Stored = Omit<TellerAccount, 'tellerId'> & { readonly _id: string };

const stored = z.object({
  _id: z.string(),
  sealedToken: z.string(),
  connectedAt: z.int(),
  expiresAt: z.int(),
  nextAt: z.int(),
});

/** Tellers' accounts. Each call is one command, so that of two that want the same turn one has it. */
export function createTellerAccounts(db: Db): TellerAccountStore {
  const accounts = db.collection<Stored>('teller_accounts');
  return {
    async tellerAccounts() {
      const documents = await accounts.find({}, { sort: { _id: 1 } }).toArray();
      return documents.map((document) => {
        const { _id: tellerId, ...account } = stored.parse(document);
        return { tellerId, ...account };
      });
    },
    async putTellerAccount({ tellerId, ...account }) {
      await accounts.replaceOne({ _id: tellerId }, account, { upsert: true });
    },
    async forgetTellerAccount(tellerId) {
      return (await accounts.deleteOne({ _id: tellerId })).deletedCount > 0;
    },
    async takeAccountTurn({ tellerId, at, until }) {
      const taken = await accounts.updateOne(
        { _id: tellerId, nextAt: { $lte: at } },
        { $set: { nextAt: until } },
      );
      return taken.matchedCount > 0;
    },
  };
}
