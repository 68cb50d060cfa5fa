import { aloneReadKeys, authorizeMove, requireAgreement, type StaffMove } from './alone-limit.ts';
import { memberAccount } from './engine/ledger.ts';
import type { Call } from './engine/operation.ts';
import { NO_GOODS } from './engine/pets.ts';
import type { ReadKey } from './engine/read-key.ts';
import type { Case, Proposal } from './engine/rows.ts';
import type { Step } from './engine/step.ts';
import { notifyOperator } from './events.ts';
import { getTeller, isOnHold } from './holds.ts';
import { type Agreement, agreementReadKeys } from './second-person.ts';
import { parseStaffName } from './staff.ts';

interface Asked {
  readonly openCase: Case;
  readonly resolution: string;
  readonly by: string;
}

/** What decides whether somebody may end a case so. */
interface Ending extends Omit<Asked, 'by'> {
  readonly call: Call;
}

/**
 * The one who wanted this case to end so before, or who did what it is about, and whoever calls now; null
 * where whoever calls is the first.
 */
export function findAgreement({ openCase, resolution, by }: Asked): Agreement | null {
  const { proposal, kind, tellerId, robloxUserId, openedAt } = openCase;
  const first = kind === 'staff_limit' ? tellerId : proposal?.resolution === resolution ? proposal.by : by;
  const gainers = [robloxUserId, parseStaffName(tellerId)];
  return first === by ? null : { by: first, approvedBy: by, gainers, since: openedAt };
}

/** The rows that say whether whoever calls may end it alone, or may agree. */
export function caseAuthorityReadKeys(ending: Ending): ReadKey[] {
  const { openCase, call } = ending;
  const agreement = findAgreement({ ...ending, by: call.by });
  const self = parseStaffName(call.by);
  const areCredits = openCase.kind === 'foreign_trade' || openCase.kind === 'teller_limit';
  return [
    ...aloneReadKeys(call),
    ...agreementReadKeys(agreement),
    ...(areCredits && self !== null ? [{ kind: 'account', account: memberAccount(self) } as const] : []),
  ];
}

/** Requires that whoever calls may end the case so, alone or as a second person, and counts what it moves. */
export function authorizeEnding(step: Step, ending: Ending): { readonly movedAlone?: bigint } {
  const { openCase, call } = ending;
  const agreement = findAgreement({ ...ending, by: call.by });
  if (openCase.kind === 'staff_limit') {
    if (call.rules.staffAloneLimit !== null) requireAgreement(step, agreement);
    return {};
  }
  return authorizeMove(step, toMove(step, ending), call, agreement);
}

/** What ending the case so moves. */
function toMove(step: Step, { openCase, resolution, call }: Ending): StaffMove {
  const { kind, robloxUserId, goods } = openCase;
  switch (kind) {
    case 'quarantine':
      return { goods, receivers: resolution === 'credit' ? [robloxUserId] : [] };
    case 'uncertain':
      return { goods, receivers: resolution === 'not_delivered' ? [robloxUserId] : [] };
    case 'foreign_trade':
    case 'teller_limit':
      // These have the word of the teller's key: whoever decides is the second already, unless they gain.
      return { goods: NO_GOODS, receivers: isHeldFor(step, openCase, call) ? [parseStaffName(call.by)] : [] };
    default:
      return { goods: NO_GOODS, receivers: [] };
  }
}

/** Whether some of what is on hold at the case's teller is the caller's own. */
function isHeldFor(step: Step, { tellerId }: Case, { by, rules }: Call): boolean {
  const self = parseStaffName(by);
  const teller = getTeller(step, tellerId);
  const balances = self === null ? [] : step.balancesOf(memberAccount(self));
  return balances
    .flatMap(({ holds }) => holds ?? [])
    .some((hold) => hold.tellerId === tellerId && isOnHold(hold, teller, { at: step.at, rules }));
}

/** Keeps that somebody wants the case to end so who may not do it alone, and tells staff. */
export function propose(step: Step, openCase: Case, proposal: Omit<Proposal, 'seq'>): void {
  const { by, resolution, reason } = proposal;
  if (openCase.proposal?.by === by && openCase.proposal.resolution === resolution) return;
  step.put('cases', { ...openCase, proposal: { ...proposal, seq: step.bank().seq + 1 } });
  notifyOperator(step, 'case_proposed', `${openCase.id}: ${by} wants ${resolution}: ${reason}`);
}
