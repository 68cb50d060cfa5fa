import { goodsToAnswer, parseExact, rfc3339 } from '../../bank/engine/fields.ts';
import { amountsToGoods } from '../../bank/engine/pets.ts';
import type { HeldAmount } from '../../bank/engine/refusal.ts';
import { computeBalanceHistory, viewOf } from '../../bank/history.ts';
import { readHoldings } from '../../bank/holdings.ts';
import { readInventory } from '../../bank/inventory.ts';
import { readIdentity } from '../../bank/member.ts';
import { readOpenWithdrawals } from '../../bank/open-withdrawals.ts';
import type { PageOwner } from '../../bank/passes.ts';
import { readTellerCards, type TellerCardAnswer } from '../../bank/teller-card.ts';
import { transactionLabel } from '../../commands/history.ts';
import { toLine } from '../../commands/model/translate.ts';
import type { Services } from '../../http/endpoint.ts';
import type { Language } from '../../messages/languages.ts';
import type { HeldGoods, HistoryPage, MemberView, TellerOnPage } from '../protocol.ts';

const READER = { by: 'member-page' };
/** How many transactions the plot of the worth goes back. */
const MAX_POINTS = 200;
const HISTORY_PAGE = 20;

/** All that the page shows at once. */
export async function readMemberView(
  { discordUserId, endsAt }: PageOwner,
  { book, rules }: Services,
): Promise<MemberView> {
  const holdings = await book.query(readHoldings, discordUserId, READER);
  const { robloxUserId, username, displayName, isFrozen, cooldownUntil } = holdings;
  const [inventory, { withdrawals }, cards, history] = await Promise.all([
    book.query(readInventory, robloxUserId, READER),
    book.query(readOpenWithdrawals, robloxUserId, READER),
    book.query(readTellerCards, null, READER),
    book.reads.history({ robloxUserId, limit: MAX_POINTS }),
  ]);
  const { pets, gems, reserved, onHold, totalValue, unvalued } = inventory;
  const worth = parseExact(totalValue);
  const now = { robloxUserId, gems: BigInt(gems + reserved.gems), worth };
  const nameOf = (tellerId: string): string =>
    cards.find((card) => card.tellerId === tellerId)?.robloxUsername ?? tellerId;
  return {
    robloxUserId,
    username,
    displayName,
    isFrozen,
    endsAt: rfc3339(endsAt),
    pets,
    gems: { free: gems, reserved: reserved.gems, onHold: onHold.gems },
    totalValue: String(worth),
    unvalued: String(parseExact(unvalued)),
    holds: groupHolds(holdings.onHold),
    quarantined: goodsToAnswer(holdings.quarantined),
    cooldownUntil: cooldownUntil === null ? null : rfc3339(cooldownUntil),
    withdrawals: withdrawals.map((each) => ({ ...each, deliverableBy: each.deliverableBy.map(nameOf) })),
    tellers: cards.flatMap(toTeller),
    worth: computeBalanceHistory(history, now, rules()).map(({ at, value }) => ({
      at,
      value: String(value),
    })),
  };
}

/** What is on hold, by when it can leave: the soonest first, and last what waits for staff. */
function groupHolds(held: readonly HeldAmount[]): HeldGoods[] {
  const groups = Map.groupBy(held, ({ until, isGift }) => `${until ?? ''} ${isGift}`);
  return [...groups.values()]
    .flatMap((group) => {
      const [first] = group;
      if (!first) return [];
      const goods = amountsToGoods(group.map(({ asset, amount }) => [asset, amount] as const));
      return [{ at: first.until, isGift: first.isGift, goods }];
    })
    .sort((one, other) => (one.at ?? Number.MAX_SAFE_INTEGER) - (other.at ?? Number.MAX_SAFE_INTEGER))
    .map(({ at, isGift, goods }) => ({
      ...goodsToAnswer(goods),
      isGift,
      until: at === null ? null : rfc3339(at),
    }));
}

const toTeller = ({ robloxUserId, robloxUsername, ...card }: TellerCardAnswer): TellerOnPage[] =>
  robloxUserId === null
    ? []
    : [
        {
          robloxUserId,
          name: robloxUsername ?? `Roblox ${robloxUserId}`,
          placeUrl: card.placeUrl,
          note: card.note,
          status: card.status,
        },
      ];

interface HistoryQuery {
  readonly owner: PageOwner;
  readonly language: Language;
  readonly beforeSeq: number | undefined;
}

/** A page of what happened, newest first. Each other member is looked up once. */
export async function readHistoryPage(
  { owner: { robloxUserId }, language, beforeSeq }: HistoryQuery,
  { book }: Services,
): Promise<HistoryPage> {
  const before = beforeSeq === undefined ? {} : { beforeSeq };
  const read = await book.reads.history({ robloxUserId, limit: HISTORY_PAGE + 1, ...before });
  const page = read.slice(0, HISTORY_PAGE);
  const views = page.map((transaction) => ({ transaction, view: viewOf(transaction, robloxUserId) }));
  const others = new Set(views.flatMap(({ view: { otherRobloxUserId } }) => otherRobloxUserId ?? []));
  const found = await Promise.all([...others].map((other) => book.query(readIdentity, other, READER)));
  const names = new Map(found.map((one) => [one.robloxUserId, one.username ?? `Roblox ${one.robloxUserId}`]));
  const rows = views.map(({ transaction: { id, kind, tellerId, at }, view }) => ({
    id,
    tellerId,
    at: rfc3339(at),
    label: toLine(transactionLabel({ kind, status: view.status }), language),
    ...goodsToAnswer(view.goods),
    gave: view.gave && goodsToAnswer(view.gave),
    other: names.get(view.otherRobloxUserId ?? 0) ?? null,
  }));
  const last = page.at(-1);
  return { rows, nextCursor: read.length > HISTORY_PAGE && last ? String(last.seq) : null };
}
