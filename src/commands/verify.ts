import { z } from 'zod';
import { ignoreRefusal, isRefusal, Refusal } from '../bank/engine/refusal.ts';
import { readMember } from '../bank/member.ts';
import { giveRobloxSignIn } from '../bank/passes.ts';
import type { verifyConfirmAnswer } from '../bank/verify.ts';
import { verifyConfirm, verifyStart } from '../bank/verify-flow.ts';
import { profileUrl } from '../profile-url.ts';
import { makeSecretFor, toPassId } from '../secret.ts';
import { describeRestrictions } from './balance.ts';
import { type CommandDependencies, DISCORD } from './dependencies.ts';
import type { Actor } from './model/actor.ts';
import { type Command, defineCommand } from './model/command.ts';
import { formatGems, formatPets } from './model/pet-names.ts';
import { explainRefusal } from './model/refusal-reply.ts';
import { button, type Control, type Reply, worded } from './model/reply.ts';
import {
  code,
  lines,
  link,
  type OptionalText,
  relativeTime,
  type Text,
  t,
  type Words,
} from './model/text.ts';
import { looksLikeId, typedUsername, usernameOption } from './username.ts';

export function verifyCommand(dependencies: CommandDependencies): Command {
  return defineCommand({
    name: 'verify',
    description: t('about.verify'),
    input: z.strictObject({ username: typedUsername }),
    options: { username: usernameOption },
    run: ({ actor }, { username }) => startVerification(dependencies, { actor, username }),
  });
}

export function verifyConfirmCommand(dependencies: CommandDependencies): Command {
  return defineCommand({
    name: 'verify-confirm',
    description: t('about.verify-confirm'),
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
    if (isRefusal(error, 'roblox_user_not_found')) return error;
    throw error;
  });
  if (started instanceof Refusal) return explainUnknownName(started, username);
  const { code: words, expiresAt, roblox } = started;
  const url = profileUrl(roblox.id);
  const claimant = { actor, username: roblox.username };
  return {
    title: t('verify.title'),
    person: { name: roblox.username, avatarUrl: roblox.avatarUrl },
    text: lines([
      t('verify.copy'),
      [code(words)],
      t('verify.paste', { profile: link(t('verify.profile'), url) }),
      t('verify.come-back'),
      t('verify.only-for', { name: roblox.username, when: relativeTime(Date.parse(expiresAt)) }),
      await offerSignIn(dependencies, actor),
    ]),
    rows: [[savedButton(dependencies, claimant, t('verify.saved')), newWordsButton(dependencies, claimant)]],
  };
}

/** A link that does without the words, where the operator has an app at Roblox. */
async function offerSignIn(
  { book, random, publicUrl, hasRobloxSignIn = false }: CommandDependencies,
  { discordUserId, name }: Actor,
): Promise<OptionalText> {
  if (!publicUrl || !hasRobloxSignIn) return false;
  const secret = makeSecretFor(discordUserId, random);
  await book.perform(giveRobloxSignIn, { id: toPassId(secret), discordUserId, name }, DISCORD);
  const url = `${publicUrl()}/roblox-sign-in#${secret}`;
  return t('verify.or-sign-in', { link: link(t('verify.sign-in'), url) });
}

/** Says so where this very account is linked already; undefined where it isn't. */
async function describeLinked(
  { book }: CommandDependencies,
  { actor, username }: Claimant,
): Promise<Reply | undefined> {
  const member = await book
    .query(readMember, actor.discordUserId, DISCORD)
    .catch(ignoreRefusal('not_linked'));
  if (!member?.username || member.username.toLowerCase() !== username.toLowerCase()) return undefined;
  return {
    ...worded('verify.linked-already', 'good', { name: member.username }),
    person: { name: member.username, avatarUrl: member.avatarUrl },
  };
}

function explainUnknownName(refusal: Refusal, username: string): Reply {
  const refused = explainRefusal(refusal);
  if (!looksLikeId(username)) return refused;
  return { ...refused, text: lines([t('verify.looks-like-id', { name: username }), refused.text]) };
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
          title: t('verify.checking'),
          text: lines([isMissing ? t('verify.not-yet') : t('verify.unavailable'), t('verify.polling')]),
          rows: [[newWords]],
          live: { everyMs: POLL_EVERY_MS, until: until + GRACE_MS, refresh },
        };
      }
      const rows = [[savedButton(dependencies, claimant, t('verify.check-again')), newWords]];
      return { ...refused, ...(isMissing ? { text: explainMissing(claimant) } : {}), rows };
    }
    case 'profile_filtered':
    case 'verification_expired':
      return { ...refused, rows: [[newWords]] };
    default:
      return refused;
  }
}

const explainMissing = ({ username }: Claimant): Text =>
  lines([
    t('verify.missing'),
    t('verify.missing-words'),
    t('verify.missing-profile', { name: username }),
    t('verify.missing-saved'),
  ]);

const savedButton = (dependencies: CommandDependencies, claimant: Claimant, label: Words): Control =>
  button(label, 'success', ({ actor }) => pollProfile(dependencies, { ...claimant, actor }));

const newWordsButton = (dependencies: CommandDependencies, claimant: Claimant): Control =>
  button(t('verify.other-words'), 'secondary', ({ actor }) =>
    startVerification(dependencies, { ...claimant, actor }),
  );

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
    title: t('linked.title', { name: roblox.username }),
    tone: 'good',
    person: { name: roblox.username, avatarUrl: roblox.avatarUrl },
    text: lines([
      t('linked.remove-words'),
      hasGoods && t('linked.already-here', { pets: formatPets(petsHeld), gems: formatGems(gemsHeld) }),
      ...describeRestrictions(dependencies, member),
      t('linked.next'),
    ]),
  };
}
