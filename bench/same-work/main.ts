import { type Deposit, type Outcome, openLedger, type Signed } from './ledger.ts';
import { verifySignature } from './signature.ts';

/**
 * The least that keeps the bank's promises: signature and digest are checked, a nonce and a trade id count
 * once, each deposit has two sides and extends the chain of hashes, the head is compared and swapped, and
 * what arrives together shares one commit. It knows no limits, holds, catalogue, cases or notifications.
 */
function main(): void {
  const [file = '', port, id = '', secret = ''] = process.argv.slice(2);
  const key = { id, secret };
  const ledger = openLedger(file);
  const keep = group((deposits) => ledger.commit(deposits));
  Bun.serve({
    port: Number(port),
    hostname: '127.0.0.1',
    routes: {
      '/livez': () => Response.json({ status: 'ok' }),
      '/deposit/complete': {
        async POST(request) {
          const body = await request.bytes();
          const nonce = verifySignature(request, '/deposit/complete', body, key);
          if (nonce === null) return refuse(401);
          const deposit = readDeposit(body);
          if (!deposit) return refuse(422);
          const outcome = await keep({ nonce, deposit });
          if (outcome === 'replayed') return refuse(409);
          if (outcome === 'request_reused') return refuse(422);
          const { pets, gems } = deposit;
          return Response.json({ ...outcome, status: 'credited', credited: { pets, gems } });
        },
      },
      '/user/:id/inventory'(request) {
        const robloxUserId = Number(request.params.id);
        const path = `/user/${request.params.id}/inventory`;
        if (verifySignature(request, path, null, key) === null) return refuse(401);
        return Response.json({ robloxUserId, holds: ledger.balancesOf(robloxUserId) });
      },
    },
  });
}

const refuse = (status: number): Response => Response.json({ status }, { status });

const isCount = (value: unknown): boolean => Number.isSafeInteger(value) && Number(value) >= 0;

function readDeposit(body: Uint8Array): Deposit | null {
  const deposit: Deposit = JSON.parse(Buffer.from(body).toString());
  const { tradeId, robloxUserId, pets, gems } = deposit;
  const isRight =
    /^[\w.:-]{1,128}$/.test(tradeId) &&
    isCount(robloxUserId) &&
    isCount(gems) &&
    pets.every(({ id, variant, quantity }) => typeof id === 'string' && variant && isCount(quantity));
  return isRight ? deposit : null;
}

/** Commits together what arrives in one turn of the event loop. */
function group(commit: (deposits: readonly Signed[]) => Outcome[]): (signed: Signed) => Promise<Outcome> {
  let waiting: Signed[] = [];
  let outcomes = Promise.withResolvers<Outcome[]>();
  function flush(): void {
    const [deposits, { resolve, reject }] = [waiting, outcomes];
    waiting = [];
    outcomes = Promise.withResolvers();
    try {
      resolve(commit(deposits));
    } catch (error) {
      reject(error);
    }
  }
  return async (signed) => {
    if (waiting.length === 0) setImmediate(flush);
    const place = waiting.push(signed) - 1;
    const outcome = (await outcomes.promise)[place];
    if (outcome === undefined) throw new Error('a deposit has no outcome');
    return outcome;
  };
}

main();
