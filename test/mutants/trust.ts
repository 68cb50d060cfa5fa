import { type Mutant, proofFile } from './mutant.ts';

const AUTHENTICATION = 'src/storage/archive/authentication.ts';
const START = 'src/bank/verify-start.ts';
const START_CHECK = 'src/app/start-check.ts';
const CHECK = 'src/bank/ledger-check.ts';
const STORAGE = 'src/storage/sqlite/sqlite.test.ts';

/** Bugs in what is believed of a backup, of a bank that starts, and of one that runs. */
export const TRUST_MUTANTS: readonly Mutant[] = [
  {
    name: 'a backup without proof',
    breaks: 'where there is a key, only what it proves is restored',
    test: proofFile('backup-key'),
    file: AUTHENTICATION,
    find: '(hmac === undefined && keys.length === 0)) return false;',
    replace: 'hmac === undefined) return false;',
  },
  {
    name: 'a proof of the rows alone',
    breaks: 'every byte of a backup is authenticated',
    test: proofFile('backup-key'),
    file: AUTHENTICATION,
    find: '.update(endText(facts))',
    replace: '.update(facts.sha256)',
  },
  {
    name: 'no halt after a restore',
    breaks: 'a bank from a backup that proves nothing is halted',
    test: proofFile('backup-key'),
    file: 'src/storage/archive/fill.ts',
    find: 'halt ? await haltIn(target, { bank, lastMessage }, halt) : bank',
    replace: 'bank',
  },
  {
    name: 'no sums at a start',
    breaks: 'a start compares the sums of balances',
    test: proofFile('start-checks'),
    file: START_CHECK,
    find: 'tail ?? (await Promise.race([sums, late]))',
    replace: 'tail',
  },
  {
    name: 'a short look at a start',
    breaks: 'a start follows the newest thousand rows of the log',
    test: proofFile('start-checks'),
    file: START,
    find: 'const TAIL_ROWS = 1_000;',
    replace: 'const TAIL_ROWS = 1;',
  },
  {
    name: 'a halt of --halted that staff lift',
    breaks: 'a bank that is only looked at stays halted',
    test: proofFile('start-checks'),
    file: 'src/bank/halt-and-freeze.ts',
    find: ' ?? rules.haltedHere',
    replace: '',
  },
  {
    name: 'an alert each day',
    breaks: 'staff are told once that the ledger is broken',
    test: proofFile('ledger-check'),
    file: CHECK,
    find: 'error !== null && (error !== before.error || error !== told)',
    replace: 'error !== null',
  },
  {
    name: 'an alert that an edited row has given',
    breaks: 'staff are told of what a check finds, whatever its row says',
    test: 'src/app/ledger-check.test.ts',
    file: CHECK,
    find: ' || error !== told',
    replace: '',
  },
  {
    name: 'every process checks',
    breaks: 'one of several processes checks the ledger',
    test: proofFile('ledger-check'),
    file: CHECK,
    find: 'waitMs > 0 && waitMs <=',
    replace: 'waitMs > Number.MAX_VALUE && waitMs <=',
  },
  {
    name: 'a check that an edited row puts off for a day',
    breaks: 'an edited balance of a small bank is seen within the hour',
    test: 'src/app/ledger-check.test.ts',
    file: CHECK,
    find: 'longestWaitMs(step.bank().seq, intervalMs));',
    replace: 'intervalMs);',
  },
  {
    name: 'a check that makes well what it does not look at',
    breaks: 'what staff were told of stands until it is as it was',
    test: 'src/app/ledger-check.test.ts',
    file: 'src/app/ledger-check.ts',
    find: 'addStanding(checked, standing)',
    replace: 'checked',
  },
  {
    name: 'a check that an edited row puts off for ever',
    breaks: 'the whole ledger is checked once a day',
    test: 'src/bank/ledger-check.test.ts',
    file: CHECK,
    find: 'waitMs > 0 && waitMs <= longestMs',
    replace: 'waitMs > 0',
  },
  {
    name: 'a commit far ahead that ends every hold',
    breaks: 'no single clock or row lets out what waits for its time',
    test: STORAGE,
    file: 'src/storage/loading.ts',
    find: 'if (at - Math.max(clocks.at, clocks.wall) <= MAX_AHEAD_MS) return',
    replace: 'if (at > 0) return',
  },
  {
    name: 'pets that are renamed by the rows of the list',
    breaks: 'by an edited list of pets, no pet becomes another one',
    test: 'src/bank/rename.test.ts',
    file: 'src/bank/rename.ts',
    find: 'pairs.length === 0 || readNames === null',
    replace: 'pairs.length >= 0 || readNames === null',
  },
  {
    name: 'tellers under the names of their rows',
    breaks: 'an edited name of a teller is told to staff, and leads nobody astray for long',
    test: 'src/bank/teller-names.test.ts',
    file: 'src/bank/teller-names.ts',
    find: '      before?.username === account.username &&\n',
    replace: '',
  },
  {
    name: 'peers known by the database alone',
    breaks: 'who has the database alone passes for no process of the bank',
    test: 'src/app/peers.test.ts',
    file: 'src/app/peers.ts',
    find: "secret === null ? null : seal('secret', secret)",
    replace: 'secret',
  },
];
