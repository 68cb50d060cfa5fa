import { exactInteger, rfc3339 } from '../bank/engine/fields.ts';
import { petLabel } from '../bank/engine/pet-label.ts';
import { type Pet, parseAssetKey } from '../bank/engine/pets.ts';
import type {
  HeldAmount,
  LimitBreach,
  Party,
  Refusal,
  RefusalCode,
  RefusalDetails,
} from '../bank/engine/refusal.ts';
import { PROBLEMS, type ProblemCode } from './problem-table.ts';

/** Retry-After where waiting helps, in seconds. */
const RETRY_AFTER_SECONDS: { readonly [Code in ProblemCode]?: number } = {
  upstream_unavailable: 15,
  storage_unavailable: 1,
};

/** A part of an asset that has not cleared. */
interface HeldAnswer {
  readonly asset: Pet | 'gems';
  readonly amount: number;
  readonly until: string | null;
}

interface ProblemExtras {
  readonly detail?: string;
  readonly errors?: readonly { readonly path: string; readonly message: string }[];
  readonly onHold?: readonly HeldAnswer[];
  /** Seconds since 1970. */
  readonly serverTime?: number;
  readonly headers?: Readonly<Record<string, string>>;
}

/** An answer of RFC 9457. */
export function problem(code: ProblemCode, requestId: string, extras: ProblemExtras = {}): Response {
  const { status, title, detail } = PROBLEMS[code];
  const { headers, ...fields } = extras;
  const waitSeconds = RETRY_AFTER_SECONDS[code];
  const body = { type: `/problems/${code}`, title, status, detail, code, requestId, ...fields };
  return new Response(JSON.stringify(body), {
    status,
    headers: {
      'content-type': 'application/problem+json',
      ...(waitSeconds === undefined ? {} : { 'retry-after': String(waitSeconds) }),
      ...headers,
    },
  });
}

/** The answer to a request that the bank refused. */
export function refusalToProblem(refusal: Refusal, requestId: string): Response {
  const { code, details } = refusal;
  const detail = nameParty(details.party, describeDetails(code, details) ?? PROBLEMS[code].detail);
  return problem(code, requestId, {
    detail,
    ...(code === 'invalid' ? { errors: details.errors ?? [] } : {}),
    ...(details.onHold ? { onHold: details.onHold.map(heldToAnswer) } : {}),
  });
}

/** Of what two members do with each other, which of them it is about. */
const nameParty = (party: Party | undefined, detail: string): string =>
  party ? `${party.side}RobloxUserId ${party.robloxUserId}: ${detail}` : detail;

const heldToAnswer = ({ asset, amount, until }: HeldAmount): HeldAnswer => ({
  asset: parseAssetKey(asset),
  amount: exactInteger(amount),
  until: until === null ? null : rfc3339(until),
});

function describeDetails(
  code: RefusalCode,
  { breach, needsSecondPerson, untilMs, asset, available, didYouMean, caseId }: RefusalDetails,
): string | undefined {
  if (breach) return describeBreach(breach);
  // A key without the scope never gets as far as the bank.
  if (code === 'out_of_scope')
    return 'A teller cannot name itself. Use a key of another name, or ask another one of the staff.';
  if (needsSecondPerson)
    return 'STAFF_ALONE_LIMIT: a manager has to decide the same, on Discord or in the dashboard.';
  if (caseId !== undefined)
    return `There is no case ${JSON.stringify(caseId)}. GET /admin/cases?open=true lists the open ones.`;
  const { detail } = PROBLEMS[code];
  if (didYouMean !== undefined) return `${detail} Did you mean ${didYouMean}?`;
  if (untilMs !== undefined)
    return `${detail} Withdrawals are possible from ${new Date(untilMs).toISOString()}.`;
  if (asset === undefined) return undefined;
  const what = parseAssetKey(asset);
  const name = what === 'gems' ? 'gems' : petLabel(what);
  return available === undefined ? `${name}: ${detail}` : `${name}: ${detail} Free: ${available}.`;
}

function describeBreach({ limit, allowed, used, requested, untilMs }: LimitBreach): string {
  const until = untilMs === undefined ? '' : ` It starts anew at ${new Date(untilMs).toISOString()}.`;
  return `${limit} allows ${allowed}; ${used} used, ${requested} asked for.${until}`;
}
