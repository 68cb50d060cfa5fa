import { expect } from 'bun:test';
import { verifyConfirmAnswer, verifyStartAnswer } from '../../../src/bank/verify.ts';
import { READER, WEB } from '../../support/keys.ts';
import { type Arena, type Race, succeed, times } from './arena.ts';
import type { Ask } from './ask.ts';
import { tally } from './expectations.ts';

/**
 * Two Discord users take one Roblox account over from a third, both with a code in its profile: one has it in
 * the end.
 */
export const oneAccount: Race = async (arena) => {
  const robloxUserId = arena.next();
  const people = [0, 1, 2].map((index) => personOf(robloxUserId, index));
  const [owner, ...takers] = people;
  if (!owner) throw new Error('nobody owns the account');
  await putProfile(arena, owner, { id: robloxUserId });
  await putProfile(arena, owner, { description: await codeFor(arena, owner) });
  await succeed(arena, verifyConfirmAnswer, verify('confirm', owner));
  const codes = [];
  for (const taker of takers) codes.push(await codeFor(arena, taker));
  await putProfile(arena, owner, { description: codes.join(' and ') });

  const confirm = (index: number): Ask => verify('confirm', takers[index % 2] ?? owner);
  const answers = await arena.all(times(20, confirm));
  // Whoever was overtaken has no code left and no link: asking again is refused.
  const { 200: linked = 0, '404 no_pending_verification': overtaken = 0 } = tally(answers);
  expect({ all: linked + overtaken, isAnyLinked: linked >= 2 }).toEqual({ all: 20, isAnyLinked: true });
  await expectOneOwner(arena, { robloxUserId, people });
  return { cats: 0, gems: 0 };
};

interface Person {
  readonly discordUserId: string;
  readonly robloxUsername: string;
}

const personOf = (robloxUserId: number, index: number): Person => ({
  discordUserId: `${robloxUserId * 10 + index}`.padStart(18, '9'),
  robloxUsername: `player${robloxUserId}`,
});

const verify = (step: 'start' | 'confirm', body: Person): Ask => ({
  key: WEB,
  target: `/verify/${step}`,
  body,
});

const codeFor = async (arena: Arena, person: Person): Promise<string> =>
  (await succeed(arena, verifyStartAnswer, verify('start', person))).code;

/** Edits the profile in the sandbox of every server: each has its own. */
async function putProfile(
  { servers }: Arena,
  { robloxUsername }: Person,
  edit: { id?: number; description?: string },
): Promise<void> {
  for (const url of servers.urls) {
    const response = await fetch(`${url}/sandbox/roblox/users/${robloxUsername}`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(edit),
    });
    if (!response.ok) throw new Error(`the sandbox answered ${await response.text()}`);
  }
}

/** Expects one of the two takers to own the account, by the database and by what the bank says of each. */
async function expectOneOwner(
  arena: Arena,
  { robloxUserId, people }: { robloxUserId: number; people: readonly Person[] },
): Promise<void> {
  const driver = await arena.servers.open();
  const { rows } = await driver
    .load([
      { kind: 'link_of_member', robloxUserId },
      ...people.map(({ discordUserId }) => ({ kind: 'link_of_user', discordUserId }) as const),
    ])
    .finally(driver.close);
  const owners = new Set(rows.links.map(({ discordUserId }) => discordUserId));
  expect(owners.size).toBe(1);
  const reads = people.map(({ discordUserId }) => ({
    key: READER,
    target: `/user/discord:${discordUserId}/inventory`,
  }));
  const answers = await arena.all(reads);
  expect(answers.map(({ status }) => status)).toEqual(
    people.map(({ discordUserId }) => (owners.has(discordUserId) ? 200 : 404)),
  );
  expect(answers[0]?.status).toBe(404);
}
