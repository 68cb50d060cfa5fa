import { adjustMember } from '../../../src/bank/adjust.ts';
import { completeDeposit } from '../../../src/bank/deposit.ts';
import { parseAssetKey } from '../../../src/bank/engine/pets.ts';
import { Refusal } from '../../../src/bank/engine/refusal.ts';
import { readInventory } from '../../../src/bank/inventory.ts';
import { moveStock } from '../../../src/bank/stock-move.ts';
import { cancelWithdrawal } from '../../../src/bank/withdraw-cancel.ts';
import { checkWithdrawals } from '../../../src/bank/withdraw-check.ts';
import { completeWithdrawal } from '../../../src/bank/withdraw-complete.ts';
import { requestWithdrawal } from '../../../src/bank/withdraw-request.ts';
import type { Dice } from '../dice.ts';
import { Broken, hold } from '../model/broken.ts';
import { ANYONE } from './check.ts';
import { WORDS } from './lists.ts';
import { namesForRetry, namesInAccount, pickOf } from './names.ts';
import {
  type Content,
  type Line,
  MEMBERS,
  type Process,
  readAliases,
  readBalances,
  type Sent,
  TELLERS,
  type World,
} from './world.ts';

export type Move = (world: World, process: Process, dice: Dice) => Promise<string>;

const REASON = 'counted together';
const STAFF = { by: 'staff-9' } as const;
/** At most one line of each: what an answer says of a form is of that line. */
const VARIANTS = ['normal', 'golden'] as const;

/** The answer, or the code of the refusal. */
async function attempt<Answer>(asked: Promise<Answer>): Promise<Answer | string> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
}

/** The answer; a refusal breaks the promise. */
async function mustBeAnswered<Answer>(check: string, what: unknown, asked: Promise<Answer>): Promise<Answer> {
  const answer = await attempt(asked);
  if (typeof answer === 'string') throw new Broken(check, `${Bun.inspect(what)} is refused: ${answer}`);
  return answer;
}

function newId(world: World, prefix: string): string {
  world.next += 1;
  return `${prefix}${world.next}`;
}

const idsOf = (
  lines: readonly Line[],
  pets: readonly { readonly id: string; readonly variant: string }[],
): string[] => lines.map((line) => pets.find(({ variant }) => variant === line.variant)?.id ?? line.id);

function remember(world: World, { catalogue }: Process, sent: Omit<Sent, 'names'>): void {
  world.sent.push({ ...sent, names: namesForRetry(sent.content.pets, sent.resolved, catalogue) });
}

export const deposit: Move = async (world, process, dice) => {
  const variants = dice.onceIn(3) ? VARIANTS : [pickOf(VARIANTS, dice) ?? 'normal'];
  const pets = variants.map((variant) => ({
    id: (dice.onceIn(3) && pickOf(process.catalogue.items, dice)?.name) || (pickOf(WORDS, dice) ?? ''),
    variant,
    quantity: 1 + dice.below(3),
  }));
  const [by, robloxUserId] = [dice.pick(TELLERS), dice.pick(MEMBERS)];
  const tradeId = newId(world, 't');
  const again = ({ book }: Process, content: Content) =>
    book.perform(completeDeposit, { tradeId, robloxUserId, ...toGoods(content) }, { by });
  const content = { pets, gems: 0 };
  const answer = await mustBeAnswered('deposit', pets, again(process, content));
  const taken = [...answer.credited.pets, ...answer.quarantined.pets];
  remember(world, process, {
    what: 'deposit',
    content,
    answer,
    again,
    seq: answer.seq,
    resolved: idsOf(pets, taken),
  });
  world.owed += BigInt(pets.reduce((sum, { quantity }) => sum + quantity, 0));
  return `${by} gets ${describe(pets)} from ${robloxUserId}`;
};

const toGoods = ({ pets, gems }: Content) => ({ pets: pets.map((pet) => ({ ...pet, shiny: false })), gems });
const describe = (pets: readonly Line[]): string =>
  pets.map(({ id, variant, quantity }) => `${quantity} ${variant} ${id}`).join(', ');

/** What a member is shown can be asked back, by what it is shown as and by every other name of it. */
export const request: Move = async (world, process, dice) => {
  const robloxUserId = dice.pick(MEMBERS);
  const inventory = await process.book.query(readInventory, robloxUserId, ANYONE);
  const free = inventory.pets.filter(({ quantity }) => quantity > 0);
  const shown = pickOf(free, dice);
  if (!shown || shown.variant === 'rainbow') return 'nobody asks for anything';
  const { variant } = shown;
  const held = new Set(free.filter((pet) => pet.variant === variant).map(({ id }) => id));
  const aliases = await readAliases(world);
  const names = namesInAccount(shown.id, held, { aliases, catalogue: process.catalogue });
  const id = pickOf(names, dice) ?? shown.id;
  const content = { pets: [{ id, variant, quantity: 1 + dice.below(shown.quantity) }], gems: 0 };
  const requestId = newId(world, 'r');
  const again = ({ book }: Process, goods: Content) =>
    book.perform(requestWithdrawal, { requestId, robloxUserId, ...toGoods(goods) }, ANYONE);
  const what = `${describe(content.pets)}, shown as ${shown.id}`;
  const answer = await mustBeAnswered('asked back', what, again(process, content));
  const resolved = idsOf(content.pets, answer.pets.map(toLine));
  hold(resolved[0] === shown.id, 'asked back', () => `${what}, and ${resolved[0]} is reserved`);
  remember(world, process, { what: 'request', content, answer, again, seq: answer.seq, resolved });
  return `${robloxUserId} asks for ${what}`;
};

const toLine = ({ id, variant, quantity }: { id: string; variant: string; quantity: number }): Line => ({
  id,
  variant: variant === 'golden' ? 'golden' : 'normal',
  quantity,
});

export const cancel: Move = async (world, { book }, dice) => {
  const open = await world.driver.openWithdrawals({ limit: 100 });
  const chosen = pickOf(
    open.filter(({ status }) => status === 'reserved'),
    dice,
  );
  if (!chosen) return 'nothing is cancelled';
  await mustBeAnswered(
    'cancel',
    chosen.id,
    book.perform(cancelWithdrawal, { withdrawalId: chosen.id }, ANYONE),
  );
  return `${chosen.id} is cancelled`;
};

export const claim: Move = async (world, { book }, dice) => {
  const [tellerId, robloxUserId] = [dice.pick(TELLERS), dice.pick(MEMBERS)];
  const claim = { token: newId(world, 'c') };
  const { claimed } = await book.perform(checkWithdrawals, { robloxUserId, claim }, { by: tellerId });
  if (!claimed || world.claims.some(({ claimToken }) => claimToken === claimed.claimToken)) return 'no claim';
  const { withdrawalId, claimToken, pets } = claimed;
  world.claims.push({ tellerId, withdrawalId, claimToken, pets: pets.map(toLine) });
  return `${tellerId} claims ${withdrawalId}: ${describe(pets.map(toLine))}`;
};

/** Delivers what a teller was told when it claimed, under the names of then, or by no names at all. */
export const complete: Move = async (world, process, dice) => {
  const [chosen] = world.claims.splice(dice.below(world.claims.length), 1);
  if (!chosen) return 'nothing is delivered';
  const { tellerId: by, pets, ...claimed } = chosen;
  const tradeId = newId(world, 't');
  const names = await namesOfClaim(world, process, chosen.withdrawalId, pets, dice);
  const isNamed = !dice.onceIn(3);
  const again = ({ book }: Process, goods: Content) =>
    book.perform(
      completeWithdrawal,
      { ...claimed, tradeId, outcome: 'delivered', ...(isNamed && { delivered: toGoods(goods) }) },
      { by },
    );
  const content = { pets: names, gems: 0 };
  const answer = await mustBeAnswered('delivered', [claimed, content], again(process, content));
  hold(answer.status === 'delivered', 'delivered', () => `${describe(names)}: ${answer.status}`);
  const resolved = isNamed ? await idsDelivered(world, answer.seq, names) : [];
  if (isNamed)
    remember(world, process, { what: 'complete', content, answer, again, seq: answer.seq, resolved });
  world.owed -= BigInt(pets.reduce((sum, { quantity }) => sum + quantity, 0));
  return `${by} delivers ${describe(names)} of ${claimed.withdrawalId}`;
};

async function namesOfClaim(
  world: World,
  { catalogue }: Process,
  withdrawalId: string,
  told: readonly Line[],
  dice: Dice,
): Promise<Line[]> {
  const { rows } = await world.driver.load([{ kind: 'withdrawal', id: withdrawalId }]);
  const goods = rows.withdrawals[0]?.goods.pets ?? [];
  const aliases = await readAliases(world);
  return told.map((line) => {
    const id = goods.find(({ variant }) => variant === line.variant)?.id ?? line.id;
    const names = namesInAccount(id, new Set([id]), { aliases, catalogue });
    return { ...line, id: pickOf([line.id, ...names], dice) ?? id };
  });
}

async function idsDelivered(world: World, seq: number, lines: readonly Line[]): Promise<string[]> {
  const [row] = await world.driver.log({ afterSeq: seq - 1, limit: 1 });
  return idsOf(lines, (row?.goods.pets ?? []).map(toLine));
}

/** Staff credit what the list has, or take what a member has back to a teller who holds as much of it. */
export const adjust: Move = async (world, process, dice) => {
  const isCredit = dice.onceIn(2);
  const found = isCredit ? pickListed(process, dice) : await pickHeld(world, 'member:', dice);
  const holders = isCredit
    ? []
    : (await readBalances(world, 'teller:')).filter(([, asset]) => asset === found?.asset);
  const tellerId = isCredit ? 'teller-1' : pickOf(holders, dice)?.[0].slice('teller:'.length);
  const isKnown = (await world.driver.tellers()).some(({ id }) => id === tellerId);
  if (!found || tellerId === undefined || !isKnown) return 'nothing is corrected';
  const [robloxUserId, adjustmentId] = [found.owner ?? dice.pick(MEMBERS), newId(world, 'a')];
  const direction = isCredit ? 'credit' : 'debit';
  const fields = {
    adjustmentId,
    robloxUserId,
    direction,
    tellerId,
    reason: REASON,
  } as const;
  const again = ({ book }: Process, goods: Content) =>
    book.perform(adjustMember, { ...fields, ...toGoods(goods) }, STAFF);
  const content = { pets: [found.line], gems: 0 };
  const answer = await attempt(again(process, content));
  // The teller may need it for a claim.
  if (answer === 'insufficient_pets' && !isCredit) return 'nothing can be taken back';
  if (answer === 'invalid' && isCredit && (await isRenamedElsewhere(world, process, found.line.id))) {
    return 'the list in use is too old for it';
  }
  if (typeof answer === 'string') throw new Broken('adjusted', `${describe(content.pets)}: ${answer}`);
  remember(world, process, {
    what: direction,
    content,
    answer,
    seq: answer.seq,
    again,
    resolved: idsOf(content.pets, answer.pets.map(toLine)),
  });
  world.owed += BigInt(isCredit ? found.line.quantity : -found.line.quantity);
  return `${direction} of ${describe(content.pets)} for ${robloxUserId}`;
};

/** Whether another process's newer list has made what the word names an id that this one's list lacks. */
async function isRenamedElsewhere(world: World, { catalogue }: Process, word: string): Promise<boolean> {
  const { successors } = await readAliases(world);
  const named = catalogue.find(word)?.id ?? word;
  return [word, named].flatMap(successors).some((id) => !catalogue.isListed(id));
}

interface Found {
  readonly line: Line;
  readonly asset: string;
  readonly owner?: number;
}

function pickListed({ catalogue }: Process, dice: Dice): Found | undefined {
  const word = pickOf(WORDS, dice) ?? '';
  if (!catalogue.find(word)) return undefined;
  return { line: { id: word, variant: 'normal', quantity: 1 }, asset: '' };
}

async function pickHeld(world: World, prefix: string, dice: Dice): Promise<Found | undefined> {
  const chosen = pickOf(await readBalances(world, prefix), dice);
  const pet = chosen && parseAssetKey(chosen[1]);
  if (!chosen || !pet || pet === 'gems') return undefined;
  const line = toLine({ ...pet, quantity: 1 });
  return { line, asset: chosen[1], owner: Number(chosen[0].slice('member:'.length)) };
}

export const move: Move = async (world, process, dice) => {
  const chosen = pickOf(await readBalances(world, 'teller:'), dice);
  const pet = chosen && parseAssetKey(chosen[1]);
  if (!chosen || !pet || pet === 'gems') return 'nothing is moved';
  const from = chosen[0].slice('teller:'.length);
  const to = TELLERS.find((id) => id !== from) ?? '';
  if (!(await world.driver.tellers()).some(({ id }) => id === to)) return 'nothing can be moved';
  const moveId = newId(world, 'm');
  const content = { pets: [toLine({ ...pet, quantity: 1 })], gems: 0 };
  const again = ({ book }: Process, goods: Content) =>
    book.perform(moveStock, { moveId, from, to, reason: REASON, ...toGoods(goods) }, STAFF);
  const answer = await attempt(again(process, content));
  if (answer === 'insufficient_pets') return 'what is promised is not moved';
  if (typeof answer === 'string') throw new Broken('moved', `${describe(content.pets)}: ${answer}`);
  remember(world, process, { what: 'move', content, answer, again, seq: answer.seq, resolved: [pet.id] });
  return `${describe(content.pets)} is moved from ${from} to ${to}`;
};
