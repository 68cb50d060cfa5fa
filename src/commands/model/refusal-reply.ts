import { StorageUnavailable } from '../../bank/engine/book.ts';
import { petLabel } from '../../bank/engine/pet-label.ts';
import { type Pet, parseAssetKey } from '../../bank/engine/pets.ts';
import {
  type HeldAmount,
  type LimitBreach,
  Refusal,
  type RefusalCode,
  type RefusalDetails,
} from '../../bank/engine/refusal.ts';
import { Mistake } from './mistake.ts';
import { formatGems, formatNumber } from './pet-names.ts';
import { type LiveUpdate, type Reply, titled, warning } from './reply.ts';
import { code, command, lines, relativeTime, say, strong, type Text, t } from './text.ts';

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
    return titled('Something went wrong on our side', 'bad')`
      Nothing of yours is lost. Try again in a minute. If it keeps happening, give the staff this reference:
      ${code(reference)}.`;
  };
}

const BUSY = warning('The bank is busy')`
  I could not do that just now. Try again in a moment: nothing is done twice.`;

/** Explains a refusal to players. */
export function explainRefusal({ code: refused, details }: Refusal, label = petLabel): Reply {
  const wording = WORDINGS[refused];
  return { ...wording, text: lines([...describeDetails(details, label), wording.text]) };
}

function describeDetails(
  { breach, untilMs, asset, available, onHold = [], didYouMean, errors = [] }: RefusalDetails,
  label: (pet: Pet) => string,
): Text[] {
  return [
    ...errors.map(({ path, message }) => (path === '' ? say`${message}` : say`${strong(path)}: ${message}`)),
    ...(breach ? [describeBreach(breach)] : []),
    ...(asset === undefined ? [] : [describeAsset(asset, available, label)]),
    ...(didYouMean === undefined ? [] : [say`Did you mean ${strong(didYouMean)}?`]),
    ...onHold.map((held) => describeHeld(held, label)),
    ...(untilMs === undefined ? [] : [say`It is possible again ${relativeTime(untilMs)}.`]),
  ];
}

function describeHeld({ asset: key, amount, until }: HeldAmount, label: (pet: Pet) => string): Text {
  const asset = parseAssetKey(key);
  const what = strong(
    asset === 'gems' ? formatGems(amount) : t('amount.pet', { count: amount, pet: label(asset) }),
  );
  return until === null
    ? say`${what}: staff have to look at it first.`
    : say`${what}: can leave ${relativeTime(until)} at the latest.`;
}

function describeAsset(key: string, available: bigint | undefined, label: (pet: Pet) => string): Text {
  const asset = parseAssetKey(key);
  const name = strong(asset === 'gems' ? 'Gems' : label(asset));
  return available === undefined ? say`${name}` : say`${name}: ${formatNumber(available)} free.`;
}

const LIMIT_WORDS: { readonly [Name in LimitBreach['limit']]: string } = {
  LIMIT_PETS_PER_TRADE: 'pets in one trade',
  LIMIT_GEMS_PER_TRADE: 'gems in one trade',
  LIMIT_OPEN_WITHDRAWALS: 'open withdrawals at a time',
  LIMIT_PETS_PER_DAY: 'pets a day',
  LIMIT_GEMS_PER_DAY: 'gems a day',
  LIMIT_PETS_HELD: 'pets in the bank',
  LIMIT_GEMS_HELD: 'gems in the bank',
  OFFERS_MADE: 'open offers of one member',
  OFFERS_RECEIVED: 'open offers to one member',
};

function describeBreach({ limit, allowed, used, requested, untilMs }: LimitBreach): Text {
  const limitText = say`At most ${strong(formatNumber(allowed))} ${LIMIT_WORDS[limit]}: ${formatNumber(used)}
    used, ${formatNumber(requested)} requested.`;
  return untilMs === undefined ? limitText : say`${limitText} It resets ${relativeTime(untilMs)}.`;
}

/** The wording of every refusal for players: what it is, and what to do next. */
const WORDINGS = {
  unauthorized: warning('Not allowed')`The bank no longer takes requests signed with this key.`,
  out_of_scope: warning('Not allowed')`A teller can't name itself: another one of the staff does that.`,
  roblox_user_not_found: warning('No such Roblox account')`
    No Roblox account has this username now. Check the spelling: it is the name with the @, not the display
    name or an old name.`,
  no_pending_verification: warning('No code is waiting')`
    Start with ${command('verify')} and your Roblox username. You then get words to put into your profile.`,
  withdrawal_not_found: warning('No such withdrawal')`${command('history')} shows your withdrawals.`,
  not_found: warning('Not found')`The bank has nothing like that. ${command('help')} shows what you can do.`,
  replayed: warning('Already done')`
    This was requested before. Nothing was done twice; ${command('history')} shows what happened.`,
  already_linked: warning('You have another Roblox account here')`
    A Discord user can link one Roblox account. ${command('unlink')} unlinks yours; its pets stay safe and
    still belong to it.`,
  not_linked: warning('First, show who you are')`
    Link your Roblox account with ${command('verify')} and your Roblox username. It takes two minutes, and you
    do it once.`,
  verification_expired: warning('The code has expired')`Get new words with ${command('verify')}.`,
  withdrawal_not_claimed: warning('Nobody has claimed it')`
    A teller claims a withdrawal before handing it over. Claim it first.`,
  withdrawal_claimed: warning('Being handed over')`
    A teller is handing this withdrawal over, so it can't be changed now. Check the game.`,
  withdrawal_already_closed: warning('Already closed')`
    This withdrawal is closed. ${command('history')} shows how it ended.`,
  lease_lost: warning('The claim is no longer yours')`
    Another claim has replaced this one. Check the queue again.`,
  halted: warning('The bank is closed for a moment')`
    Everything you own is safe. Staff will open it again; please come back later.`,
  offer_closed: warning('The offer is closed')`
    It was accepted, declined or taken back, or its time has passed. Start a new one.`,
  invalid: warning("That doesn't fit")`Fix it and try again. ${command('help')} shows how.`,
  code_not_in_profile: warning("The words aren't in your profile yet")`
    Put all the words into the About text of your Roblox profile and save. Roblox can take two minutes to show
    them. Then use ${command('verify-confirm')}.`,
  profile_filtered: warning('Roblox hid some of the words')`
    Your profile shows #### in their place. Get other words with ${command('verify')}.`,
  request_reused: warning('Already used')`
    This was used for something else, and nothing was done now. Start again.`,
  insufficient_pets: warning('Not enough pets')`
    ${command('inventory')} shows what is free. Pets in a withdrawal are not.`,
  insufficient_gems: warning('Not enough gems')`
    ${command('balance')} shows what is free. Gems in a withdrawal are not.`,
  limit_exceeded: warning('Over a limit')`
    Ask for less, or wait; ${command('cancel')} takes an open withdrawal back.`,
  link_cooldown: warning('Too soon after linking')`
    This Roblox account was linked to another Discord user until recently. To protect its owner, nothing can
    be withdrawn for now.`,
  frozen: warning('Your account is frozen')`
    Staff have stopped withdrawals for it. Everything you own is safe: please ask them why.`,
  untradable: warning("Can't be traded")`
    The game does not let this pet be traded. Leave it out and try again with the rest.`,
  on_hold: warning('Not all of it can leave yet')`
    It is yours. What a teller has just taken in is checked first, which mostly takes a minute. Try again
    then, or ask for less.`,
  upstream_unavailable: warning('Roblox does not answer')`
    Roblox could not be reached. Nothing is lost; try again in a minute.`,
} as const satisfies { readonly [Code in RefusalCode]: Reply };

const REFRESH_EVERY_MS = 10_000;
/** How long a reply is kept up to date: a little less than Discord lets an answer be edited. */
export const LIVE_MS = 14 * 60_000;

/** Keeps a reply up to date by showing it again. If that is refused, the refusal is shown and ends it. */
export const keepLive = (until: number, show: () => Promise<Reply>): LiveUpdate => ({
  everyMs: REFRESH_EVERY_MS,
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
