import { expect, test } from 'bun:test';
import { T0 } from '../../test/storage/samples.ts';
import { createLiveRows } from '../storage/live-rows.ts';
import { NEW_BANK } from './engine/ledger.ts';
import { emptyRows } from './engine/read-key.ts';
import { createReader } from './engine/reader.ts';
import type { Link, Profile } from './engine/rows.ts';
import { findLastUser, lastUserReadKeys } from './last-user.ts';

const OWNER = '111';
const OTHER = '222';
const link: Link = { discordUserId: OWNER, robloxUserId: 1, linkedAt: T0, salt: 's' };
const profile: Profile = {
  robloxUserId: 1,
  username: 'Ann',
  displayName: 'Ann',
  avatarUrl: null,
  lastDiscordUserId: OTHER,
  lastSalt: 's',
  updatedAt: T0,
};

test.each([
  ['linked: its link says it, whatever its profile does', [link], [profile], OWNER],
  ['unlinked: its profile says it', [], [profile], OTHER],
  ['unknown: nobody does', [], [], null],
] as const)('whose an account is that is %s', (_, links, profiles, user) => {
  const rows = createLiveRows(NEW_BANK);
  const known = { ...emptyRows(), links: [...links], profiles: [...profiles] };
  rows.add(lastUserReadKeys(1), { bank: NEW_BANK, rows: known, operations: [] });
  expect(
    findLastUser(
      createReader(rows, () => NEW_BANK),
      1,
    ),
  ).toBe(user);
});
