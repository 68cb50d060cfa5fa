import type { Operation } from './engine/operation.ts';
import { NO_GOODS } from './engine/pets.ts';
import { notifyMember, notifyOperator } from './events.ts';
import { getTeller } from './holds.ts';
import { requireLink } from './member.ts';
import { parseStaffName } from './staff.ts';

/** Tells staff that a member wants a teller to come into the game. Refuses `not_linked`. */
export const callTeller: Operation<{ readonly discordUserId: string }, null> = {
  readKeys: ({ discordUserId }) => [{ kind: 'link_of_user', discordUserId }],
  decide(step, { discordUserId }) {
    const { robloxUserId } = requireLink(step, discordUserId);
    const text = 'No teller is in the game, and this member wants to trade with one.';
    notifyOperator(step, 'teller_called', text, { robloxUserId, goods: NO_GOODS });
    return null;
  },
};

/**
 * Tells a member who called for a teller that one comes, and by which name. Whoever comes is a teller from
 * now on, before the first trade, too: members look for the name among the tellers. Refuses nothing.
 */
export const answerCall: Operation<{ readonly robloxUserId: number; readonly name: string }, null> = {
  readKeys: ({ robloxUserId }, { by }) => [
    { kind: 'link_of_member', robloxUserId },
    { kind: 'teller', id: by },
  ],
  decide(step, { robloxUserId, name }, { by }) {
    if (parseStaffName(by) !== null) step.put('tellers', getTeller(step, by));
    notifyMember(step, robloxUserId, 'teller_coming', NO_GOODS, name);
    return null;
  },
};
