import type { RESOLUTIONS } from '../../bank/cases.ts';
import type { CaseKind } from '../../bank/engine/rows.ts';

export type Resolution = (typeof RESOLUTIONS)[CaseKind][number];

/** What a kind of case is, for whoever has to decide it. */
interface Guide {
  readonly title: string;
  /** What has happened, and what goes on meanwhile. */
  readonly meaning: string;
  /** What to do, in this order. */
  readonly steps: readonly string[];
  /** The part of docs/OPERATIONS.md that is about it. */
  readonly section: string;
}

const CHECK_TRADES =
  'Compare the transactions that the case names with the teller’s trade history in the game.';

/** The guide for each kind of case, as docs/OPERATIONS.md has it at more length. */
export const CASE_GUIDE: { readonly [K in CaseKind]: Guide } = {
  damaged: {
    title: 'Damaged',
    meaning:
      'Something other than the bank has changed the row of this case: it can not be read, or is not what ' +
      'the log says. Nothing can end it.',
    steps: [
      'Find out who can write to the database. Halt the bank if in doubt.',
      'Put the row right again: petbank verify-ledger names what differs. Then decide it as usual.',
    ],
    section: 'A case is damaged',
  },
  quarantine: {
    title: 'Quarantine',
    meaning: 'A player gave something that the bank could not credit. It is theirs, and waits.',
    steps: [
      'Is it a new pet? Update the list of pets first.',
      'Credit it, or have the teller give it back in the game and then record that it was.',
    ],
    section: 'Quarantine',
  },
  uncertain: {
    title: 'Uncertain withdrawal',
    meaning: 'A teller claimed a withdrawal and said nothing until its lease ended. The player may have it.',
    steps: [
      'Wait a few minutes: a teller that comes back settles it by itself.',
      'Otherwise look in the game: does the teller still have the goods? Does its history show the trade?',
      'If you can not find out, ask the player. It stays reserved as long as it takes.',
    ],
    section: 'Uncertain withdrawals',
  },
  shortage: {
    title: 'Shortage',
    meaning: 'A teller holds less than the ledger says. Withdrawals of that asset are paused there.',
    steps: [
      'Did the account trade by hand, or with a script that did not report it? Its history shows it.',
      'Did another account of yours take it? Record the move. Does a member have it twice? Correct them.',
      'Is the account stolen? Halt the bank, and revoke its key.',
      'Resume once the ledger is right again, or the goods are back.',
    ],
    section: 'Drift: a teller’s holdings differ from the ledger',
  },
  refused_trade: {
    title: 'Refused trade',
    meaning:
      'A teller reported something that can not be right. It may have happened in the game all the same.',
    steps: ['Look in the game.', 'Correct the member if necessary, then close the case.'],
    section: 'Refused trades',
  },
  disputed: {
    title: 'Not received, says the member',
    meaning: 'A teller reported a delivery, and the member says that it did not happen. Nothing has moved.',
    steps: [
      'Compare what the teller holds with the ledger: if the member is right, its reports name a surplus.',
      'Ask both for what they saw. Correct the member if necessary, then close the case.',
    ],
    section: 'A member says that nothing arrived',
  },
  missed_trade: witnessed('Trade that was never reported'),
  unseen_trade: witnessed('Trade that BIG Games did not see'),
  witness_shortage: witnessed('Shortage by BIG Games'),
  account: witnessed('Account at BIG Games'),
  same_pet: {
    title: 'One pet or two?',
    meaning: 'The list of pets shows an id under the name by which something is held. Nothing is stuck.',
    steps: ['Compare both in the game or in BIG Games’ list, then say whether they are one pet.'],
    section: 'One pet or two?',
  },
  foreign_trade: {
    title: 'Trades that a teller does not know',
    meaning: 'Someone else may have this teller’s key. It hands out nothing new until you decide.',
    steps: [
      CHECK_TRADES,
      'Is any missing there? The key is stolen: revoke it.',
      'Confirm them, or reverse them.',
    ],
    section: 'A teller that doesn’t know its own trades',
  },
  teller_limit: {
    title: 'Too much credited in an hour',
    meaning:
      'With one deposit a teller exceeded its limit of the hour. That one and later ones stay on hold.',
    steps: [CHECK_TRADES, 'Confirm all of them, or reverse them.'],
    section: 'A teller credits too much in an hour',
  },
  possible_duplicate: {
    title: 'Perhaps reported twice',
    meaning: 'The same deposit came twice within a minute. The case closes itself once the later one clears.',
    steps: ['If it was one trade, take the later deposit back.'],
    section: 'A teller credits too much in an hour',
  },
  staff_limit: {
    title: 'More by hand than one may move alone',
    meaning: 'One of the staff recorded more by hand than one may move alone in a day. It is on hold.',
    steps: ['Ask them, and look in the game.', 'Another manager confirms it, or takes it back.'],
    section: 'Quarantine',
  },
};

function witnessed(title: string): Guide {
  return {
    title,
    meaning:
      'BIG Games’ record of a teller’s account differs from what the teller reported. Nothing was moved.',
    steps: [
      'If it is worth much, halt the bank first.',
      'Find out what happened, then close the case with it.',
    ],
    section: 'The second witness disagrees',
  };
}

/** What each ending does, and the word on its button. */
export const ENDINGS: {
  readonly [R in Resolution]: { readonly label: string; readonly effect: string; readonly isGrave: boolean };
} = {
  credit: { label: 'Credit it', effect: 'It becomes the member’s, like any deposit.', isGrave: false },
  return: {
    label: 'It was given back',
    effect: 'It leaves the bank. Give it back in the game first.',
    isGrave: true,
  },
  delivered: { label: 'It was delivered', effect: 'It has left the bank for good.', isGrave: true },
  not_delivered: {
    label: 'It was not delivered',
    effect: 'It waits for the next claim, and the member can cancel it.',
    isGrave: false,
  },
  resume: {
    label: 'Resume withdrawals',
    effect: 'Withdrawals of it go on at this teller. Only a greater shortage pauses them again.',
    isGrave: false,
  },
  close: {
    label: 'Close it',
    effect: 'Nothing is moved. What you write stays with the case.',
    isGrave: false,
  },
  same: { label: 'One pet', effect: 'What is held under the old id moves to the new one.', isGrave: false },
  different: {
    label: 'Two pets',
    effect: 'Both stay as they are, and nobody is asked again.',
    isGrave: true,
  },
  confirm: { label: 'All of it happened', effect: 'What is on hold clears, and can leave.', isGrave: false },
  reverse: {
    label: 'Take it back',
    effect: 'What is on hold goes back to the teller’s account, and the members are told.',
    isGrave: true,
  },
};
