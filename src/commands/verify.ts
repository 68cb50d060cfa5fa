import { z } from 'zod';
import { Refusal } from '../bank/engine/refusal.ts';
import { type MemberSummary, readMember } from '../bank/member.ts';
import { robloxUsernameSchema, type verifyConfirmAnswer } from '../bank/verify.ts';
import { verifyConfirm, verifyStart } from '../bank/verify-flow.ts';
import { describeRestrictions } from './balance.ts';
import { type CommandDependencies, DISCORD } from './dependencies.ts';
import type { Actor } from './model/actor.ts';
import { type Command, defineCommand } from './model/command.ts';
import { formatGems, formatPets } from './model/pet-names.ts';
import { explainRefusal } from './model/refusal-reply.ts';
import type { Control, Reply } from './model/reply.ts';
import { code, command, lines, relativeTime, say, strong, type Text } from './model/text.ts';

/** Longer than a username may be, so that what is wrong with it is said in our words. */
const MAX_TYPED = 100;
const option = {
  kind: 'text',
  description: 'Your Roblox username: the name with the @, not the display name',
  isRequired: true,
  maxLength: MAX_TYPED,
} as const;

export function verifyCommand(dependencies: CommandDependencies): Command {
  return defineCommand({
    name: 'verify',
    description: 'Link your Roblox account: you get words to put into your profile',
    input: z.strictObject({ username: typedUsername }),
    options: { username: option },
    run: ({ actor }, { username }) => startVerification(dependencies, { actor: actor, username }),
  });
}

export function verifyConfirmCommand(dependencies: CommandDependencies): Command {
  return defineCommand({
    name: 'verify-confirm',
    description: 'The words are in your profile: look there, and link the account',
    input: z.strictObject({ name: typedUsername }),
    options: { name: option },
    run: ({ actor }, { name }) => pollProfile(dependencies, { actor: actor, username: name }),
  });
}

/** A Roblox username as people type it: an @ before it and white space around it are left out. */
export const typedUsername = z
  .string()
  .transform((typed) => typed.trim().replace(/^@/, ''))
  .pipe(robloxUsernameSchema);

/** Roblox takes a minute or two to show a changed profile: so long it is looked at again and again. */
const POLL_EVERY_MS = 10_000;
const POLL_FOR_MS = 120_000;
/** The last look says no; it may come this much late. */
const GRACE_MS = 60_000;

interface Claimant {
  readonly actor: Actor;
  /** Valid in form. */
  readonly username: string;
}

/** The words for the profile, and where to put them. May refuse what `startVerification` refuses. */
export async function startVerification(
  dependencies: CommandDependencies,
  { actor, username }: Claimant,
): Promise<Reply> {
  const input = { discordUserId: actor.discordUserId, robloxUsername: username };
  const { code: words, expiresAt, roblox } = await verifyStart(dependencies, input, DISCORD);
  const url = `https://www.roblox.com/users/${roblox.id}/profile`;
  const claimant = { actor, username: roblox.username };
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
    rows: [[savedButton(dependencies, claimant, "I've saved it"), newWordsButton(dependencies, claimant)]],
  };
}

/**
 * Looks into the profile for the words, and links the account once they are there. While they aren't yet, the
 * reply goes on looking.
 */
export function pollProfile(dependencies: CommandDependencies, claimant: Claimant): Promise<Reply> {
  return poll(dependencies, claimant, dependencies.clock() + POLL_FOR_MS);
}

async function poll(dependencies: CommandDependencies, claimant: Claimant, until: number): Promise<Reply> {
  const { actor, username } = claimant;
  const input = { discordUserId: actor.discordUserId, robloxUsername: username };
  try {
    return await greet(dependencies, await verifyConfirm(dependencies, input, DISCORD), actor);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return explainNotLinked(dependencies, claimant, { error, until });
  }
}

function explainNotLinked(
  dependencies: CommandDependencies,
  claimant: Claimant,
  { error, until }: { error: Refusal; until: number },
): Reply {
  const isEarly = dependencies.clock() < until;
  const retry = [savedButton(dependencies, claimant, 'Look again'), newWordsButton(dependencies, claimant)];
  const refused = explainRefusal(error);
  switch (error.code) {
    case 'code_not_in_profile':
      return isEarly
        ? showPolling(dependencies, claimant, { until, why: NOT_YET })
        : { ...refused, text: explainMissing(claimant), rows: [retry] };
    case 'upstream_unavailable':
      return isEarly
        ? showPolling(dependencies, claimant, { until, why: SILENT })
        : { ...refused, rows: [retry] };
    case 'profile_filtered':
    case 'verification_expired':
      return { ...refused, rows: [[newWordsButton(dependencies, claimant)]] };
    default:
      return refused;
  }
}

const NOT_YET = say`The words aren't there yet. Roblox takes a minute or two to show a changed profile.`;
const SILENT = say`Roblox does not answer just now.`;

function showPolling(
  dependencies: CommandDependencies,
  claimant: Claimant,
  { until, why }: { until: number; why: Text },
): Reply {
  return {
    title: 'Looking at your profile …',
    text: lines([why, say`I look again by myself, for two minutes. You can leave this open.`]),
    rows: [[newWordsButton(dependencies, claimant)]],
    live: {
      everyMs: POLL_EVERY_MS,
      until: until + GRACE_MS,
      refresh: () => poll(dependencies, claimant, until),
    },
  };
}

function explainMissing({ username }: Claimant): Text {
  return lines([
    say`I looked for two minutes and did not find them. Please check:`,
    say`• Do all 16 words stand in the ${strong('About')} text, in their order?`,
    say`• Is it the profile of ${strong(username)}? For another account, use ${command('verify')} with its name.`,
    say`• Did you save, and does Roblox show the words and no ####?`,
  ]);
}

const savedButton = (dependencies: CommandDependencies, claimant: Claimant, label: string): Control => ({
  kind: 'button',
  label,
  style: 'success',
  act: ({ actor }) => pollProfile(dependencies, { ...claimant, actor: actor }),
});

const newWordsButton = (dependencies: CommandDependencies, claimant: Claimant): Control => ({
  kind: 'button',
  label: 'Other words',
  style: 'secondary',
  act: ({ actor }) => startVerification(dependencies, { ...claimant, actor: actor }),
});

/**
 * What a person hears who has just proved their account: what is theirs already, and what they can do now.
 */
export async function greet(
  dependencies: CommandDependencies,
  { roblox }: z.infer<typeof verifyConfirmAnswer>,
  { discordUserId }: Actor,
): Promise<Reply> {
  const member = await dependencies.book.query(readMember, discordUserId, DISCORD);
  return {
    title: `You are linked to ${roblox.username}`,
    tone: 'good',
    person: { name: roblox.username, avatarUrl: roblox.avatarUrl },
    text: lines([
      say`You may take the words out of your profile again.`,
      ...describeHeld(member),
      ...describeRestrictions(dependencies, member),
      say`Next: ${command('deposit')} shows how to bring pets in, ${command('inventory')} what you have, ${command('help')} all the rest.`,
    ]),
  };
}

function describeHeld({ petsHeld, gemsHeld }: MemberSummary): Text[] {
  if (petsHeld === 0n && gemsHeld === 0n) return [];
  return [
    say`Already in the bank for you: ${strong(formatPets(petsHeld))} and ${strong(formatGems(gemsHeld))}.`,
  ];
}
