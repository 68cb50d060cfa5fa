import { z } from 'zod';
import { sumWorth } from './engine/catalogue.ts';
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
import { type Amounts, GEMS, parseAssetKey } from './engine/pets.ts';
import { computeHoldings } from './holdings.ts';
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
    const { catalogue } = call.rules;
    const { balances, free, reserved, total } = computeHoldings(step, robloxUserId);
    const onHold: Amounts = new Map();
    for (const balance of balances) onHold.set(balance.asset, sumHeld(step, balance, call));
    const { worth, unvalued } = sumWorth(total, catalogue);
    return {
      robloxUserId,
      discordUserId: step.linkOfMember(robloxUserId)?.discordUserId ?? null,
      username: step.row('profiles', String(robloxUserId))?.username ?? null,
      gems: Number(free.get(GEMS) ?? 0n),
      reserved: { gems: Number(reserved.get(GEMS) ?? 0n) },
      onHold: { gems: Number(onHold.get(GEMS) ?? 0n) },
      pets: [...total.keys()].sort().flatMap((key) => {
        const pet = parseAssetKey(key);
        if (pet === 'gems') return [];
        return {
          ...pet,
          quantity: Number(free.get(key) ?? 0n),
          reserved: Number(reserved.get(key) ?? 0n),
          onHold: Number(onHold.get(key) ?? 0n),
          value: catalogue.value(pet),
        };
      }),
      totalValue: exactInteger(worth ?? 0n),
      unvalued: exactInteger(unvalued),
      asOf: rfc3339(step.at),
    };
  },
};
