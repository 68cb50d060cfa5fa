import { z } from 'zod';
import { computeWorth } from './engine/catalogue.ts';
import { exactAnswer, exactInteger, requiringGoods, robloxUserIdSchema } from './engine/fields.ts';
import type { Operation, Rules } from './engine/operation.ts';
import { identifyDeposit } from './engine/pet-identity.ts';
import { type Goods, goodsFields, type Pet, type PetStack, petSchema } from './engine/pets.ts';
import type { Member } from './engine/rows.ts';
import { getMember } from './engine/step.ts';
import { findHalt } from './halt-and-freeze.ts';
import { depositHeadroom, type Headroom } from './limits.ts';

export const depositCheckInput = requiringGoods(
  z.strictObject({ robloxUserId: robloxUserIdSchema, ...goodsFields }),
);

export const depositCheckAnswer = z.object({
  accepted: z.boolean(),
  reasons: z.array(
    z.object({
      code: z.enum(['unknown_pet', 'untradable', 'limit_exceeded', 'halted', 'frozen']),
      message: z.string(),
      pet: petSchema.optional(),
    }),
  ),
  value: exactAnswer.nullable(),
  limits: z.object({ petsPerTrade: z.int().min(0), gemsPerTrade: z.int().min(0) }),
});
type Reason = z.infer<typeof depositCheckAnswer>['reasons'][number];

/** Says whether a deposit would be credited whole, and if not, why. Stores nothing, refuses nothing. */
export const checkDeposit: Operation<
  z.infer<typeof depositCheckInput>,
  z.infer<typeof depositCheckAnswer>
> = {
  readKeys: ({ robloxUserId }) => [{ kind: 'member', robloxUserId }],
  decide(step, input, call) {
    const { rules } = call;
    const member = getMember(step, input.robloxUserId);
    const goods = identifyDeposit(input, rules);
    const reasons: Reason[] = [...splitDeposit(goods, member, rules).reasons];
    if (findHalt(step, call) !== null) {
      reasons.push({ code: 'halted', message: 'The bank is halted. Please come back later.' });
    }
    if (member.frozenReason !== null) {
      reasons.push({ code: 'frozen', message: 'This member is frozen. Please ask the staff.' });
    }
    const { petsPerTrade, gemsPerTrade } = rules.limits;
    const { worth } = computeWorth(goods, rules.catalogue);
    return {
      accepted: reasons.length === 0,
      reasons,
      value: worth === null ? null : exactInteger(worth),
      limits: { petsPerTrade, gemsPerTrade },
    };
  },
};

/** A deposit in two: what is credited, what waits in quarantine, and why. */
export interface SplitDeposit {
  readonly credited: Goods;
  readonly quarantined: Goods;
  readonly reasons: readonly Reason[];
}

/**
 * Splits a deposit, its pets under their ids, into what is credited and what waits in quarantine: unknown and
 * untradable pets, and what is over a limit, counted in the order of the request.
 */
export function splitDeposit(input: Goods, member: Member, rules: Rules): SplitDeposit {
  const headroom = depositHeadroom(rules.limits, member);
  let petsLeft = headroom.pets.left;
  const credited: PetStack[] = [];
  const quarantined: PetStack[] = [];
  const reasons: Reason[] = [];
  for (const stack of input.pets) {
    const { quantity, ...pet } = stack;
    const reason = whyQuarantined(pet, rules);
    const taken = reason ? 0 : smaller(petsLeft, quantity);
    const left = quantity - taken;
    petsLeft -= BigInt(taken);
    if (taken > 0) credited.push({ ...stack, quantity: taken });
    if (left > 0) {
      quarantined.push({ ...stack, quantity: left });
      reasons.push(reason ?? { ...overLimit(`${left} × ${pet.id}`, headroom.pets), pet });
    }
  }
  const gems = smaller(headroom.gems.left, input.gems);
  if (gems < input.gems) reasons.push(overLimit(`${input.gems - gems} gems`, headroom.gems));
  return {
    credited: { pets: credited, gems },
    quarantined: { pets: quarantined, gems: input.gems - gems },
    reasons,
  };
}

/** Why a pet waits in quarantine, however few of it were brought; undefined: it would be credited. */
export function whyQuarantined(
  pet: Pet,
  { catalogue }: Pick<Rules, 'catalogue'>,
): (Reason & { readonly code: 'unknown_pet' | 'untradable' }) | undefined {
  if (!catalogue.find(pet.id))
    return { code: 'unknown_pet', message: `${pet.id}: the bank doesn't know this pet.`, pet };
  const why = catalogue.whyNotTaken(pet);
  return why === null ? undefined : { code: 'untradable', message: `${pet.id}: ${why}.`, pet };
}

const overLimit = (what: string, { why }: Headroom): Reason => ({
  code: 'limit_exceeded',
  message: `${what}: over the limit: ${why()}.`,
});

const smaller = (left: bigint, wanted: number): number => (left < BigInt(wanted) ? Number(left) : wanted);
