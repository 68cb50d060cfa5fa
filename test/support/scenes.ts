import { depositAnswer } from '../../src/bank/deposit.ts';
import { haltAnswer } from '../../src/bank/halt-and-freeze.ts';
import { verifyConfirmAnswer, verifyStartAnswer } from '../../src/bank/verify.ts';
import { createClaimToken, withdrawCheckAnswer } from '../../src/bank/withdraw-check.ts';
import { withdrawCompleteAnswer } from '../../src/bank/withdraw-complete.ts';
import { withdrawRequestAnswer } from '../../src/bank/withdraw-request.ts';
import type { TestBank } from './bank.ts';
import { STAFF, TELLER, WEB } from './keys.ts';
import { read } from './send.ts';

/** The Roblox account of most tests, and a Discord user who may own it. */
export const MEMBER = 156;
export const PERSON = { discordUserId: '123456789012345678', robloxUsername: 'builderman' } as const;
export const OTHER_DISCORD_USER = '876543210987654321';
export const CAT = { id: 'Huge Cat', variant: 'golden', shiny: false, quantity: 1 } as const;

/** Creates or edits a profile of the sandbox. */
export async function putProfile(
  bank: Pick<TestBank, 'askOpenly'>,
  edit: { id?: number; displayName?: string; description?: string },
  username: string = PERSON.robloxUsername,
): Promise<void> {
  const { status } = await bank.askOpenly(`/sandbox/roblox/users/${username}`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(edit),
  });
  if (status !== 200) throw new Error(`the sandbox answered ${status}`);
}

/** Starts a verification of builderman, and returns the code. */
export async function startVerification(
  bank: TestBank,
  discordUserId: string = PERSON.discordUserId,
): Promise<string> {
  await putProfile(bank, { id: MEMBER });
  return read(verifyStartAnswer, await bank.ask(WEB, 'POST', '/verify/start', { ...PERSON, discordUserId }))
    .code;
}

/** Links builderman to the Discord user. */
export async function link(bank: TestBank, discordUserId: string = PERSON.discordUserId) {
  await putProfile(bank, { description: await startVerification(bank, discordUserId) });
  const answer = await bank.ask(WEB, 'POST', '/verify/confirm', { ...PERSON, discordUserId });
  return read(verifyConfirmAnswer, answer);
}

export async function deposit(bank: TestBank, goods: object = { pets: [CAT], gems: 1000 }, tradeId = 'T-1') {
  const trade = { tradeId, robloxUserId: MEMBER, ...goods };
  return read(depositAnswer, await bank.ask(TELLER, 'POST', '/deposit/complete', trade));
}

/** Asks for a withdrawal, by default of a part of what `deposit` brings by default, and returns it. */
export async function reserve(bank: TestBank, goods: object = { pets: [CAT], gems: 400 }) {
  const request = { requestId: 'R-1', robloxUserId: MEMBER, ...goods };
  return read(withdrawRequestAnswer, await bank.ask(WEB, 'POST', '/withdraw/request', request));
}

/** The random number that `claim` lets the bank draw, and the token that is made of it. */
const drawZeros = (length: number): Uint8Array => new Uint8Array(length);
export const CLAIM_TOKEN = createClaimToken(drawZeros);

/**
 * Leases what waits for builderman to the teller, and returns what `/withdraw/complete` wants to hear of it.
 */
export async function claim(bank: TestBank): Promise<{ withdrawalId: string; claimToken: string }> {
  const check = { robloxUserId: MEMBER, claim: true };
  const { random } = bank.world;
  bank.world.random = drawZeros;
  const { claimed } = read(withdrawCheckAnswer, await bank.ask(TELLER, 'POST', '/withdraw/check', check));
  bank.world.random = random;
  if (!claimed) throw new Error('nothing could be claimed');
  return { withdrawalId: claimed.withdrawalId, claimToken: claimed.claimToken };
}

/** Deposits, reserves and claims. */
export async function reachClaim(bank: TestBank): Promise<{ withdrawalId: string; claimToken: string }> {
  await deposit(bank);
  await reserve(bank);
  return claim(bank);
}

export async function deliver(bank: TestBank, claimed: { withdrawalId: string; claimToken: string }) {
  const complete = { ...claimed, tradeId: 'T-2', outcome: 'delivered' };
  return read(withdrawCompleteAnswer, await bank.ask(TELLER, 'POST', '/withdraw/complete', complete));
}

export async function halt(bank: TestBank, halted = true) {
  const order = { halted, reason: 'an update of the game' };
  return read(haltAnswer, await bank.ask(STAFF, 'POST', '/admin/halt', order));
}
