import type { Book } from './engine/book.ts';
import type { Operation } from './engine/operation.ts';
import { amountsToGoods, goodsToAmounts, isEmpty, sumAmounts } from './engine/pets.ts';
import type { Instant } from './engine/rows.ts';
import type { Step } from './engine/step.ts';
import { notifyMember } from './events.ts';
import { findHandOver, handOverReadKeys } from './hand-over.ts';
import type { HoldContext } from './holds.ts';
import { cardAt, profileReadKeys, SILENT_MS } from './teller-card.ts';
import { statusAt } from './withdrawals.ts';

/** How many of the withdrawals that wait longest are looked at when a teller comes back. */
const MAX_TOLD = 100;

/**
 * Tells members whose withdrawals wait when a teller that has some of them comes back into the game. Who is
 * away is known to the process that watches: after a start, whoever is silent then.
 */
export function createReturnWatch(book: Book): (at: Instant) => Promise<void> {
  let away: ReadonlySet<string> = new Set();
  return async (at) => {
    const tellers = (await book.reads.tellers()).filter(({ report }) => report !== null);
    const isAway = (receivedAt = 0): boolean => at - receivedAt > SILENT_MS;
    const nowAway = tellers.filter(({ report }) => isAway(report?.receivedAt)).map(({ id }) => id);
    const back = tellers.filter(({ id }) => away.has(id) && !nowAway.includes(id));
    away = new Set(nowAway);
    if (back.length === 0) return;
    const waiting = await book.reads.openWithdrawals({ limit: MAX_TOLD });
    const withdrawalIds = waiting.filter(({ status }) => status === 'reserved').map(({ id }) => id);
    for (const { id: tellerId } of back)
      await book.perform(tellOfReturn, { tellerId, withdrawalIds }, { by: 'bank' });
  };
}

interface Return {
  readonly tellerId: string;
  readonly withdrawalIds: readonly string[];
}

/** Tells each member once what of their waiting withdrawals this teller can hand over. Refuses nothing. */
const tellOfReturn: Operation<Return, void> = {
  readKeys: ({ tellerId, withdrawalIds }) => [
    { kind: 'teller_card', id: tellerId },
    ...withdrawalIds.map((id) => ({ kind: 'withdrawal', id }) as const),
  ],
  moreReadKeys: (reader, { tellerId, withdrawalIds }) => [
    ...profileReadKeys(reader.row('tellerCards', tellerId)),
    ...withdrawalIds.flatMap((id) => {
      const withdrawal = reader.row('withdrawals', id);
      if (!withdrawal) return [];
      const link = { kind: 'link_of_member', robloxUserId: withdrawal.robloxUserId } as const;
      return [link, ...handOverReadKeys(tellerId, withdrawal.goods)];
    }),
  ],
  decide(step, { tellerId, withdrawalIds }, call) {
    const name = nameTellerAt(step, tellerId);
    for (const [robloxUserId, parts] of listParts(step, { tellerId, withdrawalIds }, call)) {
      const goods = amountsToGoods(sumAmounts(parts.flatMap(goodsToAmounts)));
      if (!isEmpty(goods)) notifyMember(step, robloxUserId, 'teller_back', goods, name);
    }
  },
};

/** By the account in the game that members know, else by the teller's own name. */
function nameTellerAt(step: Step, tellerId: string): string {
  const stored = step.row('tellerCards', tellerId);
  const account = stored ? cardAt(stored, step.at).robloxUserId : null;
  const username = account === null ? undefined : step.row('profiles', String(account))?.username;
  return username === undefined ? tellerId : `@${username}`;
}

/** What the teller can hand over of each member's withdrawals that still wait. */
function listParts(step: Step, { tellerId, withdrawalIds }: Return, context: HoldContext) {
  const waiting = withdrawalIds.flatMap((id) => {
    const withdrawal = step.row('withdrawals', id);
    return withdrawal && statusAt(withdrawal, step.at) === 'reserved' ? [withdrawal] : [];
  });
  const parts = waiting.map(
    (withdrawal) => [withdrawal.robloxUserId, findHandOver(step, withdrawal, tellerId, context)] as const,
  );
  const byMember = Map.groupBy(parts, ([robloxUserId]) => robloxUserId);
  return [...byMember].map(([robloxUserId, found]) => [robloxUserId, found.map(([, part]) => part)] as const);
}
