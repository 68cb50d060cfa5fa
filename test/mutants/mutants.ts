import { DASHBOARD_MUTANTS } from './dashboard.ts';
import { DERIVED_MUTANTS } from './derived.ts';
import { DOOR_MUTANTS } from './doors.ts';
import { IDENTITY_MUTANTS } from './identity.ts';
import { LIVE_ROW_MUTANTS } from './live-rows.ts';
import { type Mutant, proofFile } from './mutant.ts';
import { PEER_MUTANTS } from './peers.ts';
import { PROMISE_MUTANTS } from './promises.ts';
import { STAFF_MUTANTS } from './staff.ts';
import { STOLEN_KEY_MUTANTS } from './stolen-key.ts';
import { TRUST_MUTANTS } from './trust.ts';

const WITHDRAWALS = 'src/bank/withdrawals.ts';
const COMPLETE = 'src/bank/withdraw-complete.ts';
const CHECK = 'src/bank/withdraw-check.ts';
const HAND_OVER = 'src/bank/hand-over.ts';
const SPLIT = 'src/bank/withdraw-split.ts';
const CLEARING = 'src/bank/clearing.ts';
const REQUEST = 'src/bank/withdraw-request.ts';
const DEPOSIT = 'src/bank/deposit.ts';
const LIMITS = 'src/bank/limits.ts';
const GIVING = 'src/bank/giving.ts';
const TRADE = 'src/bank/trade.ts';
const OPERATION = 'src/bank/engine/operation.ts';
const REPLAY = 'src/bank/engine/replay.ts';
const REPORT = 'src/bank/report.ts';
const RESOLVE_CASE = 'src/bank/resolve-case.ts';
const VERIFY = 'src/bank/verify.ts';

const MODEL_MUTANTS: readonly Mutant[] = [
  {
    name: 'double delivery',
    breaks: 'a withdrawal that one teller may be handing over is given to no other',
    file: CHECK,
    find: "withdrawal.status === 'reserved' ? takeClaimable",
    replace: "withdrawal.status !== 'claimed' ? takeClaimable",
  },
  {
    name: 'a rest at the end of the queue',
    breaks: 'what is split off keeps the place of its request',
    file: SPLIT,
    find: 'placeSeq: getPlace(withdrawal)',
    replace: 'placeSeq: null',
  },
  {
    name: 'a part split off for ever',
    breaks: 'what is split off waits for a teller, as what was asked for',
    file: SPLIT,
    find: 'goods: rest });',
    replace: "goods: rest, status: 'expired' });",
  },
  {
    name: 'splits for nothing',
    breaks: 'what a teller at hand has all of is not split',
    file: SPLIT,
    find: 'return isAwaited ? null : split(',
    replace: 'return split(',
  },
  {
    name: 'waits in vain',
    breaks: 'a teller that is silent for five minutes is not waited for',
    file: SPLIT,
    find: 'at - report.receivedAt <= AT_HAND_MS',
    replace: 'at >= report.receivedAt',
  },
  {
    name: 'two leases for one member',
    breaks: 'while one teller holds a lease, the member is in its hands',
    file: CHECK,
    find: 'if (leased || mayBeHandedOver(',
    replace: 'if (mayBeHandedOver(',
  },
  {
    name: 'refund after a claim',
    breaks: 'after a teller has claimed a withdrawal, no timer gives the pets back',
    file: WITHDRAWALS,
    find: '    : becomeUncertain(step, withdrawal);',
    replace: "    : releaseReservation(step, withdrawal, 'expired');",
  },
  {
    name: 'no digest check on a replay',
    breaks: 'the same id with other content is refused',
    file: REPLAY,
    find: "  if (!isSameContent(done, request, rules)) throw new Refusal('request_reused');\n",
    replace: '',
  },
  {
    name: 'a replay with another answer',
    breaks: 'the same id and content get the same answer',
    file: REPLAY,
    find: 'return { ...answer, replayed: true };',
    replace: 'return { ...answer, seq: done.seq + 1, replayed: true };',
  },
  {
    name: 'a trade credited twice',
    breaks: 'a trade is credited once, for ever',
    file: DEPOSIT,
    find: '    if (replay) return replay;\n',
    replace: `    if (replay && replay.status !== 'credited') return replay;
    if (replay) operation.id += ' ' + step.bank().seq;
`,
  },
  {
    name: 'one pet too many in a trade',
    breaks: 'limits are met to the unit',
    file: LIMITS,
    find: 'allowed: limits.petsPerTrade, requested: pets',
    replace: 'allowed: limits.petsPerTrade + 1, requested: pets',
  },
  {
    name: 'one gem too many in a day',
    breaks: 'limits are met to the unit',
    file: LIMITS,
    find: 'allowed: limits.gemsPerDay, used: usage.gems',
    replace: 'allowed: limits.gemsPerDay + 1, used: usage.gems',
  },
  {
    name: 'one open withdrawal too many',
    breaks: 'limits are met to the unit',
    file: LIMITS,
    find: 'used: BigInt(openWithdrawals),',
    replace: 'used: BigInt(openWithdrawals) - 1n,',
  },
  {
    name: 'a gift that does not wait',
    breaks: 'what another member gave is on hold',
    file: GIVING,
    find: '...(holdMs > 0 && { hold: holdGift(step.at + holdMs, call) }),',
    replace: '',
  },
  {
    name: 'only one side of a trade moves',
    breaks: 'both sides of a trade move, or neither',
    file: GIVING,
    find: 'const entries = givings.flatMap(',
    replace: 'const entries = givings.slice(0, 1).flatMap(',
  },
  {
    name: 'an offer accepted twice',
    breaks: 'an offer is accepted once',
    file: TRADE,
    find: "{ ...offer, status: 'accepted', tradeSeq: seq }",
    replace: "{ ...offer, status: 'open', tradeSeq: seq }",
  },
  {
    name: 'the day forgets what came back',
    breaks: 'what did not leave counts against the day no more',
    file: WITHDRAWALS,
    find: 'usage.pets + times * BigInt(countPets(goods));',
    replace: 'usage.pets + (times > 0n ? BigInt(countPets(goods)) : 0n);',
  },
  {
    name: 'a teller above zero',
    breaks: 'nobody hands over what it does not hold',
    file: HAND_OVER,
    find: 'free < wanted ? free : wanted',
    replace: 'wanted',
  },
  {
    name: 'one stock promised twice',
    breaks: 'nobody hands over what it does not hold',
    file: HAND_OVER,
    find: ' - (promised.get(asset) ?? 0n);',
    replace: ';',
  },
  {
    name: 'claims on stock that has not cleared',
    breaks: "nobody hands over what only a teller's word says it holds",
    file: HAND_OVER,
    test: 'src/bank/holds.test.ts',
    find: ' - sumHeld(reader, balance, context)',
    replace: '',
  },
  {
    name: 'withdrawals of what has not cleared',
    breaks: 'what is on hold does not leave its owner',
    file: REQUEST,
    find: '    requireCleared(step, memberAccount(robloxUserId), goods, call);\n',
    replace: '',
  },
  {
    name: 'cleared without a run of reports',
    breaks: 'a credit clears when reports have shown it for 45 seconds',
    file: CLEARING,
    find: 'at - mark.at >= RUN_MS',
    replace: 'at - mark.at >= 0',
  },
  {
    name: 'a smaller seq that breaks no run',
    breaks: 'whoever stole the key cannot clear a credit past the honest script',
    file: CLEARING,
    find: 'shown.filter((mark) => mark.seq <= seq)',
    replace: 'shown.filter((mark) => mark.seq > 0)',
  },
  {
    name: 'a repeated deposit clears like any other',
    breaks: 'a deposit that may have been reported twice waits for a minute',
    file: 'src/bank/holds.ts',
    find: '!(hold.isDuplicate && now < hold.at + DUPLICATE_MS)',
    replace: 'true',
  },
  {
    name: 'time clears what a contradicted teller credited',
    breaks: 'while a teller does not know its own trades, its credits stay on hold',
    file: 'src/bank/holds.ts',
    find: 'teller.contradictedAt ?? at',
    replace: 'at',
  },
  {
    name: 'the rest of a partial delivery is lost',
    breaks: 'every sum is zero, and nothing is lost',
    file: COMPLETE,
    find: '      ...buildEntries(returned, { from, to: memberAccount(robloxUserId) }),\n',
    replace: '',
  },
  {
    name: 'an expired reservation keeps its pets',
    breaks: 'a reservation that ends goes back to the balance',
    file: WITHDRAWALS,
    find: "if (withdrawal.status === 'reserved' && at >= withdrawal.expiresAt) return 'expired';",
    replace: '',
  },
  {
    name: 'an expired claim counts as expired',
    breaks: 'not knowing is a state',
    file: WITHDRAWALS,
    find: "    return 'uncertain';\n  return withdrawal.status;",
    replace: "    return 'expired';\n  return withdrawal.status;",
  },
  {
    name: 'nonces kept in memory',
    breaks: 'a nonce seen before is refused, also after a restart',
    file: OPERATION,
    find: `  if (nonce && isSpent(first, nonce)) {
    return { kind: 'refusal', refusal: new Refusal('replayed') };
  }
  const spend = (step: Step): void => {
    if (nonce) step.put('nonces', nonce);`,
    replace: `  const memory = ((call.rules as unknown as { spent?: Set<string> }).spent ??= new Set());
  if (nonce && memory.has(\`\${nonce.keyId} \${nonce.nonce}\`)) {
    return { kind: 'refusal', refusal: new Refusal('replayed') };
  }
  const spend = (step: Step): void => {
    if (nonce) memory.add(\`\${nonce.keyId} \${nonce.nonce}\`);`,
  },
  {
    name: 'a refusal keeps no nonce',
    breaks: 'a refused request can not be sent again either',
    file: OPERATION,
    find: '    spend(second);\n',
    replace: '    second.merge();\n',
  },
  {
    name: 'an unknown pet is dropped',
    breaks: 'what really happened in the game is never dropped',
    file: 'src/bank/deposit-check.ts',
    find: '    if (left > 0) {',
    replace: "    if (left > 0 && reason?.code !== 'unknown_pet') {",
  },
  {
    name: 'hashes leave the entries out',
    breaks: 'whoever rewrites the log is found out',
    file: 'src/bank/engine/ledger.ts',
    find: 'transaction.entries.map((entry) => [entry.asset, entry.from, entry.to, String(entry.amount)]),',
    replace: '',
  },
  {
    name: 'a stale token is taken',
    breaks: 'only the current claim ends by a word',
    file: COMPLETE,
    find: 'withdrawal.claim?.token !== input.claimToken || withdrawal.claim.tellerId !== tellerId',
    replace: 'withdrawal.claim?.tellerId !== tellerId',
  },
  {
    name: "another teller's token is taken",
    breaks: 'only the teller that claimed it may end a claim',
    file: COMPLETE,
    find: 'withdrawal.claim?.token !== input.claimToken || withdrawal.claim.tellerId !== tellerId',
    replace: 'withdrawal.claim?.token !== input.claimToken',
  },
  {
    name: 'more is delivered than was claimed',
    breaks: 'a claim moves no more than it holds',
    file: COMPLETE,
    find: "if (amounts.some((amount) => amount < 0n)) throw invalid('delivered', 'more than was claimed');",
    replace: '',
  },
  {
    name: 'a refused word leaves no case',
    breaks: 'what may have happened in the game is never dropped',
    file: COMPLETE,
    find: "    if (input.outcome === 'declined' && !input.delivered) return;\n",
    replace: '    return;\n',
  },
  {
    name: 'a claimed one is called off',
    breaks: 'what a teller may be handing over is not given back',
    file: 'src/bank/withdraw-cancel.ts',
    find: "      case 'reserved':\n        releaseReservation",
    replace: "      case 'claimed':\n      case 'reserved':\n        releaseReservation",
  },
  {
    name: 'a halted bank lets claims pass',
    breaks: 'while the bank is halted, claims are refused',
    file: CHECK,
    find: '  requireNotHalted(step, call);\n',
    replace: '',
  },
  {
    name: 'a frozen member may ask',
    breaks: 'while a member is frozen, their requests are refused',
    file: REQUEST,
    find: '  requireNotFrozen(step, robloxUserId);\n',
    replace: '',
  },
  {
    name: 'anyone may ask for a member',
    breaks: 'the Discord user that asks must be the one linked',
    file: REQUEST,
    find: '  requireLinkedTo(step, robloxUserId, discordUserId);\n',
    replace: '',
  },
  {
    name: 'no cool-down when a link changes hands',
    breaks: 'no withdrawals for a day after an account passes to someone else',
    file: VERIFY,
    find: '  if (lastDiscordUserId !== null && lastDiscordUserId !== discordUserId) {',
    replace: '  if (false) {',
  },
  {
    name: 'an old code still proves',
    breaks: 'a code lasts as long as it says',
    file: VERIFY,
    find: "    if (step.at >= pending.expiresAt) throw new Refusal('verification_expired');\n",
    replace: '',
  },
  {
    name: 'one report settles',
    breaks: 'a report settles only if the last one before it said the same',
    file: REPORT,
    find: '  return teller.report.digest === report.digest;',
    replace: '  return teller.report.digest !== "";',
  },
  {
    name: 'a report that raced with a trade settles',
    breaks: 'a report settles only if no trade lies between',
    file: REPORT,
    find: 'teller.report.afterSeq !== teller.lastTradeSeq',
    replace: 'false',
  },
  {
    name: 'a report of what the log never had settles',
    breaks: 'a report settles only by answers that the bank has given',
    file: REPORT,
    test: 'src/bank/report-shortage.test.ts',
    find: 'const isConclusive = isSteady && isKnown;',
    replace: 'const isConclusive = isSteady;',
  },
  {
    name: 'a shortage pauses nothing',
    breaks: 'what a teller lacks is not handed out there',
    file: 'src/bank/shortages.ts',
    find: 'own.set(key, { asset: key, missing, isPaused: true });',
    replace: 'own.set(key, { asset: key, missing, isPaused: false });',
  },
  {
    name: 'quarantine is returned out of what is promised',
    breaks: 'what a claim may be handing over is not given to another',
    file: RESOLVE_CASE,
    find: '  else requireUnpromised(step, openCase);\n',
    replace: '',
  },
  {
    name: 'a bank that commits over others',
    breaks: 'every decision is as if it were alone, with several processes too',
    file: 'src/storage/sqlite/store.ts',
    find: ".where(eq(schema.bank.version, sql.placeholder('expectedVersion'))),",
    replace: ',',
  },
  {
    name: 'equal pets are not added up',
    breaks: 'the same pet twice in one request is added up',
    file: 'src/bank/engine/pets.ts',
    find: '  if (pets.length < 2) return [...pets];',
    replace: '  if (pets.length < 200) return [...pets];',
  },
  {
    name: 'a name in the log',
    breaks: 'nothing of a person is in a transaction',
    file: REQUEST,
    find: `    operation,
    answer: toAnswer,
  });
  step.put('withdrawals'`,
    replace: `    operation,
    answer: toAnswer,
    note: 'for ' + step.linkOfMember(robloxUserId)?.discordUserId,
  });
  step.put('withdrawals'`,
  },
];

export const MUTANTS: readonly Mutant[] = [
  ...MODEL_MUTANTS,
  ...LIVE_ROW_MUTANTS,
  ...IDENTITY_MUTANTS.map((mutant) => ({ ...mutant, test: proofFile('identity') })),
  ...STAFF_MUTANTS.map((mutant) => ({ ...mutant, test: proofFile('staff') })),
  ...STOLEN_KEY_MUTANTS.map((mutant) => ({ ...mutant, test: proofFile('stolen-key') })),
  ...TRUST_MUTANTS,
  ...DERIVED_MUTANTS,
  ...DASHBOARD_MUTANTS,
  ...DOOR_MUTANTS,
  ...PEER_MUTANTS,
  ...PROMISE_MUTANTS,
];
