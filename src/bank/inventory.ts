import { z } from 'zod';
import {
  discordUserIdSchema,
  exactAnswer,
  exactInteger,
  petStackAnswer,
  rfc3339,
  robloxUserIdSchema,
  timeAnswer,
} from './engine/fields.ts';
import { memberAccount } from './engine/ledger.ts';
import type { Operation } from './engine/operation.ts';
import { type Amounts, GEMS } from './engine/pets.ts';
import { computeHoldings, valueHoldings } from './holdings.ts';
import { holderReadKeys, sumHeld } from './holds.ts';

const amount = z.int().min(0);
export const inventoryAnswer = z.object({
  robloxUserId: robloxUserIdSchema,
  discordUserId: discordUserIdSchema.nullable(),
  username: z.string().nullable(),
  gems: amount,
  reserved: z.object({ gems: amount }),
  onHold: z.object({ gems: amount }),
  pets: z.array(
    petStackAnswer.extend({ quantity: amount, reserved: amount, onHold: amount, value: amount.nullable() }),
  ),
  totalValue: exactAnswer.meta({
    description: 'Worth of everything in gems, free and reserved, gems included.',
    maximum: undefined,
  }),
  unvalued: exactAnswer.meta({
    description: 'How many pets count for nothing in totalValue, as nobody knows their worth; reserved too.',
    maximum: undefined,
  }),
  asOf: timeAnswer,
});

/** What a member owns. A Roblox account the bank has never seen owns nothing. */
export const readInventory: Operation<number, z.infer<typeof inventoryAnswer>> = {
  readKeys: (robloxUserId) => [
    { kind: 'account', account: memberAccount(robloxUserId) },
    { kind: 'open_withdrawals_of_member', robloxUserId },
    { kind: 'link_of_member', robloxUserId },
    { kind: 'profile', robloxUserId },
  ],
  moreReadKeys: (reader, robloxUserId) => holderReadKeys(reader.balancesOf(memberAccount(robloxUserId))),
  decide(step, robloxUserId, call) {
    const holdings = computeHoldings(step, robloxUserId);
    const { gems, pets, total } = valueHoldings(holdings, call.rules.catalogue);
    const onHold: Amounts = new Map();
    for (const balance of holdings.balances) onHold.set(balance.asset, sumHeld(step, balance, call));
    return {
      robloxUserId,
      discordUserId: step.linkOfMember(robloxUserId)?.discordUserId ?? null,
      username: step.row('profiles', String(robloxUserId))?.username ?? null,
      gems: gems.free,
      reserved: { gems: gems.reserved },
      onHold: { gems: Number(onHold.get(GEMS) ?? 0n) },
      pets: pets.map(({ key, pet, free, reserved, value }) => ({
        ...pet,
        quantity: free,
        reserved,
        onHold: Number(onHold.get(key) ?? 0n),
        value,
      })),
      totalValue: exactInteger(total.worth ?? 0n),
      unvalued: exactInteger(total.unvalued),
      asOf: rfc3339(step.at),
    };
  },
};
