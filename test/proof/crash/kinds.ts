import type { TestBank } from '../../support/bank.ts';
import { STAFF, TELLER, type TestKey, WEB } from '../../support/keys.ts';
import {
  CAT,
  deposit,
  halt,
  link,
  MEMBER,
  PERSON,
  putProfile,
  reachClaim,
  reserve,
  startVerification,
} from '../../support/scenes.ts';
import { readJson } from '../../support/send.ts';

/** A request that commits. */
export interface Wish {
  readonly key: TestKey;
  readonly target: string;
  readonly body: object;
}

/** One kind of operation, and a state of the bank in which it ends so. */
export interface Kind {
  readonly name: string;
  /** Its answer, undisturbed. */
  readonly status: number;
  /** The answer to the same once it has happened, where that isn't the first one again. */
  readonly statusAgain?: number;
  /** The scene, and the request that its end gives. */
  readonly given: (bank: TestBank) => Promise<Wish>;
  /** The profile of the sandbox that the request finds, which no database keeps. */
  readonly profile?: (given: TestBank) => Promise<{ id: number; description: string }>;
}

const STRANGE = { id: 'Mystery Cat' };
const QUARANTINE_CASE = 'quarantine:deposit:teller-1:T-1';
const reason = 'as it was';

const to =
  (key: TestKey, target: string, body: object, ...scenes: ((bank: TestBank) => Promise<unknown>)[]) =>
  async (bank: TestBank): Promise<Wish> => {
    for (const scene of scenes) await scene(bank);
    return { key, target, body };
  };

/** Reports how a claimed withdrawal ended. */
const ended =
  (outcome: object) =>
  async (bank: TestBank): Promise<Wish> => {
    const body = { ...(await reachClaim(bank)), tradeId: 'T-2', ...outcome };
    return { key: TELLER, target: '/withdraw/complete', body };
  };

const trade = { tradeId: 'T-1', robloxUserId: MEMBER, pets: [CAT], gems: 1000 };
const wish = { requestId: 'R-1', robloxUserId: MEMBER, pets: [CAT], gems: 400 };
const gotStrange = (bank: TestBank): Promise<unknown> => deposit(bank, { pets: [STRANGE], gems: 5 });
const freeze = (bank: TestBank): Promise<unknown> =>
  bank.ask(STAFF, 'POST', '/admin/freeze', { robloxUserId: MEMBER, frozen: true, reason });

/** The profile that shows the code that the bank gave. */
async function provenProfile(bank: TestBank): Promise<{ id: number; description: string }> {
  const answer = await bank.askOpenly(`/sandbox/roblox/users/${PERSON.robloxUsername}`);
  const { description } = await readJson(answer);
  return { id: MEMBER, description: String(description) };
}
const emptyProfile = async (): Promise<{ id: number; description: string }> => ({
  id: MEMBER,
  description: '',
});

async function toConfirm(bank: TestBank): Promise<Wish> {
  await putProfile(bank, { description: await startVerification(bank) });
  return { key: WEB, target: '/verify/confirm', body: PERSON };
}

async function cancelled(bank: TestBank): Promise<Wish> {
  await deposit(bank);
  const { withdrawalId } = await reserve(bank);
  return { key: WEB, target: '/withdraw/cancel', body: { withdrawalId } };
}

const people: readonly Kind[] = [
  {
    name: 'a verification that starts',
    status: 200,
    given: to(WEB, '/verify/start', PERSON, (bank) => putProfile(bank, { id: MEMBER })),
    profile: emptyProfile,
  },
  {
    name: 'a verification that a halted bank refuses',
    status: 409,
    given: to(WEB, '/verify/start', PERSON, halt),
    profile: emptyProfile,
  },
  {
    name: 'a verification that is confirmed',
    status: 200,
    given: toConfirm,
    profile: provenProfile,
  },
  {
    name: 'a verification whose code is not in the profile',
    status: 422,
    given: to(WEB, '/verify/confirm', PERSON, startVerification),
    profile: emptyProfile,
  },
  {
    name: 'a link that ends',
    status: 200,
    statusAgain: 409,
    given: to(WEB, '/verify/unlink', { discordUserId: PERSON.discordUserId }, link),
  },
  {
    name: 'a link that is not there and is to end',
    status: 409,
    given: to(WEB, '/verify/unlink', { discordUserId: PERSON.discordUserId }),
  },
];

const trades: readonly Kind[] = [
  { name: 'a deposit', status: 200, given: to(TELLER, '/deposit/complete', trade) },
  {
    name: 'a deposit of a linked member that waits in quarantine',
    status: 200,
    given: to(TELLER, '/deposit/complete', { ...trade, pets: [STRANGE] }, link),
  },
  {
    name: 'a deposit that was made before',
    status: 200,
    given: to(TELLER, '/deposit/complete', trade, deposit),
  },
  {
    name: 'a deposit with the id of another',
    status: 422,
    given: to(TELLER, '/deposit/complete', { ...trade, gems: 1 }, deposit),
  },
  { name: 'a request', status: 200, given: to(WEB, '/withdraw/request', wish, deposit) },
  { name: 'a request for too much', status: 422, given: to(WEB, '/withdraw/request', wish) },
  { name: 'a cancellation', status: 200, given: cancelled },
  {
    name: 'a cancellation of nothing',
    status: 404,
    given: to(WEB, '/withdraw/cancel', { withdrawalId: 'w-9' }),
  },
  {
    name: 'a claim',
    status: 200,
    given: to(TELLER, '/withdraw/check', { robloxUserId: MEMBER, claim: true }, deposit, reserve),
  },
  {
    name: 'a claim for a frozen member',
    status: 422,
    given: to(TELLER, '/withdraw/check', { robloxUserId: MEMBER, claim: true }, deposit, reserve, freeze),
  },
  { name: 'a delivery', status: 200, given: ended({ outcome: 'delivered' }) },
  { name: 'a trade that was declined', status: 200, given: ended({ outcome: 'declined' }) },
  {
    name: 'a part of a delivery',
    status: 200,
    given: ended({ outcome: 'partial', delivered: { gems: 10 } }),
  },
  {
    name: 'a delivery whose claim was another one',
    status: 409,
    given: ended({ outcome: 'delivered', claimToken: 'c-9' }),
  },
];

const staff: readonly Kind[] = [
  {
    name: "a teller's report of a shortage",
    status: 200,
    given: to(TELLER, '/teller/report', { gems: 1, seq: 1 }, deposit, (bank) =>
      bank.ask(TELLER, 'POST', '/teller/report', { gems: 1, seq: 1 }),
    ),
  },
  { name: 'a halt', status: 200, given: to(STAFF, '/admin/halt', { halted: true, reason }) },
  {
    name: 'a freeze',
    status: 200,
    given: to(STAFF, '/admin/freeze', { robloxUserId: MEMBER, frozen: true, reason }),
  },
  {
    name: 'a case that is settled',
    status: 200,
    given: to(
      STAFF,
      '/admin/cases/resolve',
      { caseId: QUARANTINE_CASE, resolution: 'credit', reason },
      gotStrange,
    ),
  },
  {
    name: 'a case that can not end so',
    status: 422,
    given: to(
      STAFF,
      '/admin/cases/resolve',
      { caseId: QUARANTINE_CASE, resolution: 'resume', reason },
      gotStrange,
    ),
  },
];

/** Every endpoint that commits, with what it takes and what it refuses. */
export const KINDS: readonly Kind[] = [...people, ...trades, ...staff];
