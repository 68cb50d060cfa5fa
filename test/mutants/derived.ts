import { type Mutant, proofFile } from './mutant.ts';

const EDITS = 'src/storage/sqlite/edits.test.ts';
const STATE = 'src/bank/engine/state.ts';
const ROWS = 'src/bank/verify-rows.ts';

/** What is left out of what the check of the ledger derives, and of other things that are believed. */
export const DERIVED_MUTANTS: readonly Mutant[] = [
  {
    name: 'a quarantine whose owner nobody compares',
    breaks: 'an edited owner of a quarantine is found',
    test: EDITS,
    file: STATE,
    find: 'return [kind, robloxUserId, tellerId,',
    replace: 'return [kind, null, tellerId,',
  },
  {
    name: 'a freeze that nobody compares',
    breaks: 'an edited freeze is found',
    test: EDITS,
    file: STATE,
    find: 'return [frozenReason, cooldownUntil,',
    replace: 'return [null, cooldownUntil,',
  },
  {
    name: 'a link that nobody compares',
    breaks: 'an edited link is found',
    test: EDITS,
    file: STATE,
    find: '[hashUser(salt, discordUserId), linkedAt]',
    replace: "['', linkedAt]",
  },
  {
    name: 'an allowance that nobody compares',
    breaks: 'an edited allowance of a day is found',
    test: EDITS,
    file: STATE,
    find: '[String(pets), String(gems)]',
    replace: "['', '']",
  },
  {
    name: 'holds that nobody compares',
    breaks: 'an edited hold is found',
    test: EDITS,
    file: ROWS,
    find: 'logged.isWhole ? [checkHolds(logged)] : []',
    replace: '[]',
  },
  {
    name: "a teller's numbers that nobody compares",
    breaks: "an edited number of a teller's is found",
    test: EDITS,
    file: ROWS,
    find: "table === 'members' || table === 'withdrawals'",
    replace: "table === 'members' || table === 'withdrawals' || table === 'tellers'",
  },
  {
    name: 'members of whom only totals are compared',
    breaks: 'an edited freeze is found',
    test: EDITS,
    file: 'src/bank/verify-balances.ts',
    find: "[checkTotals(open, recomputed), ...listRecordChecks(state, 'members')]",
    replace: '[checkTotals(open, recomputed)]',
  },
  {
    name: 'rows that are gone and nobody misses',
    breaks: 'a row that is gone is found',
    test: EDITS,
    file: ROWS,
    find: '      const first = [...missing].find((key) => !isOver(logged, [table, key, null]));',
    replace: '      const first = [...missing].find(() => false);',
  },
  {
    name: "a staff member's day that nobody compares",
    breaks: 'an edited sum of what one of the staff moved alone is found',
    test: 'src/bank/alone-limit.test.ts',
    file: 'src/bank/verify-staff.ts',
    find: ') !== worth) return describeDay(',
    replace: ') === -1n) return describeDay(',
  },
  {
    name: 'a large bank that is open before it was added up',
    breaks: 'nothing leaves a bank whose sums are not there yet',
    test: 'src/app/start-check.test.ts',
    file: 'src/app/start-check.ts',
    find: '    state.halted ??= SUMMING;\n',
    replace: '',
  },
  {
    name: 'heads that a start does not compare',
    breaks: 'a start finds that a head is missing',
    test: proofFile('start-checks'),
    file: 'src/app/start-check.ts',
    find: '(await findMissing(driver, expectedHeads)) ?? ',
    replace: '',
  },
  {
    name: "anybody's heads in the staff channel",
    breaks: 'only heads that the bot told halt the bank',
    test: 'test/discord/petbank.test.ts',
    file: 'src/discord/told-heads.ts',
    find: '    .filter(({ author }) => author.id === client.user.id)\n',
    replace: '',
  },
  {
    name: 'another account, another limit',
    breaks: 'one person has one limit a day, whatever accounts they link',
    test: 'src/bank/alone-limit.test.ts',
    file: 'src/bank/alone-limit.ts',
    find: '  if (self !== null && isNewHere(reader, self, call.at)) return false;\n',
    replace: '',
  },
];
