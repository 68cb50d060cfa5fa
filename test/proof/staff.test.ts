import { test } from 'bun:test';
import fc from 'fast-check';
import { decideCase } from '../../src/bank/decide-case.ts';
import { completeDeposit, depositInput } from '../../src/bank/deposit.ts';
import { Refusal } from '../../src/bank/engine/refusal.ts';
import { caseResolveInput } from '../../src/bank/resolve-case.ts';
import { verifyLedger } from '../../src/bank/verify-ledger.ts';
import type { Bank } from '../bank/bank.ts';
import { linkUser } from '../bank/link.ts';
import { DAY } from '../bank/rules.ts';
import { hold } from './model/broken.ts';
import { GAME_SEED, playGames } from './play-games.ts';
import { scaled } from './scale.ts';
import { carriedOut, FRIEND, LIMIT, openStaffed, THIEF, THIEF_USER } from './staff/carried-out.ts';

/*
 * A dishonest manager takes and corrects for himself and for an accomplice, ends cases, and makes the
 * accomplice a manager who agrees with him; and when he has moved what he may alone, he loses his account to
 * another Discord user, and links another one. What both can carry out of the bank is worth no more than he
 * may move alone in the days that went by.
 */
const GAMES = scaled({ short: 40, full: 3_000 });
const MOST_MS = scaled({ short: 100_000, full: 3_500_000 });

interface Act {
  readonly kind: (typeof KINDS)[number];
  readonly quantity: number;
  readonly isOwn: boolean;
  /** Whether the accomplice does it with him, a manager since just now. */
  readonly isTogether: boolean;
}

const KINDS = ['take', 'credit', 'take', 'move', 'end cases', 'quarantine', 'relink', 'day'] as const;
const acts = fc.array(
  fc.record({
    kind: fc.constantFrom(...KINDS),
    quantity: fc.integer({ min: 1, max: 15 }),
    isOwn: fc.boolean(),
    isTogether: fc.boolean(),
  }),
  { minLength: 10, maxLength: 30 },
);

/** Refusals are what he meets; anything else is an error. */
async function tryTo(act: () => Promise<unknown>): Promise<void> {
  await act().catch((error: unknown) => {
    if (!(error instanceof Refusal)) throw error;
  });
}

/** The accounts that the thief has had; he acts by the last one. */
type Accounts = number[];

async function play(
  { bank, accounts }: { bank: Bank; accounts: Accounts },
  { kind, quantity, isOwn, isTogether }: Act,
  at: number,
): Promise<void> {
  const self = accounts.at(-1) ?? THIEF;
  const caller = { by: `staff-${self}` };
  const robloxUserId = isOwn ? self : FRIEND;
  const pets = [{ id: 'Cat', quantity }];
  const reason = 'believe me';
  const second = isTogether ? { approvedBy: `staff-${FRIEND}` } : {};
  const end = (caseId: string, resolution: string, by: string) =>
    tryTo(() => decideCase(bank.book, caseResolveInput.parse({ caseId, resolution, reason }), { by }));
  switch (kind) {
    case 'take': {
      const trade = depositInput.parse({ tradeId: `t-${at}`, robloxUserId, pets });
      return tryTo(() => bank.book.perform(completeDeposit, { ...trade, reason }, caller));
    }
    case 'credit': {
      const wish = { robloxUserId, direction: 'credit', tellerId: 'teller-1', pets, reason } as const;
      return tryTo(() => bank.adjust({ adjustmentId: `a-${at}`, ...wish, ...second }, caller));
    }
    case 'move': {
      const wish = { from: 'teller-1', to: caller.by, pets, reason } as const;
      return tryTo(() => bank.move({ moveId: `m-${at}`, ...wish, ...second }, caller));
    }
    case 'end cases': {
      for (const { id } of await bank.reads.cases({ isOpen: true, limit: 50 })) {
        const resolution = id.startsWith('staff_limit') ? 'confirm' : 'credit';
        await end(id, resolution, caller.by);
        if (isTogether) await end(id, resolution, `staff-${FRIEND}`);
      }
      return;
    }
    case 'quarantine': {
      // His accomplice hands a teller what it doesn't take.
      const rare = { tradeId: `q-${at}`, robloxUserId: FRIEND, pets: [{ id: 'Mystery', quantity }] };
      await bank.deposit(rare);
      return;
    }
    case 'relink': {
      await linkUser(bank, { discordUserId: `2${String(at).padStart(17, '0')}`, robloxUserId: self });
      const next = 100 + at;
      await linkUser(bank, { discordUserId: THIEF_USER, robloxUserId: next });
      await bank.hire(next, 'manager');
      accounts.push(next);
      return;
    }
    case 'day':
      bank.pass(DAY);
      return;
    default:
      kind satisfies never;
  }
}

test(
  'a dishonest manager and his accomplice carry out no more than one may move alone in a day',
  async () => {
    const game = async (played: readonly Act[]): Promise<void> => {
      const bank = await openStaffed();
      const accounts = [THIEF];
      let days = 1;
      for (const [at, act] of played.entries()) {
        if (act.isTogether) await bank.hire(FRIEND, 'manager');
        await play({ bank, accounts }, act, at);
        if (act.isTogether) await bank.hire(FRIEND, null);
        if (act.kind === 'day') days += 1;
      }
      const worth = await carriedOut(bank, accounts);
      hold(worth <= days * LIMIT, 'moved alone', () => `${worth} in ${days} days`);
      const { kind } = await verifyLedger(bank.reads);
      hold(kind === 'sound', 'derived', () => 'the ledger does not hold');
    };
    await playGames(acts, game, { numRuns: GAMES, mostMs: MOST_MS });
    console.log(`PETBANK_SEED=${GAME_SEED}: ${GAMES} games`);
  },
  MOST_MS + 60_000,
);
