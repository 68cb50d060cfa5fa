import { expect } from 'bun:test';
import { z } from 'zod';
import { inventoryAnswer } from '../../../src/bank/inventory.ts';
import { expectSound } from '../../bank/bank.ts';
import { READER } from '../../support/keys.ts';
import { CAT } from '../../support/scenes.ts';
import { type Answered, type Arena, type Left, succeed } from './arena.ts';
import type { Servers } from './servers.ts';

/** Expects the member to have just this, free and reserved. */
export async function expectHolds(
  arena: Arena,
  robloxUserId: number,
  { free, reserved = { cats: 0, gems: 0 } }: { free: Left; reserved?: Left },
): Promise<void> {
  const target = `/user/${robloxUserId}/inventory`;
  const inventory = await succeed(arena, inventoryAnswer, { key: READER, target });
  const cats = inventory.pets.find(({ id }) => id === CAT.id);
  expect({ robloxUserId, free: { cats: cats?.quantity ?? 0, gems: inventory.gems } }).toEqual({
    robloxUserId,
    free,
  });
  expect({ cats: cats?.reserved ?? 0, gems: inventory.reserved.gems }).toEqual(reserved);
}

/** How many of the answers there are of each kind: `200`, or the problem's status and code. */
export function tally(answers: readonly Answered[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { status, body } of answers) {
    const kind = status === 200 ? '200' : `${status} ${codeOf(body)}`;
    counts[kind] = (counts[kind] ?? 0) + 1;
  }
  return counts;
}

const problemSchema = z.object({ code: z.string() });
const codeOf = (body: unknown): string => problemSchema.parse(body).code;

const repeatable = z.looseObject({ replayed: z.boolean() });

/** Expects one answer, given again and again: the same but for `replayed`, which one alone says is false. */
export function expectOnce(answers: readonly Answered[]): void {
  expect(tally(answers)).toEqual({ 200: answers.length });
  const bodies = answers.map(({ body }) => repeatable.parse(body));
  expect(bodies.filter(({ replayed }) => !replayed)).toHaveLength(1);
  const [first] = bodies;
  for (const body of bodies) expect({ ...body, replayed: true }).toEqual({ ...first, replayed: true });
}

/** Expects the chain to hold, each asset to sum to zero, and the tellers to hold this much. */
export async function expectTotals({ open }: Servers, total: Left): Promise<void> {
  const driver = await open();
  try {
    await expectSound({ reads: driver });
    const held = new Map<string, bigint>();
    for (const { asset, amount } of await driver.tellerBalances())
      held.set(asset, (held.get(asset) ?? 0n) - amount);
    const cats = [...held].filter(([asset]) => asset !== 'gems').map(([, amount]) => amount);
    expect({ cats: cats.reduce((cat, other) => cat + other, 0n), gems: held.get('gems') ?? 0n }).toEqual({
      cats: BigInt(total.cats),
      gems: BigInt(total.gems),
    });
  } finally {
    await driver.close();
  }
}
