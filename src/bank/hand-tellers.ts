import type { TellerCard } from './engine/rows.ts';
import type { Step } from './engine/step.ts';
import type { Reader, ReadKey } from './engine/view.ts';
import { levelOf, reachesLevel, staffName } from './staff.ts';

/** The Roblox accounts of the staff who trade by hand, but for those with another account named. */
export function listHandTellers(reader: Reader): number[] {
  const named = reader.allTellerCards().flatMap(({ id, robloxUserId }) => (robloxUserId === null ? [] : id));
  const unnamed = new Set(reader.allTellers().map(({ id }) => id)).difference(new Set(named));
  return reader
    .allStaff()
    .filter((member) => reachesLevel(levelOf(member), 'cashier'))
    .map(({ robloxUserId }) => robloxUserId)
    .filter((robloxUserId) => unnamed.has(staffName(robloxUserId)));
}

/** The rows of a card of theirs. */
export const handTellerReadKeys = (robloxUserId: number): ReadKey[] => [
  { kind: 'teller', id: staffName(robloxUserId) },
  { kind: 'teller_card', id: staffName(robloxUserId) },
  { kind: 'profile', robloxUserId },
  { kind: 'link_of_member', robloxUserId },
];

/** Their cards, while their accounts are linked: without a link they hand over nothing. */
export function handCards(step: Step): TellerCard[] {
  return listHandTellers(step).flatMap((robloxUserId) => {
    const id = staffName(robloxUserId);
    const link = step.linkOfMember(robloxUserId);
    if (!link) return [];
    const unnamed = { placeUrl: null, note: null, since: link.linkedAt, pending: null };
    return [{ ...(step.row('tellerCards', id) ?? { ...unnamed, id }), robloxUserId }];
  });
}
