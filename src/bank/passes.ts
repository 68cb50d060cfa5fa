import type { Operation } from './engine/operation.ts';
import type { ReadKey } from './engine/read-key.ts';
import type { Reader } from './engine/reader.ts';
import { Refusal } from './engine/refusal.ts';
import type { Instant, Pass } from './engine/rows.ts';
import type { Step } from './engine/step.ts';
import { requireLink } from './member.ts';

/** How many passes one person has at once; another one takes the place of the one that ends first. */
export const MAX_PASSES = 10;
/** How long a link that opens a member's page waits to be used, and how long that page stays open. */
export const PAGE_LINK_MS = 10 * 60_000;
export const PAGE_MS = 4 * 60 * 60_000;
/** How long somebody has to come back from Roblox. */
export const ROBLOX_SIGN_IN_MS = 10 * 60_000;

const passReadKeys = (id: string, discordUserId: string): ReadKey[] => [
  { kind: 'pass', id },
  { kind: 'passes_of_user', discordUserId },
];

interface NewPass {
  /** The Discord user, and SHA-256 of a secret that nobody can guess. */
  readonly id: string;
  readonly discordUserId: string;
}

/** Gives a linked Discord user a link that opens their page once. Refuses `not_linked`. */
export const givePageLink: Operation<NewPass, Pass> = {
  readKeys: ({ id, discordUserId }) => [
    ...passReadKeys(id, discordUserId),
    { kind: 'link_of_user', discordUserId },
  ],
  decide(step, { id, discordUserId }) {
    const { robloxUserId, linkedAt } = requireLink(step, discordUserId);
    const endsAt = step.at + PAGE_LINK_MS;
    return givePass(step, {
      id,
      kind: 'page_link',
      discordUserId,
      name: null,
      robloxUserId,
      linkedAt,
      endsAt,
    });
  },
};

/**
 * Uses a link up, and gives a browser the page instead. Refuses `not_found`: it was used, its time is over,
 * or its owner is no longer linked as they were.
 */
export const openPage: Operation<{ readonly linkId: string; readonly pageId: string }, Pass> = {
  readKeys: ({ linkId, pageId }) => [
    { kind: 'pass', id: linkId },
    { kind: 'pass', id: pageId },
  ],
  moreReadKeys: (reader, { linkId }) => holderReadKeys(reader, linkId),
  decide(step, { linkId, pageId }) {
    const link = findPass(step, linkId, 'page_link');
    if (!link || !isStillLinked(step, link)) throw new Refusal('not_found');
    step.remove('passes', link);
    return givePass(step, { ...link, id: pageId, kind: 'page', endsAt: step.at + PAGE_MS });
  },
};

/** Whose page a browser shows, and until when. */
export interface PageOwner {
  readonly discordUserId: string;
  readonly robloxUserId: number;
  readonly endsAt: Instant;
}

/** Whose page a browser may see, by the pass in its cookie; null: nobody's, or no longer. Refuses nothing. */
export const readPage: Operation<string, PageOwner | null> = {
  readKeys: (id) => [{ kind: 'pass', id }],
  moreReadKeys: holderReadKeys,
  decide(step, id) {
    const page = findPass(step, id, 'page');
    if (!page || !isStillLinked(step, page)) return null;
    const { discordUserId, endsAt } = page;
    const { robloxUserId } = requireLink(step, discordUserId);
    return { discordUserId, robloxUserId, endsAt };
  },
};

/**
 * Lets a Discord user sign in with Roblox, to show which account is theirs. `name` is how Discord shows them.
 * Refuses nothing.
 */
export const giveRobloxSignIn: Operation<NewPass & { readonly name: string }, Pass> = {
  readKeys: ({ id, discordUserId }) => passReadKeys(id, discordUserId),
  decide(step, given) {
    const endsAt = step.at + ROBLOX_SIGN_IN_MS;
    const pass = { ...given, kind: 'roblox_sign_in', robloxUserId: null, linkedAt: null, endsAt } as const;
    return givePass(step, pass);
  },
};

/** Who signs in with Roblox by this pass; null: nobody, or no longer. Refuses nothing. */
export const readRobloxSignIn: Operation<string, Pass | null> = {
  readKeys: (id) => [{ kind: 'pass', id }],
  decide: (step, id) => findPass(step, id, 'roblox_sign_in') ?? null,
};

/** Ends a pass, by its id. Refuses nothing: one that has ended has ended. */
export const endPass: Operation<string, null> = {
  readKeys: (id) => [{ kind: 'pass', id }],
  decide(step, id) {
    const pass = step.row('passes', id);
    if (pass) step.remove('passes', pass);
    return null;
  },
};

/**
 * The pass with this id, of this kind, unless its time is over. Its id, as the secret of who holds it, names
 * whose it is: a row that was edited to name somebody else lets nobody in, and links nobody.
 */
export function findPass(
  reader: Reader & { readonly at: Instant },
  id: string,
  kind: Pass['kind'],
): Pass | undefined {
  const pass = reader.row('passes', id);
  const isWhole = pass?.kind === kind && pass.id.split('-', 1)[0] === pass.discordUserId;
  return isWhole && reader.at < pass.endsAt ? pass : undefined;
}

function holderReadKeys(reader: Reader, id: string): ReadKey[] {
  const discordUserId = reader.row('passes', id)?.discordUserId;
  if (discordUserId === undefined) return [];
  return [
    { kind: 'link_of_user', discordUserId },
    { kind: 'passes_of_user', discordUserId },
  ];
}

function isStillLinked(reader: Reader, { discordUserId, robloxUserId, linkedAt }: Pass): boolean {
  const link = reader.linkOfUser(discordUserId);
  return link !== undefined && link.robloxUserId === robloxUserId && link.linkedAt === linkedAt;
}

function givePass(step: Step, pass: Pass): Pass {
  const lasting = step
    .passesOfUser(pass.discordUserId)
    .filter(({ endsAt }) => step.at < endsAt)
    .sort((one, other) => other.endsAt - one.endsAt)
    .slice(0, MAX_PASSES - 1);
  for (const other of step.passesOfUser(pass.discordUserId))
    if (!lasting.includes(other)) step.remove('passes', other);
  step.put('passes', pass);
  return pass;
}
