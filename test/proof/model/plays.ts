import { ANYONES_PLAYS } from './play-anyone.ts';
import { GIFT_PLAYS } from './play-gifts.ts';
import { MEMBER_PLAYS } from './play-members.ts';
import { OPERATOR_PLAYS } from './play-operator.ts';
import { TELLER_PLAYS } from './play-tellers.ts';

/** Everything that can be done, by name. */
export const PLAYS = { ...MEMBER_PLAYS, ...GIFT_PLAYS, ...TELLER_PLAYS, ...OPERATOR_PLAYS, ...ANYONES_PLAYS };
export type Kind = keyof typeof PLAYS;
