import { z } from 'zod';
import { type Operation, robloxUserIdSchema } from './engine/operation.ts';
import { NO_GOODS } from './engine/pets.ts';
import { getMember } from './engine/step.ts';
import type { ReadKey } from './engine/view.ts';
import { reasonSchema } from './reason.ts';

export const haltInput = z.strictObject({ halted: z.boolean(), reason: reasonSchema });
export const haltAnswer = z.object({ halted: z.boolean(), reason: z.string().nullable() });

/**
 * Halts the whole bank, or lets it go on. While it is halted, new verifications, requests and claims are
 * refused; what happened in the game is still recorded. Refuses nothing.
 */
export const haltBank: Operation<z.infer<typeof haltInput>, z.infer<typeof haltAnswer>> = {
  name: 'halt',
  readKeys: (): ReadKey[] => [],
  decide(step, { halted, reason }) {
    const before = step.bank().haltedReason;
    if (halted === (before !== null)) return { halted, reason: before };
    step.setHalted(halted ? reason : null);
    step.post({
      kind: halted ? 'bank_halted' : 'bank_resumed',
      status: halted ? 'halted' : 'open',
      note: reason,
    });
    step.emit({
      topic: halted ? 'bank_halted' : 'bank_resumed',
      discordUserId: null,
      robloxUserId: null,
      goods: NO_GOODS,
      text: `${step.by}: ${reason}`,
    });
    return { halted, reason: halted ? reason : null };
  },
};

/** Whether the bank is halted, and why. Refuses nothing. */
export const readHalt: Operation<null, z.infer<typeof haltAnswer>> = {
  name: 'halt_read',
  readKeys: (): ReadKey[] => [],
  decide(step) {
    const { haltedReason: reason } = step.bank();
    return { halted: reason !== null, reason };
  },
};

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

/**
 * Freezes a member, or thaws them. While frozen, their requests and claims are refused; their deposits are
 * still recorded. Refuses nothing.
 */
export const freezeMember: Operation<z.infer<typeof freezeInput>, z.infer<typeof freezeAnswer>> = {
  name: 'freeze',
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
