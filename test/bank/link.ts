import { createCodeFor, RANDOM_BYTES } from '../../src/bank/code-words.ts';
import { unlink } from '../../src/bank/member.ts';
import { confirmVerification, type ProfileLookup, startVerification } from '../../src/bank/verify.ts';
import type { Bank } from './bank.ts';

/** Random in a bank. */
const SALT = 'a1b2';
const WEB = { by: 'web' } as const;

interface Person {
  readonly discordUserId: string;
  readonly robloxUserId: number;
}

export const usernameOf = (robloxUserId: number): string => `player${robloxUserId}`;

/** What a look-up of this account at Roblox finds. */
export function foundAccount(robloxUserId: number) {
  const username = usernameOf(robloxUserId);
  const account = { id: robloxUserId, username, displayName: username.toUpperCase() };
  return { kind: 'found', account, avatarUrl: null } as const satisfies ProfileLookup<unknown>;
}

/** As random bytes, this many in hex. */
export const randomOf = (byte: number): string => new Uint8Array(RANDOM_BYTES).fill(byte).toHex();
/** The code that a person gets for these. */
export const codeOf = (person: Person, byte = 0): string => createCodeFor(randomOf(byte), person);

/** Starts a verification with the code of these random bytes. */
export function startWith(bank: Bank, { discordUserId, robloxUserId }: Person, byte = 0) {
  const robloxUsername = usernameOf(robloxUserId);
  const random = randomOf(byte);
  const input = { discordUserId, robloxUsername, random, user: foundAccount(robloxUserId) };
  return bank.book.perform(startVerification, input, WEB);
}

/** Confirms with this text in the profile. */
export function confirmWith(
  bank: Bank,
  { discordUserId, robloxUserId }: Person,
  {
    bio = codeOf({ discordUserId, robloxUserId }),
    isBanned = false,
  }: { bio?: string; isBanned?: boolean } = {},
) {
  const found = foundAccount(robloxUserId);
  const profile = { ...found, account: { ...found.account, description: bio, isBanned } };
  const input = { discordUserId, robloxUsername: usernameOf(robloxUserId), profile, salt: SALT };
  return bank.book.perform(confirmVerification, input, WEB);
}

/** Links a Discord user to a Roblox account, by the code in its profile. */
export async function linkUser(bank: Bank, person: Person) {
  await startWith(bank, person);
  return confirmWith(bank, person);
}

export function unlinkUser(bank: Bank, discordUserId: string) {
  return bank.book.perform(unlink, { discordUserId }, WEB);
}
