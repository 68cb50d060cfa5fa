import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Profiles } from '../bank/profiles.ts';
import { normalizeName } from './cache.ts';

/** How many profiles the sandbox holds. */
const MAX_PROFILES = 10_000;
/** Ids it makes up are above this. */
const FIRST_ID = 1_000_000_000;

/** What a profile may be set to; what is left out stays as it is. Unknown fields are refused. */
export const sandboxProfileSchema = z
  .strictObject({
    id: z.int().min(1).optional(),
    // No control characters, and no lone surrogates, which no UTF-8 text can hold; in a form that the API
    // page's readers understand.
    displayName: z
      .string()
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what it refuses
      .regex(/^(?:[^\u0000-\u001f\u007f-\u009f\ud800-\udfff]|[\ud800-\udbff][\udc00-\udfff]){1,20}$/u, {
        error: '1 to 20 characters, none of them control characters',
      })
      .optional(),
    description: z.string().max(1000).optional(),
  })
  .meta({ description: 'A profile of the sandbox; what is left out stays.' });

export interface SandboxProfile {
  readonly id: number;
  readonly username: string;
  readonly displayName: string;
  readonly description: string;
}

export interface Sandbox extends Profiles {
  /** Creates or edits; the first spelling of the name stays. Says why when it can't. */
  put(username: string, edit: z.infer<typeof sandboxProfileSchema>): SandboxProfile | 'id_taken' | 'full';
  get(username: string): SandboxProfile | null;
  health(): 'ok';
}

/** Roblox without Roblox: profiles in memory that anyone may edit, to try the bank. */
export function createSandbox(): Sandbox {
  const profiles = new Map<string, SandboxProfile>();
  const names = new Map<number, string>();

  const get = (username: string) => profiles.get(normalizeName(username)) ?? null;
  const getById = (id: number) => profiles.get(names.get(id) ?? '') ?? null;

  return {
    put(username, edit) {
      const name = normalizeName(username);
      const before = profiles.get(name);
      if (!before && profiles.size >= MAX_PROFILES) return 'full';
      const id = edit.id ?? before?.id ?? freeId(name, names);
      if ((names.get(id) ?? name) !== name) return 'id_taken';
      const profile = {
        id,
        username: before?.username ?? username,
        displayName: edit.displayName ?? before?.displayName ?? username,
        description: edit.description ?? before?.description ?? '',
      };
      if (before) names.delete(before.id);
      names.set(id, name);
      profiles.set(name, profile);
      return profile;
    },
    get,
    async findByUsername(username) {
      const profile = get(username);
      return profile && { id: profile.id, username: profile.username, displayName: profile.displayName };
    },
    async readFresh(robloxUserId) {
      const profile = getById(robloxUserId);
      return profile && { ...profile, isBanned: false };
    },
    findAvatarUrl: async () => null,
    health: () => 'ok',
  };
}

/** The id that belongs to the name: the same after a restart, so that the same person owns the same pets. */
function freeId(name: string, taken: ReadonlyMap<number, string>): number {
  // Six bytes keep it a safe integer, and two names apart.
  let id = FIRST_ID + 1 + createHash('sha256').update(name).digest().readUIntBE(0, 6);
  while (taken.has(id)) id += 1;
  return id;
}
