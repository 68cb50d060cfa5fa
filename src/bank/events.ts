import { nameFirst } from './engine/bounds.ts';
import type { Operation } from './engine/operation.ts';
import { type Goods, NO_GOODS } from './engine/pets.ts';
import type { Case, CaseKind } from './engine/rows.ts';
import type { Step } from './engine/step.ts';
import type { MemberTopic, OperatorTopic, ToldCaseKind } from './topics.ts';

/** Writes an event for the member's Discord user, if there is one. */
export function notifyMember(
  step: Step,
  robloxUserId: number,
  topic: MemberTopic,
  goods: Goods,
  text = '',
): void {
  const link = step.linkOfMember(robloxUserId);
  if (link) step.emit({ topic, discordUserId: link.discordUserId, robloxUserId, goods, text });
}

/** Writes an event for the operator, about a member and goods where it concerns any. */
export function notifyOperator(
  step: Step,
  topic: OperatorTopic,
  text: string,
  about: { readonly robloxUserId: number | null; readonly goods: Goods } = {
    robloxUserId: null,
    goods: NO_GOODS,
  },
): void {
  const { robloxUserId, goods } = about;
  step.emit({ topic, discordUserId: null, robloxUserId, goods, text });
}

/** A case that is about to be opened. What is left out is null or empty. */
export type NewCase<Kind extends CaseKind = ToldCaseKind> = Pick<Case, 'id' | 'tellerId' | 'summary'> &
  Partial<Pick<Case, 'robloxUserId' | 'withdrawalId' | 'goods'>> & { readonly kind: Kind };

/** Opens a case, or a closed one again, and notifies the operator; one that is open stays as it is. */
export function openCase(step: Step, fields: NewCase): void {
  if (step.row('cases', fields.id)?.closedAt !== null) openNewCase(step, fields);
}

/** Opens a case that is known not to be open, whose row needn't be read, and notifies the operator. */
export function openNewCase(step: Step, fields: NewCase): void {
  const opened = { robloxUserId: null, withdrawalId: null, goods: NO_GOODS, ...fields };
  step.put('cases', { ...opened, openedAt: step.at, closedAt: null, resolution: null, proposal: null });
  notifyOperator(step, `case_${opened.kind}`, opened.summary, opened);
}

/** Opens a case, or writes an open one anew, and notifies nobody. */
export function openQuietly(step: Step, fields: NewCase<CaseKind>): void {
  const before = step.row('cases', fields.id);
  const openedAt = before?.closedAt === null ? before.openedAt : step.at;
  const opened = { robloxUserId: null, withdrawalId: null, goods: NO_GOODS, ...fields };
  step.put('cases', { ...opened, openedAt, closedAt: null, resolution: null, proposal: null });
}

/** Closes the case if it is open. */
export function closeCase(step: Step, id: string, resolution: string): void {
  const openCase = step.row('cases', id);
  if (openCase?.closedAt === null)
    step.put('cases', { ...openCase, closedAt: step.at, resolution, proposal: null });
}

interface DroppedMessages {
  /** How they would have been sent. */
  readonly way: string;
  readonly ids: readonly number[];
  readonly reason: string;
}

/** Keeps in the log that staff drop messages that nobody has got, and why. Refuses nothing. */
export const noteDroppedMessages: Operation<DroppedMessages, null> = {
  readKeys: () => [],
  decide(step, { way, ids, reason }) {
    const named = nameFirst(ids.map(String));
    const note = `${ids.length} for ${way} (${named}): ${reason}`;
    step.post({ kind: 'messages_dropped', status: 'dropped', note });
    return null;
  },
};
