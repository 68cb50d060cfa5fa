import type { TestBank } from '../../support/bank.ts';
import type { TestKey } from '../../support/keys.ts';
import type { Dice } from '../dice.ts';
import { ask } from './ask.ts';
import type { DocumentedEndpoint } from './document.ts';
import { findErrors } from './judge.ts';
import { type BadRequest, makeRequest } from './request.ts';
import { everything, type Glance, openGlance, revive } from './state.ts';

/** How many requests are made on one state of the bank, and are compared whole. */
const ROUND = 100;
/** Wrong requests under way at once. */
const LANES = 8;
/** How many errors are kept: the first ones say enough. */
const MAX_ERRORS = 20;

/** What became of all requests to one endpoint. */
export interface Tally {
  readonly name: string;
  /** How many the document allows, and how many it does not. */
  right: number;
  wrong: number;
  readonly statuses: Record<number, number>;
  readonly errors: string[];
}

interface Target {
  readonly endpoint: DocumentedEndpoint;
  readonly key: TestKey | null;
  readonly dice: Dice;
}

/** Sends so many requests to the endpoint, and judges each by the document and by what it changed. */
export async function provoke(
  bank: TestBank,
  { count, ...target }: Target & { count: number },
): Promise<Tally> {
  const { method, path } = target.endpoint;
  const tally: Tally = { name: `${method} ${path}`, right: 0, wrong: 0, statuses: {}, errors: [] };
  const glance = openGlance(bank.file);
  try {
    for (let sent = 0; sent < count; sent += ROUND) {
      const living = await revive(bank, glance, sent / ROUND);
      const requests = Array.from({ length: Math.min(ROUND, count - sent) }, (_, at) =>
        makeRequest(target.endpoint, sent + at, target.dice, living),
      );
      const right = requests.filter(({ verdict }) => verdict === 'right');
      await tryWrong(
        bank,
        target,
        requests.filter((request) => !right.includes(request)),
        tally,
      );
      await tryRight(bank, target, right, tally, glance);
    }
  } finally {
    glance.close();
  }
  return tally;
}

/** What the document does not allow is refused, many at once, and nothing at all is different afterwards. */
async function tryWrong(bank: TestBank, target: Target, requests: readonly BadRequest[], tally: Tally) {
  const before = everything(bank.file);
  const waiting = requests.values();
  const lane = async (): Promise<void> => {
    for (const request of waiting) await tryRequest(bank, target, request, tally);
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  tally.wrong += requests.length;
  if (everything(bank.file) !== before) note(tally, 'wrong requests changed something', requests.at(-1));
}

/**
 * What the document allows is done, or refused for a reason of the bank's: then nothing is different but a
 * case for the operator.
 */
async function tryRight(
  bank: TestBank,
  target: Target,
  requests: readonly BadRequest[],
  tally: Tally,
  glance: Glance,
) {
  for (const request of requests) {
    const before = glance.read();
    const { status, text } = await tryRequest(bank, target, request, tally);
    if (status < 400) continue;
    const after = glance.read();
    if (after.bank !== before.bank) note(tally, `refused (${text}), and something changed`, request);
    const mayOpenCase = REPORTS.includes(target.endpoint.path);
    if (after.cases !== before.cases && !mayOpenCase) note(tally, 'refused, and opened a case', request);
  }
  tally.right += requests.length;
}

/** Where a refusal may leave a case: the trade has happened in the game. */
const REPORTS = ['/deposit/complete', '/withdraw/complete'];

async function tryRequest(bank: TestBank, { endpoint, key }: Target, request: BadRequest, tally: Tally) {
  const answer = await ask(bank, key, endpoint.method, request);
  tally.statuses[answer.status] = (tally.statuses[answer.status] ?? 0) + 1;
  for (const error of findErrors(endpoint, request, answer)) {
    note(tally, `${answer.status} ${answer.text.slice(0, EXCERPT_LENGTH)}: ${error}`, request);
  }
  return answer;
}

const EXCERPT_LENGTH = 300;

function note(tally: Tally, error: string, request: BadRequest | undefined): void {
  if (tally.errors.length >= MAX_ERRORS) return;
  const target = request?.target.slice(0, EXCERPT_LENGTH);
  const body = Buffer.from(request?.body ?? '')
    .toString('latin1')
    .slice(0, EXCERPT_LENGTH);
  tally.errors.push(`${error} | ${request?.verdict} ${target} ${body}`);
}
