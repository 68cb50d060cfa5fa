import { Refusal } from '../../bank/engine/refusal.ts';
import { findMember } from '../../commands/staff/member.ts';
import type { Services } from '../../http/endpoint.ts';

/** How many are found by one beginning of a name. */
const MAX_FOUND = 20;

/** The Roblox ids of those who have this id, of Roblox or Discord, or whose Roblox name begins so. */
export async function findMembers(text: string, services: Services): Promise<readonly number[]> {
  if (/^\d+$/.test(text)) return findById(text, services);
  const reads = await services.projections.current();
  const found = await reads.profilesByName({ prefix: text.replace(/^@/, ''), limit: MAX_FOUND });
  return found.map(({ robloxUserId }) => robloxUserId);
}

async function findById(text: string, services: Services): Promise<readonly number[]> {
  try {
    return [(await findMember(services, text)).robloxUserId];
  } catch (error) {
    if (error instanceof Refusal) return [];
    throw error;
  }
}
