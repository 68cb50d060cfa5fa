import { z } from 'zod';
import { reasonSchema, tellerIdSchema } from './engine/fields.ts';
import type { Operation } from './engine/operation.ts';
import { Refusal } from './engine/refusal.ts';
import { notifyOperator } from './events.ts';

export const pauseTellerInput = z.strictObject({
  tellerId: tellerIdSchema,
  paused: z.boolean(),
  reason: reasonSchema,
});

interface PauseAnswer {
  readonly tellerId: string;
  /** Why it is paused, by the first who did so; null: it isn't. */
  readonly pausedReason: string | null;
}

/**
 * Has a teller hand out nothing new, or hand out again what else allows. Deposits go on, and so does what it
 * has claimed. Paused twice, it keeps its first reason. Refuses `not_found` for a teller that has never
 * traded or reported: it holds nothing.
 */
export const pauseTeller: Operation<z.infer<typeof pauseTellerInput>, PauseAnswer> = {
  readKeys: ({ tellerId }) => [{ kind: 'teller', id: tellerId }],
  decide(step, { tellerId, paused, reason }) {
    const teller = step.row('tellers', tellerId);
    if (!teller) throw new Refusal('not_found');
    const { pausedReason } = teller;
    if (paused === (pausedReason !== null)) return { tellerId, pausedReason };
    const next = paused ? reason : null;
    step.put('tellers', { ...teller, pausedReason: next });
    const kind = paused ? 'teller_paused' : 'teller_resumed';
    step.post({ kind, status: paused ? 'paused' : 'open', tellerId, note: reason });
    notifyOperator(step, kind, `${step.by}, about ${tellerId}: ${reason}`);
    return { tellerId, pausedReason: next };
  },
};

/** Why staff have the teller hand out nothing new; null: they don't. Refuses `not_found`. */
export const readTellerPause: Operation<string, PauseAnswer> = {
  readKeys: (tellerId) => [{ kind: 'teller', id: tellerId }],
  decide(step, tellerId) {
    const teller = step.row('tellers', tellerId);
    if (!teller) throw new Refusal('not_found');
    return { tellerId, pausedReason: teller.pausedReason };
  },
};
