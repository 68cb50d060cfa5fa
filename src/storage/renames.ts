import { type Aliases, createAliases, NO_ALIASES } from '../bank/engine/aliases.ts';
import type { Caller } from '../bank/engine/book.ts';
import { StorageUnavailable } from '../bank/engine/book.ts';
import { QUARANTINE } from '../bank/engine/ledger.ts';
import type { Operation } from '../bank/engine/operation.ts';
import { listForms } from '../bank/engine/pets.ts';
import type { Account, Alias } from '../bank/engine/rows.ts';
import { finishRename, type Holder, hasPet, renameCases, renameHoldings } from '../bank/rename-holdings.ts';
import { renameReport } from '../bank/rename-report.ts';
import { createPendingOperation, type PendingOperation } from './commit-batcher.ts';
import type { Driver } from './driver.ts';

/** How many holders are read at once, and moved in one commit at most. */
const PAGE = 256;

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

  async function run(): Promise<void> {
    for (;;) {
      // The version first: should an alias change in between, it is found to be an old one.
      const { bank } = await driver.load([]);
      aliases = createAliases(await driver.aliases(), bank.aliasVersion);
      const [next] = aliases.renaming;
      if (!next) return;
      await carryThrough(driver, performEach(commit), next);
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

type PerformEach = ReturnType<typeof performEach>;
const BANK: Caller = { by: 'bank' };

/**
 * Performs the operation once for each input, in as few commits as it takes. Returns the answers of those
 * that had one: what fails by an error of our own keeps nothing else from being moved, and stays as it is.
 */
const performEach =
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

async function carryThrough(driver: Driver, performEach: PerformEach, alias: Alias): Promise<void> {
  while (await moveHoldings(driver, performEach, alias));
  const tellers = await driver.tellers();
  await performEach(
    renameReport,
    tellers.map(({ id: tellerId }) => ({ alias, tellerId })),
  );
  for (let afterId: string | undefined = ''; afterId !== undefined; ) {
    const page = await driver.cases({ isOpen: true, afterId, limit: PAGE });
    const caseIds = page.filter(({ goods }) => hasPet(goods, alias)).map(({ id }) => id);
    if (caseIds.length > 0) await performEach(renameCases, [{ alias, caseIds }]);
    afterId = page.at(-1)?.id;
  }
  await performEach(finishRename, [{ alias }]);
}

/** Goes through all holders once. Returns whether anything was moved: then some may have more. */
async function moveHoldings(driver: Driver, performEach: PerformEach, alias: Alias): Promise<boolean> {
  const forms = new Set(listForms(alias.oldId));
  const stock = (await driver.tellerBalances()).filter(({ asset }) => forms.has(asset));
  if (stock.length === 0) return false;
  const assets = [...new Set(stock.map(({ asset }) => asset))];
  const tellerIds = [...new Set(stock.map(({ account }) => account.slice('teller:'.length)))];
  let isMoved = false;
  for (let afterAccount: Account | undefined = ''; afterAccount !== undefined; ) {
    const accounts = await driver.holders({ assets, afterAccount, limit: PAGE });
    const holders = await findHolders(driver, accounts);
    const moved = await performEach(
      renameHoldings,
      holders.map((holder) => ({ alias, assets, tellerIds, holder })),
    );
    isMoved ||= moved.includes(true);
    afterAccount = accounts.at(-1);
  }
  return isMoved;
}

/** Whose these accounts are: what is reserved is its member's. */
async function findHolders(driver: Driver, accounts: readonly Account[]): Promise<Holder[]> {
  const reserved = accounts.filter((account) => account.startsWith('reserved:'));
  const { rows } = await driver.load(
    reserved.map((account) => ({ kind: 'withdrawal', id: account.slice('reserved:'.length) })),
  );
  const members = accounts.filter((account) => account.startsWith('member:'));
  return [
    ...new Set([
      ...members.map((account) => Number(account.slice('member:'.length))),
      ...(accounts.includes(QUARANTINE) ? [null] : []),
      ...rows.withdrawals.map(({ robloxUserId }) => robloxUserId),
    ]),
  ];
}
