import { isDeepStrictEqual } from 'node:util';
import { depositAnswer } from '../../../src/bank/deposit.ts';
import type { TestKey } from '../../support/keys.ts';
import type { Outcome } from './disturbed.ts';

/** What the bank owes for, or the game holds, of the few things of this game. */
export type Amounts = Record<'gems' | 'cats' | 'strange', number>;
export const nothing = (): Amounts => ({ gems: 0, cats: 0, strange: 0 });

/** A request that changes something, with its first answer; null while that is in doubt. */
export interface SentRequest {
  readonly key: TestKey;
  readonly target: string;
  readonly body: object;
  /** What changes hands in the game with it, whatever the bank says. */
  readonly moved: Amounts;
  first: Outcome | null;
}

/** What the driver knows beside the bank: every request it ever made, and what is in the game. */
export interface Books {
  readonly sent: SentRequest[];
  readonly inGame: Amounts;
}

/** Writes the request down before it is sent: what it reports has happened in the game by then. */
export function writeDown(books: Books, omit: Omit<SentRequest, 'first'>): SentRequest {
  const sent: SentRequest = { ...omit, first: null };
  books.sent.push(sent);
  books.inGame.gems += omit.moved.gems;
  books.inGame.cats += omit.moved.cats;
  books.inGame.strange += omit.moved.strange;
  return sent;
}

/** Whether the same request must have the same answer for ever. */
export const isLasting = ({ target, first }: SentRequest): boolean =>
  first?.status === 200 && LASTING.has(target);
const LASTING = new Set([
  '/deposit/complete',
  '/withdraw/request',
  '/withdraw/cancel',
  '/withdraw/complete',
  '/admin/cases/resolve',
]);

/** What is wrong with the answer to a request that was answered before; null if nothing is. */
export function findReplayError({ target, body, first }: SentRequest, again: Outcome): string | null {
  const before = Object(first?.body);
  const expected = 'replayed' in before ? { ...before, replayed: true } : before;
  if (again.status === 200 && isDeepStrictEqual(again.body, expected)) return null;
  const request = `${target} ${JSON.stringify(body)}`;
  const later = `${again.status} ${JSON.stringify(again.body)}`;
  return `${request} was answered ${JSON.stringify(before)}, and later ${later}`;
}

/** How many transactions of each kind the answers name: each of them must be in the log just once. */
export function countAnswered({ sent }: Books): { deposits: number; requests: number; completed: number } {
  const done = (target: string): number =>
    new Set(
      sent
        .filter((sent) => sent.target === target && sent.first?.status === 200)
        .map(({ body }) => String(Reflect.get(body, 'tradeId') ?? Reflect.get(body, 'requestId'))),
    ).size;
  return {
    deposits: done('/deposit/complete'),
    requests: done('/withdraw/request'),
    completed: done('/withdraw/complete'),
  };
}

/** The case that a deposit opened. */
export function findOpenedCase({ key, first, body }: SentRequest): string | null {
  const isWaiting = first?.status === 200 && depositAnswer.parse(first.body).status === 'quarantined';
  return isWaiting ? `quarantine:deposit:${key.id}:${String(Reflect.get(body, 'tradeId'))}` : null;
}
