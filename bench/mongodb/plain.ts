import { type ClientSession, MongoClient } from 'mongodb';

/**
 * What many would write first: a transaction for each request that inserts a row of a log and adds to the
 * member's balances. No signature is checked, nothing guards against a second time, no chain, no teller's
 * side, no limits.
 */
interface Deposit {
  readonly tradeId: string;
  readonly robloxUserId: number;
  readonly pets: readonly { readonly id: string; readonly variant: string; readonly quantity: number }[];
  readonly gems: number;
}

async function main(): Promise<void> {
  const [uri = '', port] = process.argv.slice(2);
  const client = await MongoClient.connect(uri, { writeConcern: { w: 'majority', journal: true } });
  await makeCollections(client);
  const keep = prepareKeep(client);
  Bun.serve({
    port: Number(port),
    hostname: '127.0.0.1',
    routes: {
      '/livez': () => Response.json({ status: 'ok' }),
      '/deposit/complete': {
        async POST(request) {
          const deposit: Deposit = JSON.parse(await request.text());
          await client.withSession((session) => session.withTransaction(() => keep(deposit, session)));
          return Response.json({ tradeId: deposit.tradeId });
        },
      },
    },
  });
}

/** Made beforehand, since not every server makes them within transactions. */
async function makeCollections(client: MongoClient): Promise<void> {
  const there = await client.db().listCollections().toArray();
  for (const name of ['plain_log', 'plain_balances']) {
    if (!there.some((collection) => collection.name === name)) await client.db().createCollection(name);
  }
}

function prepareKeep(client: MongoClient): (deposit: Deposit, session: ClientSession) => Promise<void> {
  const log = client.db().collection<{ _id: string; deposit: Deposit }>('plain_log');
  const balances = client.db().collection<{ _id: string; amount: number }>('plain_balances');
  return async (deposit, session) => {
    const { tradeId, robloxUserId, pets, gems } = deposit;
    await log.insertOne({ _id: tradeId, deposit }, { session });
    const amounts = [['gems', gems] as const, ...pets.map((pet) => [pet.id, pet.quantity] as const)];
    const additions = amounts.map(([asset, amount]) => ({
      updateOne: { filter: { _id: `${robloxUserId} ${asset}` }, update: { $inc: { amount } }, upsert: true },
    }));
    await balances.bulkWrite(additions, { session });
  };
}

await main();
