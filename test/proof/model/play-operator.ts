import { runMaintenance } from '../../../src/app/background.ts';
import type { CaseKind } from '../../../src/bank/engine/rows.ts';
import { isSame } from './amounts.ts';
import type { Bench } from './bench.ts';
import { Broken } from './broken.ts';
import { type Call, capture } from './call.ts';
import { parseHour } from './deposit.ts';
import { listHeld, listOver } from './holds.ts';
import { freeze, halt, pause, REASON, resolve } from './operator.ts';
import { type Dice, type Intent, pickFrom, type Scene, sendNew } from './scene.ts';
import { applyExpiry, isDue } from './time.ts';
import { type Case, listOpen, type World } from './world.ts';

const STAFF = 'staff';

const stop: Intent = (scene) => sendNew(scene, halt(STAFF, { halted: true, reason: REASON }));
const goOn: Intent = (scene, { pick }) =>
  !scene.world.halted && pick % 10 > 0 ? [] : sendNew(scene, halt(STAFF, { halted: false, reason: REASON }));
const hold: Intent = (scene, { member }) =>
  sendNew(scene, freeze(STAFF, { robloxUserId: member, frozen: true, reason: REASON }));
const letGo: Intent = (scene, { member, pick }) => {
  const frozen = [...scene.world.members].find(([, member]) => member.frozen)?.[0];
  if (frozen === undefined && pick % 10 > 0) return [];
  return sendNew(scene, freeze(STAFF, { robloxUserId: frozen ?? member, frozen: false, reason: REASON }));
};

const findPaused = ({ tellers }: World): string | undefined =>
  [...tellers].find(([, { isPaused }]) => isPaused)?.[0];
// Mostly one that is paused already, which is rare otherwise.
const pauseOne: Intent = (scene, { teller, pick }) => {
  const tellerId = pick % 5 === 0 ? 'teller-3' : (findPaused(scene.world) ?? teller);
  return sendNew(scene, pause(STAFF, { tellerId, paused: true, reason: REASON }));
};
const resumeOne: Intent = (scene, { teller, pick }) => {
  const paused = findPaused(scene.world);
  if (paused === undefined && pick % 10 > 0) return [];
  return sendNew(scene, pause(STAFF, { tellerId: paused ?? teller, paused: false, reason: REASON }));
};

const KINDS: readonly CaseKind[] = [
  ...(['foreign_trade', 'quarantine', 'uncertain', 'shortage', 'refused_trade', 'quarantine'] as const),
  'possible_duplicate',
  'teller_limit',
];
/** Their credits are decided one by one, in commits of their own, whichever way. */
const ONE_BY_ONE: readonly CaseKind[] = ['possible_duplicate', 'teller_limit'];
/** The operator says what is so. */
const settleCase: Intent = (scene, { pick, isSo, isAlone }) => {
  const open = [...scene.world.cases].filter(([, openCase]) => openCase.isOpen);
  const wanted = open.filter(([, openCase]) => openCase.kind === pickFrom(KINDS, pick));
  const found = pickFrom(wanted.length > 0 ? wanted : open, pick);
  if (!found || (ONE_BY_ONE.includes(found[1].kind) && !isAlone)) return [];
  // A reversal takes several commits: others between them would see half of it.
  const resolution = resolutionOf(scene, found[1], isSo || !isAlone);
  return resolution ? sendNew(scene, resolve(STAFF, { caseId: found[0], resolution, reason: REASON })) : [];
};

/** The operator says what is so of some credits alone, and the case is over. */
const settleSome: Intent = (scene, { pick, isSo, isAlone }) => {
  const open = [...scene.world.cases].filter(
    ([, { isOpen, kind }]) => isOpen && (kind === 'foreign_trade' || kind === 'teller_limit'),
  );
  const [caseId, found] = pickFrom(open, pick) ?? [];
  if (!caseId || !found || !isAlone) return [];
  const { teller, kind } = found;
  const waiting =
    kind === 'teller_limit'
      ? listOver(scene.world, teller, parseHour(caseId))
      : listHeld(scene.world, teller);
  const some = waiting.filter((_, index) => (pick + index) % 2 === 0);
  if (some.length === 0) return [];
  const resolution = isSo ? 'confirm' : 'reverse';
  const transactionIds = some.map(({ seq }) => `t-${seq}`);
  return sendNew(scene, resolve(STAFF, { caseId, resolution, reason: REASON, transactionIds }));
};

/** The newest case first. */
const settleLatest: Intent = (scene, { isSo }) => {
  const latest = [...scene.world.cases].findLast(
    ([, openCase]) => openCase.isOpen && openCase.kind === 'quarantine',
  );
  const resolution = isSo ? 'credit' : 'return';
  return latest ? sendNew(scene, resolve(STAFF, { caseId: latest[0], resolution, reason: REASON })) : [];
};

function resolutionOf({ world }: Scene, openCase: Case, isSo: boolean) {
  switch (openCase.kind) {
    case 'quarantine':
      return isSo ? 'credit' : 'return';
    case 'uncertain': {
      const withdrawal = world.withdrawals.get(openCase.withdrawalId ?? '');
      const handed = withdrawal?.claim?.handed ?? new Map();
      if (handed.size === 0) return 'not_delivered';
      // The operator has no word for a part: that waits for the teller's.
      return withdrawal && isSame(handed, withdrawal.goods) ? 'delivered' : undefined;
    }
    case 'foreign_trade':
    case 'teller_limit':
    case 'possible_duplicate':
      return isSo ? 'confirm' : 'reverse';
    case 'shortage':
      return 'resume';
    default:
      return 'close';
  }
}

/** One that is there, of whichever kind: each kind is as likely as the others. */
function anyCase({ world }: Scene, { pick }: Dice, isOpen: boolean): [string, Case] | undefined {
  const all = [...world.cases].filter(([, openCase]) => openCase.isOpen === isOpen);
  const kind = pickFrom([...new Set(all.map(([, openCase]) => openCase.kind))], pick);
  return pickFrom(
    all.filter(([, openCase]) => openCase.kind === kind),
    Math.floor(pick / 4),
  );
}

/** An end that the case can't have, or a case that isn't there. */
const settleWrong: Intent = (scene, dice) => {
  const [caseId, openCase] = (dice.pick % 11 > 0 && anyCase(scene, dice, true)) || ['no such case'];
  const resolution = openCase?.kind === 'quarantine' ? 'resume' : 'credit';
  return sendNew(scene, resolve(STAFF, { caseId, resolution, reason: REASON }));
};

/** Once more what is closed. */
const settleAgain: Intent = (scene, dice) => {
  const found = anyCase(scene, dice, false);
  return found
    ? sendNew(scene, resolve(STAFF, { caseId: found[0], resolution: 'credit', reason: REASON }))
    : [];
};

const keep: Intent = (scene) => [{ call: sweep(scene.bench, scene.world.now), nonce: undefined }];

export const OPERATOR_PLAYS = {
  stop,
  goOn,
  hold,
  letGo,
  pauseOne,
  resumeOne,
  settleCase,
  settleSome,
  settleLatest,
  settleWrong,
  settleAgain,
  keep,
};

/** The bank's own housekeeping, as a process does it every few seconds. */
export const sweep = ({ driver }: Bench, now: number): Call => ({
  operation: 'sweep',
  text: 'bank: keeps house',
  by: 'bank',
  async send(book) {
    const actual = await capture(() => runMaintenance({ book, driver, clock: () => now }));
    return {
      judge(world: World) {
        const reason = actual.error ?? actual.refusal;
        if (reason !== undefined) throw new Broken('no errors', `the sweep ended with ${reason}`);
        const found = new Set(
          applyExpiry(
            world,
            listOpen(world).filter((withdrawal) => isDue(world, withdrawal)),
          ),
        );
        const outcomes = found.size > 0 ? [...found].map((status) => `found ${status}`) : ['nothing was due'];
        return outcomes.map((outcome) => ({ operation: 'sweep', outcome, isRefused: found.size === 0 }));
      },
    };
  },
});
