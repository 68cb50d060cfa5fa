import { z } from 'zod';
import { Refusal } from '../bank/engine/refusal.ts';
import { readMember } from '../bank/member.ts';
import type { verifyConfirmAnswer } from '../bank/verify.ts';
import { verifyConfirm, verifyStart } from '../bank/verify-flow.ts';
import { describeRestrictions } from './balance.ts';
import { type CommandDependencies, DISCORD } from './dependencies.ts';
import type { Actor } from './model/actor.ts';
import { type Command, defineCommand } from './model/command.ts';
import { formatGems, formatPets } from './model/pet-names.ts';
import { explainRefusal } from './model/refusal-reply.ts';
import { button, type Control, type Reply } from './model/reply.ts';
import { code, command, lines, relativeTime, say, strong, type Text } from './model/text.ts';
import { looksLikeId, typedUsername, usernameOption } from './username.ts';

export function verifyCommand(dependencies: CommandDependencies): Command {
  return defineCommand({
    name: 'verify',
    description: 'Link your Roblox account: you get words to put into your profile',
    input: z.strictObject({ username: typedUsername }),
    options: { username: usernameOption },
    run: ({ actor }, { username }) => startVerification(dependencies, { actor, username }),
  });
}

export function verifyConfirmCommand(dependencies: CommandDependencies): Command {
  return defineCommand({
    name: 'verify-confirm',
    description: 'The words are in your profile: check it, and link the account',
    input: z.strictObject({ name: typedUsername }),
    options: { name: usernameOption },
    run: ({ actor }, { name }) => pollProfile(dependencies, { actor, username: name }),
  });
}

/** Roblox takes a minute or two to show a changed profile; it is polled until then. */
const POLL_EVERY_MS = 10_000;
const POLL_FOR_MS = 120_000;
/** The last poll, which gives up, may come this late. */
const GRACE_MS = 60_000;

interface Claimant {
  readonly actor: Actor;
  readonly username: string;
}

/** Shows the words for the profile, and where to put them. Refuses whatever `verifyStart` refuses. */
async function startVerification(
  dependencies: CommandDependencies,
  { actor, username }: Claimant,
): Promise<Reply> {
  const linked = await describeLinked(dependencies, { actor, username });
  if (linked) return linked;
  const input = { discordUserId: actor.discordUserId, robloxUsername: username };
  const started = await verifyStart(dependencies, input, DISCORD).catch((error: unknown) => {
    if (error instanceof Refusal && error.code === 'roblox_user_not_found') return error;
    throw error;
  });
  if (started instanceof Refusal) return explainUnknownName(started, username);
  const { code: words, expiresAt, roblox } = started;
  const url = `https://www.roblox.com/users/${roblox.id}/profile`;
  const claimant = { actor, username: roblox.username };
  return {
    title: 'Show that the account is yours',
    person: { name: roblox.username, avatarUrl: roblox.avatarUrl },
    text: lines([
      say`1. Copy all of these words:`,
      say`${code(words)}`,
      say`2. Open ${{ kind: 'link', text: 'your Roblox profile', url }}, press the pencil beside
        ${strong('About')}, put the words there and save. The rest of the text can stay.`,
      say`3. Come back and press ${strong("I've saved it")}.`,
      say`The words work only for ${strong(roblox.username)}. They expire
        ${relativeTime(Date.parse(expiresAt))}.`,
    ]),
    rows: [[savedButton(dependencies, claimant, "I've saved it"), newWordsButton(dependencies, claimant)]],
  };
}

/** Says so where this very account is linked already; undefined where it isn't. */
async function describeLinked(
  { book }: CommandDependencies,
  { actor, username }: Claimant,
): Promise<Reply | undefined> {
  const member = await book.query(readMember, actor.discordUserId, DISCORD).catch(ignoreNotLinked);
  if (!member?.username || member.username.toLowerCase() !== username.toLowerCase()) return undefined;
  return {
    title: `You are linked to ${member.username} already`,
    tone: 'good',
    person: { name: member.username, avatarUrl: member.avatarUrl },
    text: say`There is nothing to do. ${command('inventory')} shows what you have, and ${command('unlink')}
      ends the link.`,
  };
}

function ignoreNotLinked(error: unknown): undefined {
  if (!(error instanceof Refusal && error.code === 'not_linked')) throw error;
}

function explainUnknownName(refusal: Refusal, username: string): Reply {
  const refused = explainRefusal(refusal);
  if (!looksLikeId(username)) return refused;
  const hint = say`${strong(username)} looks like an id. A username is the name with the @ on your Roblox
    profile.`;
  return { ...refused, text: lines([hint, refused.text]) };
}

/** Links the account once the words are in the profile, which the live reply polls until then. */
async function pollProfile(
  dependencies: CommandDependencies,
  claimant: Claimant,
  until = dependencies.clock() + POLL_FOR_MS,
): Promise<Reply> {
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
  const newWords = newWordsButton(dependencies, claimant);
  const refused = explainRefusal(error);
  switch (error.code) {
    case 'code_not_in_profile':
    case 'upstream_unavailable': {
      const isMissing = error.code === 'code_not_in_profile';
      const refresh = (): Promise<Reply> => pollProfile(dependencies, claimant, until);
      if (dependencies.clock() < until) {
        return {
          title: 'Checking your profile …',
          text: lines([isMissing ? NOT_YET : UNAVAILABLE, POLLING]),
          rows: [[newWords]],
          live: { everyMs: POLL_EVERY_MS, until: until + GRACE_MS, refresh },
        };
      }
      const rows = [[savedButton(dependencies, claimant, 'Check again'), newWords]];
      return { ...refused, ...(isMissing ? { text: explainMissing(claimant) } : {}), rows };
    }
    case 'profile_filtered':
    case 'verification_expired':
      return { ...refused, rows: [[newWords]] };
    default:
      return refused;
  }
}

const NOT_YET = say`The words aren't there yet. Roblox takes a minute or two to show a changed profile.`;
const UNAVAILABLE = say`Roblox is not responding just now.`;
const POLLING = say`I keep checking for two minutes. You can leave this open.`;

function explainMissing({ username }: Claimant): Text {
  return lines([
    say`I checked for two minutes and did not find them. Please check:`,
    say`• Are all 16 words in the ${strong('About')} text, in the same order?`,
    say`• Is it the profile of ${strong(username)}? For another account, use ${command('verify')} with its
      name.`,
    say`• Did you save, and does Roblox show the words and no ####?`,
  ]);
}

const savedButton = (dependencies: CommandDependencies, claimant: Claimant, label: string): Control =>
  button(label, 'success', ({ actor }) => pollProfile(dependencies, { ...claimant, actor }));

const newWordsButton = (dependencies: CommandDependencies, claimant: Claimant): Control =>
  button('Other words', 'secondary', ({ actor }) => startVerification(dependencies, { ...claimant, actor }));

/** Greets a person who has just linked their account: what they own already, and what they can do now. */
async function greet(
  dependencies: CommandDependencies,
  { roblox }: z.infer<typeof verifyConfirmAnswer>,
  { discordUserId }: Actor,
): Promise<Reply> {
  const member = await dependencies.book.query(readMember, discordUserId, DISCORD);
  const { petsHeld, gemsHeld } = member;
  const hasGoods = petsHeld > 0n || gemsHeld > 0n;
  return {
    title: `You are linked to ${roblox.username}`,
    tone: 'good',
    person: { name: roblox.username, avatarUrl: roblox.avatarUrl },
    text: lines([
      say`You can remove the words from your profile.`,
      hasGoods &&
        say`Already in the bank for you: ${strong(formatPets(petsHeld))} and
          ${strong(formatGems(gemsHeld))}.`,
      ...describeRestrictions(dependencies, member),
      say`Next: ${command('deposit')} shows how to bring pets in, ${command('inventory')} what you have, and
        ${command('help')} everything else.`,
    ]),
  };
}
