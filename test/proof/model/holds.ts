import { type Amounts, addAll, minus, sumAll } from './amounts.ts';
import { closeCase, openCase, record } from './time.ts';
import { type Gift, getMember, getTeller, LASTS, type Teller, type World } from './world.ts';

/** A deposit that may be on hold. */
export interface Credit {
  readonly teller: string;
  readonly member: number;
  readonly seq: number;
  readonly at: number;
  readonly caseId: string;
  /** What of it the member's balance, and the teller's, keep. */
  readonly goods: Amounts;
  readonly stock: Amounts;
  /** Since when each report has shown it. */
  shownSince: number | null;
  isCleared: boolean;
  /** Staff said so, or it was there before. */
  isConfirmed: boolean;
  /** What later deposits are compared with. */
  content: string;
  readonly isDuplicate: boolean;
  /** The clock hour whose limit it exceeds: it waits for staff, whatever reports and time say. */
  readonly overHour: number | null;
}

const isHeld = (world: World, credit: Credit): boolean => {
  const now = getTeller(world, credit.teller).contradictedAt ?? world.now;
  if (credit.isConfirmed || credit.overHour !== null) return !credit.isConfirmed;
  if (now >= credit.at + LASTS.holdMs) return false;
  return !credit.isCleared || (credit.isDuplicate && now < credit.at + LASTS.duplicateMs);
};

/** The teller says that nothing, or not all, changed hands. */
export function noteGivenBack(world: World, said: Pick<Credit, 'teller' | 'member' | 'seq'>): void {
  const credit: Credit = {
    ...said,
    at: world.now,
    caseId: '',
    content: '',
    goods: new Map(),
    stock: new Map(),
    shownSince: null,
    isCleared: false,
    isConfirmed: false,
    isDuplicate: false,
    overHour: null,
  };
  world.credits.push(credit);
  getMember(world, said.member).givenBack.set(said.teller, credit);
}

/** Staff decide credits, and no case names what was given back. */
const isGivenBack = ({ caseId }: Credit): boolean => caseId === '';

/** Whether what another teller gave back may have changed hands for all that its reports have shown. */
export const isGivenBackElsewhere = (world: World, { member, by }: { member: number; by: string }): boolean =>
  [...getMember(world, member).givenBack.values()].some(
    (credit) => credit.teller !== by && isHeld(world, credit),
  );

/** What waits for its teller's reports waits at whoever is given something, too. */
export function passOnGivenBack(world: World, { from, to }: { from: number; to: number }): void {
  const received = getMember(world, to).givenBack;
  for (const [teller, credit] of getMember(world, from).givenBack) {
    const isNewer = credit.seq > (received.get(teller)?.seq ?? 0);
    if (isNewer && isHeld(world, credit)) received.set(teller, credit);
  }
}

const sumHeld = (world: World, credits: readonly Credit[], side: 'goods' | 'stock'): Amounts =>
  sumAll(credits.filter((credit) => isHeld(world, credit)).map((credit) => credit[side]));

/** What of the member's has not cleared: what tellers credited, and what others gave. */
export const heldOfMember = (world: World, member: number): Amounts => {
  const isWaiting = (gift: Gift): boolean => gift.member === member && world.now < gift.until;
  const credits = world.credits.filter((credit) => credit.member === member);
  return sumAll([
    sumHeld(world, credits, 'goods'),
    ...world.gifts.filter(isWaiting).map(({ goods }) => goods),
  ]);
};

/** What the teller holds by the ledger beside its own credits on hold; nothing while it is contradicted. */
export function clearedStock(world: World, id: string): Amounts {
  const { stock, contradictedAt, isPaused } = getTeller(world, id);
  if (contradictedAt !== null || isPaused) return new Map();
  const held = sumHeld(
    world,
    world.credits.filter((credit) => credit.teller === id),
    'stock',
  );
  return new Map([...minus(stock, held)].filter(([, amount]) => amount > 0n));
}

/** A balance that fell to zero keeps nothing on hold. */
export function forgetEmpty(world: World): void {
  for (const { goods, member } of [...world.credits, ...world.gifts])
    keepOnly(goods, getMember(world, member).free);
  for (const { stock, teller } of world.credits) keepOnly(stock, getTeller(world, teller).stock);
}

function keepOnly(held: Amounts, there: Amounts): void {
  for (const asset of [...held.keys()]) if (!there.has(asset)) held.delete(asset);
}

/** What a report does to the teller's credits. Names what came about. */
export function judgeReport(
  world: World,
  id: string,
  { seq, short, isConclusive }: { seq: number | undefined; short: readonly string[]; isConclusive: boolean },
): string[] {
  const teller = getTeller(world, id);
  const credits = world.credits.filter((credit) => credit.teller === id);
  const as: string[] = [];
  if (
    teller.contradictedAt === null &&
    isContradicted(world, teller, { credits, seq, short, isConclusive })
  ) {
    teller.contradictedAt = world.now;
    openCase(world, `foreign_trade:${id}`, {
      kind: 'foreign_trade',
      member: null,
      teller: id,
      withdrawalId: null,
      goods: new Map(),
    });
    as.push('contradicted');
  }
  for (const credit of credits) {
    const isShown = seq !== undefined && seq <= world.head && seq >= credit.seq && short.length === 0;
    credit.shownSince = isShown ? (credit.shownSince ?? world.now) : null;
    const isLong = credit.shownSince !== null && world.now - credit.shownSince >= LASTS.runMs;
    if (!isLong || teller.contradictedAt !== null || credit.isCleared) continue;
    if (isHeld(world, credit) && credit.overHour === null) as.push('cleared');
    credit.isCleared = true;
  }
  return as;
}

function isContradicted(
  world: World,
  { trades, decidedSeq }: Teller,
  report: {
    credits: readonly Credit[];
    seq: number | undefined;
    short: readonly string[];
    isConclusive: boolean;
  },
): boolean {
  const { credits, seq, short, isConclusive } = report;
  const known = Math.max(seq ?? Number.MAX_SAFE_INTEGER, decidedSeq);
  if (trades.some((trade) => trade.seq > known && world.now - trade.at > LASTS.unknownMs)) return true;
  const isMissing = (credit: Credit): boolean => short.some((asset) => credit.stock.has(asset));
  return (
    isConclusive &&
    credits.some((credit) => credit.seq > decidedSeq && isHeld(world, credit) && isMissing(credit))
  );
}

/** Whether nothing that the teller credited is on hold. */
export const isAllCleared = (world: World, id: string): boolean =>
  sumHeld(
    world,
    world.credits.filter((credit) => credit.teller === id),
    'stock',
  ).size === 0;

/** What staff say of credits: of all that a case is about, or of those with these numbers. */
interface Decision {
  readonly isReversed: boolean;
  readonly named: ReadonlySet<number> | null;
}

/**
 * Staff end the contradiction: its credits have cleared, or what is on hold goes back. Where some are named,
 * the others wait for reports and time.
 */
export function endContradiction(world: World, id: string, { isReversed, named }: Decision): void {
  const teller = getTeller(world, id);
  for (const credit of world.credits.filter((each) => each.teller === id)) {
    if (named && !named.has(credit.seq)) continue;
    if (isReversed && isHeld(world, credit)) takeBack(world, credit);
    if (isReversed || isGivenBack(credit)) continue;
    if (named) confirmOne(credit);
    else credit.isConfirmed = true;
  }
  teller.contradictedAt = null;
  teller.decidedSeq = teller.lastSeq;
}

/** Staff decide the deposits of a member that were like another one. */
export function endDuplicates(
  world: World,
  { teller, member }: { teller: string; member: number | null },
  isReversed: boolean,
): void {
  for (const credit of world.credits) {
    if (credit.teller !== teller || credit.member !== member || !credit.isDuplicate) continue;
    if (!isHeld(world, credit) || credit.goods.size === 0) continue;
    if (isReversed) takeBack(world, credit);
    else confirmOne(credit);
  }
}

/** What of the hour's credits of a teller waits for staff. */
export const listOver = (world: World, id: string, hour: number): Credit[] =>
  world.credits.filter(
    (credit) =>
      credit.teller === id && credit.overHour === hour && isHeld(world, credit) && credit.goods.size > 0,
  );

/** Whether something of the hour's credits waits for staff still. */
export const isHourOpen = (world: World, id: string, hour: number): boolean =>
  listOver(world, id, hour).length > 0;

/** Staff decide what exceeded the limit of an hour, or some of it. */
export function endHour(
  world: World,
  { teller, hour }: { teller: string; hour: number },
  { isReversed, named }: Decision,
): void {
  for (const credit of listOver(world, teller, hour)) {
    if (named && !named.has(credit.seq)) continue;
    if (isReversed) takeBack(world, credit);
    else confirmOne(credit);
  }
}

/** What staff have looked at and confirmed is no more what another one may be like. */
function confirmOne(credit: Credit): void {
  credit.isConfirmed = true;
  credit.content = '';
}

/** What of a teller's credits is on hold. */
export const listHeld = (world: World, id: string): Credit[] =>
  world.credits.filter((credit) => credit.teller === id && isHeld(world, credit) && credit.goods.size > 0);

/** Whether the member got the same from this teller within the last minute. */
export const hasLike = (
  world: World,
  like: Pick<Credit, 'teller' | 'member' | 'content'>,
  asset: string,
): boolean =>
  world.credits.some(
    (credit) =>
      credit.teller === like.teller &&
      credit.member === like.member &&
      credit.content === like.content &&
      credit.goods.has(asset) &&
      world.now - credit.at <= LASTS.duplicateMs,
  );

function takeBack(world: World, credit: Credit): void {
  const teller = getTeller(world, credit.teller);
  const { free } = getMember(world, credit.member);
  const waiting = world.cases.get(credit.caseId);
  const quarantined = waiting?.isOpen ? waiting.goods : new Map<string, bigint>();
  if (teller.report && (credit.goods.size > 0 || waiting?.isOpen)) teller.report.isLatest = false;
  const taken: Amounts = new Map(
    [...credit.goods].map(([asset, amount]) => {
      const bounds = [amount, free.get(asset) ?? 0n, teller.stock.get(asset) ?? 0n];
      return [asset, bounds.reduce((least, bound) => (bound < least ? bound : least), amount)];
    }),
  );
  addAll(free, taken, -1n);
  addAll(world.quarantine, quarantined, -1n);
  for (const said of [taken, quarantined]) record(teller, { said, real: new Map() });
  if (waiting?.isOpen) closeCase(world, credit.caseId, 'reversed');
  credit.goods.clear();
  credit.stock.clear();
}
