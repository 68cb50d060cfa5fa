import { z } from 'zod';
import { callerIdSchema, discordUserIdSchema, requiringGoods, robloxUserIdSchema } from './engine/fields.ts';
import { type Operation, operationId } from './engine/operation.ts';
import { identifyPets } from './engine/pet-identity.ts';
import { goodsFields } from './engine/pets.ts';
import { invalid } from './engine/refusal.ts';
import { findReplay, type Request, sealRequest } from './engine/replay.ts';
import {
  type Giving,
  give,
  givenReadKeys,
  identifyGiven,
  partyReadKeys,
  requireGifts,
  requireGivable,
  reservedReadKeys,
  tellBoth,
} from './giving.ts';
import { requireNotHalted } from './halt-and-freeze.ts';

export const transferInput = requiringGoods(
  z.strictObject({
    transferId: callerIdSchema,
    fromRobloxUserId: robloxUserIdSchema,
    toRobloxUserId: robloxUserIdSchema,
    discordUserId: discordUserIdSchema.meta({ description: "The giver's." }),
    ...goodsFields,
  }),
);
type TransferInput = z.infer<typeof transferInput>;

export const transferAnswer = z.object({
  transactionId: z.string(),
  seq: z.int().min(1),
  status: z.literal('transferred'),
  replayed: z.boolean(),
});
type TransferAnswer = z.infer<typeof transferAnswer>;

/**
 * A gift of one member's to another, at once and whole. It is on hold at its receiver for `giftHoldMs`.
 * Refuses, in this order: `not_found` (gifts are off), `request_reused`, `halted`, `invalid` (to oneself),
 * and what `requireGivable` does.
 */
export const transferGoods: Operation<TransferInput, TransferAnswer> = {
  readKeys: (input, { by, at, rules }) => [
    { kind: 'operation', operationId: operationId('transfer', by, input.transferId) },
    ...partyReadKeys(input.fromRobloxUserId, at),
    ...partyReadKeys(input.toRobloxUserId, at),
    ...givenReadKeys(toGiving(input), rules),
  ],
  moreReadKeys: (reader, { fromRobloxUserId }) => reservedReadKeys(reader, fromRobloxUserId),
  decide(step, input, call) {
    const { by, rules } = call;
    requireGifts(rules);
    const request = toRequest(input, by);
    const replay = findReplay(step, request, rules, transferAnswer);
    if (replay) return replay;
    requireNotHalted(step, call);
    if (input.fromRobloxUserId === input.toRobloxUserId)
      throw invalid('toRobloxUserId', 'must be another member');
    const asked = toGiving(input);
    const identify = identifyGiven(step, asked.giver, rules);
    const giving = { ...asked, goods: identifyPets(input, identify) };
    const { fromRobloxUserId: robloxUserId, discordUserId } = input;
    requireGivable(step, [giving], { robloxUserId, discordUserId }, call);
    const toAnswer = ({ id, seq }: { id: string; seq: number }): TransferAnswer => ({
      transactionId: id,
      seq,
      status: 'transferred',
      replayed: false,
    });
    const operation = sealRequest(request, identify, rules);
    const status = 'transferred';
    const posted = give(step, [giving], { kind: 'transfer', status, operation, answer: toAnswer }, call);
    tellBoth(step, [giving], ['transfer_sent', 'transfer_received']);
    return toAnswer(posted);
  },
};

const toGiving = ({ fromRobloxUserId, toRobloxUserId, pets, gems }: TransferInput): Giving => ({
  giver: { side: 'from', robloxUserId: fromRobloxUserId },
  receiver: { side: 'to', robloxUserId: toRobloxUserId },
  goods: { pets, gems },
});

const toRequest = (input: TransferInput, by: string): Request => ({
  id: operationId('transfer', by, input.transferId),
  goods: input,
  fields: [input.fromRobloxUserId, input.toRobloxUserId, input.discordUserId],
});
