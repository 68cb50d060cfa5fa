import { z } from 'zod';
import { refusal } from '../api-error.ts';
import { memberPayload } from '../payloads.ts';
import type { World } from '../world.ts';
import { type ApiRequest, NO_CONTENT, named, ok, type Routes } from './route.ts';

const editSchema = z.strictObject({ nick: z.string().max(32).nullable() });

/** What the bot changes of members (developers/docs/resources/guild#modify-guild-member). */
export const memberRoutes: Routes = {
  'PUT /guilds/:guild/members/:user/roles/:role': (world, request) => {
    const { member, roleId } = memberOf(world, request);
    if (!member.roleIds.includes(roleId)) member.roleIds.push(roleId);
    return NO_CONTENT;
  },
  'DELETE /guilds/:guild/members/:user/roles/:role': (world, request) => {
    const { member, roleId } = memberOf(world, request);
    member.roleIds.splice(0, member.roleIds.length, ...member.roleIds.filter((id) => id !== roleId));
    return NO_CONTENT;
  },
  'PATCH /guilds/:guild/members/:user': (world, request) => {
    const { member } = memberOf(world, request);
    member.nick = editSchema.parse(request.json).nick;
    return ok(memberPayload(member));
  },
};

function memberOf(world: World, request: ApiRequest) {
  const guild = named(world.guilds, request, 'guild', 'unknownGuild');
  if (!world.mayManageMembers) throw refusal('missingPermissions', { isWanted: true });
  const member = named(guild.members, request, 'user', 'unknownMember');
  return { member, roleId: request.params.role ?? '' };
}
