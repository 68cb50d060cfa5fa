import type { Mutant } from './mutant.ts';

const FORWARDING = 'src/peers/forwarding-book.test.ts';
const SERVE = 'src/peers/serve.test.ts';
const MEMBER_DOCUMENTS = 'src/storage/mongodb/member-documents.test.ts';

/** Bugs in how several processes write one book. */
export const PEER_MUTANTS: readonly Mutant[] = [
  {
    name: 'a leader of before that writes',
    breaks: 'a commit matches the term of the process that leads',
    file: 'src/storage/mongodb/store.ts',
    find: ', ...(term !== null && { term }) },',
    replace: ' },',
    test: 'src/storage/mongodb/leadership.test.ts',
    needsMongo: true,
  },
  {
    name: 'a document that is taken for whole',
    breaks: "a member's balances stand in one place, whichever process writes them",
    file: 'src/storage/mongodb/member-sizes.ts',
    find: 'if (version !== knownAt) known.clear();',
    replace: '',
    test: MEMBER_DOCUMENTS,
    needsMongo: true,
  },
  {
    name: 'balances left where they were',
    breaks: "a member's balances stand in one place, when they become a part of their document, too",
    file: 'src/storage/mongodb/member-writes.ts',
    find: '  if (rows.length > 0) await balances.deleteMany(account, { session });\n',
    replace: '',
    test: MEMBER_DOCUMENTS,
    needsMongo: true,
  },
  {
    name: 'a balance beside a whole document',
    breaks: "what stands beside a member's document that holds all balances is none",
    file: 'src/storage/mongodb/load.ts',
    find: 'return member === undefined || isApart(member);',
    replace: 'return true;',
    test: MEMBER_DOCUMENTS,
    needsMongo: true,
  },
  {
    name: 'a commit of the version before',
    breaks: 'a process of an older format stores nothing once a newer one has started',
    file: 'src/storage/mongodb/ownership-check.ts',
    find: ', $inc: { version: 1 } }',
    replace: ' }',
    test: MEMBER_DOCUMENTS,
    needsMongo: true,
  },
  {
    name: 'another nonce on the second try',
    breaks: 'an operation whose answer was lost spends the same nonce again',
    file: 'src/peers/forwarding-book.ts',
    find: 'const performHere = () => own.perform(operation, input, caller);',
    replace: 'const performHere = () => own.perform(operation, input, { by: caller.by });',
    test: FORWARDING,
  },
  {
    name: 'a second try without a nonce',
    breaks: 'what nothing tells from its first try is not tried again',
    file: 'src/peers/forwarding-book.ts',
    find: 'return nonce ? decideOnce(performHere) : failLost();',
    replace: 'return nonce ? decideOnce(performHere) : performHere();',
    test: FORWARDING,
  },
  {
    name: 'an answer of anyone',
    breaks: "only the leader's own answer is believed",
    file: 'src/peers/post.ts',
    find: "if (!isSameSecret(headers.get(PEER_HEADER) ?? '', sign",
    replace: "if (!isSameSecret('', '') && !isSameSecret('', sign",
    test: FORWARDING,
  },
  {
    name: 'a peer without a signature',
    breaks: 'only processes of the bank hand it operations',
    file: 'src/peers/serve.ts',
    find: '!head.isSignedBy(secret) || ',
    replace: '',
    test: SERVE,
  },
  {
    name: 'a message that is taken twice',
    breaks: 'what one process handed over is done once, whoever sends it again',
    file: 'src/peers/serve.ts',
    find: '    seen.set(nonce, true);\n',
    replace: '',
    test: SERVE,
  },
  {
    name: 'another body under the signature',
    breaks: "a peer's signature covers what it hands over",
    file: 'src/peers/serve.ts',
    find: '    if (digestOf(body) !== head.digest) return null;\n',
    replace: '',
    test: SERVE,
  },
];
