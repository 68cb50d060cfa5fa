import { z } from 'zod';
import { tellerAccount } from '../../bank/ledger.ts';
import { goodsOf } from '../../bank/pets.ts';
import { depositEndpoints } from '../deposit.ts';
import { defineEndpoint, type Endpoint, GET } from '../endpoint.ts';
import { tellerEndpoints } from '../teller.ts';
import { withdrawEndpoints } from '../withdraw.ts';

/** The teller that whoever plays the game's side is. */
const TELLER = 'playground';

/** The game's side: the very endpoints of a teller in the game, acting as this one, and what it holds by the ledger. */
export const gameEndpoints: readonly Endpoint[] = [
  ...[...depositEndpoints, ...withdrawEndpoints, ...tellerEndpoints]
    .filter(({ scopes }) => scopes.includes('teller'))
    .map(
      (endpoint): Endpoint => ({
        ...endpoint,
        path: `/playground/game${endpoint.path}`,
        scopes: [],
        run: (raw) => endpoint.run({ ...raw, caller: { by: TELLER } }),
      }),
    ),
  defineEndpoint(
    {
      ...GET,
      path: '/playground/game/holdings',
      scopes: [],
      tag: 'Playground',
      summary: 'What the teller holds by the ledger, and the newest sequence number',
      answer: z.unknown(),
      problems: [],
      example: { answer: null },
    },
    async ({ services: { book } }) => {
      const [stock, { seq }] = await Promise.all([book.reads.stock(), book.reads.head()]);
      const held = stock.filter(({ account }) => account === tellerAccount(TELLER));
      return { seq, ...goodsOf(held.map(({ asset, amount }) => [asset, -amount] as const)) };
    },
  ),
];
