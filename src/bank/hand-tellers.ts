import type { ReadKey } from './engine/read-key.ts';
import type { Reader } from './engine/reader.ts';
import type { StaffMember, TellerCard } from './engine/rows.ts';
import { levelOf, parseStaffName, reachesLevel, staffName } from './staff.ts';

const mayTrade = (member: StaffMember): boolean => reachesLevel(levelOf(member), 'cashier');

/** The Roblox accounts of the staff who may trade by hand. */
export const listCashiers = (reader: Reader): number[] =>
  reader
    .allStaff()
    .filter(mayTrade)
    .map(({ robloxUserId }) => robloxUserId);

/** The rows that `showByHand` reads of one of the staff, and those of their card. */
export const handTellerReadKeys = (robloxUserId: number): ReadKey[] => [
  { kind: 'staff_member', robloxUserId },
  { kind: 'teller', id: staffName(robloxUserId) },
  { kind: 'teller_card', id: staffName(robloxUserId) },
  { kind: 'profile', robloxUserId },
  { kind: 'link_of_member', robloxUserId },
];

/**
 * The card as it is shown: where no account is named, one of the staff who has traded by hand is shown by
 * their own, as long as it is linked. Without a link they hand over nothing.
 */
export function showByHand(reader: Reader, card: TellerCard): TellerCard {
  const robloxUserId = parseStaffName(card.id);
  if (card.robloxUserId !== null || robloxUserId === null) return card;
  const staff = reader.row('staff', String(robloxUserId));
  const isTeller = staff !== undefined && mayTrade(staff) && reader.row('tellers', card.id) !== undefined;
  return isTeller && reader.linkOfMember(robloxUserId) ? { ...card, robloxUserId } : card;
}
