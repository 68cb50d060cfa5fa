import { StorageUnavailable } from '../../bank/engine/book.ts';
import { petLabel } from '../../bank/engine/pet-label.ts';
import { type Pet, parseAssetKey } from '../../bank/engine/pets.ts';
import {
  type HeldAmount,
  type LimitBreach,
  Refusal,
  type RefusalDetails,
} from '../../bank/engine/refusal.ts';
import { Mistake } from './mistake.ts';
import { formatGems } from './pet-names.ts';
import { type LiveUpdate, type Reply, worded } from './reply.ts';
import { code, join, lines, relativeTime, say, strong, type Text, t } from './text.ts';

/** Explains what went wrong, and what to do next. */
export type ExplainError = (error: unknown) => Reply;

interface ExplainDependencies {
  /** A short reference for the log and for the person. */
  readonly newReference: () => string;
  /** Receives internal errors. */
  readonly onError: (error: unknown, context: { readonly reference: string }) => void;
  /** Names a pet; by its id unless given. */
  readonly label?: (pet: Pet) => string;
}

export function createExplainError(dependencies: ExplainDependencies): ExplainError {
  const { newReference, onError, label = petLabel } = dependencies;
  return (error) => {
    if (error instanceof Refusal) return explainRefusal(error, label);
    if (error instanceof Mistake) return error.reply;
    if (error instanceof StorageUnavailable) return BUSY;
    const reference = newReference();
    onError(error, { reference });
    return worded('refusal.internal', 'bad', { reference: code(reference) });
  };
}

const BUSY = worded('refusal.busy', 'warning');

/** Explains a refusal to players. */
export function explainRefusal({ code: refused, details }: Refusal, label = petLabel): Reply {
  const wording = worded(`refusal.${refused}`, 'warning');
  return { ...wording, text: lines([...describeDetails(details, label), wording.text]) };
}

function describeDetails(
  { breach, untilMs, asset, available, onHold = [], didYouMean, errors = [] }: RefusalDetails,
  label: (pet: Pet) => string,
): Text[] {
  return [
    ...errors.map(({ path, message }) =>
      path === '' ? say`${message}` : t('detail.error', { field: path, message }),
    ),
    ...(breach ? [describeBreach(breach)] : []),
    ...(asset === undefined ? [] : [describeAsset(asset, available, label)]),
    ...(didYouMean === undefined ? [] : [t('detail.did-you-mean', { meant: didYouMean })]),
    ...onHold.map((held) => describeHeld(held, label)),
    ...(untilMs === undefined ? [] : [t('detail.possible-again', { when: relativeTime(untilMs) })]),
  ];
}

function describeHeld({ asset: key, amount, until }: HeldAmount, label: (pet: Pet) => string): Text {
  const asset = parseAssetKey(key);
  const what = asset === 'gems' ? formatGems(amount) : t('amount.pet', { count: amount, pet: label(asset) });
  return until === null
    ? t('detail.held-by-staff', { what })
    : t('detail.held-until', { what, when: relativeTime(until) });
}

function describeAsset(key: string, available: bigint | undefined, label: (pet: Pet) => string): Text {
  const asset = parseAssetKey(key);
  const what = asset === 'gems' ? t('detail.gems') : label(asset);
  return available === undefined ? [strong(what)] : t('detail.free', { what, available });
}

function describeBreach({ limit, allowed, used, requested, untilMs }: LimitBreach): Text {
  const exceeded = t('limit.exceeded', { allowed, what: t(`limit.${limit}`), used, requested });
  if (untilMs === undefined) return exceeded;
  return join([exceeded, t('limit.resets', { when: relativeTime(untilMs) })], ' ');
}

/** What happens to a member is shown at once; what others do, and who is in the game, within this time. */
const REFRESH_EVERY_MS = 30_000;
/** How long a reply is kept up to date: a little less than Discord lets an answer be edited. */
export const LIVE_MS = 14 * 60_000;

/** Keeps a reply to a member up to date by showing it again. A refusal is shown, and ends it. */
export const keepLive = (
  { until, robloxUserId }: { readonly until: number; readonly robloxUserId: number },
  show: () => Promise<Reply>,
): LiveUpdate => ({
  everyMs: REFRESH_EVERY_MS,
  robloxUserId,
  until,
  async refresh() {
    try {
      return await show();
    } catch (error) {
      if (error instanceof Refusal) return explainRefusal(error);
      throw error;
    }
  },
});
