import { expect } from 'bun:test';
import { signatureHeaders } from '../../../src/cli/signed-client.ts';
import { startBank, type TestBank } from '../../support/bank.ts';
import { READER, TELLER } from '../../support/keys.ts';
import { countLog } from '../crash/ledger.ts';
import { expectSoundPlace, makeMongoPlace, type Place } from '../crash/place.ts';
import { type Line, startLine } from './line.ts';

export const MEMBER = 156;

/** A bank with a line to its database. */
export interface OnLine {
  readonly bank: TestBank;
  readonly line: Line;
  /** The way to the database beside the line. */
  readonly place: Pick<Place, 'open'>;
}

/** Runs the test with a bank whose way to MongoDB is a line, and ends all of it. */
export async function withLine(run: (onLine: OnLine) => Promise<void>): Promise<void> {
  const place = makeMongoPlace();
  const line = await startLine(place.environment.DATABASE_URL ?? '');
  const bank = await startBank({ DATABASE_URL: line.databaseUrl }, place.given);
  const watcher = await place.open();
  const open = async () => ({ ...watcher, close: async () => undefined });
  try {
    await run({ bank, line, place: { open } });
  } finally {
    await watcher.close();
    line.judge = () => 'pass';
    await bank.stop();
    line.end();
    await place.remove();
  }
}

interface Attempt {
  readonly status: number;
  readonly code: string | null;
  readonly replayed: boolean | null;
  readonly retryAfter: string | null;
}

/** Deposits one gem by the trade's id, signed with this nonce. */
export async function deposit(bank: TestBank, tradeId: string, nonce: string): Promise<Attempt> {
  const target = '/deposit/complete';
  const body = JSON.stringify({ tradeId, robloxUserId: MEMBER, gems: 1 });
  const createdSeconds = Math.floor(bank.world.at / 1000);
  const headers = signatureHeaders(TELLER, { method: 'POST', target, body }, { createdSeconds, nonce });
  const answer = await bank.askOpenly(target, { method: 'POST', headers, body });
  const { code = null, replayed = null } = Object(await answer.json());
  return { status: answer.status, code, replayed, retryAfter: answer.headers.get('retry-after') };
}

/** A deposit while the line is disturbed; then all that must hold of it, whatever it was answered. */
export async function settle(
  { bank, line, place }: OnLine,
  { id, judge }: { id: number; judge: Line['judge'] },
) {
  const [tradeId, nonce] = [`T-${id}`, `nonce-${String(id).padStart(16, '0')}`];
  line.judge = judge;
  const first = await deposit(bank, tradeId, nonce);
  line.judge = () => 'pass';
  if (first.status !== 200) expect(first).toMatchObject({ status: 503, code: 'storage_unavailable' });
  if (first.status !== 200) expect(Number(first.retryAfter)).toBeGreaterThan(0);
  if (first.status === 200) {
    expect(first.replayed).toBe(false);
    expect(await deposit(bank, tradeId, nonce)).toMatchObject({ status: 409, code: 'replayed' });
  }
  expect(await deposit(bank, tradeId, `${nonce}-again`)).toMatchObject({ status: 200 });
  const { body } = await bank.ask(READER, 'GET', `/user/${MEMBER}/inventory`);
  expect(body).toMatchObject({ gems: id });
  expect(await countLog(place)).toEqual({ deposits: id, requests: 0, completed: 0 });
  expect(await expectSoundPlace(place)).toBe(id);
  return first;
}
