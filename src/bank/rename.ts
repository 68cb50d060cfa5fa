import { z } from 'zod';
import type { Book, Caller } from './engine/book.ts';
import type { Catalogue } from './engine/catalogue.ts';
import { tellerAccount } from './engine/ledger.ts';
import type { Operation } from './engine/operation.ts';
import {
  type Amounts,
  amountsToGoods,
  isSafe,
  listForms,
  type Pet,
  parseAssetKey,
  sumAmounts,
} from './engine/pets.ts';
import type { ReadKey } from './engine/read-key.ts';
import type { Reader } from './engine/reader.ts';
import { type Alias, aliasId } from './engine/rows.ts';
import type { Step } from './engine/step.ts';
import { closeCase, openCase } from './events.ts';

/** Two ids that may be one pet: what it was called, and what it is called now. */
export interface SamePet {
  readonly oldId: string;
  readonly newId: string;
}

/** What the source of the list calls each pet now, by its id; null where it can't be asked. */
export type ReadNames = () => Promise<ReadonlyMap<string, string> | null>;

/**
 * Compares what is held with a list of pets that is about to be used. Where the list shows what is held under
 * that very name as another id, both become one pet, or staff are asked if that isn't plain. Returns once
 * everything that is held is under the new ids. Any number of processes may do it, any number of times.
 * `readNames` asks the source, where the list comes from rows, which may be edited; null: it doesn't.
 */
export async function learnNames(
  book: Book,
  catalogue: Catalogue,
  readNames: ReadNames | null = null,
): Promise<void> {
  // What is being renamed is held under its new id before that one is compared.
  await book.query(waitForRenames, undefined, BANK);
  const balances = await book.reads.tellerBalances();
  const settled = new Set((await book.reads.aliases()).filter(isSettled).map(({ id }) => id));
  const tellerIds = (await book.reads.tellers()).map(({ id }) => id);
  const heldIds = new Set(balances.map(({ asset }) => parseAssetKey(asset)).map(idOf));
  const learnt = [...heldIds].map((oldId) => {
    const { newIds, isKnown } = findNewIds(oldId, catalogue);
    const pairs = newIds.map((newId) => ({ oldId, newId, tellerIds }));
    const isPlain = !isKnown && pairs.length === 1;
    return { isPlain, pairs: pairs.filter(({ newId }) => !settled.has(aliasId(oldId, newId))) };
  });
  const listed = learnt.filter(({ isPlain }) => isPlain).flatMap(({ pairs }) => pairs);
  const plain = await keepSure(listed, readNames);
  const asking = learnt.flatMap(({ pairs }) => pairs).filter((pair) => !plain.includes(pair));
  // Those that share a commit are carried through together.
  for (let at = 0; at < plain.length; at += PAGE) {
    const page = plain.slice(at, at + PAGE);
    const areRenamed = await Promise.all(page.map((pair) => book.perform(renamePet, pair, BANK)));
    asking.push(...page.filter((_, index) => !areRenamed[index]));
  }
  for (const pair of asking) await book.perform(askSamePet, pair, BANK);
  await book.query(waitForRenames, undefined, BANK);
}

/** Those that the source of the list shows so itself: by an edited row alone, dogs would become Titanics. */
async function keepSure<Pair extends SamePet>(
  pairs: readonly Pair[],
  readNames: ReadNames | null,
): Promise<readonly Pair[]> {
  if (pairs.length === 0 || readNames === null) return pairs;
  const names = (await readNames()) ?? new Map<string, string>();
  const byName = Map.groupBy(names, ([, name]) => name.normalize('NFC'));
  return pairs.filter((pair) => {
    if (isSameText(pair)) return true;
    const shown = byName.get(pair.oldId.normalize('NFC')) ?? [];
    return !names.has(pair.oldId) && shown.length === 1 && shown[0]?.[0] === pair.newId;
  });
}

/** The same letters, only composed otherwise, are one pet. */
const isSameText = ({ oldId, newId }: SamePet): boolean => oldId.normalize('NFC') === newId;

const BANK: Caller = { by: 'bank' };
/** How many renames are decided at once. */
const PAGE = 100;
const isSettled = ({ status }: Alias): boolean => status !== 'done';
const idOf = (asset: Pet | 'gems'): string => (asset === 'gems' ? '' : asset.id);

/** Reads nothing; but the book lets nothing be decided while something is being renamed. */
const waitForRenames: Operation<undefined, void> = { readKeys: () => [], decide: () => undefined };

/**
 * The ids that the list shows under the name by which a pet is held, if that is no id of the newest list.
 * `isKnown`: an earlier list had it as an id, under a name that others have now.
 */
function findNewIds(heldId: string, catalogue: Catalogue): { newIds: readonly string[]; isKnown: boolean } {
  const composed = heldId.normalize('NFC');
  if (catalogue.isListed(heldId)) return { newIds: [], isKnown: true };
  if (catalogue.isListed(composed)) return { newIds: [composed], isKnown: false };
  const known = catalogue.find(heldId);
  const isKnown = known?.id === heldId;
  const names = [heldId, composed, ...(isKnown ? [known.name] : [])];
  const newIds = new Set(names.flatMap(catalogue.idsNamed));
  newIds.delete(heldId);
  return { newIds: [...newIds].filter((id) => !isKnown || catalogue.isListed(id)), isKnown };
}

/** A pair that the list of pets speaks for, and the tellers whose stock says who holds what. */
interface LearntPair extends SamePet {
  readonly tellerIds: readonly string[];
}

const SAME_PET = 'same_pet:';
export const samePetCaseId = ({ oldId, newId }: SamePet): string => `${SAME_PET}${aliasId(oldId, newId)}`;

/** The pair that a case asks about; undefined where it is of another kind. */
export function parseSamePetCaseId(caseId: string): SamePet | undefined {
  if (!caseId.startsWith(SAME_PET)) return undefined;
  const pair = pairSchema.safeParse(parseJson(caseId.slice(SAME_PET.length))).data;
  return pair && { oldId: pair[0], newId: pair[1] };
}

/**
 * Makes both names one pet where nothing speaks against it: nobody holds the new one, and neither was renamed
 * before. Returns whether it did. What is held is moved before anything else happens. Refuses nothing.
 */
export const renamePet: Operation<LearntPair, boolean> = {
  readKeys: ({ oldId, newId, tellerIds }) => [
    { kind: 'aliases_of_pet', oldId },
    { kind: 'aliases_of_pet', oldId: newId },
    ...stockReadKeys(newId, tellerIds),
  ],
  decide(step, pair) {
    const { oldId, newId, tellerIds } = pair;
    const isNew = [oldId, newId].every((id) => step.aliasesOfPet(id).length === 0);
    const isPlain = isNew && (isSameText(pair) || readStockOf(step, newId, tellerIds).size === 0);
    if (isPlain) decideSame(step, pair, `the list of pets shows ${newId} under this name`);
    return isPlain;
  },
};

/** Writes that both are one pet from now on, and why. */
export function decideSame(step: Step, { oldId, newId }: SamePet, why: string): void {
  const { seq } = step.post({
    kind: 'renamed',
    status: 'alias',
    note: `${oldId} is ${newId}: ${why}`,
    answer: () => [oldId, newId],
  });
  step.put('aliases', { id: aliasId(oldId, newId), oldId, newId, status: 'renaming', seq });
}

/**
 * Asks staff whether both are one pet, once, while somebody holds the old one. Returns whether it did.
 * Refuses nothing.
 */
export const askSamePet: Operation<LearntPair, boolean> = {
  readKeys: ({ oldId, newId, tellerIds }) => [
    { kind: 'alias', id: aliasId(oldId, newId) },
    { kind: 'case', id: samePetCaseId({ oldId, newId }) },
    ...stockReadKeys(oldId, tellerIds),
  ],
  decide(step, pair) {
    const { oldId, newId, tellerIds } = pair;
    const id = aliasId(oldId, newId);
    const before = step.row('aliases', id);
    const stock = readStockOf(step, oldId, tellerIds);
    // One that was made already is asked about again: its old name has come back into use since.
    if (stock.size === 0 || (before && before.status !== 'done')) return false;
    step.put('aliases', { id, oldId, newId, seq: before?.seq ?? 0, status: 'asked' });
    openCase(step, {
      id: samePetCaseId(pair),
      kind: 'same_pet',
      tellerId: 'bank',
      goods: amountsToGoods(stock),
      summary:
        `Members hold ${oldId}${nameUnsaid(stock)}, and the list of pets now shows ${newId} under that ` +
        'name. Is it the same pet? If it is, both become one.',
    });
    return true;
  },
};

/** The rows that ending a `same_pet` case touches, and those that its first ones name. */
export function samePetReadKeys(caseId: string): ReadKey[] {
  const pair = parseSamePetCaseId(caseId);
  return pair ? [{ kind: 'aliases_of_pet', oldId: pair.oldId }] : [];
}

export function moreSamePetReadKeys(reader: Reader, caseId: string): ReadKey[] {
  const pair = parseSamePetCaseId(caseId);
  const aliases = pair ? reader.aliasesOfPet(pair.oldId) : [];
  return aliases.map((alias) => ({ kind: 'case', id: samePetCaseId(alias) }) as const);
}

/** Writes what staff say of a pair that they were asked about. One that is the same is so with no other. */
export function answerSamePet(step: Step, pair: SamePet, answer: { isSame: boolean; why: string }): void {
  const { isSame, why } = answer;
  if (isSame) decideSame(step, pair, why);
  for (const alias of step.aliasesOfPet(pair.oldId)) {
    const isOther = alias.newId !== pair.newId;
    if (alias.status !== 'asked' || isOther !== isSame) continue;
    step.put('aliases', { ...alias, status: 'different' });
    if (isOther) closeCase(step, samePetCaseId(alias), `different: it is ${pair.newId}`);
  }
}

const pairSchema = z.tuple([z.string(), z.string()]);

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const stockReadKeys = (id: string, tellerIds: readonly string[]): ReadKey[] =>
  tellerIds.flatMap((tellerId) =>
    listForms(id).map((asset) => ({ kind: 'balance', account: tellerAccount(tellerId), asset }) as const),
  );

/** What of a pet these tellers hold between them, in all its forms. */
function readStockOf(reader: Reader, id: string, tellerIds: readonly string[]): Amounts {
  const stock = tellerIds.flatMap((tellerId) =>
    listForms(id).map((asset) => [asset, -reader.balance(tellerAccount(tellerId), asset)] as const),
  );
  return sumAmounts(stock.filter(([, amount]) => amount > 0n));
}

/** The sums that goods can't say to the digit. */
function nameUnsaid(stock: Amounts): string {
  const unsaid = [...stock].filter(([, amount]) => !isSafe(amount));
  return unsaid.length === 0 ? '' : ` (${unsaid.map(([key, amount]) => `${amount} of ${key}`).join('; ')})`;
}
