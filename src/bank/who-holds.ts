import type { Operation } from './engine/operation.ts';
import { type Goods, isEmpty, subtractGoods } from './engine/pets.ts';
import { anyHandOverReadKeys, findHandOver } from './hand-over.ts';
import { SILENT_MS } from './teller-card.ts';

/** A teller that can hand over something of what a member asks for. */
export interface Holder {
  readonly tellerId: string;
  /** Of each asset as much of it as the teller can hand over now. */
  readonly part: Goods;
  readonly isWhole: boolean;
  /** Whether a script of the teller's has reported a moment ago. */
  readonly isOnline: boolean;
}

interface Wanted {
  readonly goods: Goods;
  /** The withdrawal that they are set aside for; '' before there is one. */
  readonly withdrawalId: string;
}

/**
 * Which tellers can hand over how much of the goods now, those with all of it first, then by name. Whoever
 * has nothing of it is left out. Refuses nothing.
 */
export const listHolders: Operation<Wanted, readonly Holder[]> = {
  readKeys: () => [{ kind: 'all_tellers', of: 'bank' }],
  moreReadKeys: (reader, { goods }) => anyHandOverReadKeys(reader, goods),
  decide: (step, { goods, withdrawalId: id }, call) =>
    step
      .allTellers()
      .map(({ id: tellerId, report }): Holder => {
        const part = findHandOver(step, { id, goods }, tellerId, call);
        const isWhole = subtractGoods(goods, part)
          .values()
          .every((lacking) => lacking === 0n);
        const isOnline = report !== null && step.at - report.receivedAt <= SILENT_MS;
        return { tellerId, part, isWhole, isOnline };
      })
      .filter(({ part }) => !isEmpty(part))
      .sort((holder, other) => {
        const byPart = Number(other.isWhole) - Number(holder.isWhole);
        return byPart || (holder.tellerId < other.tellerId ? -1 : 1);
      }),
};
