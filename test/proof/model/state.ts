import type { Book, Reads } from '../../../src/bank/engine/book.ts';
import type { Case as StoredCase } from '../../../src/bank/engine/rows.ts';
import { type Amounts, add, amountsToText, countGems, countPets, sumAll, tally } from './amounts.ts';
import { Broken, hold } from './broken.ts';
import { getMember, heldBy, listOpen, listOpenOfTeller, type Offer, type World } from './world.ts';

/** Far more than a game fills. */
const PAGE = { limit: 10_000 };

/** What the bank has stored, as its reads give it. */
export type State = Awaited<ReturnType<typeof readState>>;
/** Only the balances and open withdrawals; `isWhole` reads the rest as well. */
export async function readState({ reads }: Book, isWhole: boolean) {
  const [head, balances, open] = await Promise.all([
    reads.head(),
    reads.balances(PAGE),
    reads.openWithdrawals(PAGE),
  ]);
  return { head, balances, open, rest: isWhole ? await readRest(reads) : null };
}

async function readRest(reads: Reads) {
  const [cases, tellers, members, offers] = await Promise.all([
    reads.cases(PAGE),
    reads.tellers(),
    reads.members({ ...PAGE, afterId: 0 }),
    reads.rows({ table: 'offers', ...PAGE }),
  ]);
  return { cases, tellers, members, offers };
}

/** "What always holds", as far as it can be seen in the balances alone. */
export function expectBalanced({ balances }: State): void {
  const sums: Amounts = new Map();
  for (const { account, asset, amount } of balances) {
    add(sums, asset, amount);
    const isLawful = account.startsWith('teller:') ? amount < 0n : amount > 0n;
    hold(isLawful, 'sides of zero', () => `${account} has ${amount} of ${asset}`);
  }
  hold(sums.size === 0, 'sums are zero', () => `in all, the accounts hold ${amountsToText(sums)}`);
}

/** What is stored is what the world says, account by account and row by row. */
export function compareState(world: World, { balances, open, rest }: State): void {
  const ledger = balances.map(({ account, asset, amount }) => [`${account} ${asset}`, amount] as const);
  expectSame('balances', expectedLedger(world), ledger);
  const withdrawals = open.map((withdrawal) => [withdrawal.id, withdrawalToText(withdrawal)] as const);
  expectSame('withdrawals', expectedWithdrawals(world), withdrawals);
  expectGame(world);
  if (rest) compareRest(world, rest);
}

function compareRest(world: World, { cases, tellers, members, offers }: NonNullable<State['rest']>): void {
  const caseRows = cases.map((openCase) => [openCase.id, caseToText(openCase)] as const);
  expectSame('cases', expectedCases(world), caseRows);
  const offerRows = offers.map((row) => {
    const parties = { from: row.fromRobloxUserId, to: row.toRobloxUserId };
    const goods = { gives: tally(row.gives), wants: tally(row.wants) };
    return [row.id, offerToText(world, { ...row, ...parties, ...goods })] as const;
  });
  const expected = [...world.offers].map(([id, offer]) => [id, offerToText(world, offer)] as const);
  expectSame('offers', new Map(expected), offerRows);
  const shortages = tellers.flatMap(({ id, shortages }) =>
    shortages.map(
      (shortage) => [`${id} ${shortage.asset}`, `${shortage.missing} ${shortage.isPaused}`] as const,
    ),
  );
  expectSame('shortages', expectedShortages(world), shortages);
  for (const row of members) {
    const { frozen, cooldownUntil } = getMember(world, row.robloxUserId);
    const held = heldBy(world, row.robloxUserId);
    const wanted = memberToText(countPets(held), countGems(held), { isFrozen: frozen, cooldownUntil });
    const isFrozen = row.frozenReason !== null;
    const found = memberToText(row.petsHeld, row.gemsHeld, { isFrozen, cooldownUntil: row.cooldownUntil });
    hold(wanted === found, 'members', () => `member ${row.robloxUserId} has ${found}; it must be ${wanted}`);
  }
}

type ShownOffer = Pick<Offer, 'from' | 'to' | 'gives' | 'wants' | 'expiresAt' | 'status'>;
/** As time has made it: that an offer has expired is not written at once. */
const offerToText = ({ now }: World, { from, to, gives, wants, expiresAt, status }: ShownOffer): string => {
  const shown = status === 'open' && now >= expiresAt ? 'expired' : status;
  return `${from} ${to} ${amountsToText(gives)} for ${amountsToText(wants)} ${expiresAt} ${shown}`;
};

const memberToText = (
  pets: bigint | number,
  gems: bigint | number,
  { isFrozen, cooldownUntil }: { isFrozen: boolean; cooldownUntil: number | null },
): string => `${pets} pets, ${gems} gems, frozen: ${isFrozen}, cool from ${cooldownUntil}`;

/**
 * What tellers hold by the ledger is what they hold in the game, but for what was handed over without a word
 * yet.
 */
function expectGame(world: World): void {
  for (const [id, { stock, game, unexplained }] of world.tellers) {
    const there = sumAll([
      game,
      unexplained,
      ...listOpenOfTeller(world, id).map((withdrawal) => withdrawal.claim?.handed ?? new Map()),
    ]);
    hold(
      amountsToText(there) === amountsToText(stock),
      'the game',
      () => `${id} holds ${amountsToText(there)}; by the ledger ${amountsToText(stock)}`,
    );
  }
}

function expectedLedger(world: World): Map<string, bigint> {
  const ledger = new Map<string, bigint>();
  const put = (account: string, amounts: Amounts, sign: 1n | -1n = 1n): void => {
    for (const [asset, amount] of amounts) ledger.set(`${account} ${asset}`, sign * amount);
  };
  for (const [id, { free }] of world.members) put(`member:${id}`, free);
  for (const { id, goods } of listOpen(world)) put(`reserved:${id}`, goods);
  for (const [id, { stock }] of world.tellers) put(`teller:${id}`, stock, -1n);
  put('quarantine', world.quarantine);
  return ledger;
}

const expectedWithdrawals = (world: World): Map<string, string> =>
  new Map(
    listOpen(world).map((withdrawal) => {
      const claim =
        withdrawal.claim &&
        `${withdrawal.claim.teller} ${withdrawal.claim.token} ${withdrawal.claim.leaseUntil}`;
      return [
        withdrawal.id,
        [
          withdrawal.member,
          withdrawal.place,
          withdrawal.status,
          amountsToText(withdrawal.goods),
          withdrawal.expiresAt,
          claim,
        ].join(' '),
      ];
    }),
  );

function withdrawalToText(withdrawal: State['open'][number]): string {
  const claim =
    withdrawal.claim &&
    `${withdrawal.claim.tellerId} ${withdrawal.claim.token} ${withdrawal.claim.leaseUntil}`;
  return [
    withdrawal.robloxUserId,
    withdrawal.placeSeq ?? withdrawal.seq,
    withdrawal.status,
    amountsToText(tally(withdrawal.goods)),
    withdrawal.expiresAt,
    claim,
  ].join(' ');
}

function caseToText(openCase: StoredCase): string {
  const isOpen = openCase.closedAt === null;
  return [
    openCase.kind,
    openCase.robloxUserId,
    openCase.tellerId,
    openCase.withdrawalId,
    amountsToText(tally(openCase.goods)),
    isOpen,
  ].join(' ');
}

const expectedCases = ({ cases }: World): Map<string, string> =>
  new Map(
    [...cases].map(([id, openCase]) => [
      id,
      [
        openCase.kind,
        openCase.member,
        openCase.teller,
        openCase.withdrawalId,
        amountsToText(openCase.goods),
        openCase.isOpen,
      ].join(' '),
    ]),
  );

const expectedShortages = ({ tellers }: World): Map<string, string> =>
  new Map(
    [...tellers].flatMap(([id, { shortages }]) =>
      [...shortages].map(([asset, amount]): [string, string] => [
        `${id} ${asset}`,
        `${amount.missing} ${amount.isPaused}`,
      ]),
    ),
  );

function expectSame<Value>(
  check: string,
  wanted: ReadonlyMap<string, Value>,
  rows: readonly (readonly [string, Value])[],
): void {
  const found = new Map(rows);
  for (const key of new Set([...wanted.keys(), ...found.keys()])) {
    if (wanted.get(key) === found.get(key)) continue;
    throw new Broken(check, `${key}: stored is ${found.get(key)}; it must be ${wanted.get(key)}`);
  }
}
