import { type Goods, goodsToAmounts } from '../../../src/bank/engine/pets.ts';
import * as bank from './doors.ts';
import { judgeHandOver } from './judge.ts';
import {
  ASSETS,
  HONEST,
  handOver,
  newId,
  note,
  type Script,
  SMALL,
  TITANIC,
  toGoods,
  type World,
  walletOf,
} from './world.ts';

/** One answer in so many gets lost on its way to the script. */
const LOST = 15;

export const isUp = ({ downFrom, downUntil }: Script, { now }: World): boolean =>
  now < downFrom || now >= downUntil;

/** Tells once more what it has had no answer to. */
export async function tellAgain(world: World, script: Script): Promise<void> {
  const tell = script.untold;
  if (!tell || !isUp(script, world)) return;
  script.untold = null;
  await tell();
}

/** A trade of the script's: with who waits, or with any honest member. */
export async function trade(world: World, script: Script, meanwhile: Meanwhile): Promise<void> {
  if (!isUp(script, world) || script.isStopped || script.untold) return;
  const at = world.visits.findIndex((visit) => visit.script === script);
  const [visit] = at < 0 ? [] : world.visits.splice(at, 1);
  const member = visit?.member ?? world.dice.pick(HONEST);
  if (await serve(world, script, member, visit ? meanwhile : nothing)) return;
  await takeDeposit(world, script, member);
}

/** What a thief does between a claim and its end, who stands in the trade himself. */
export type Meanwhile = (robloxUserId: number) => Promise<void>;
const nothing: Meanwhile = async () => undefined;

/** Hands over the oldest withdrawal of the member that the bank lets it claim. Returns whether it did. */
async function serve(world: World, script: Script, robloxUserId: number, meanwhile: Meanwhile) {
  const key = bank.tellerKey(script.keyId);
  const answer = await bank.check(world, key, { robloxUserId, claim: true });
  if (typeof answer === 'string' || !answer.claimed) return false;
  const { withdrawalId, claimToken, pets, gems } = answer.claimed;
  // It never hands over twice what it may have handed over.
  if (world.handed.has(claimToken) || !has(script, { pets, gems })) return false;
  await meanwhile(robloxUserId);
  world.handed.add(claimToken).add(withdrawalId);
  handOver(world, script, robloxUserId, { pets, gems }, -1n);
  note(world, `${script.id} hands ${withdrawalId} to ${robloxUserId}`);
  judgeHandOver(world);
  const body = { withdrawalId, claimToken, tradeId: tradeId(script), outcome: 'delivered' } as const;
  await tell(world, script, () => bank.complete(world, bank.tellerKey(script.keyId), body));
  return true;
}

const has = ({ stock }: Script, goods: Goods): boolean =>
  goodsToAmounts(goods).every(([asset, amount]) => (stock.get(asset) ?? 0n) >= amount);

/** Script ids count up, so anyone can guess the next. */
export const tradeId = (script: Script): string => {
  script.trades += 1;
  return `${script.id}-${script.trades}`;
};

/** The member hands over a part of what they have in the game. */
async function takeDeposit(world: World, script: Script, robloxUserId: number): Promise<void> {
  const { dice } = world;
  const asset = dice.onceIn(60) ? TITANIC : dice.pick(SMALL);
  const most = walletOf(world.wallets, robloxUserId).get(asset) ?? 0n;
  const amount = asset === TITANIC ? 1n : BigInt(1 + dice.below(100));
  if (amount > most) return;
  const goods = toGoods([[asset, amount]]);
  handOver(world, script, robloxUserId, goods, 1n);
  const body = { tradeId: tradeId(script), robloxUserId, ...goods };
  await tell(world, script, async () => {
    const answer = await bank.deposit(world, bank.tellerKey(script.keyId), body);
    if (typeof answer !== 'string' && !answer.replayed) {
      world.waiting.add({ tellerId: script.id, seq: answer.seq, at: world.now });
    }
    return answer;
  });
}

type Ending = string | { readonly seq: number; readonly previousTradeSeq: number };

/** Tells the bank until it hears the answer; then it knows the trade, or hears that it doesn't know one. */
async function tell(world: World, script: Script, send: () => Promise<Ending>): Promise<void> {
  const answer = await send();
  if (world.dice.onceIn(LOST)) script.untold = () => tell(world, script, send);
  else learn(world, script, answer);
}

function learn(world: World, script: Script, answer: Ending): void {
  if (typeof answer === 'string') {
    script.isStopped = true;
    note(world, `${script.id} is refused ${answer}, and stops`);
    return;
  }
  script.own.add(answer.seq);
  if (answer.previousTradeSeq === script.known) script.known = answer.seq;
  else if (answer.seq > script.known) {
    script.isStopped = true;
    note(world, `${script.id} knows ${script.known} and hears ${answer.previousTradeSeq}: it stops`);
  }
}

/**
 * What the script really holds, and up to where it knows its trades. As the client in `lua` does, it doesn't
 * say while it has a trade to tell.
 */
export async function report(world: World, script: Script): Promise<void> {
  if (!isUp(script, world)) return;
  const goods = toGoods([...script.stock].filter(([, amount]) => amount > 0n));
  const known = script.untold === null ? { seq: script.known } : {};
  await bank.report(world, bank.tellerKey(script.keyId), { ...goods, ...known });
}

/** A member asks the bot for some of what they see, or calls one off. */
export async function ask(world: World, robloxUserId: number): Promise<void> {
  const { dice } = world;
  const asset = dice.pick(ASSETS);
  const amount = BigInt(1 + dice.below(asset === TITANIC ? 6 : 100));
  const goods = toGoods([[asset, amount]]);
  await bank.request(world, bank.BOT, { requestId: newId(world, 'r'), robloxUserId, ...goods });
}
