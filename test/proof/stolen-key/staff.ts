import type { Case, Transaction, Withdrawal } from '../../../src/bank/engine/rows.ts';
import * as bank from './doors.ts';
import { getScript, note, type Script, TELLERS, type World } from './world.ts';

/** How many deposits one decision may name. */
const MAX_NAMED = 100;
const REASON = 'looked into the game';

/** What honest staff do once they have time: revoke what is stolen, and decide what waits for them. */
export async function respond(world: World): Promise<void> {
  if (world.revokedAt === null && isKeySuspect(world)) await revoke(world);
  // A script tells first what it knows, else its own trade looks like somebody else's.
  for (const script of world.scripts) await tellRest(script);
  const unsettled = new Set<string>();
  for (const found of await world.driver.cases({ isOpen: true, limit: 200 })) {
    if (!(await decide(world, found))) unsettled.add(found.tellerId);
  }
  for (const script of world.scripts) {
    if (script.isStopped) world.untoldSince = null;
    // It would hand over once more what somebody has claimed in its name.
    if (!unsettled.has(script.id)) await restart(world, script);
  }
}

/** A script that hears of trades which aren't its own stops, and calls staff. */
const isKeySuspect = ({ told, scripts }: World): boolean =>
  scripts[0]?.isStopped === true ||
  told.some(({ topic }) => topic === 'case_foreign_trade' || topic === 'teller_silent');

async function revoke(world: World): Promise<void> {
  const script = getScript(world, TELLERS[0]);
  await bank.revoke(world, bank.STAFF, { keyId: script.keyId, reason: REASON });
  script.keyId = `${script.id}@new`;
  world.revokedAt = world.now;
  note(world, 'staff revoke the key');
}

/** Returns whether the case needs them no more. */
async function decide(world: World, found: Case): Promise<boolean> {
  const { id: caseId, kind, tellerId } = found;
  const resolve = (resolution: Parameters<typeof bank.resolve>[2]['resolution'], more = {}) =>
    bank.resolve(world, bank.STAFF, { caseId, resolution, reason: REASON, ...more });
  switch (kind) {
    case 'foreign_trade':
    case 'teller_limit': {
      const forged = await listForged(world, tellerId);
      const isTooMany = forged.length > MAX_NAMED;
      const named = isTooMany ? {} : { transactionIds: forged.map(({ id }) => id) };
      await resolve(forged.length > 0 ? 'reverse' : 'confirm', forged.length > 0 ? named : {});
      // What is not named of an hour waits until they say that it happened.
      if (kind === 'teller_limit' && forged.length > 0) await resolve('confirm');
      note(world, `staff end ${caseId}: ${forged.length} are forged`);
      await resumeAtNewest(world, getScript(world, tellerId));
      return true;
    }
    case 'uncertain':
      await resolve(world.handed.has(found.withdrawalId ?? '') ? 'delivered' : 'not_delivered');
      return true;
    case 'refused_trade':
      if (!(await takeOut(world, found))) return false;
      await resolve('close');
      return true;
    default:
      return true;
  }
}

/** The deposits at a teller that its script did not make, as they are found in the log. */
async function listForged({ driver, scripts }: World, tellerId: string): Promise<Transaction[]> {
  const own = scripts.find(({ id }) => id === tellerId)?.own;
  const forged: Transaction[] = [];
  let afterSeq = 0;
  for (let page = await driver.log({ afterSeq, limit: 1_000 }); page.length > 0; ) {
    forged.push(
      ...page.filter(
        ({ kind, seq, ...each }) => kind === 'deposit' && each.tellerId === tellerId && !own?.has(seq),
      ),
    );
    afterSeq = page.at(-1)?.seq ?? afterSeq;
    page = await driver.log({ afterSeq, limit: 1_000 });
  }
  return forged;
}

async function tellRest(script: Script): Promise<void> {
  for (let tell = script.untold; tell; tell = script.untold) {
    script.untold = null;
    await tell();
  }
}

/**
 * A withdrawal that was handed over, and waits or went back all the same, is taken out of the bank. Returns
 * whether nothing of it is left: else its member stays frozen.
 */
async function takeOut(world: World, { withdrawalId, tellerId, robloxUserId }: Case): Promise<boolean> {
  if (withdrawalId === null || robloxUserId === null || !world.handed.has(withdrawalId)) return true;
  const member = { robloxUserId, reason: REASON };
  // What went back may be in another withdrawal by now, and would be again.
  await bank.freeze(world, bank.STAFF, { ...member, frozen: true });
  const { rows } = await world.driver.load([{ kind: 'withdrawal', id: withdrawalId }]);
  const [found] = rows.withdrawals;
  const isOut = found ? await takeOutFound(world, { tellerId, robloxUserId, found }) : true;
  note(
    world,
    `${withdrawalId}, ${found?.status}, is ${isOut ? 'out' : `not out: ${robloxUserId} stays frozen`}`,
  );
  if (isOut) await bank.freeze(world, bank.STAFF, { ...member, frozen: false });
  return isOut;
}

interface HandedOver extends Pick<Case, 'tellerId'> {
  readonly robloxUserId: number;
  readonly found: Withdrawal;
}

/** What went back to the member is theirs no more. */
async function takeOutFound(world: World, { tellerId, robloxUserId, found }: HandedOver): Promise<boolean> {
  // Somebody has claimed it since: once that claim ends without a word, it is settled as delivered.
  if (found.status === 'claimed') return false;
  if (found.status === 'delivered' || found.status === 'uncertain') return true;
  const open = await world.driver.load([{ kind: 'open_withdrawals_of_member', robloxUserId }]);
  const inOrder = open.rows.withdrawals.toSorted((one, other) => one.seq - other.seq);
  for (const { id } of inOrder) await bank.cancel(world, bank.BOT, { withdrawalId: id });
  // A thief says of a part that it was one gem.
  const told = found.status === 'partly_delivered' ? 1 : 0;
  const goods = { ...found.goods, gems: found.goods.gems - told };
  // By the ledger its teller may hold none any more, after a delivery that never was: then another does.
  for (const id of new Set([tellerId, ...TELLERS])) {
    if (typeof (await bank.debit(world, { tellerId: id, robloxUserId, goods })) === 'string') continue;
    // Once: another case may be of the same.
    world.handed.delete(found.id);
    return true;
  }
  return false;
}

/** It goes on with what it remembers; one that heard of trades which aren't its own, where staff say. */
async function restart(world: World, script: Script): Promise<void> {
  if (script.isStopped) await resumeAtNewest(world, script);
  script.isStopped = false;
  script.downUntil = Math.min(script.downUntil, world.now);
}

/** The client's `resumeAt`: staff have seen to every trade of this teller. Else it would hide a theft. */
async function resumeAtNewest({ driver }: World, script: Script): Promise<void> {
  const { rows } = await driver.load([{ kind: 'teller', id: script.id }]);
  script.known = rows.tellers[0]?.lastTradeSeq ?? script.known;
}
