import { type Aliases, createAliases, NO_ALIASES } from '../bank/engine/aliases.ts';
import type { Caller } from '../bank/engine/book.ts';
import { StorageUnavailable } from '../bank/engine/book.ts';
import { memberOf, QUARANTINE, reservedAccount } from '../bank/engine/ledger.ts';
import type { Operation } from '../bank/engine/operation.ts';
import { type AssetKey, listForms } from '../bank/engine/pets.ts';
import { type Account, type Alias, aliasId, type Balance, type BankRow } from '../bank/engine/rows.ts';
import { keepLogged } from '../bank/logged-renames.ts';
import {
  finishRenames,
  type Holder,
  hasPet,
  type Renaming,
  renameCases,
  renameHoldings,
} from '../bank/rename-holdings.ts';
import { renameReport } from '../bank/rename-report.ts';
import { createPendingOperation, type PendingOperation } from './commit-batcher.ts';
import type { Driver } from './driver.ts';

/** How many holdings are read at once, and moved in one commit at most. */
const PAGE = 256;
/** How many renames are carried through at once. */
const MAX_TOGETHER = 100;
/**
 * How often all holders are gone through with nothing to move before the rest is left as it is: pages may
 * leave out some whom another process has moved to a place that was read before.
 */
const PASSES_IN_VAIN = 3;

/** What pets were called before, as this process knows it. */
export interface Renames {
  readonly aliases: () => Aliases;
  /** Reads the aliases anew, and carries through what is being renamed, beside others who may do so too. */
  catchUp(): Promise<void>;
}

/** Commits a batch, and returns those of its operations that wait for the next one. */
type Commit = (batch: readonly PendingOperation[]) => Promise<PendingOperation[]>;

/**
 * Carries renames through before anything else is decided. A rename is logged first; from then on whoever
 * finds it under way moves what is held, page by page, each in a commit of its own, and what was moved by
 * others is moved no more. So a process that stops in the middle leaves it to the next one.
 */
export function createRenames(driver: Driver, commit: Commit): Renames {
  let aliases = NO_ALIASES;
  let catchingUp: Promise<void> | undefined;
  /** By the two ids, the transaction that was found to make them one pet: so none is read again. */
  const logged = new Map<string, number>();

  async function readLogged(head: BankRow): Promise<Alias[]> {
    const isKnown = ({ oldId, newId, seq }: Alias) => logged.get(aliasId(oldId, newId)) === seq;
    const rows = await driver.aliases();
    const unknown = rows.filter((row) => !isKnown(row));
    for (const { oldId, newId, seq } of await keepLogged(driver, unknown, head))
      logged.set(aliasId(oldId, newId), seq);
    return rows.filter(isKnown);
  }

  async function run(): Promise<void> {
    for (;;) {
      // The version first: should an alias change in between, it is found to be an old one.
      const { bank } = await driver.load([]);
      aliases = createAliases(await readLogged(bank), bank.aliasVersion);
      const together = takeTogether(aliases.renaming);
      if (together.length === 0) return;
      await carryThrough(driver, performEachBy(commit), together);
    }
  }
  return {
    aliases: () => aliases,
    catchUp() {
      catchingUp ??= run().finally(() => {
        catchingUp = undefined;
      });
      return catchingUp;
    },
  };
}

type PerformEach = ReturnType<typeof performEachBy>;
const BANK: Caller = { by: 'bank' };

/**
 * Performs the operation once for each input, in as few commits as it takes. Returns the answers of those
 * that had one: what fails by an error of our own keeps nothing else from being moved, and stays as it is.
 */
const performEachBy =
  (commit: Commit) =>
  async <Input, Answer>(operation: Operation<Input, Answer>, inputs: readonly Input[]): Promise<Answer[]> => {
    const outcomes: Promise<Answer>[] = [];
    let batch = inputs.map((input) => {
      const { promise, resolve, reject } = Promise.withResolvers<Answer>();
      outcomes.push(promise);
      return createPendingOperation(operation, input, BANK, { resolve, reject });
    });
    const settled = Promise.allSettled(outcomes);
    while (batch.length > 0) batch = await commit(batch);
    return (await settled).flatMap((outcome) => {
      if (outcome.status === 'fulfilled') return [outcome.value];
      if (outcome.reason instanceof StorageUnavailable) throw outcome.reason;
      return [];
    });
  };

/** The first of these renames of which none leads to, or from, another: they are carried through at once. */
function takeTogether(renaming: readonly Alias[]): Alias[] {
  const taken: Alias[] = [];
  for (const alias of renaming.slice(0, MAX_TOGETHER)) {
    const isLinked = taken.some(
      ({ oldId, newId }) => oldId === alias.oldId || oldId === alias.newId || newId === alias.oldId,
    );
    if (isLinked) break;
    taken.push(alias);
  }
  return taken;
}

async function carryThrough(
  driver: Driver,
  performEach: PerformEach,
  aliases: readonly Alias[],
): Promise<void> {
  for (let passes = 0; passes < PASSES_IN_VAIN; passes += 1)
    while (await moveHoldings(driver, performEach, aliases));
  const tellers = await driver.tellers();
  await performEach(
    renameReport,
    tellers.map(({ id: tellerId }) => ({ aliases, tellerId })),
  );
  for (let afterId: string | undefined = ''; afterId !== undefined; ) {
    const page = await driver.cases({ isOpen: true, afterId, limit: PAGE });
    const caseIds = page.filter(({ goods }) => hasPet(goods, aliases)).map(({ id }) => id);
    if (caseIds.length > 0) await performEach(renameCases, [{ aliases, caseIds }]);
    afterId = page.at(-1)?.id;
  }
  await performEach(finishRenames, [{ aliases }]);
}

/** Goes through all holders once. Returns whether anything was moved: then some may have more. */
async function moveHoldings(
  driver: Driver,
  performEach: PerformEach,
  aliases: readonly Alias[],
): Promise<boolean> {
  const renamings = findRenamings(aliases, await driver.tellerBalances());
  if (renamings.size === 0) return false;
  let isMoved = false;
  for (let after: Holding | undefined = { account: '', asset: '' }; after !== undefined; ) {
    const page: Holding[] = await driver.holdings({ assets: [...renamings.keys()], after, limit: PAGE });
    const holders = await findHolders(driver, page);
    const inputs = page.flatMap(({ account, asset }) => {
      const [holder, renaming] = [holders.get(account), renamings.get(asset)];
      return holder === undefined || !renaming ? [] : [{ ...renaming, holder }];
    });
    const once = new Map(inputs.map((input) => [`${input.holder} ${input.alias.id}`, input]));
    isMoved = (await performEach(renameHoldings, [...once.values()])).includes(true) || isMoved;
    after = page.at(-1);
  }
  return isMoved;
}

type Holding = Pick<Balance, 'account' | 'asset'>;

/** What each asset that is held is a part of. */
function findRenamings(
  aliases: readonly Alias[],
  stock: readonly Balance[],
): ReadonlyMap<AssetKey, Renaming> {
  const found = aliases.map((alias): Renaming => {
    const forms = new Set(listForms(alias.oldId));
    const held = stock.filter(({ asset }) => forms.has(asset));
    const tellerIds = new Set(held.map(({ account }) => account.slice('teller:'.length)));
    return { alias, assets: [...new Set(held.map(({ asset }) => asset))], tellerIds: [...tellerIds] };
  });
  return new Map(found.flatMap((renaming) => renaming.assets.map((asset) => [asset, renaming] as const)));
}

/** Whose these accounts are: what is reserved is its member's. */
async function findHolders(driver: Driver, page: readonly Holding[]): Promise<ReadonlyMap<Account, Holder>> {
  const accounts = [...new Set(page.map(({ account }) => account))];
  const reserved = accounts.filter((account) => account.startsWith('reserved:'));
  const { rows } = await driver.load(
    reserved.map((account) => ({ kind: 'withdrawal', id: account.slice('reserved:'.length) })),
  );
  const members = accounts.flatMap((account): [Account, number][] => {
    const member = memberOf(account);
    return member === undefined ? [] : [[account, member]];
  });
  return new Map<Account, Holder>([
    ...members,
    ...(accounts.includes(QUARANTINE) ? [[QUARANTINE, null] as const] : []),
    ...rows.withdrawals.map(({ id, robloxUserId }) => [reservedAccount(id), robloxUserId] as const),
  ]);
}
