import type { ReadKey, Snapshot } from '../../src/bank/engine/read-key.ts';
import { aliasId, newTeller } from '../../src/bank/engine/rows.ts';
import { CAT_KEY, HUGE, T0, withdrawalOf } from './samples.ts';

type Puts = Partial<Snapshot['rows']>;
/** A row, the same row changed, and the read keys that name it. */
interface Sample {
  readonly first: Puts;
  readonly changed: Puts;
  readonly readKeys: readonly ReadKey[];
  /** Read keys that these rows must not answer. */
  readonly otherReadKeys: readonly ReadKey[];
}

const member = {
  robloxUserId: 1,
  frozenReason: null,
  cooldownUntil: null,
  petsHeld: 0n,
  gemsHeld: HUGE,
  givenBack: {
    ...{ tellerId: 'teller-1', seq: 7, at: T0 },
    others: [{ tellerId: 'teller-2', seq: 5, at: T0 }],
  },
};
export const profile = {
  robloxUserId: 1,
  username: 'Maus',
  displayName: 'Zoë\'s "🐭" \\ \'x',
  avatarUrl: null,
  lastDiscordUserId: null,
  lastSalt: '',
  updatedAt: T0,
};
export const link = { discordUserId: '100000000000000001', robloxUserId: 1, linkedAt: T0, salt: 'a1' };
const pending = {
  discordUserId: link.discordUserId,
  robloxUserId: 1,
  username: 'Maus',
  code: 'oak owl',
  expiresAt: T0,
};
const teller = { ...newTeller('teller-1'), lastTradeSeq: 3 };
const hold = {
  tellerId: 'teller-1',
  seq: 3,
  firstSeq: 2,
  amount: HUGE,
  at: T0,
  until: T0 + 1,
  content: 'ab12',
  isDuplicate: true,
  hour: 7,
};
const report = { digest: 'd'.repeat(64), madeAt: T0, receivedAt: T0 + 1, afterSeq: 3 };
export const openCase = {
  id: 'quarantine:a',
  kind: 'quarantine',
  robloxUserId: 1,
  tellerId: 'teller-1',
  withdrawalId: null,
  goods: {
    pets: [{ id: 'Rock', variant: 'golden', shiny: true, chroma: 3, quantity: 100_000_000_000_000 }],
    gems: 5,
  },
  summary: 'a rock',
  openedAt: T0,
  closedAt: null,
  resolution: null,
  proposal: null,
} as const;
const alias = {
  id: aliasId('8-Bit "Cat', 'Cat'),
  oldId: '8-Bit "Cat',
  newId: 'Cat',
  status: 'asked',
  seq: 0,
} as const;
const usage = { robloxUserId: 1, day: '2026-05-10', pets: 3n, gems: HUGE };

export const offer = {
  id: 'trade:1',
  fromRobloxUserId: 1,
  toRobloxUserId: 2,
  gives: openCase.goods,
  wants: { pets: [], gems: 5 },
  status: 'open',
  openedAt: T0,
  expiresAt: T0 + 1,
  givesDigest: 'a1 [["Shown Fox","fox_01"]]',
  wantsDigest: 'b2',
  seq: 3,
  tradeSeq: null,
} as const;

const somebody = {
  robloxUserId: 9,
  granted: null,
  byRoles: null,
  managerSince: null,
  tokenHash: null,
  seq: 3,
};

const liabilities = {
  id: 'liabilities',
  saltKey: 'cd',
  seq: 3,
  root: 'ab',
  takenAt: 5,
  tookMs: 1,
  nextAt: 0,
};

const signIn = { id: 'ab', robloxUserId: null, staffSeq: 0, endsAt: T0, seal: 'cd' };

const staffProposal = {
  id: 'p-1',
  by: 'staff-9',
  staffSeq: 3,
  action: 'adjust',
  content: '{}',
  madeAt: T0,
  endsAt: T0 + 1,
  seal: 'cd',
};

export const pass = {
  ...({ id: 'ab', kind: 'page_link', discordUserId: '100000000000000001', name: null } as const),
  robloxUserId: 1,
  linkedAt: T0,
  endsAt: T0 + 1,
};

export const ROW_SAMPLES: [string, Sample][] = [
  [
    'balances',
    {
      first: { balances: [{ account: 'member:1', asset: CAT_KEY, amount: 1n, holds: null }] },
      changed: {
        balances: [
          { account: 'member:1', asset: CAT_KEY, amount: HUGE, holds: [hold, { ...hold, hour: null }] },
        ],
      },
      readKeys: [
        { kind: 'balance', account: 'member:1', asset: CAT_KEY },
        { kind: 'account', account: 'member:1' },
      ],
      otherReadKeys: [
        { kind: 'balance', account: 'member:1', asset: 'gems' },
        { kind: 'account', account: 'member:11' },
      ],
    },
  ],
  [
    'members',
    {
      first: { members: [member] },
      changed: { members: [{ ...member, frozenReason: 'x', cooldownUntil: T0, petsHeld: HUGE }] },
      readKeys: [{ kind: 'member', robloxUserId: 1 }],
      otherReadKeys: [{ kind: 'member', robloxUserId: 11 }],
    },
  ],
  [
    'profiles',
    {
      first: { profiles: [profile] },
      changed: {
        profiles: [{ ...profile, avatarUrl: 'https://x/y', lastDiscordUserId: link.discordUserId }],
      },
      readKeys: [{ kind: 'profile', robloxUserId: 1 }],
      otherReadKeys: [
        { kind: 'profile', robloxUserId: 11 },
        { kind: 'profiles_of_user', discordUserId: '1' },
      ],
    },
  ],
  [
    'links',
    {
      first: { links: [link] },
      changed: { links: [{ ...link, linkedAt: T0 + 1 }] },
      readKeys: [
        { kind: 'link_of_user', discordUserId: link.discordUserId },
        { kind: 'link_of_member', robloxUserId: 1 },
      ],
      otherReadKeys: [
        { kind: 'link_of_user', discordUserId: '1' },
        { kind: 'link_of_member', robloxUserId: 11 },
      ],
    },
  ],
  [
    'verifications',
    {
      first: { verifications: [pending] },
      changed: { verifications: [{ ...pending, robloxUserId: 2, code: 'elk' }] },
      readKeys: [{ kind: 'verification', discordUserId: link.discordUserId }],
      otherReadKeys: [{ kind: 'verification', discordUserId: '1' }],
    },
  ],
  [
    'preferences',
    {
      first: {
        preferences: [{ discordUserId: link.discordUserId, mutedNotices: ['deposits'], language: 'pt-BR' }],
      },
      changed: {
        preferences: [{ discordUserId: link.discordUserId, mutedNotices: ['gifts'], language: null }],
      },
      readKeys: [{ kind: 'preferences_of_user', discordUserId: link.discordUserId }],
      otherReadKeys: [{ kind: 'preferences_of_user', discordUserId: '1' }],
    },
  ],
  [
    'aliases',
    {
      first: { aliases: [alias] },
      changed: { aliases: [{ ...alias, status: 'done', seq: 4 }] },
      readKeys: [
        { kind: 'alias', id: alias.id },
        { kind: 'aliases_of_pet', oldId: alias.oldId },
      ],
      otherReadKeys: [
        { kind: 'alias', id: alias.oldId },
        { kind: 'aliases_of_pet', oldId: alias.newId },
      ],
    },
  ],
  [
    'tellers',
    {
      first: { tellers: [teller] },
      changed: {
        tellers: [
          {
            ...teller,
            report,
            shortages: [{ asset: CAT_KEY, missing: HUGE, isPaused: true }],
            notifiedSurplus: 'x',
            clearedSeq: 5,
            confirmedSeq: 4,
            shown: [{ at: T0, seq: 7 }],
            trades: [{ at: T0, seq: 3 }],
            contradictedAt: T0,
            decidedSeq: 2,
            hour: 7,
            hourWorth: HUGE,
            overHours: [5, 7],
            drift: 'ab',
            driftSince: T0,
            isSilenceTold: true,
            pausedReason: 'gone home',
          },
        ],
      },
      readKeys: [{ kind: 'teller', id: 'teller-1' }],
      otherReadKeys: [{ kind: 'teller', id: 'teller-11' }],
    },
  ],
  [
    'reports',
    {
      first: { reports: [{ tellerId: 'teller-1', amounts: '' }] },
      changed: { reports: [{ tellerId: 'teller-1', amounts: `gems 5\n${CAT_KEY} ${HUGE}` }] },
      readKeys: [{ kind: 'report', tellerId: 'teller-1' }],
      otherReadKeys: [{ kind: 'report', tellerId: 'teller-11' }],
    },
  ],
  [
    'joint shortages',
    {
      first: { jointShortages: [{ tellerId: 'teller-1', paused: 'gems 5', resumed: '' }] },
      changed: { jointShortages: [{ tellerId: 'teller-1', paused: '', resumed: `${CAT_KEY} ${HUGE}` }] },
      readKeys: [{ kind: 'joint_shortages', tellerId: 'teller-1' }],
      otherReadKeys: [{ kind: 'joint_shortages', tellerId: 'teller-11' }],
    },
  ],
  [
    'daily usage',
    {
      first: { usage: [usage] },
      changed: { usage: [{ ...usage, pets: 0n }] },
      readKeys: [{ kind: 'usage', robloxUserId: 1, day: '2026-05-10' }],
      otherReadKeys: [{ kind: 'usage', robloxUserId: 1, day: '2026-05-11' }],
    },
  ],
  [
    'offers',
    {
      first: { offers: [offer] },
      changed: { offers: [{ ...offer, wants: openCase.goods, tradeSeq: 9 }] },
      readKeys: [
        { kind: 'offer', id: 'trade:1' },
        { kind: 'open_offers_by_member', fromRobloxUserId: 1 },
        { kind: 'open_offers_to_member', toRobloxUserId: 2 },
      ],
      otherReadKeys: [
        { kind: 'offer', id: 'trade:11' },
        { kind: 'open_offers_by_member', fromRobloxUserId: 2 },
        { kind: 'open_offers_to_member', toRobloxUserId: 1 },
      ],
    },
  ],
  [
    'teller cards',
    {
      first: {
        tellerCards: [
          {
            id: 'teller-1',
            robloxUserId: 9,
            placeUrl: null,
            note: 'by the "fountain"',
            since: T0,
            pending: null,
          },
        ],
      },
      changed: {
        tellerCards: [
          {
            id: 'teller-1',
            robloxUserId: null,
            placeUrl: 'https://www.roblox.com/games/1',
            note: null,
            since: T0 + 1,
            pending: { robloxUserId: null, placeUrl: 'https://roblox.com', from: T0 + 2 },
          },
        ],
      },
      readKeys: [
        { kind: 'teller_card', id: 'teller-1' },
        { kind: 'all_teller_cards', of: 'bank' },
      ],
      otherReadKeys: [{ kind: 'teller_card', id: 'teller-11' }],
    },
  ],
  [
    'cases',
    {
      first: { cases: [openCase] },
      changed: {
        cases: [
          {
            ...openCase,
            closedAt: T0,
            resolution: 'credit',
            proposal: { by: 'staff-9', resolution: 'credit', reason: 'seen', seq: 7 },
          },
        ],
      },
      readKeys: [{ kind: 'case', id: 'quarantine:a' }],
      otherReadKeys: [{ kind: 'case', id: 'quarantine:b' }],
    },
  ],
  [
    'revocations',
    {
      first: { revocations: [{ keyId: 'teller-1@a', seq: 3, revokedAt: T0 }] },
      changed: { revocations: [{ keyId: 'teller-1@a', seq: 5, revokedAt: null }] },
      readKeys: [{ kind: 'revocation', keyId: 'teller-1@a' }],
      otherReadKeys: [{ kind: 'revocation', keyId: 'teller-1' }],
    },
  ],
  [
    'checks',
    {
      first: { checks: [{ id: 'ledger', nextAt: T0, checkedAt: null, seq: 0, error: null }] },
      changed: { checks: [{ id: 'ledger', nextAt: T0 + 1, checkedAt: T0, seq: 5, error: 'it is broken' }] },
      readKeys: [{ kind: 'check', id: 'ledger' }],
      otherReadKeys: [{ kind: 'check', id: 'other' }],
    },
  ],
  [
    'liabilities',
    {
      first: { liabilities: [liabilities] },
      changed: {
        liabilities: [{ ...liabilities, seq: 7, root: 'ef', takenAt: T0, tookMs: 5, nextAt: T0 + 1 }],
      },
      readKeys: [{ kind: 'liability_state', id: 'liabilities' }],
      otherReadKeys: [{ kind: 'liability_state', id: 'other' }],
    },
  ],
  [
    'staff',
    {
      first: { staff: [somebody] },
      changed: {
        staff: [{ ...somebody, granted: 'owner', byRoles: 'manager', managerSince: T0, tokenHash: 'ab' }],
      },
      readKeys: [
        { kind: 'staff_member', robloxUserId: 9 },
        { kind: 'all_staff', of: 'bank' },
      ],
      otherReadKeys: [{ kind: 'staff_member', robloxUserId: 99 }],
    },
  ],
  [
    'staff days',
    {
      first: { staffDays: [{ staff: 'staff-9', day: '2026-05-10', worth: 3n }] },
      changed: { staffDays: [{ staff: 'staff-9', day: '2026-05-10', worth: HUGE }] },
      readKeys: [{ kind: 'staff_day', staff: 'staff-9', day: '2026-05-10' }],
      otherReadKeys: [{ kind: 'staff_day', staff: 'staff-9', day: '2026-05-11' }],
    },
  ],
  [
    'sign-ins',
    {
      first: { signIns: [signIn] },
      changed: { signIns: [{ ...signIn, robloxUserId: 9, staffSeq: 4, endsAt: T0 + 1, seal: 'ef' }] },
      readKeys: [
        { kind: 'sign_in', id: 'ab' },
        { kind: 'all_sign_ins', of: 'bank' },
      ],
      otherReadKeys: [{ kind: 'sign_in', id: 'abc' }],
    },
  ],
  [
    'proposals of staff',
    {
      first: { staffProposals: [staffProposal] },
      changed: {
        staffProposals: [
          {
            id: 'p-1',
            by: 'staff-10',
            staffSeq: 5,
            action: 'move',
            content: '{"gems":1}',
            madeAt: T0 + 1,
            endsAt: T0 + 2,
            seal: 'ef',
          },
        ],
      },
      readKeys: [
        { kind: 'staff_proposal', id: 'p-1' },
        { kind: 'all_staff_proposals', of: 'bank' },
      ],
      otherReadKeys: [{ kind: 'staff_proposal', id: 'p-11' }],
    },
  ],
  [
    'passes',
    {
      first: { passes: [pass] },
      changed: {
        passes: [{ ...pass, kind: 'roblox_sign_in', name: 'Ann', robloxUserId: null, linkedAt: null }],
      },
      readKeys: [
        { kind: 'pass', id: 'ab' },
        { kind: 'passes_of_user', discordUserId: '100000000000000001' },
      ],
      otherReadKeys: [
        { kind: 'pass', id: 'abc' },
        { kind: 'passes_of_user', discordUserId: '100000000000000002' },
      ],
    },
  ],
  [
    'withdrawals',
    {
      first: { withdrawals: [withdrawalOf({ id: 'w-1', seq: 1 })] },
      changed: { withdrawals: [withdrawalOf({ id: 'w-1', seq: 1, status: 'claimed' })] },
      readKeys: [
        { kind: 'withdrawal', id: 'w-1' },
        { kind: 'open_withdrawals_of_member', robloxUserId: 1 },
      ],
      otherReadKeys: [
        { kind: 'withdrawal', id: 'w-11' },
        { kind: 'open_withdrawals_of_member', robloxUserId: 11 },
        { kind: 'open_withdrawals_of_teller', tellerId: 'teller-11' },
      ],
    },
  ],
];
