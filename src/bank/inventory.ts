import { z } from 'zod';
import { exactAnswer, exactInteger, petStackAnswer, timeAnswer } from './answers.ts';
import { memberAccount } from './ledger.ts';
import { discordUserIdSchema, type Operation, rfc3339, robloxUserIdSchema } from './operation.ts';
import { type AssetKey, amountsOf, assetOf, GEMS, goodsOf } from './pets.ts';
import { Refusal } from './refusal.ts';
import { statusAt, sumOf } from './withdrawals.ts';
import { worthOf } from './worth.ts';

const amount = z.int().min(0);
export const inventoryAnswer = z.object({
  robloxUserId: robloxUserIdSchema,
  discordUserId: discordUserIdSchema.nullable(),
  username: z.string().nullable(),
  gems: amount,
  reserved: z.object({ gems: amount }),
  pets: z.array(petStackAnswer.extend({ quantity: amount, reserved: amount, value: amount.nullable() })),
  totalValue: exactAnswer.meta({
    description: 'Worth of everything in gems, free and reserved, gems included.',
    maximum: undefined,
  }),
  asOf: timeAnswer,
});

/** The Roblox account that a Discord user is linked to. Refuses `not_found` where there is none. */
export const findLinked: Operation<string, number> = {
  name: 'find_linked',
  needs: (discordUserId) => [{ kind: 'link_of_user', discordUserId }],
  decide(step, discordUserId) {
    const link = step.linkOfUser(discordUserId);
    if (!link) throw new Refusal('not_found');
    return link.robloxUserId;
  },
};

/** What a member owns, free and reserved. A Roblox account the bank has never seen owns nothing. */
export const readInventory: Operation<number, z.infer<typeof inventoryAnswer>> = {
  name: 'inventory',
  needs: (robloxUserId) => [
    { kind: 'account', account: memberAccount(robloxUserId) },
    { kind: 'open_withdrawals_of_member', robloxUserId },
    { kind: 'link_of_member', robloxUserId },
    { kind: 'profile', robloxUserId },
  ],
  decide(step, robloxUserId, { rules: { catalogue } }) {
    const free = new Map(step.balancesOf(memberAccount(robloxUserId)).map((row) => [row.asset, row.amount]));
    const open = step.openWithdrawalsOfMember(robloxUserId);
    // What has expired is free again, though nothing has written it down yet.
    const reserved = sumOf(open.filter((one) => statusAt(one, step.at) !== 'expired'));
    for (const one of open) {
      if (statusAt(one, step.at) === 'expired') addTo(free, amountsOf(one.goods));
    }
    const total = new Map(free);
    addTo(total, reserved);
    return {
      robloxUserId,
      discordUserId: step.linkOfMember(robloxUserId)?.discordUserId ?? null,
      username: step.row('profiles', String(robloxUserId))?.username ?? null,
      gems: Number(free.get(GEMS) ?? 0n),
      reserved: { gems: Number(reserved.get(GEMS) ?? 0n) },
      pets: [...total.keys()].sort().flatMap((key) => {
        const pet = assetOf(key);
        if (pet === 'gems') return [];
        return {
          ...pet,
          quantity: Number(free.get(key) ?? 0n),
          reserved: Number(reserved.get(key) ?? 0n),
          value: catalogue.value(pet),
        };
      }),
      totalValue: exactInteger(worthOf(goodsOf(total), catalogue) ?? 0n),
      asOf: rfc3339(step.at),
    };
  },
};

function addTo(sums: Map<AssetKey, bigint>, amounts: Iterable<readonly [AssetKey, bigint]>): void {
  for (const [key, more] of amounts) sums.set(key, (sums.get(key) ?? 0n) + more);
}
