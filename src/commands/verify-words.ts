import { z } from 'zod';
import { Refusal } from '../bank/engine/refusal.ts';
import { robloxUsernameSchema } from '../bank/verify.ts';
import { verifyConfirm, verifyStart } from '../bank/verify-flow.ts';
import type { Asker } from './model/actor.ts';
import { explainRefusal } from './model/refusal-reply.ts';
import type { Control, Reply } from './model/reply.ts';
import { code, command, lines, relativeTime, say, strong, type Text } from './model/text.ts';
import { type CommandParts, DISCORD } from './parts.ts';
import { greet } from './verify-greeting.ts';

/** A Roblox username as people type it: an @ before it and white space around it are left out. */
export const typedUsername = z
  .string()
  .transform((typed) => typed.trim().replace(/^@/, ''))
  .pipe(robloxUsernameSchema);

/** Roblox takes a minute or two to show a changed profile: so long it is looked at again and again. */
const LOOK_EVERY_MS = 10_000;
const LOOK_FOR_MS = 120_000;
/** The last look says no; it may come this much late. */
const GRACE_MS = 60_000;

interface Claimant {
  readonly asker: Asker;
  /** Valid in form. */
  readonly username: string;
}

/** The words for the profile, and where to put them. May refuse what `startVerification` refuses. */
export async function giveWords(parts: CommandParts, { asker, username }: Claimant): Promise<Reply> {
  const input = { discordUserId: asker.discordUserId, robloxUsername: username };
  const { code: words, expiresAt, roblox } = await verifyStart(parts, input, DISCORD);
  const url = `https://www.roblox.com/users/${roblox.id}/profile`;
  const claimant = { asker, username: roblox.username };
  return {
    title: 'Show that the account is yours',
    person: { name: roblox.username, avatarUrl: roblox.avatarUrl },
    text: lines([
      say`1. Copy all of these words:`,
      say`${code(words)}`,
      say`2. Open ${{ kind: 'link', text: 'your Roblox profile', url }}, press the pencil beside ${strong('About')}, put the words there and save. What stands there already may stay.`,
      say`3. Come back and press ${strong("I've saved it")}.`,
      say`The words work for ${strong(roblox.username)} alone. They end ${relativeTime(Date.parse(expiresAt))}.`,
    ]),
    rows: [[savedButton(parts, claimant, "I've saved it"), otherWords(parts, claimant)]],
  };
}

/**
 * Looks into the profile for the words, and links the account once they are there. While they aren't yet, the
 * reply goes on looking.
 */
export function lookForWords(parts: CommandParts, claimant: Claimant): Promise<Reply> {
  return look(parts, claimant, parts.clock() + LOOK_FOR_MS);
}

async function look(parts: CommandParts, claimant: Claimant, until: number): Promise<Reply> {
  const { asker, username } = claimant;
  const input = { discordUserId: asker.discordUserId, robloxUsername: username };
  try {
    return await greet(parts, await verifyConfirm(parts, input, DISCORD), asker);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return notLinked(parts, claimant, { error, until });
  }
}

function notLinked(
  parts: CommandParts,
  claimant: Claimant,
  { error, until }: { error: Refusal; until: number },
): Reply {
  const isEarly = parts.clock() < until;
  const retry = [savedButton(parts, claimant, 'Look again'), otherWords(parts, claimant)];
  const refused = explainRefusal(error);
  switch (error.code) {
    case 'code_not_in_profile':
      return isEarly
        ? looking(parts, claimant, { until, why: NOT_YET })
        : { ...refused, text: missing(claimant), rows: [retry] };
    case 'upstream_unavailable':
      return isEarly ? looking(parts, claimant, { until, why: SILENT }) : { ...refused, rows: [retry] };
    case 'profile_filtered':
    case 'verification_expired':
      return { ...refused, rows: [[otherWords(parts, claimant)]] };
    default:
      return refused;
  }
}

const NOT_YET = say`The words aren't there yet. Roblox takes a minute or two to show a changed profile.`;
const SILENT = say`Roblox does not answer just now.`;

function looking(
  parts: CommandParts,
  claimant: Claimant,
  { until, why }: { until: number; why: Text },
): Reply {
  return {
    title: 'Looking at your profile …',
    text: lines([why, say`I look again by myself, for two minutes. You can leave this open.`]),
    rows: [[otherWords(parts, claimant)]],
    watch: {
      everyMs: LOOK_EVERY_MS,
      until: until + GRACE_MS,
      refresh: () => look(parts, claimant, until),
    },
  };
}

function missing({ username }: Claimant): Text {
  return lines([
    say`I looked for two minutes and did not find them. Please check:`,
    say`• Do all 16 words stand in the ${strong('About')} text, in their order?`,
    say`• Is it the profile of ${strong(username)}? For another account, use ${command('verify')} with its name.`,
    say`• Did you save, and does Roblox show the words and no ####?`,
  ]);
}

const savedButton = (parts: CommandParts, claimant: Claimant, label: string): Control => ({
  kind: 'button',
  label,
  style: 'success',
  act: ({ asker }) => lookForWords(parts, { ...claimant, asker }),
});

const otherWords = (parts: CommandParts, claimant: Claimant): Control => ({
  kind: 'button',
  label: 'Other words',
  style: 'secondary',
  act: ({ asker }) => giveWords(parts, { ...claimant, asker }),
});
