import { z } from 'zod';
import { setTellerCard, tellerCardInput } from '../bank/name-teller.ts';
import { readTellerCards, tellerCardAnswer } from '../bank/teller-card.ts';
import { defineEndpoint, type Endpoint, GET, POST } from './endpoint.ts';

const CARD = {
  tellerId: 'teller-1',
  robloxUserId: 156,
  robloxUsername: 'builderman',
  placeUrl: 'https://www.roblox.com/games/8737899170',
  note: 'by the fountain',
  since: '2026-01-01T00:00:00.000Z',
  pending: null,
  reportedAt: '2026-01-01T00:05:00.000Z',
  status: 'online',
} as const;
const { tellerId, robloxUserId, placeUrl, note } = CARD;

const name = defineEndpoint(
  {
    ...POST,
    path: '/admin/tellers',
    scopes: ['admin'],
    tag: 'Operator',
    summary: 'Name who a teller is in the game',
    description:
      'A field that is left out stays, and null clears it. Naming is at once. Another account or place ' +
      'than the one that is named takes effect after 24 hours (pending), is told to staff at once, and is ' +
      'taken back by naming again what is named now. A teller can not name itself.',
    body: tellerCardInput,
    answer: tellerCardAnswer,
    problems: ['out_of_scope', 'roblox_user_not_found', 'replayed', 'upstream_unavailable'],
    example: {
      body: { tellerId, robloxUserId, placeUrl, note },
      answer: { ...CARD, reportedAt: null, status: 'attended' },
    },
  },
  ({ body, caller }, services) => setTellerCard(services, body, caller),
);

const list = defineEndpoint(
  {
    ...GET,
    path: '/tellers',
    scopes: [],
    tag: 'Bank',
    summary: "Who the bank's tellers are in the game",
    description:
      'All that have an account named, and staff who trade by hand by their own: whoever else says to be a ' +
      'teller is none. online: reported within two minutes; silent: not; paused: hands nothing out just ' +
      'now; attended: run by a person, by hand.',
    answer: z.object({ tellers: z.array(tellerCardAnswer), count: z.int().min(0) }),
    problems: ['storage_unavailable'],
    example: { answer: { tellers: [CARD], count: 1 } },
  },
  async (_input, { book }) => {
    const tellers = await book.query(readTellerCards, null, { by: 'anyone' });
    return { tellers, count: tellers.length };
  },
);

export const tellerCardEndpoints: readonly Endpoint[] = [name, list];
