import { z } from 'zod';
import type { Book, Caller } from './engine/book.ts';
import { rfc3339, robloxUserIdSchema, tellerIdSchema } from './engine/fields.ts';
import type { Operation } from './engine/operation.ts';
import { Refusal } from './engine/refusal.ts';
import { CARD_KIND, type Instant, type PendingCard, type TellerCard } from './engine/rows.ts';
import type { Step } from './engine/step.ts';
import { notifyOperator } from './events.ts';
import { showByHand } from './hand-tellers.ts';
import type { Profiles, RobloxProfile } from './profiles.ts';
import {
  byHandReadKeys,
  cardAt,
  newCard,
  profileReadKeys,
  type TellerCardAnswer,
  toAnswer,
} from './teller-card.ts';
import { type ProfileLookup, requireFound } from './verify.ts';
import { lookUpProfile } from './verify-flow.ts';

/** How long a change of what is named waits: staff see an impostor, and take it back, before members do. */
const CHANGE_MS = 24 * 60 * 60_000;

/** A page of Roblox itself, so that no card leads elsewhere. */
const placeUrlSchema = z
  .string()
  .regex(
    /^https:\/\/(?:[a-z0-9-]{1,63}\.){0,4}roblox\.com(?:[/?#][!-~]{0,200})?$/,
    'must be an address on roblox.com that begins with https://',
  );
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what it refuses, as in a pet's id
const NOTE = /^(?:[^\u0000-\u001f\u007f-\u009f\ud800-\udfff]|[\ud800-\udbff][\udc00-\udfff]){0,200}$/u;
const noteSchema = z.string().regex(NOTE, 'up to 200 characters, none of them control characters');

export const tellerCardInput = z.strictObject({
  tellerId: tellerIdSchema,
  robloxUserId: robloxUserIdSchema.nullable().optional(),
  placeUrl: placeUrlSchema.nullable().optional(),
  note: noteSchema.nullable().optional(),
});
type TellerCardInput = z.infer<typeof tellerCardInput>;

/**
 * Names who a teller is in the game, for members to find, and changes what was named: `nameTeller`, with what
 * Roblox says of the account.
 */
export async function setTellerCard(
  { book, profiles }: { readonly book: Book; readonly profiles: Profiles },
  input: TellerCardInput,
  caller: Caller,
): Promise<TellerCardAnswer> {
  const { robloxUserId } = input;
  const profile =
    typeof robloxUserId === 'number'
      ? await lookUpProfile(profiles, () => profiles.readFresh(robloxUserId))
      : null;
  return book.perform(nameTeller, { ...input, profile }, caller);
}

type NameInput = TellerCardInput & { readonly profile: ProfileLookup<RobloxProfile> | null };

/**
 * Names a teller at once. Another account, or another place, than the one that is shown takes effect after
 * 24 hours, and what is named now takes that back; a note is changed at once. What is left out stays, null
 * clears it. Staff are told. Refuses, in this order: `out_of_scope` (a teller names itself),
 * `upstream_unavailable`, `roblox_user_not_found`.
 */
export const nameTeller: Operation<NameInput, TellerCardAnswer> = {
  readKeys: ({ tellerId, robloxUserId }) => [
    { kind: 'teller_card', id: tellerId },
    { kind: 'teller', id: tellerId },
    ...(typeof robloxUserId === 'number' ? [{ kind: 'profile', robloxUserId } as const] : []),
    ...byHandReadKeys(tellerId),
  ],
  moreReadKeys: (reader, { tellerId }) => profileReadKeys(reader.row('tellerCards', tellerId)),
  decide(step, input, { by }) {
    const { tellerId } = input;
    if (by === tellerId) throw new Refusal('out_of_scope');
    rememberProfile(step, input.profile);
    const stored = step.row('tellerCards', tellerId);
    const now = cardAt(stored ?? newCard(tellerId, step.at), step.at);
    const card = typeof input.robloxUserId === 'number' ? showByHand(step, now) : now;
    const changed = applyChanges(card, input, step.at);
    if (!stored || JSON.stringify(changed) !== JSON.stringify(stored)) {
      step.put('tellerCards', changed);
      tellStaff(step, card, changed);
    }
    return toAnswer(step, showByHand(step, changed));
  },
};

/** Keeps how Roblox names an account, and nothing else of it. Refuses as `requireFound`, and a banned one. */
export function rememberProfile(step: Step, profile: NameInput['profile']): void {
  if (!profile) return;
  const { account, avatarUrl } = requireFound(profile);
  if (account.isBanned) throw new Refusal('roblox_user_not_found');
  const { id: robloxUserId, username, displayName } = account;
  const before = step.row('profiles', String(robloxUserId));
  const last = { lastDiscordUserId: before?.lastDiscordUserId ?? null, lastSalt: before?.lastSalt ?? '' };
  step.put('profiles', { robloxUserId, username, displayName, avatarUrl, ...last, updatedAt: step.at });
}

/** What waits for a day when it is changed, and what it is to be then; undefined: it stays. */
interface Field<Value> {
  readonly value: Value | null;
  readonly waiting: Value | null | undefined;
}

/** What is named waits, what was not is named at once, and what is so already takes a change back. */
function change<Value>(field: Field<Value>, wanted: Value | null | undefined): Field<Value> {
  if (wanted === undefined) return field;
  if (wanted === field.value) return { ...field, waiting: undefined };
  return field.value === null ? { value: wanted, waiting: undefined } : { ...field, waiting: wanted };
}

function applyChanges(card: TellerCard, input: TellerCardInput, at: Instant): TellerCard {
  const { pending: before } = card;
  const { note = card.note } = input;
  const account = change({ value: card.robloxUserId, waiting: before?.robloxUserId }, input.robloxUserId);
  const place = change({ value: card.placeUrl, waiting: before?.placeUrl }, input.placeUrl);
  const isNamed = account.value !== card.robloxUserId || place.value !== card.placeUrl;
  const isLater = (waits: unknown, waited: unknown): boolean => waits !== undefined && waits !== waited;
  const isMoved = isLater(account.waiting, before?.robloxUserId) || isLater(place.waiting, before?.placeUrl);
  const pending: PendingCard = {
    ...(account.waiting === undefined ? {} : { robloxUserId: account.waiting }),
    ...(place.waiting === undefined ? {} : { placeUrl: place.waiting }),
    from: isMoved || !before ? at + CHANGE_MS : before.from,
  };
  const waits = account.waiting !== undefined || place.waiting !== undefined;
  return {
    id: card.id,
    robloxUserId: account.value,
    placeUrl: place.value,
    note: note === '' ? null : note,
    since: isNamed ? at : card.since,
    pending: waits ? pending : null,
  };
}

/** Tells staff, and the ledger: whoever can point members at an account is answerable for it. */
function tellStaff(step: Step, before: TellerCard, { id, pending, ...card }: TellerCard): void {
  const named = `Roblox account ${card.robloxUserId ?? 'none'}, place ${card.placeUrl ?? 'none'}`;
  const note =
    pending === null ? named : `${named}; from ${rfc3339(pending.from)} on ${listPending(pending)}`;
  step.post({ kind: CARD_KIND, status: pending ? 'pending' : 'named', tellerId: id, note });
  // Members follow the note, too, and it doesn't wait.
  const isChanged = (['robloxUserId', 'placeUrl', 'note'] as const).some(
    (each) => card[each] !== before[each],
  );
  const noted = card.note === null ? 'none' : `"${card.note}"`;
  if (isChanged) notifyOperator(step, 'teller_named', `${step.by} named ${id}: ${named}, note ${noted}.`);
  if (!pending || pending.from === before.pending?.from) return;
  const text =
    `${step.by} wants ${id} to be ${listPending(pending)} from ${rfc3339(pending.from)} on; ` +
    `now it is ${named}. To take it back, name again what it is now.`;
  notifyOperator(step, 'teller_card_pending', text);
}

function listPending({ robloxUserId, placeUrl }: PendingCard): string {
  const account = robloxUserId === undefined ? [] : [`Roblox account ${robloxUserId ?? 'none'}`];
  const place = placeUrl === undefined ? [] : [`place ${placeUrl ?? 'none'}`];
  return [...account, ...place].join(', ');
}
