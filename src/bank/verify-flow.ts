import { RANDOM_BYTES } from './code-words.ts';
import type { Book, Caller } from './engine/book.ts';
import type { Operation } from './engine/operation.ts';
import type { Verification } from './engine/rows.ts';
import {
  type Profiles,
  type RenamedUser,
  type RobloxProfile,
  type RobloxUser,
  UpstreamError,
} from './profiles.ts';
import { confirmVerification, type ProfileLookup, startVerification, type VerifyInput } from './verify.ts';

/** Enough that nobody finds the Discord user of a hash by trying. */
export const SALT_BYTES = 16;

/** What a verification needs beside its input. */
export interface VerifyDependencies {
  readonly book: Book;
  readonly profiles: Profiles;
  /** Random bytes from a source fit for secrets. */
  readonly random: (length: number) => Uint8Array;
}

/** Looks the username up, then starts. Decided also when Roblox is unavailable: it spends the nonce. */
export async function verifyStart(dependencies: VerifyDependencies, input: VerifyInput, caller: Caller) {
  const { book, profiles, random } = dependencies;
  const user = await lookUpProfile<RobloxUser>(profiles, () => profiles.findByUsername(input.robloxUsername));
  const bytes = Buffer.from(random(RANDOM_BYTES)).toString('hex');
  return book.perform(startVerification, { ...input, random: bytes, user }, caller);
}

/** Reads the profile that the code waits for, afresh, then links. */
export async function verifyConfirm(dependencies: VerifyDependencies, input: VerifyInput, caller: Caller) {
  const { book, profiles, random } = dependencies;
  const pending = await book.query(findPending, input.discordUserId, { by: caller.by });
  const profile: ProfileLookup<RobloxProfile> = pending
    ? await lookUpProfile<RobloxProfile>(profiles, () => profiles.readFresh(pending.robloxUserId))
    : { kind: 'not_found' };
  const salt = Buffer.from(random(SALT_BYTES)).toString('hex');
  return book.perform(confirmVerification, { ...input, profile, salt }, caller);
}

const findPending: Operation<string, Verification | undefined> = {
  readKeys: (discordUserId) => [{ kind: 'verification', discordUserId }],
  decide: (step, discordUserId) => step.row('verifications', discordUserId),
};

/** Asks Roblox for an account. That it can't be reached is an answer too, for the decision to refuse. */
export async function lookUpProfile<T extends { readonly id: number }>(
  profiles: Profiles,
  find: () => Promise<T | RenamedUser | null>,
): Promise<ProfileLookup<T>> {
  try {
    const account = await find();
    if (!account) return { kind: 'not_found' };
    if ('renamedTo' in account) return { kind: 'not_found', renamedTo: account.renamedTo };
    return { kind: 'found', account, avatarUrl: await profiles.findAvatarUrl(account.id) };
  } catch (error) {
    if (error instanceof UpstreamError) return { kind: 'unavailable' };
    throw error;
  }
}
