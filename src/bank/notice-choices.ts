import { z } from 'zod';
import { discordUserIdSchema } from './engine/fields.ts';
import type { Operation } from './engine/operation.ts';
import { type BankEvent, NOTICE_KINDS, type NoticeKind } from './engine/rows.ts';
import { linkReadKeys, preferencesReadKeys, requireLink } from './member.ts';

/**
 * What members may do without being told of. A topic that isn't here is always told: what leaves an account,
 * what staff decide, and whatever may mean that something is wrong.
 */
const TOPICS: Readonly<Record<NoticeKind, readonly string[]>> = {
  deposits: ['deposit_credited'],
  withdrawals: [
    ...['withdrawal_reserved', 'withdrawal_claimed', 'withdrawal_split', 'withdrawal_declined'],
    ...['withdrawal_expired', 'withdrawal_cancelled'],
  ],
  gifts: ['transfer_received'],
  trades: ['trade_invited', 'trade_offered', 'trade_declined', 'trade_withdrawn'],
  tellers: ['teller_back'],
};

const kindOfTopic = (topic: string): NoticeKind | undefined =>
  NOTICE_KINDS.find((kind) => TOPICS[kind].includes(topic));

export const noticeChoiceInput = z.strictObject({
  discordUserId: discordUserIdSchema,
  kind: z.enum(NOTICE_KINDS),
  isWanted: z.boolean(),
});

/** What a linked Discord user doesn't want to be told. Refuses `not_linked`. */
export const readMutedNotices: Operation<string, readonly NoticeKind[]> = {
  readKeys: (discordUserId) => [...linkReadKeys(discordUserId), ...preferencesReadKeys(discordUserId)],
  decide(step, discordUserId) {
    requireLink(step, discordUserId);
    return step.row('preferences', discordUserId)?.mutedNotices ?? [];
  },
};

/**
 * Switches notices of a kind on or off for a linked Discord user, and returns all that are off then. It is
 * the person's choice, and stays if they unlink. Refuses `not_linked`.
 */
export const chooseNotices: Operation<z.infer<typeof noticeChoiceInput>, readonly NoticeKind[]> = {
  readKeys: ({ discordUserId }) => [...linkReadKeys(discordUserId), ...preferencesReadKeys(discordUserId)],
  decide(step, { discordUserId, kind, isWanted }) {
    requireLink(step, discordUserId);
    const before = step.row('preferences', discordUserId);
    const mutedNotices = NOTICE_KINDS.filter((each) =>
      each === kind ? !isWanted : before?.mutedNotices.includes(each),
    );
    step.put('preferences', { discordUserId, mutedNotices, language: before?.language ?? null });
    return mutedNotices;
  },
};

/** Whether whom a message is for wants to be told of it. Refuses nothing. */
export const isNoticeWanted: Operation<Pick<BankEvent, 'topic' | 'discordUserId'>, boolean> = {
  readKeys: ({ topic, discordUserId }) =>
    discordUserId === null || kindOfTopic(topic) === undefined ? [] : preferencesReadKeys(discordUserId),
  decide(step, { topic, discordUserId }) {
    const kind = kindOfTopic(topic);
    if (discordUserId === null || kind === undefined) return true;
    return !step.row('preferences', discordUserId)?.mutedNotices.includes(kind);
  },
};
