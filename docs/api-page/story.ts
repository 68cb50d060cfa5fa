/** One request of an endpoint's example. */
export interface Step {
  readonly method: string;
  /** The path with its query. */
  readonly target: string;
  readonly body?: unknown;
  /** What happens, where the request isn't the endpoint's own. */
  readonly says?: string;
  /** Variables that later requests use, each with the place of its value in the answer. */
  readonly keeps?: Readonly<Record<string, string>>;
}

/** In a body: the text or number that an earlier answer gave, as `keeps` named it. */
export const text = (variable: string): string => `«${variable}»`;
const number = (variable: string): string => `«#${variable}»`;

const ANNA = { discordUserId: '123456789012345678', robloxUsername: 'builderman' } as const;
const BEN = { discordUserId: '223456789012345678', robloxUsername: 'telamon' } as const;
const GUEST = { discordUserId: '323456789012345678', robloxUsername: 'shedletsky' } as const;
const GOLDEN_CAT = { id: 'Huge Cat', variant: 'golden' } as const;

const post = (target: string, body: unknown, more: Partial<Step> = {}): Step => ({
  method: 'POST',
  target,
  body,
  ...more,
});
const get = (target: string): Step => ({ method: 'GET', target });
const putProfile = (
  { robloxUsername }: { readonly robloxUsername: string },
  body: object,
  says?: string,
) => ({
  method: 'PUT',
  target: `/sandbox/roblox/users/${robloxUsername}`,
  body,
  ...(says === undefined ? {} : { says }),
});

/**
 * The examples of the page, in its order: one story that runs from top to bottom on a fresh `bun dev`. Every
 * request succeeds, and at the end the bank is as open as it was. Each endpoint has its own request last or,
 * where it needs undoing, first.
 */
export const STORY: readonly (readonly [endpoint: string, steps: readonly Step[]])[] = [
  [
    'PUT /sandbox/roblox/users/{username}',
    [
      putProfile(ANNA, { id: 156, description: 'Hi!' }),
      putProfile(BEN, { id: 261 }, 'Another player, for gifts and trades.'),
    ],
  ],
  ['GET /sandbox/roblox/users/{username}', [get('/sandbox/roblox/users/builderman')]],
  ['POST /verify/start', [post('/verify/start', ANNA, { keeps: { code: 'code' } })]],
  [
    'POST /verify/confirm',
    [
      putProfile(
        ANNA,
        { description: `Hi! ${text('code')}` },
        'The player puts the code into their profile.',
      ),
      post('/verify/confirm', ANNA),
      post('/verify/start', BEN, { says: 'The other player does the same.', keeps: { codeOfOther: 'code' } }),
      putProfile(BEN, { description: text('codeOfOther') }),
      post('/verify/confirm', BEN),
    ],
  ],
  [
    'POST /verify/unlink',
    [
      putProfile(GUEST, { displayName: 'A guest' }, 'Somebody who is linked, to be unlinked.'),
      post('/verify/start', GUEST, { keeps: { codeOfGuest: 'code' } }),
      putProfile(GUEST, { description: text('codeOfGuest') }),
      post('/verify/confirm', GUEST),
      post('/verify/unlink', { discordUserId: GUEST.discordUserId }),
    ],
  ],
  [
    'POST /deposit/check',
    [post('/deposit/check', { robloxUserId: 156, pets: [{ ...GOLDEN_CAT, quantity: 4 }], gems: 1000 })],
  ],
  [
    'POST /deposit/complete',
    [
      post('/deposit/complete', {
        tradeId: 'T-42',
        robloxUserId: 156,
        pets: [{ ...GOLDEN_CAT, quantity: 4 }],
        gems: 1000,
      }),
      post(
        '/deposit/complete',
        { tradeId: 'T-43', robloxUserId: 261, gems: 61_000_000 },
        { says: 'The other player brings gems.' },
      ),
    ],
  ],
  [
    'POST /withdraw/request',
    [
      post(
        '/withdraw/request',
        { requestId: 'R-7', robloxUserId: 156, pets: [GOLDEN_CAT], gems: 500 },
        { keeps: { withdrawalId: 'withdrawalId' } },
      ),
    ],
  ],
  ['POST /withdraw/cancel', [post('/withdraw/cancel', { withdrawalId: text('withdrawalId') })]],
  [
    'POST /withdraw/check',
    [
      post(
        '/withdraw/request',
        { requestId: 'R-8', robloxUserId: 156, pets: [GOLDEN_CAT], gems: 500 },
        { says: 'They want it after all.' },
      ),
      post(
        '/withdraw/check',
        { robloxUserId: 156, claim: true },
        { keeps: { claimed: 'claimed.withdrawalId', claimToken: 'claimed.claimToken' } },
      ),
    ],
  ],
  [
    'POST /withdraw/complete',
    [
      post(
        '/withdraw/complete',
        {
          withdrawalId: text('claimed'),
          claimToken: text('claimToken'),
          tradeId: 'T-44',
          outcome: 'delivered',
        },
        { keeps: { seq: 'seq' } },
      ),
    ],
  ],
  [
    'POST /transfer',
    [
      post('/transfer', {
        transferId: 'G-1',
        fromRobloxUserId: 156,
        toRobloxUserId: 261,
        discordUserId: ANNA.discordUserId,
        pets: [GOLDEN_CAT],
        gems: 500,
      }),
    ],
  ],
  ['POST /trade/offer', [offer('O-1')]],
  ['POST /trade/accept', [post('/trade/accept', answerOf('O-1'))]],
  [
    'POST /trade/decline',
    [{ ...offer('O-2'), says: 'Another offer.' }, post('/trade/decline', answerOf('O-2'))],
  ],
  ['GET /trade/{offerId}', [get('/trade/O-1')]],
  [
    'POST /teller/report',
    [
      post('/teller/report', {
        pets: [{ ...GOLDEN_CAT, quantity: 3 }],
        gems: 61_000_500,
        seq: number('seq'),
      }),
    ],
  ],
  ['GET /items/all', [get('/items/all?search=huge%20cat')]],
  ['GET /items/value', [get('/items/value?id=Huge%20Cat&variant=golden')]],
  ['GET /user/{id}/inventory', [get('/user/156/inventory')]],
  ['GET /user/{id}/transactions', [get('/user/156/transactions?limit=1')]],
  ['GET /user/{id}/withdrawals', [get('/user/156/withdrawals')]],
  ['GET /user/{id}/proof', [get('/user/156/proof')]],
  ['GET /proof', [get('/proof')]],
  ['GET /health', [get('/health')]],
  ['GET /livez', [get('/livez')]],
  ['GET /readyz', [get('/readyz')]],
  ['GET /metrics', [get('/metrics')]],
  [
    'POST /admin/halt',
    [
      post('/admin/halt', { halted: true, reason: 'an update of the game' }),
      post('/admin/halt', { halted: false, reason: 'the update is done' }, { says: 'And on again.' }),
    ],
  ],
  [
    'POST /admin/freeze',
    [
      post('/admin/freeze', { robloxUserId: 156, frozen: true, reason: 'reported as stolen' }),
      post(
        '/admin/freeze',
        { robloxUserId: 156, frozen: false, reason: 'a mistake: it was not stolen' },
        { says: 'And free again.' },
      ),
    ],
  ],
  [
    'GET /admin/cases',
    [
      post(
        '/deposit/complete',
        { tradeId: 'T-45', robloxUserId: 156, pets: [{ id: 'Mystery Cat' }] },
        { says: 'A pet that the bank does not know.' },
      ),
      get('/admin/cases?open=true'),
    ],
  ],
  [
    'POST /admin/cases/resolve',
    [
      post('/admin/cases/resolve', {
        caseId: 'quarantine:deposit:dev:T-45',
        resolution: 'credit',
        reason: 'a new pet, added to the list',
      }),
    ],
  ],
  [
    'POST /admin/keys/revoke',
    [post('/admin/keys/revoke', { keyId: 'teller-1@a', reason: 'its machine was broken into' })],
  ],
  ['GET /admin/keys/{keyId}/transactions', [get('/admin/keys/dev/transactions?limit=1')]],
  [
    'POST /admin/tellers',
    [
      post('/admin/tellers', {
        tellerId: 'teller-1',
        robloxUserId: 156,
        placeUrl: 'https://www.roblox.com/games/8737899170',
        note: 'by the fountain',
      }),
    ],
  ],
  ['GET /tellers', [get('/tellers')]],
];

function offer(offerId: string): Step {
  return post('/trade/offer', {
    offerId,
    fromRobloxUserId: 156,
    toRobloxUserId: 261,
    discordUserId: ANNA.discordUserId,
    gives: { pets: [GOLDEN_CAT], gems: 0 },
    wants: { pets: [], gems: 60_000_000 },
  });
}

function answerOf(offerId: string) {
  return { offerId, robloxUserId: 261, discordUserId: BEN.discordUserId };
}
