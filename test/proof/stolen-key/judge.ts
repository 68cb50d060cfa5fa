import { type Goods, goodsToAmounts } from '../../../src/bank/engine/pets.ts';
import { verifyLedger } from '../../../src/bank/verify-ledger.ts';
import { hold } from '../model/broken.ts';
import type { Key } from './doors.ts';
import { CAP, getScript, HOUR, RULES, TELLERS, WORTH, type World } from './world.ts';

/** How long a theft may go untold, and by which alerts it is told. */
const TELL_MS = 120_000;
const TELLS = ['case_foreign_trade', 'case_teller_limit', 'teller_silent'];

/** The worth of what people got that was never theirs. */
export function sumStolen({ given }: World): bigint {
  let worth = 0n;
  for (const wallet of given.values())
    for (const [asset, amount] of wallet) if (amount < 0n) worth -= amount * (WORTH[asset] ?? 0n);
  return worth;
}

/** Nobody gets more than they gave: all of it is somebody else's. */
export function judgeHandOver(world: World): void {
  const [stolen, most] = [sumStolen(world), mostStolen(world)];
  hold(stolen <= most, 'stolen', () => `worth ${stolen} reached somebody whose it is not`);
}

/** With the honest script alive nothing; with it dead the cap of each hour in which the key made a credit. */
const mostStolen = ({ thief, forged }: World): bigint =>
  thief === 'dead' ? BigInt(CAP * new Set(forged.map((at) => Math.floor(at / HOUR))).size) : 0n;

/** A key that is revoked is answered no more. */
export const judgeAnswered = ({ revokedAt, now }: World, key: Key): void =>
  hold(revokedAt === null || key.scope !== 'teller', 'revoked', () => `${key.id} is answered at ${now}`);

interface Claimed extends Goods {
  readonly withdrawalId: string;
  readonly claimToken: string;
  readonly leaseUntil: string;
}

/** A key claims no more than its teller really holds, and nothing once it is known to be stolen. */
export async function judgeClaim(
  world: World,
  { withdrawalId, claimToken, leaseUntil, ...goods }: Claimed,
): Promise<void> {
  // One from before was judged then, or is the script's own; it may be of this very moment.
  if (Date.parse(leaseUntil) - RULES.leaseMs !== world.now) return;
  if (world.judged.has(claimToken) || world.handed.has(claimToken)) return;
  world.judged.add(claimToken);
  const { stock, id, isStopped, untold } = getScript(world, TELLERS[0]);
  const holdsAll = goodsToAmounts(goods).every(([asset, amount]) => (stock.get(asset) ?? 0n) >= amount);
  // What a dead script can't deny clears, within the cap; what was handed over and not told is still owed.
  const isBehind = world.thief === 'dead' || isStopped || untold !== null;
  hold(holdsAll || isBehind, 'claimed', () => `${id} doesn't hold what ${withdrawalId} is of`);
  const teller = (await world.turns.alone(world.driver.tellers)).find((each) => each.id === id);
  hold(
    // It may have been contradicted at once with the claim, and after it.
    (teller?.contradictedAt ?? world.now) >= world.now,
    'claimed',
    () => `${id} is suspect, and claims ${withdrawalId}`,
  );
}

/** What must be so at any time: nobody is accused in vain, and no theft goes unnoticed. */
export async function judge(world: World): Promise<void> {
  for (const { id, contradictedAt, clearedSeq } of await world.driver.tellers()) {
    noteCleared(world, id, clearedSeq);
    if (contradictedAt === null) continue;
    const isSuspect = id === TELLERS[0] && world.isStolen;
    hold(isSuspect, 'contradicted', () => `${id} knows all of its trades`);
    if (isSuspect) world.untoldSince = null;
  }
  const { untoldSince, told, heard, now } = world;
  if (untoldSince === null) return;
  const isTold = ({ at, topic }: World['told'][number], index: number): boolean =>
    TELLS.includes(topic) && (at >= untoldSince || index >= heard);
  if (told.some(isTold)) world.untoldSince = null;
  else
    hold(now - untoldSince <= TELL_MS, 'told', () => `staff know nothing of what was done at ${untoldSince}`);
}

/** How long deposits took until members could take them back. */
function noteCleared({ waiting, clearedMs, now }: World, tellerId: string, clearedSeq: number): void {
  for (const credit of waiting) {
    if (credit.tellerId !== tellerId || credit.seq > clearedSeq) continue;
    clearedMs.push(now - credit.at);
    waiting.delete(credit);
  }
}

export async function judgeEnd(world: World): Promise<void> {
  const check = await verifyLedger(world.driver);
  hold(check.kind === 'sound', 'sound', () => Bun.inspect(check));
}
