import { z } from 'zod';
import { reasonSchema, robloxUserIdSchema } from './engine/fields.ts';
import type { Call, Operation } from './engine/operation.ts';
import type { ReadKey } from './engine/read-key.ts';
import type { Reader } from './engine/reader.ts';
import { Refusal } from './engine/refusal.ts';
import { getMember, type Step } from './engine/step.ts';
import { notifyOperator } from './events.ts';

export const haltInput = z.strictObject({ halted: z.boolean(), reason: reasonSchema });
export const haltAnswer = z.object({ halted: z.boolean(), reason: z.string().nullable() });

type HaltAnswer = z.infer<typeof haltAnswer>;

/**
 * Halts the whole bank, or lets it go on. While it is halted, new verifications, requests and claims are
 * refused; what happened in the game is still recorded. Refuses nothing.
 */
export const haltBank: Operation<z.infer<typeof haltInput>, HaltAnswer> = {
  readKeys: (): ReadKey[] => [],
  decide(step, input, call) {
    setHalted(step, input);
    return describeHalt(step, call);
  },
};

/** Halts the bank, or lets it go on, in a step of a bank that nobody has opened yet too. */
export function setHalted(step: Step, { halted, reason }: z.infer<typeof haltInput>): void {
  if (halted === (step.bank().haltedReason !== null)) return;
  step.setHalted(halted ? reason : null);
  const kind = halted ? 'bank_halted' : 'bank_resumed';
  step.post({ kind, status: halted ? 'halted' : 'open', note: reason });
  notifyOperator(step, kind, `${step.by}: ${reason}`);
}

/** Whether the bank is halted, and why. Refuses nothing. */
export const readHalt: Operation<null, HaltAnswer> = {
  readKeys: (): ReadKey[] => [],
  decide: (step, _input, call) => describeHalt(step, call),
};

function describeHalt(reader: Reader, call: Pick<Call, 'rules'>): HaltAnswer {
  const reason = findHalt(reader, call);
  return { halted: reason !== null, reason };
}

/** Why the bank is halted, as the log says or for this process alone; null: it isn't. */
export const findHalt = (reader: Reader, { rules }: Pick<Call, 'rules'>): string | null =>
  reader.bank().haltedReason ?? rules.haltedHere;

/** Refuses `halted` while the bank is halted. */
export function requireNotHalted(reader: Reader, call: Pick<Call, 'rules'>): void {
  if (findHalt(reader, call) !== null) throw new Refusal('halted');
}

export const freezeInput = z.strictObject({
  robloxUserId: robloxUserIdSchema,
  frozen: z.boolean(),
  reason: reasonSchema,
});
export const freezeAnswer = z.object({
  robloxUserId: robloxUserIdSchema,
  frozen: z.boolean(),
  reason: z.string().nullable(),
});

/** Freezes or unfreezes a member, who may then deposit, but not request or claim. Refuses nothing. */
export const freezeMember: Operation<z.infer<typeof freezeInput>, z.infer<typeof freezeAnswer>> = {
  readKeys: ({ robloxUserId }) => [{ kind: 'member', robloxUserId }],
  decide(step, { robloxUserId, frozen, reason }) {
    const member = getMember(step, robloxUserId);
    if (frozen === (member.frozenReason !== null))
      return { robloxUserId, frozen, reason: member.frozenReason };
    step.put('members', { ...member, frozenReason: frozen ? reason : null });
    step.post({
      kind: frozen ? 'member_frozen' : 'member_unfrozen',
      status: frozen ? 'frozen' : 'open',
      // Not the member's own field: what staff decide about a member isn't part of their history.
      note: `member ${robloxUserId}: ${reason}`,
    });
    return { robloxUserId, frozen, reason: frozen ? reason : null };
  },
};

/** Refuses `frozen` while the member is frozen. */
export function requireNotFrozen(reader: Reader, robloxUserId: number): void {
  if (getMember(reader, robloxUserId).frozenReason !== null) throw new Refusal('frozen');
}
