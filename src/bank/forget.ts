import type { Operation } from './engine/operation.ts';
import { amountsToGoods, type Goods } from './engine/pets.ts';
import type { Reader } from './engine/reader.ts';
import { getMember, type Step } from './engine/step.ts';
import { computeHoldings, holdingsReadKeys } from './holdings.ts';
import { linkNote } from './links.ts';
import { endWaiting, personReadKeys, preferencesReadKeys, sumQuarantined } from './member.ts';
import { listOpenWithdrawals } from './withdrawals.ts';

/** `held` names this person's first Roblox account that something still waits for: nothing is changed. */
export type ForgetAnswer =
  | { readonly kind: 'forgotten' }
  | {
      readonly kind: 'held';
      readonly username: string | null;
      /** Free and in withdrawals. */
      readonly goods: Goods;
      readonly quarantined: Goods;
      readonly openWithdrawals: number;
      /** What staff still review, of any kind. */
      readonly openCases: number;
    };

/**
 * Erases a person: their link, their code that waits, their choices, what they were let in to, the messages
 * to them, sent or not, and the profile of every Roblox account that was last theirs, so that no name and no
 * Discord id of theirs is left. The ledger names Roblox ids alone, and stays. Not while one of the accounts
 * holds something or something of it is open. Refuses nothing: forgetting a stranger is done at once.
 *
 * An account that is forgotten keeps its freeze and its cool-down, and starts a new one: whoever links it
 * next may be the person who left, so leaving is no way around the wait after a change of hands.
 */
export const forgetMember: Operation<{ readonly discordUserId: string }, ForgetAnswer> = {
  readKeys: ({ discordUserId }) => [
    ...personReadKeys(discordUserId),
    ...preferencesReadKeys(discordUserId),
    { kind: 'profiles_of_user', discordUserId },
  ],
  moreReadKeys: (reader, { discordUserId }) => listAccounts(reader, discordUserId).flatMap(holdingsReadKeys),
  decide(step, { discordUserId }, { rules }) {
    const accounts = listAccounts(step, discordUserId);
    for (const robloxUserId of accounts) {
      const { total } = computeHoldings(step, robloxUserId);
      const open = listOpenWithdrawals(step, robloxUserId);
      const { length: openCases } = step.openCasesOfMember(robloxUserId);
      if (total.size === 0 && open.length === 0 && openCases === 0) continue;
      return {
        kind: 'held',
        username: step.row('profiles', String(robloxUserId))?.username ?? null,
        goods: amountsToGoods(total),
        quarantined: sumQuarantined(step, robloxUserId),
        openWithdrawals: open.length,
        openCases,
      };
    }
    for (const robloxUserId of accounts) {
      const profile = step.row('profiles', String(robloxUserId));
      if (profile) step.remove('profiles', profile);
      const member = getMember(step, robloxUserId);
      const cooldownUntil = Math.max(member.cooldownUntil ?? 0, step.at + rules.linkCooldownMs);
      step.put('members', { ...member, cooldownUntil });
    }
    const link = step.linkOfUser(discordUserId);
    if (link) step.remove('links', link);
    for (const robloxUserId of accounts) postForgotten(step, robloxUserId);
    endWaiting(step, discordUserId);
    const preferences = step.row('preferences', discordUserId);
    if (preferences) step.remove('preferences', preferences);
    step.eraseUser(discordUserId);
    return { kind: 'forgotten' };
  },
};

/** The log names each account: that nothing says whose it was last is found by it. */
function postForgotten(step: Step, robloxUserId: number): void {
  const records = [['profiles', String(robloxUserId), null]] as const;
  step.post({ kind: 'member_unlinked', status: 'unlinked', note: linkNote(robloxUserId), records });
}

/** The Roblox accounts that are this person's, or were last: one that was unlinked still names them. */
function listAccounts(reader: Reader, discordUserId: string): number[] {
  const link = reader.linkOfUser(discordUserId);
  const last = reader.profilesOfUser(discordUserId).map((profile) => profile.robloxUserId);
  return [...new Set([...(link ? [link.robloxUserId] : []), ...last])];
}
