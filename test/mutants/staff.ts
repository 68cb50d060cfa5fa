import type { Mutant } from './mutant.ts';

const ALONE = 'src/bank/alone-limit.ts';

/** What would let one of the staff move more than is theirs to move alone. */
export const STAFF_MUTANTS: readonly Omit<Mutant, 'test'>[] = [
  {
    name: 'each act has a limit of its own',
    breaks: 'the limit is on what one of the staff moves in a day, not on one act',
    file: ALONE,
    find: 'return getDay(reader, call).worth + weigh(',
    replace: 'return weigh(',
  },
  {
    name: 'what moves alone is not counted',
    breaks: 'what one of the staff moves alone follows from the log',
    file: ALONE,
    find: "  step.put('staffDays', { ...day, worth: day.worth + worth });\n",
    replace: '',
  },
  {
    name: 'what is taken by hand clears by itself',
    breaks: 'what was taken by hand beyond the limit stays until a second person says so',
    file: 'src/bank/holds.ts',
    find: '  if (hold.hour === SECOND_PERSON) return true;\n',
    replace: '',
  },
  {
    name: 'whoever took it confirms it',
    breaks: 'nobody is their own second person',
    file: 'src/bank/credit-decision.ts',
    find: '  requireAgreement(step, agreement);\n',
    replace: '',
  },
  {
    name: 'a case is ended by anyone alone',
    breaks: 'the limit is on every end of a case',
    file: 'src/bank/case-authority.ts',
    find: 'return authorizeMove(step, toMove(step, ending), call, agreement);',
    replace: 'return {};',
  },
  {
    name: 'who began it agrees by another account',
    breaks: 'nobody is their own second person, whatever accounts they link',
    file: 'src/bank/second-person.ts',
    find: 'since !== undefined && linkedAt >= since',
    replace: 'since !== undefined && linkedAt < 0',
  },
  {
    name: 'whoever was just made a manager agrees',
    breaks: 'a second person has been a manager for a day',
    file: 'src/bank/second-person.ts',
    find: 'return isSeasonedManager(row, at) && !isNewlyHeld(',
    replace: 'return !isNewlyHeld(',
  },
];
