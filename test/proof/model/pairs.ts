import type { Outcome } from './call.ts';

/** Every operation with every outcome that it may have. */
export const PAIRS: { readonly [operation: string]: readonly string[] } = {
  cancel: [
    'cancelled',
    'cancelled again',
    'replayed',
    'withdrawal_already_closed: delivered',
    'withdrawal_already_closed: expired',
    'withdrawal_already_closed: partly_delivered',
    'withdrawal_claimed: claimed',
    'withdrawal_claimed: uncertain',
    'withdrawal_not_found',
  ],
  check: [
    'claimed',
    'claimed again',
    'found expired',
    'found uncertain',
    'frozen',
    'halted',
    'in the hands of another teller',
    'listed',
    'nothing that this teller can hand over',
    'nothing waits',
    'replayed',
  ],
  complete: [
    'delivered',
    'delivered again',
    'delivered, late',
    'invalid: declined with delivered',
    'invalid: less than was claimed',
    'invalid: more than was claimed',
    'invalid: partial without delivered',
    "lease_lost: another teller's token",
    'lease_lost: not the current token',
    'partly_delivered',
    'partly_delivered again',
    'partly_delivered, late',
    'replayed',
    'request_reused',
    'reserved',
    'reserved again',
    'reserved, late',
    'withdrawal_already_closed',
    'withdrawal_not_claimed',
    'withdrawal_not_found',
  ],
  deposit: [
    'credited',
    'credited again',
    'quarantined again',
    'quarantined: gems over the trade',
    'quarantined: gems over what one may hold',
    'quarantined: over the trade',
    'quarantined: over what one may hold',
    'quarantined: unknown pet',
    'quarantined: untradable',
    'replayed',
    'request_reused',
  ],
  freeze: ['frozen', 'frozen again', 'replayed', 'thawed', 'thawed again'],
  halt: ['halted', 'halted again', 'replayed', 'resumed', 'resumed again'],
  report: [
    'cleared',
    'confirmed',
    'contradicted',
    'found uncertain',
    'more than expected',
    'noted: a seq never given out',
    'noted: no seq',
    'noted: not what was said before',
    'noted: older than a trade',
    'noted: the first',
    'noted: the first after a trade',
    'paused',
    'paused anew',
    'paused, and more is missing',
    'replayed',
    'settled as delivered',
    'settled as not delivered',
  ],
  request: [
    'frozen',
    'halted',
    'insufficient_gems',
    'insufficient_pets',
    'limit_exceeded: LIMIT_GEMS_PER_DAY',
    'limit_exceeded: LIMIT_GEMS_PER_TRADE',
    'limit_exceeded: LIMIT_OPEN_WITHDRAWALS',
    'limit_exceeded: LIMIT_PETS_PER_DAY',
    'limit_exceeded: LIMIT_PETS_PER_TRADE',
    'link_cooldown',
    'not_linked',
    'on_hold',
    'replayed',
    'request_reused',
    'reserved',
    'reserved again',
    'reserved, and another was found expired',
    'reserved, and another was found uncertain',
    'untradable',
  ],
  resolve: [
    'foreign_trade: closed again',
    'foreign_trade: confirm',
    'foreign_trade: reverse',
    'insufficient_gems',
    'insufficient_pets',
    'invalid: no end for foreign_trade',
    'invalid: no end for quarantine',
    'invalid: no end for refused_trade',
    'invalid: no end for shortage',
    'invalid: no end for uncertain',
    'not_found',
    'quarantine: closed again',
    'quarantine: credit',
    'quarantine: return',
    'refused_trade: close',
    'refused_trade: closed again',
    'replayed',
    'shortage: closed again',
    'shortage: resume',
    'uncertain: closed again',
    'uncertain: delivered',
    'uncertain: not_delivered',
  ],
  sweep: ['found expired', 'found uncertain', 'nothing was due'],
  unlink: ['not_linked', 'replayed', 'unlinked'],
  'verify confirm': [
    'code_not_in_profile',
    'halted',
    'linked',
    'linked after another',
    'linked again',
    'no_pending_verification',
    'no_pending_verification: another account',
    'profile_filtered',
    'proved anew',
    'replayed',
    'roblox_user_not_found: banned',
    'roblox_user_not_found: nobody',
    'taken over',
    'upstream_unavailable',
    'verification_expired',
  ],
  'verify start': [
    'a code',
    'a code instead of another',
    'already_linked',
    'halted',
    'replayed',
    'roblox_user_not_found',
    'upstream_unavailable',
  ],
};

export type Counts = Map<string, number>;
const nameOf = ({ operation, outcome }: Pick<Outcome, 'operation' | 'outcome'>): string =>
  `${operation} → ${outcome}`;
const EXPECTED = Object.entries(PAIRS).flatMap(([operation, outcomes]) =>
  outcomes.map((outcome) => nameOf({ operation, outcome })),
);

export function countInto(counts: Counts, outcomes: readonly Outcome[]): void {
  for (const outcome of outcomes) counts.set(nameOf(outcome), (counts.get(nameOf(outcome)) ?? 0) + 1);
}

/** What was reached too seldom, and what nobody expected. */
export function findGaps(counts: Counts, least: number): { missing: string[]; unexpected: string[] } {
  return {
    missing: EXPECTED.filter((pair) => (counts.get(pair) ?? 0) < least).map(
      (pair) => `${pair}: ${counts.get(pair) ?? 0}`,
    ),
    unexpected: [...counts.keys()].filter((pair) => !EXPECTED.includes(pair)),
  };
}

export function formatTable(counts: Counts): string {
  const pairs = [...new Set([...EXPECTED, ...counts.keys()])].sort();
  return pairs.map((pair) => `${String(counts.get(pair) ?? 0).padStart(8)}  ${pair}`).join('\n');
}
