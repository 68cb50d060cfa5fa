import { expect, test } from 'bun:test';
import { PermissionFlagsBits } from 'discord.js';
import {
  channelPermissions,
  guildPermissions,
  inviteUrl,
  missingPermissions,
  type Overwrite,
} from './permissions.ts';

const { ViewChannel, SendMessages, EmbedLinks, AttachFiles, ReadMessageHistory, Administrator } =
  PermissionFlagsBits;
const NEEDED = ViewChannel | SendMessages | EmbedLinks | AttachFiles | ReadMessageHistory;

const GUILD = '1';
const BOT = '2';
const ROLE = '3';
const OTHER_ROLE = '4';

const membership = (everyone: bigint, ofRole: bigint) => ({
  userId: BOT,
  guildId: GUILD,
  roleIds: [ROLE, OTHER_ROLE],
  roles: new Map([
    [GUILD, everyone],
    [ROLE, ofRole],
    ['5', ViewChannel],
  ]),
});
const allow = (id: string, allowed: bigint): Overwrite => ({ id, allow: allowed, deny: 0n });
const deny = (id: string, denied: bigint): Overwrite => ({ id, allow: 0n, deny: denied });

test('a member may do what everyone may and what their roles may, and not what other roles may', () => {
  expect(guildPermissions(membership(SendMessages, EmbedLinks))).toBe(SendMessages | EmbedLinks);
});

test("in a channel, a role's overwrite beats everyone's, a yes beats a no, and the member's own all", () => {
  const member = membership(NEEDED, 0n);
  const missing = (...overwrites: Overwrite[]) => missingPermissions(channelPermissions(member, overwrites));
  expect(missing()).toEqual([]);
  expect(missing(deny(GUILD, ViewChannel | AttachFiles))).toEqual(['View Channels', 'Attach Files']);
  expect(missing(allow(ROLE, ViewChannel), deny(GUILD, ViewChannel))).toEqual([]);
  expect(missing(deny(ROLE, ViewChannel), allow(GUILD, ViewChannel))).toEqual(['View Channels']);
  expect(missing(deny(ROLE, ViewChannel), allow(OTHER_ROLE, ViewChannel))).toEqual([]);
  expect(missing(deny(BOT, ViewChannel), allow(ROLE, ViewChannel))).toEqual(['View Channels']);
  expect(missing(deny('5', NEEDED))).toEqual([]);
});

test('an administrator may do everything, whatever a channel denies', () => {
  expect(
    missingPermissions(channelPermissions(membership(0n, Administrator), [deny(GUILD, NEEDED)])),
  ).toEqual([]);
});

test('the invite asks for just the permissions that are needed, and for slash commands', () => {
  const url = new URL(inviteUrl('123456789012345678'));
  expect(url.origin + url.pathname).toBe('https://discord.com/oauth2/authorize');
  expect(Object.fromEntries(url.searchParams)).toEqual({
    client_id: '123456789012345678',
    scope: 'bot applications.commands',
    permissions: String(NEEDED),
  });
});
