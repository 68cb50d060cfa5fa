import { z } from 'zod';
import { discordUserIdSchema, robloxUserIdSchema } from './engine/fields.ts';
import type { Operation } from './engine/operation.ts';
import { amountsToGoods, type Goods, goodsToAmounts, sumAmounts } from './engine/pets.ts';
import type { ReadKey } from './engine/read-key.ts';
import type { Reader } from './engine/reader.ts';
import { Refusal, type RefusalCode } from './engine/refusal.ts';
import type { Case, Instant, Link, Withdrawal } from './engine/rows.ts';
import { getMember, type Step } from './engine/step.ts';
import { linkNote } from './links.ts';
import { listOpenWithdrawals } from './withdrawals.ts';

/** Who a member is, as far as the bank knows, and whether staff have frozen them. */
export interface MemberIdentity {
  readonly robloxUserId: number;
  readonly username: string | null;
  readonly avatarUrl: string | null;
  readonly discordUserId: string | null;
  readonly frozenReason: string | null;
}

/** A Roblox account that the bank has never seen has no name and isn't frozen. Refuses nothing. */
export const readIdentity: Operation<number, MemberIdentity> = {
  readKeys: (robloxUserId) => [
    { kind: 'member', robloxUserId },
    { kind: 'profile', robloxUserId },
    { kind: 'link_of_member', robloxUserId },
  ],
  decide(step, robloxUserId) {
    const profile = step.row('profiles', String(robloxUserId));
    return {
      robloxUserId,
      username: profile?.username ?? null,
      avatarUrl: profile?.avatarUrl ?? null,
      discordUserId: step.linkOfMember(robloxUserId)?.discordUserId ?? null,
      frozenReason: getMember(step, robloxUserId).frozenReason,
    };
  },
};

/** The Roblox account that a Discord user is linked to. Refuses `not_found` where there is none. */
export const findLinked: Operation<string, number> = {
  readKeys: linkReadKeys,
  decide: (step, discordUserId) => requireLink(step, discordUserId, 'not_found').robloxUserId,
};

/** The link of a Discord user. Refuses `not_linked`, or the given code, where there is none. */
export function requireLink(reader: Reader, discordUserId: string, code: RefusalCode = 'not_linked'): Link {
  const link = reader.linkOfUser(discordUserId);
  if (!link) throw new Refusal(code);
  return link;
}

/** Refuses `not_linked` where a Discord user is named who isn't the member's. */
export function requireLinkedTo(reader: Reader, robloxUserId: number, discordUserId?: string): void {
  if (discordUserId === undefined) return;
  if (reader.linkOfMember(robloxUserId)?.discordUserId !== discordUserId) throw new Refusal('not_linked');
}

export function linkReadKeys(discordUserId: string): ReadKey[] {
  return [{ kind: 'link_of_user', discordUserId }];
}

/** The rows that say who a Discord user is, and who they are about to become. */
export const verificationReadKeys = (discordUserId: string): ReadKey[] => [
  { kind: 'link_of_user', discordUserId },
  { kind: 'verification', discordUserId },
];

/** The same, and what they were let in to. */
export const personReadKeys = (discordUserId: string): ReadKey[] => [
  ...verificationReadKeys(discordUserId),
  { kind: 'passes_of_user', discordUserId },
];

/** What a person wishes: their language, and which notices they do without. */
export const preferencesReadKeys = (discordUserId: string): ReadKey[] => [
  { kind: 'preferences_of_user', discordUserId },
];

/** Ends what waits for a person, and what they were let in to. Needs `personReadKeys`. */
export function endWaiting(step: Step, discordUserId: string): void {
  const pending = step.row('verifications', discordUserId);
  if (pending) step.remove('verifications', pending);
  for (const pass of step.passesOfUser(discordUserId)) step.remove('passes', pass);
}

/** A linked Discord user's account in the bank, but for the list of its pets. */
export interface MemberSummary {
  readonly robloxUserId: number;
  readonly username: string | null;
  readonly displayName: string | null;
  readonly avatarUrl: string | null;
  /** Free and reserved together. */
  readonly petsHeld: bigint;
  readonly gemsHeld: bigint;
  /** Reserved, claimed and uncertain as of now, oldest first. */
  readonly withdrawals: readonly Withdrawal[];
  /** What waits in quarantine for the operator: it isn't the member's yet. */
  readonly quarantined: Goods;
  readonly isFrozen: boolean;
  /** No withdrawals before this, milliseconds since 1970; null where they are allowed. */
  readonly cooldownUntil: Instant | null;
}

/** The account of a Discord user. Costs the same however much it holds. Refuses `not_linked`. */
export const readMember: Operation<string, MemberSummary> = {
  readKeys: linkReadKeys,
  moreReadKeys(reader, discordUserId) {
    const link = reader.linkOfUser(discordUserId);
    return link ? memberReadKeys(link.robloxUserId) : [];
  },
  decide: (step, discordUserId) => summarizeMember(step, requireLink(step, discordUserId).robloxUserId),
};

/** The account of a Roblox id, linked or not. One that the bank has never seen holds nothing. */
export const readAccount: Operation<number, MemberSummary> = {
  readKeys: (robloxUserId) => memberReadKeys(robloxUserId),
  decide: (step, robloxUserId) => summarizeMember(step, robloxUserId),
};

/** What staff still review of a member. Refuses nothing. */
export const readOpenCases: Operation<number, Case[]> = {
  readKeys: (robloxUserId) => [{ kind: 'open_cases_of_member', robloxUserId }],
  decide: (step, robloxUserId) => step.openCasesOfMember(robloxUserId),
};

/** The rows that `summarizeMember` reads. */
export const memberReadKeys = (robloxUserId: number): ReadKey[] => [
  { kind: 'profile', robloxUserId },
  { kind: 'member', robloxUserId },
  { kind: 'open_withdrawals_of_member', robloxUserId },
  { kind: 'open_cases_of_member', robloxUserId },
];

export function summarizeMember(step: Step, robloxUserId: number): MemberSummary {
  const profile = step.row('profiles', String(robloxUserId));
  const { frozenReason, cooldownUntil, petsHeld, gemsHeld } = getMember(step, robloxUserId);
  return {
    robloxUserId,
    username: profile?.username ?? null,
    displayName: profile?.displayName ?? null,
    avatarUrl: profile?.avatarUrl ?? null,
    petsHeld,
    gemsHeld,
    withdrawals: listOpenWithdrawals(step, robloxUserId),
    quarantined: sumQuarantined(step, robloxUserId),
    isFrozen: frozenReason !== null,
    cooldownUntil: cooldownUntil !== null && step.at < cooldownUntil ? cooldownUntil : null,
  };
}

/** What of this member's waits in quarantine. */
export function sumQuarantined(reader: Reader, robloxUserId: number): Goods {
  const waiting = reader.openCasesOfMember(robloxUserId).filter(({ kind }) => kind === 'quarantine');
  return amountsToGoods(sumAmounts(waiting.flatMap(({ goods }) => goodsToAmounts(goods))));
}

export const unlinkInput = z.strictObject({ discordUserId: discordUserIdSchema });

export const unlinkAnswer = z.object({
  unlinked: z.literal(true),
  discordUserId: discordUserIdSchema,
  robloxUserId: robloxUserIdSchema,
});

/** Ends a link. Pets stay where they are: they belong to the Roblox account. Refuses `not_linked`. */
export const unlink: Operation<z.infer<typeof unlinkInput>, z.infer<typeof unlinkAnswer>> = {
  readKeys: ({ discordUserId }) => personReadKeys(discordUserId),
  decide(step, { discordUserId }) {
    const current = requireLink(step, discordUserId);
    step.remove('links', current);
    endWaiting(step, discordUserId);
    const { robloxUserId } = current;
    step.post({ kind: 'member_unlinked', status: 'unlinked', note: linkNote(robloxUserId) });
    return { unlinked: true, discordUserId, robloxUserId };
  },
};
