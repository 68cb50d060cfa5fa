import { tellerAccount } from '../../bank/engine/ledger.ts';
import { amountsToGoods } from '../../bank/engine/pets.ts';
import { depositEndpoints } from '../../http/deposit.ts';
import { defineEndpoint, type Endpoint, GET } from '../../http/endpoint.ts';
import { tellerEndpoints } from '../../http/teller.ts';
import { withdrawEndpoints } from '../../http/withdraw.ts';
import { HIDDEN } from './pages.ts';

/** The teller that whoever plays the game's side is. */
const TELLER = 'playground';

/**
 * The game's side: the very endpoints of a teller in the game, acting as this one, and what it holds by the
 * ledger.
 */
export const gameEndpoints: readonly Endpoint[] = [
  ...[...depositEndpoints, ...withdrawEndpoints, ...tellerEndpoints]
    .filter(({ scopes }) => scopes.includes('teller'))
    .map(
      (endpoint): Endpoint => ({
        ...endpoint,
        path: `/playground/game${endpoint.path}`,
        scopes: [],
        run: (request, ...rest) => endpoint.run({ ...request, caller: { by: TELLER } }, ...rest),
      }),
    ),
  defineEndpoint(
    {
      ...GET,
      ...HIDDEN,
      path: '/playground/game/holdings',
    },
    async (_, { book }) => {
      const [stock, { seq }] = await Promise.all([book.reads.tellerBalances(), book.reads.head()]);
      const held = stock.filter(({ account }) => account === tellerAccount(TELLER));
      return { seq, ...amountsToGoods(held.map(({ asset, amount }) => [asset, -amount] as const)) };
    },
  ),
];
