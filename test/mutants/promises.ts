import { type Mutant, proofFile } from './mutant.ts';

const COMMIT = 'src/storage/commit.ts';
const SQLITE = 'src/storage/sqlite/sqlite.ts';
const SIGNATURE = 'src/http/signature.ts';
const PIPELINE = 'src/http/pipeline.ts';

/** What would break a promise of docs/TESTING.md that no other mutant breaks: its proof must find it. */
export const PROMISE_MUTANTS: readonly Mutant[] = [
  {
    name: 'answers before the commit',
    breaks: 'kill -9 loses nothing that was answered',
    test: proofFile('crash'),
    file: COMMIT,
    find: "  const outcome = writes ? await live.store(view, writes) : 'stored';\n",
    replace: `  if (writes) for (const settle of decided.settlements) settle();
  for (let turns = 0; turns < 100; turns += 1) await new Promise(setImmediate);
  const outcome = writes ? await live.store(view, writes) : 'stored';
`,
  },
  {
    name: 'a commit in pieces',
    breaks: 'a crash at any point of a commit leaves all of it or nothing',
    test: proofFile('fail-points'),
    file: SQLITE,
    find: 'const store = client.transaction(prepareStore(db, file, onPoint));',
    replace: 'const store = { immediate: prepareStore(db, file, onPoint) };',
  },
  {
    name: 'a commit that is not synced',
    breaks: 'an answer leaves once its commit is on the disk',
    test: proofFile('durability'),
    file: 'src/storage/sqlite/open.ts',
    find: '  synchronous: 2,',
    replace: '  synchronous: 1,',
  },
  {
    name: 'a commit that one server has',
    breaks: 'an answer leaves once a majority of the servers has its commit on their disks',
    test: proofFile('mongo-line'),
    file: 'src/storage/mongodb/connect.ts',
    find: "writeConcern: { w: 'majority', journal: true,",
    replace: 'writeConcern: { w: 1, journal: false,',
  },
  {
    name: 'a head that anybody moves',
    breaks: 'processes that write one log write each row once',
    test: proofFile('jackhammer'),
    file: 'src/storage/mongodb/store.ts',
    find: '{ _id: BANK_ID, version: batch.expectedVersion, ...',
    replace: '{ _id: BANK_ID, ...',
  },
  {
    name: 'a trade that comes twice counts twice',
    breaks: 'on a network that doubles and loses messages everything is done once',
    test: proofFile('hostile-network'),
    file: 'src/bank/deposit.ts',
    find: '    if (replay) return replay;\n',
    replace: `    if (replay && replay.status !== 'credited') return replay;
    if (replay) operation.id += ' ' + step.bank().seq;
`,
  },
  {
    name: 'MongoDB rounds amounts',
    breaks: 'both databases say the same',
    test: proofFile('same-head'),
    file: 'src/storage/mongodb/documents.ts',
    find: '  return decodeRow(table, field === null',
    replace: `  if (table === 'balances' && Number(fields.amount) > 5_000) fields.amount = '5000';
  return decodeRow(table, field === null`,
  },
  {
    name: 'a backup without its last page',
    breaks: 'backups restore byte by byte',
    test: proofFile('archive'),
    file: 'src/storage/archive/lines.ts',
    find: '  rows.map((row) => `',
    replace: '  rows.slice(0, 5).map((row) => `',
  },
  {
    name: 'below zero by a sign',
    breaks: 'what is no number of ours changes nothing',
    test: proofFile('numbers'),
    file: 'src/bank/engine/pets.ts',
    find: "    .refine((gems) => !Object.is(gems, -0), 'is below zero')\n",
    replace: '',
  },
  {
    name: 'hashes that leave notes out',
    breaks: 'whoever rewrites the log is found',
    test: 'src/storage/sqlite/edits.test.ts',
    file: 'src/bank/engine/ledger.ts',
    find: '    transaction.note,\n',
    replace: '',
  },
  {
    name: 'credits that come while staff decide are free',
    breaks: 'what a stolen key can credit is bounded',
    test: 'src/bank/teller-limit.test.ts',
    file: 'src/bank/resolve-case.ts',
    find: '    if (hasCreditedMore(step, openCase, { ...call, ...input })) return caseToAnswer(openCase);\n',
    replace: '',
  },
  {
    name: 'a queue without an end',
    breaks: 'a bank that is asked too much turns the rest away',
    test: proofFile('overload'),
    file: 'src/storage/book.ts',
    find: 'if (waiting.length >= options.queueLimit) {',
    replace: 'if (waiting.length > 1_000 * options.queueLimit) {',
  },
  {
    name: 'turned away without a time',
    breaks: 'whoever is turned away hears when to come again',
    test: proofFile('load'),
    file: 'src/http/rate-limit.ts',
    find: "isWithin ? headers : { ...headers, 'retry-after': String(seconds) },",
    replace: 'headers,',
  },
  {
    name: 'a body that is not signed',
    breaks: 'one byte of a signed request changed is 401',
    test: proofFile('signature'),
    file: SIGNATURE,
    find: 'if (body.length > 0) return digest ===',
    replace: 'if (body.length > 0) return digest !== null || digest ===',
  },
  {
    name: 'signatures from the future',
    breaks: 'a signature lasts 300 seconds to both sides',
    test: 'test/http/signature-vectors.test.ts',
    file: SIGNATURE,
    find: 'Math.abs(nowSeconds - input.createdSeconds)',
    replace: 'nowSeconds - input.createdSeconds',
  },
  {
    name: 'a status that no document has',
    breaks: 'every answer is documented',
    test: proofFile('bad-input'),
    file: PIPELINE,
    find: "    return problem('malformed_json', requestId);\n  }",
    replace: '    return new Response(null, { status: 406 });\n  }',
  },
  {
    name: 'any scope will do',
    breaks: 'a key does only what its scopes allow',
    test: proofFile('access'),
    file: PIPELINE,
    find: 'if (!endpoint.scopes.some((scope) => key.scopes.has(scope)))',
    replace: 'if (key.scopes.size === 0)',
  },
  {
    name: 'a log of whole requests',
    breaks: 'no secret is told',
    test: proofFile('secrets'),
    file: 'src/app/petbank.ts',
    find: "log.error({ err: error, ...context }, 'a request failed'),",
    replace: "log.error({ err: error, ...context, env: process.env }, 'a request failed'),",
  },
  {
    name: "another's buttons",
    breaks: "another's buttons do nothing",
    test: 'test/discord/press.test.ts',
    file: 'src/commands/dispatch/controls.ts',
    find: '  if (!isFor({ panel, control }, actor.discordUserId)) return',
    replace: '  if (panel === null) return',
  },
  {
    name: 'a press that comes twice',
    breaks: 'the same interaction acts once',
    test: 'test/discord/life.test.ts',
    file: 'src/discord/interactions.ts',
    find: '    if (!isFirst(interaction.id)) return;\n',
    replace: '',
  },
  {
    name: 'names that ping',
    breaks: 'nobody is pinged by a name',
    test: 'test/discord/every-way.test.ts',
    file: 'src/discord/render.ts',
    find: 'NO_MENTIONS = { parse: [],',
    replace: "NO_MENTIONS = { parse: ['everyone'],",
  },
  {
    name: 'a name that stays',
    breaks: 'whoever is forgotten is named by nothing',
    test: proofFile('erasure'),
    file: 'src/bank/forget.ts',
    find: "      if (profile) step.remove('profiles', profile);\n",
    replace: '',
  },
];
