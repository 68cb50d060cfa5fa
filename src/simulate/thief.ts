import { z } from 'zod';
import { caseAnswer } from '../bank/cases.ts';
import { depositAnswer } from '../bank/deposit.ts';
import type { CallBank, SigningKey } from './bank-server.ts';
import type { GameWorld } from './game-world.ts';
import type { Random } from './random.ts';
import type { Teller } from './tellers.ts';
import type { Time } from './time.ts';

/** How often staff look at the bank's cases. */
const LOOK_SECONDS = 30;
/** A key is stolen this many times less often than other faults happen. */
const OTHER_FAULTS_PER_THEFT = 20;
const FORGED_GEMS = 5;
/** Whom the thief makes the bank owe something: none of the players. */
const ACCOMPLICE = 999_999_999;
const RESTART_SECONDS = 5;

interface ThiefOptions {
  readonly tellers: readonly Teller[];
  readonly random: Random;
  readonly time: Time;
  readonly callAs: (key: SigningKey) => CallBank;
  /** A key that decides cases; without one, nobody steals anything. */
  readonly staffKey: SigningKey | undefined;
  readonly onTheft: () => void;
}

/**
 * Somebody who has stolen the tellers' keys and makes the bank believe in deposits, and the staff who undo
 * that and start the script again with the number that it has named.
 */
export function createThief({ tellers, random, time, callAs, staffKey, onTheft }: ThiefOptions) {
  /** What was forged with each teller's key and isn't undone, by the teller's name. */
  const forged = new Map<string, string[]>();
  let looksAt = 0;

  async function decide(call: CallBank, caseId: string, transactionIds: readonly string[]): Promise<void> {
    const resolution = transactionIds.length > 0 ? 'reverse' : 'confirm';
    const decision = { caseId, resolution, reason: 'a simulated thief' };
    await call('POST', '/admin/cases/resolve', {
      ...decision,
      ...(transactionIds.length > 0 ? { transactionIds } : {}),
    });
  }
  async function decideCases(call: CallBank): Promise<void> {
    const { body } = await call('GET', '/admin/cases?open=true&limit=100');
    for (const { id, kind, tellerId } of openCases.parse(body).cases) {
      if (kind !== 'foreign_trade') continue;
      await decide(call, id, forged.get(tellerId) ?? []);
      forged.delete(tellerId);
    }
  }
  async function restartAsked({ game }: GameWorld): Promise<void> {
    for (const teller of tellers) {
      const { askedToResumeAt: asked, sessionId, key } = teller;
      if (asked === null || sessionId === undefined || forged.has(nameOf(key))) continue;
      await game.crash(sessionId);
      const startsAt = time.now() + RESTART_SECONDS;
      Object.assign(teller, { sessionId: undefined, startsAt, resumeAt: asked, askedToResumeAt: null });
    }
  }
  return {
    /** May use the key of this teller, unless staff haven't decided yet what was done with it before. */
    async forge({ key }: Teller, rate: number): Promise<void> {
      const name = nameOf(key);
      if (!staffKey || forged.has(name) || !random.happens(rate / OTHER_FAULTS_PER_THEFT)) return;
      const trade = { tradeId: `forged-${random.whole(1, 1e9)}`, robloxUserId: ACCOMPLICE };
      const { body } = await callAs(key)('POST', '/deposit/complete', { ...trade, gems: FORGED_GEMS });
      forged.set(name, [z.parse(depositAnswer, body).transactionId]);
      onTheft();
    },
    /** Staff decide the cases that are open, and restart the scripts that ask for it. */
    async lookDue(world: GameWorld): Promise<void> {
      if (!staffKey || time.now() < looksAt) return;
      looksAt = time.now() + LOOK_SECONDS;
      await decideCases(callAs(staffKey));
      await restartAsked(world);
    },
    /** The tellers whose keys were used and that staff haven't heard of. */
    unnoticed: (): string[] => [...forged.keys()].map((name) => `nobody noticed what was forged for ${name}`),
  };
}

const openCases = z.object({ cases: z.array(caseAnswer) });

/** Several keys may serve one teller. */
const nameOf = ({ id }: SigningKey): string => id.replace(/@.*$/, '');
