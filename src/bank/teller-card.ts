import { z } from 'zod';
import { rfc3339, robloxUserIdSchema, timeAnswer } from './engine/fields.ts';
import type { Operation } from './engine/operation.ts';
import type { ReadKey } from './engine/read-key.ts';
import type { Reader } from './engine/reader.ts';
import type { Instant, Teller, TellerCard } from './engine/rows.ts';
import type { Step } from './engine/step.ts';
import { handTellerReadKeys, listCashiers, showByHand } from './hand-tellers.ts';
import { getTeller } from './holds.ts';
import { parseStaffName, staffName } from './staff.ts';

/** Without a report for so long, a teller is silent. */
export const SILENT_MS = 2 * 60_000;

const STATUSES = ['online', 'silent', 'paused', 'attended'] as const;

export const tellerCardAnswer = z.object({
  tellerId: z.string(),
  robloxUserId: robloxUserIdSchema.nullable(),
  robloxUsername: z.string().nullable(),
  placeUrl: z.string().nullable(),
  note: z.string().nullable(),
  since: timeAnswer.meta({ description: 'From when the card holds.' }),
  pending: z
    .object({
      robloxUserId: robloxUserIdSchema.nullable().optional(),
      placeUrl: z.string().nullable().optional(),
      from: timeAnswer,
    })
    .nullable()
    .meta({ description: 'What changes of it, and from when.' }),
  reportedAt: timeAnswer.nullable(),
  status: z.enum(STATUSES),
});
export type TellerCardAnswer = z.infer<typeof tellerCardAnswer>;

/** The card as it is by then: what waited has taken effect. */
export function cardAt(card: TellerCard, at: Instant): TellerCard {
  const { pending } = card;
  if (!pending || at < pending.from) return card;
  const { robloxUserId = card.robloxUserId, placeUrl = card.placeUrl, from } = pending;
  return { ...card, robloxUserId, placeUrl, since: from, pending: null };
}

/** The rows of one of the staff whose card this may be. */
export function byHandReadKeys(tellerId: string): ReadKey[] {
  const robloxUserId = parseStaffName(tellerId);
  return robloxUserId === null ? [] : handTellerReadKeys(robloxUserId);
}

export const newCard = (id: string, since: Instant): TellerCard => ({
  id,
  robloxUserId: null,
  placeUrl: null,
  note: null,
  since,
  pending: null,
});

/** The rows of the accounts that a card names. */
export const profileReadKeys = (card: TellerCard | undefined) =>
  [card?.robloxUserId, card?.pending?.robloxUserId].flatMap((robloxUserId) =>
    typeof robloxUserId === 'number' ? [{ kind: 'profile', robloxUserId } as const] : [],
  );

/**
 * Every teller that has an account named, by its name, and those of the staff who trade by hand: their own
 * name says which account it is. Refuses nothing.
 */
export const readTellerCards: Operation<null, TellerCardAnswer[]> = {
  readKeys: () => [
    { kind: 'all_teller_cards', of: 'bank' },
    { kind: 'all_staff', of: 'bank' },
  ],
  moreReadKeys: (reader) => [
    ...reader
      .allTellerCards()
      .flatMap((card): ReadKey[] => [
        { kind: 'teller', id: card.id },
        ...profileReadKeys(card),
        ...byHandReadKeys(card.id),
      ]),
    ...listCashiers(reader).flatMap(handTellerReadKeys),
  ],
  decide: (step) =>
    [...step.allTellerCards(), ...listUnnamed(step)]
      .map((card) => toAnswer(step, showByHand(step, cardAt(card, step.at))))
      .filter(({ robloxUserId }) => robloxUserId !== null)
      .sort((card, other) => (card.tellerId < other.tellerId ? -1 : 1)),
};

/** Cards of the staff who have none. */
const listUnnamed = (step: Step): TellerCard[] =>
  listCashiers(step)
    .filter((robloxUserId) => !step.row('tellerCards', staffName(robloxUserId)))
    .map((id) => newCard(staffName(id), step.linkOfMember(id)?.linkedAt ?? step.at));

export function toAnswer(step: Step, { id, since, pending, ...card }: TellerCard): TellerCardAnswer {
  const profile = card.robloxUserId === null ? undefined : step.row('profiles', String(card.robloxUserId));
  const receivedAt = getTeller(step, id).report?.receivedAt ?? null;
  return {
    tellerId: id,
    ...card,
    robloxUsername: profile?.username ?? null,
    since: rfc3339(since),
    pending: pending && { ...pending, from: rfc3339(pending.from) },
    reportedAt: receivedAt === null ? null : rfc3339(receivedAt),
    status: statusOf(step, id, step.at),
  };
}

const statusOf = (reader: Reader, id: string, at: Instant): TellerCardAnswer['status'] =>
  tellerStatus({ ...getTeller(reader, id), id }, at);

/** By hand comes before paused, and that before silent. */
export function tellerStatus(
  {
    id,
    report,
    contradictedAt,
    pausedReason,
  }: Pick<Teller, 'id' | 'report' | 'contradictedAt' | 'pausedReason'>,
  at: Instant,
): TellerCardAnswer['status'] {
  if (report === null || parseStaffName(id) !== null) return 'attended';
  if (contradictedAt !== null || pausedReason !== null) return 'paused';
  return at - report.receivedAt > SILENT_MS ? 'silent' : 'online';
}
