import type { Mutant } from './mutant.ts';

const IDENTITY = 'src/bank/engine/pet-identity.ts';
const REPLAY = 'src/bank/engine/replay.ts';
const HOLDINGS = 'src/bank/rename-holdings.ts';

/** What would let a list of pets lose something. */
export const IDENTITY_MUTANTS: readonly Omit<Mutant, 'test'>[] = [
  {
    name: 'a retry is judged by the list of today',
    breaks: 'whether a retry is the same request never depends on the list of pets',
    file: REPLAY,
    find: 'const readings = [identifyThen, identifyIncoming(rules)]',
    replace: 'const readings = [identifyIncoming(rules)]',
  },
  {
    name: 'the names of then are forgotten',
    breaks: 'a retry that names the same pet by its id instead of its name is the same',
    file: REPLAY,
    find: 'digest: names.length === 0 ? digest :',
    replace: 'digest: names.length >= 0 ? digest :',
  },
  {
    name: 'what has become one pet is two in a retry',
    breaks: 'a retry that names the same pet by its id instead of its name is the same',
    file: REPLAY,
    find: '  if (digestContent(done.goods, ...fields) !== digest) return false;',
    replace: '  if (digestContent(done.goods, ...fields) !== "") return false;',
  },
  {
    name: 'every content is the same',
    breaks: 'the same id with other content is refused',
    file: REPLAY,
    find: 'return readings.some((reading) => digestNow(reading) === digestNow(done.goods));',
    replace: 'return true;',
  },
  {
    name: 'what is held is named as the list says',
    breaks: 'what an account holds can always be named as it is held',
    file: IDENTITY,
    find: 'return [...new Set([...words, ...successors, ...shown, recognizeName(stack.id, rules)])];',
    replace: 'return [recognizeName(stack.id, rules)];',
  },
  {
    name: 'old names are forgotten',
    breaks: 'both names are accepted for ever',
    file: 'src/bank/engine/aliases.ts',
    find: 'successors: (id) => (byOldId.has(id) ? [...follow(id, new Set([id]))].slice(1) : NO_IDS),',
    replace: 'successors: () => NO_IDS,',
  },
  {
    name: 'a chain of names ends at its second',
    breaks: 'both names are accepted for ever',
    file: 'src/bank/engine/aliases.ts',
    find: '      follow(newId, found.add(newId));',
    replace: '      found.add(newId);',
  },
  {
    name: 'what is reserved keeps its old name',
    breaks: 'both names are one asset at once',
    file: HOLDINGS,
    find: '.filter(({ goods }) => hasPet(goods, [alias]))\n        .slice(0, MAX_WITHDRAWALS);',
    replace: '.slice(0, 0);',
  },
  {
    name: "a withdrawal's goods keep their old name",
    breaks: 'what a reservation names is what its account holds',
    file: HOLDINGS,
    find: '{ ...withdrawal, goods: renameGoods(withdrawal.goods, [alias]) }',
    replace: 'withdrawal',
  },
  {
    name: 'cases keep the old name',
    breaks: 'what waits in quarantine can be credited',
    file: HOLDINGS,
    find: '{ ...found, goods: renameGoods(found.goods, underWay) }',
    replace: 'found',
  },
  {
    name: 'what is in quarantine keeps its old name',
    breaks: 'both names are one asset at once',
    file: 'src/storage/renames.ts',
    find: '...(accounts.includes(QUARANTINE) ? [[QUARANTINE, null] as const] : []),',
    replace: '',
  },
  {
    name: 'nothing waits for a rename',
    breaks: 'no operation sees half of a rename',
    file: 'src/bank/engine/aliases.ts',
    find: 'bank.aliasVersion === version && renaming.length === 0;',
    replace: 'bank.aliasVersion >= version || renaming.length === 0;',
  },
  {
    name: 'held names are learnt without asking',
    breaks: 'where it is not plain, staff are asked first',
    file: 'src/bank/rename.ts',
    find: 'const isPlain = isNew && (isSameText(pair) || readStockOf(step, newId, tellerIds).size === 0);',
    replace: 'const isPlain = isNew;',
  },
  {
    name: 'nobody is asked',
    breaks: 'where it is not plain, staff are asked first',
    file: 'src/bank/rename.ts',
    find: 'await book.perform(askSamePet, pair, BANK);',
    replace: 'void askSamePet;',
  },
  {
    name: 'what may be one pet is counted apart',
    breaks: 'a true report shows no drift',
    file: 'src/bank/undecided-pets.ts',
    find: '  if (undecided.length === 0) return reported;',
    replace: '  if (undecided.length >= 0) return reported;',
  },
  {
    name: 'pets come back as another kind',
    breaks: 'a rename changes no amount',
    file: HOLDINGS,
    find: 'assets.map((asset) => [asset, mapAssetId(asset, () => newId)]);',
    replace: "assets.map((asset) => [asset, mapAssetId(asset, () => newId).replace('golden', 'normal')]);",
  },
];
