import { verifyStartAnswer } from '../../../src/bank/verify.ts';
import { withdrawCheckAnswer } from '../../../src/bank/withdraw-check.ts';
import { withdrawRequestAnswer } from '../../../src/bank/withdraw-request.ts';
import { READER, STAFF, type TestKey, WEB } from '../../support/keys.ts';
import { CAT } from '../../support/scenes.ts';
import type { Dice } from '../dice.ts';
import {
  type Amounts,
  type Books,
  findOpenedCase,
  findReplayError,
  isLasting,
  nothing,
  type SentRequest,
  writeDown,
} from './books.ts';
import type { Outcome } from './disturbed.ts';
import type { Reach } from './life.ts';

/** One who plays for one member and one teller, one request after the other. */
export interface Player {
  /** What its ids begin with. */
  readonly name: string;
  readonly member: number;
  readonly teller: TestKey;
  readonly life: Reach;
  readonly books: Books;
  readonly dice: Dice;
  /** What went wrong, in words. */
  readonly errors: string[];
  readonly reserved: string[];
  claimed: Claimed | null;
  count: number;
}
interface Claimed {
  readonly withdrawalId: string;
  readonly claimToken: string;
  readonly gems: number;
  readonly cats: number;
}

const reason = 'as it was';
const discordUserOf = (member: number): string => String(100_000_000_000_000_000n + BigInt(member));

/** How often one request is sent at most: each death costs it one or two. */
const MAX_TRIES = 100;

/** Sends it again and again, signed anew, until it is answered: whoever gets no answer can't know. */
async function sendUntilAnswered(
  player: Player,
  key: TestKey,
  target: string,
  body: object,
): Promise<Outcome> {
  for (let tries = 0; tries < MAX_TRIES; tries += 1) {
    const answer = await player.life.ask(key, ['POST', target, body]);
    if (!answer || answer.status >= 500) continue;
    player.life.answered();
    return { status: answer.status, body: answer.body };
  }
  throw new Error(`${target} ${JSON.stringify(body)} is never answered`);
}

/** Makes a new request, writes it down before and its first answer after. */
async function make(
  player: Player,
  key: TestKey,
  [target, body, moved = nothing()]: readonly [string, object, Amounts?],
): Promise<SentRequest> {
  const sent = writeDown(player.books, { key, target, body, moved });
  sent.first = await sendUntilAnswered(player, key, target, body);
  return sent;
}

/** Sends an earlier request again, and checks that the answer is the same. */
export async function askAgain(player: Player, sent: SentRequest): Promise<void> {
  const again = await sendUntilAnswered(player, sent.key, sent.target, sent.body);
  const error = findReplayError(sent, again);
  if (error !== null) player.errors.push(error);
}

/** Sends another request by the id of an earlier one, and checks that it is refused. */
export async function askOtherwise(player: Player, sent: SentRequest): Promise<void> {
  if (!('gems' in sent.body)) return;
  const other = { ...sent.body, gems: Number(sent.body.gems) + 1 };
  const { status, body } = await sendUntilAnswered(player, sent.key, sent.target, other);
  if (status !== 422 || Object(body).code !== 'request_reused')
    player.errors.push(`${JSON.stringify(other)} was answered ${status} ${JSON.stringify(body)}`);
}

type Play = (player: Player) => Promise<unknown>;

const deposit: Play = async (player) => {
  const { dice, member } = player;
  const moved = { gems: 1 + dice.below(50), cats: dice.below(2), strange: dice.onceIn(12) ? 1 : 0 };
  const pets = [
    ...(moved.cats > 0 ? [{ ...CAT, quantity: moved.cats }] : []),
    ...(moved.strange > 0 ? [{ id: 'Mystery Cat', quantity: moved.strange }] : []),
  ];
  const body = { tradeId: newId(player), robloxUserId: member, pets, gems: moved.gems };
  const sent = await make(player, player.teller, ['/deposit/complete', body, moved]);
  const caseId = findOpenedCase(sent);
  if (caseId !== null && dice.onceIn(2)) {
    await make(player, STAFF, ['/admin/cases/resolve', { caseId, resolution: 'credit', reason }]);
  }
};

const again: Play = async (player) => {
  const { sent } = player.books;
  const earlier = sent[player.dice.below(sent.length)];
  if (earlier && isLasting(earlier)) await askAgain(player, earlier);
};

const otherwise: Play = async (player) => {
  const { sent } = player.books;
  const earlier = sent[player.dice.below(sent.length)];
  if (earlier && isLasting(earlier)) await askOtherwise(player, earlier);
};

const request: Play = async (player) => {
  const { dice, member } = player;
  const pets = dice.onceIn(3) ? [CAT] : [];
  const body = { requestId: newId(player), robloxUserId: member, pets, gems: 1 + dice.below(40) };
  const { first } = await make(player, WEB, ['/withdraw/request', body]);
  if (first?.status === 200) player.reserved.push(withdrawRequestAnswer.parse(first.body).withdrawalId);
};

const cancel: Play = async (player) => {
  const withdrawalId = player.reserved.pop();
  if (withdrawalId !== undefined) await make(player, WEB, ['/withdraw/cancel', { withdrawalId }]);
};

const claim: Play = async (player) => {
  if (player.claimed) {
    await complete(player);
    return;
  }
  const { first } = await make(player, player.teller, [
    '/withdraw/check',
    { robloxUserId: player.member, claim: true },
  ]);
  if (first?.status !== 200) return;
  const { claimed } = withdrawCheckAnswer.parse(first.body);
  if (!claimed) return;
  const { withdrawalId, claimToken, gems, pets } = claimed;
  player.claimed = { withdrawalId, claimToken, gems, cats: pets[0]?.quantity ?? 0 };
};

/** The member gets what was claimed, or nothing, or a gem of it; then the teller says so. */
const complete: Play = async (player) => {
  const { claimed, dice } = player;
  if (!claimed) return;
  const { withdrawalId, claimToken, gems, cats } = claimed;
  const end = { withdrawalId, claimToken, tradeId: newId(player) };
  const outcome = dice.pick(['delivered', 'declined', 'partial'] as const);
  const body = { ...end, outcome, ...(outcome === 'partial' ? { delivered: { gems: 1 } } : {}) };
  const movedBy: Readonly<Record<typeof outcome, Amounts>> = {
    delivered: { gems: -gems, cats: -cats, strange: 0 },
    declined: nothing(),
    partial: { gems: -1, cats: 0, strange: 0 },
  };
  const { first } = await make(player, player.teller, ['/withdraw/complete', body, movedBy[outcome]]);
  if (first?.status !== 200)
    player.errors.push(`what happened in the game was refused: ${JSON.stringify(first)}`);
  player.claimed = null;
};

const report: Play = (player) =>
  make(player, player.teller, ['/teller/report', { gems: player.dice.below(100) }]);

const verify: Play = async (player) => {
  const { member } = player;
  const robloxUsername = `player${member}`;
  const person = { discordUserId: discordUserOf(member), robloxUsername };
  await putProfile(player, robloxUsername, { id: member });
  const { first } = await make(player, WEB, ['/verify/start', person]);
  if (first?.status !== 200) return;
  await putProfile(player, robloxUsername, {
    id: member,
    description: verifyStartAnswer.parse(first.body).code,
  });
  await make(player, WEB, ['/verify/confirm', person]);
};

/** Each process has a sandbox of its own, which forgets its profiles with each death. */
async function putProfile(player: Player, username: string, profile: object): Promise<void> {
  const init = {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(profile),
  };
  for (const url of await player.life.addresses())
    await fetch(`${url}/sandbox/roblox/users/${username}`, init).catch(() => null);
}

const freeze: Play = async (player) => {
  const robloxUserId = player.member;
  for (const frozen of [true, false])
    await make(player, STAFF, ['/admin/freeze', { robloxUserId, frozen, reason }]);
};

const halt: Play = async (player) => {
  for (const halted of [true, false]) await make(player, STAFF, ['/admin/halt', { halted, reason }]);
};

const readInventory: Play = async (player) => {
  await player.life.ask(READER, ['GET', `/user/${player.member}/inventory`]);
};

const PLAYS: readonly [Play, ...Play[]] = [
  ...([deposit, deposit, deposit, deposit, deposit, again, again, otherwise, request, request] as const),
  ...[request, cancel, claim, claim, claim, claim, readInventory, report, verify, freeze, halt],
];

const newId = (player: Player): string => {
  player.count += 1;
  return `${player.name}-${player.count}`;
};

/** Plays until so many requests were written down, by all together. */
export async function playOn(player: Player, requests: number): Promise<void> {
  while (player.books.sent.length < requests) await player.dice.pick(PLAYS)(player);
  while (player.claimed) await complete(player);
}
