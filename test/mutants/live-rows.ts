import type { Mutant } from './mutant.ts';

const LIVE_BANK = 'src/storage/live-bank.ts';
const LIVE_BANK_TEST = 'src/storage/live-bank.test.ts';
const LIVE_ROWS = 'src/storage/live-rows.ts';
const LIVE_TABLES = 'src/storage/live-tables.ts';
const LIVE_AGES_TEST = 'src/storage/live-ages.test.ts';
const CONTRACT_TEST = 'src/storage/sqlite/sqlite.test.ts';
const LOADING = 'src/storage/loading.ts';

/** Bugs in what a process keeps of the bank between two commits. */
export const LIVE_ROW_MUTANTS: readonly Mutant[] = [
  {
    name: 'rows kept after another process came first',
    breaks: 'what others have committed counts from then on',
    file: LIVE_BANK,
    find: '      rows = undefined;\n      commitsToBypass = BYPASS_COMMITS;',
    replace: '',
  },
  {
    name: 'a newer head beside older rows',
    breaks: 'what others have committed counts from then on',
    file: LIVE_BANK,
    find: 'if (isNewer(snapshot, rows)) rows = createLiveRows(snapshot.bank);',
    replace: 'if (!rows) rows = createLiveRows(snapshot.bank); else rows.apply({}, snapshot.bank);',
  },
  {
    name: 'rows that do not follow a commit',
    breaks: 'every decision is as if it were alone',
    file: LIVE_BANK,
    find: 'rows.apply(view.changes, bank);',
    replace: 'rows.apply({}, bank);',
  },
  {
    name: 'an erased person is still known',
    breaks: 'nothing of an erased person is kept',
    test: LIVE_BANK_TEST,
    file: LIVE_BANK,
    find: '      if (erasedUsers.length > 0) rows = undefined;\n',
    replace: '',
  },
  {
    name: 'a decision on rows that were forgotten while others were loaded',
    breaks: 'one operation can’t fail another',
    test: LIVE_BANK_TEST,
    file: LOADING,
    find: '    if (rows.timesAged - timesAged > 1) return false;\n',
    replace: '',
  },
  {
    name: 'a query that does not look',
    breaks: 'a query sees what is stored when it is asked',
    test: LIVE_BANK_TEST,
    file: LOADING,
    find: "'lacking' in last ? live.load(last.lacking) : live.look()",
    replace: "'lacking' in last ? live.load(last.lacking) : known",
  },
  {
    name: 'a refusal on rows of before',
    breaks: 'every decision is as if it were alone, with several processes too',
    test: LIVE_BANK_TEST,
    file: LOADING,
    find: "  if (bank.version !== view.bank.version) return 'conflict';\n",
    replace: '',
  },
  {
    name: 'whatever is asked for is new',
    breaks: 'the same id and content get the same answer',
    test: LIVE_BANK_TEST,
    file: LOADING,
    find: "return operations.length + rows.nonces.length === 0 ? 'hold' : 'assumption_failed';",
    replace: "return 'hold';",
  },
  {
    name: 'changes of a step that is given up',
    breaks: 'a refused operation changes nothing',
    test: 'src/bank/engine/step.test.ts',
    file: 'src/bank/engine/step.ts',
    find: '  const changes: Changes = {};',
    replace: '  const { changes } = view;',
  },
  {
    name: 'a row that never leaves its sets',
    breaks: 'a withdrawal that has ended is open no more',
    test: 'src/storage/live-rows.test.ts',
    file: LIVE_TABLES,
    find: '    if (before) known.get(valueIn(before))?.delete(key);\n',
    replace: '',
  },
  {
    name: 'a set that lacks what a commit adds',
    breaks: 'what a withdrawal has taken is taken',
    test: 'src/storage/live-rows.test.ts',
    file: LIVE_TABLES,
    find: 'kinds.some(({ readKey, valueIn }) => sets.get(readKey)?.has(valueIn(row)))',
    replace: 'false',
  },
  {
    name: 'every row of a commit stays in memory, twice',
    breaks: 'memory has a bound',
    test: 'src/storage/live-rows.test.ts',
    file: LIVE_TABLES,
    find: 'if (isKept(live, table, { key, row })) putRow',
    replace: 'putRow',
  },
  {
    name: 'what has ended stays in memory',
    breaks: 'memory does not grow with what has ended',
    test: LIVE_BANK_TEST,
    file: LIVE_TABLES,
    find: '  forgetPassing(live, table);\n',
    replace: '',
  },
  {
    name: 'older rows that do not follow a commit',
    breaks: 'every decision is as if it were alone',
    test: LIVE_AGES_TEST,
    file: LIVE_ROWS,
    find: '      applyChanges(ages.older, changes);\n',
    replace: '',
  },
  {
    name: 'a set that lacks what was known longer',
    breaks: 'every decision is as if it were alone',
    test: LIVE_AGES_TEST,
    file: LIVE_ROWS,
    find: '  for (const row of before.values()) putFound(recent, table, row);\n',
    replace: '',
  },
  {
    name: 'what nobody asks for stays in memory',
    breaks: 'memory does not grow with how many members there are',
    test: LIVE_BANK_TEST,
    file: LIVE_BANK,
    find: '  if (rows && rows.size > MAX_ROWS) rows.age();\n',
    replace: '',
  },
  {
    name: 'a recent log with a gap',
    breaks: 'what screens show is what the log says',
    test: CONTRACT_TEST,
    file: 'src/storage/recent-log.ts',
    find: 'recent.at(-1)?.hash === first.previousHash',
    replace: 'first.seq > 0',
  },
  {
    name: 'sums that another process has gone on with',
    breaks: 'what screens show is what the log says',
    test: CONTRACT_TEST,
    file: 'src/bank/project-log.ts',
    find: 'hash !== knownAt || ',
    replace: '',
  },
];
