import { StorageUnavailable } from '../../bank/engine/book.ts';
import { petLabel } from '../../bank/engine/pet-label.ts';
import { type Pet, parseAssetKey } from '../../bank/engine/pets.ts';
import {
  type LimitBreach,
  Refusal,
  type RefusalCode,
  type RefusalDetails,
} from '../../bank/engine/refusal.ts';
import { formatNumber } from './pet-names.ts';
import type { LiveUpdate, Reply } from './reply.ts';
import { code, command, lines, relativeTime, say, strong, type Text } from './text.ts';

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

export function createExplainError({
  newReference,
  onError,
  label = petLabel,
}: ExplainDependencies): ExplainError {
  return (error) => {
    if (error instanceof Refusal) return explainRefusal(error, label);
    if (error instanceof StorageUnavailable) return BUSY;
    const reference = newReference();
    onError(error, { reference });
    return {
      title: 'Something went wrong on our side',
      tone: 'bad',
      text: say`Nothing of yours is lost. Try again in a minute. If it keeps happening, give the staff this
        reference: ${code(reference)}.`,
    };
  };
}

const BUSY: Reply = {
  title: 'The bank is busy',
  tone: 'warning',
  text: say`I could not do that just now. Try again in a moment: nothing is done twice.`,
};

interface RefusalWording {
  readonly title: string;
  readonly text: Text;
}

/** Explains a refusal to players. */
export function explainRefusal({ code: refused, details }: Refusal, label = petLabel): Reply {
  const { title, text } = WORDINGS[refused];
  return { title, tone: 'warning', text: lines([...describeDetails(details, label), text]) };
}

function describeDetails(
  { breach, untilMs, asset, available, errors = [] }: RefusalDetails,
  label: (pet: Pet) => string,
): Text[] {
  return [
    ...errors.map(({ path, message }) => (path === '' ? say`${message}` : say`${strong(path)}: ${message}`)),
    ...(breach ? [describeBreach(breach)] : []),
    ...(asset === undefined ? [] : [describeAsset(asset, available, label)]),
    ...(untilMs === undefined ? [] : [say`It is possible again ${relativeTime(untilMs)}.`]),
  ];
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
};

function describeBreach({ limit, allowed, used, requested, untilMs }: LimitBreach): Text {
  const limitText = say`At most ${strong(formatNumber(allowed))} ${LIMIT_WORDS[limit]}: ${formatNumber(used)}
    used, ${formatNumber(requested)} requested.`;
  return untilMs === undefined ? limitText : say`${limitText} It resets ${relativeTime(untilMs)}.`;
}

/** The wording of every refusal for players: what it is, and what to do next. */
const WORDINGS: { readonly [Code in RefusalCode]: RefusalWording } = {
  roblox_user_not_found: {
    title: 'No such Roblox account',
    text: say`No Roblox account has this username now. Check the spelling: it is the name with the @, not the
      display name or an old name.`,
  },
  no_pending_verification: {
    title: 'No code is waiting',
    text: say`Start with ${command('verify')} and your Roblox username. You then get words to put into your
      profile.`,
  },
  withdrawal_not_found: {
    title: 'No such withdrawal',
    text: say`${command('history')} shows your withdrawals.`,
  },
  not_found: {
    title: 'Not found',
    text: say`The bank has nothing like that. ${command('help')} shows what you can do.`,
  },
  replayed: {
    title: 'Already done',
    text: say`This was requested before. Nothing was done twice; ${command('history')} shows what happened.`,
  },
  already_linked: {
    title: 'You have another Roblox account here',
    text: say`A Discord user can link one Roblox account. ${command('unlink')} unlinks yours; its pets stay
      safe and still belong to it.`,
  },
  not_linked: {
    title: 'First, show who you are',
    text: say`Link your Roblox account with ${command('verify')} and your Roblox username. It takes two
      minutes, and you do it once.`,
  },
  verification_expired: {
    title: 'The code has expired',
    text: say`Get new words with ${command('verify')}.`,
  },
  withdrawal_not_claimed: {
    title: 'Nobody has claimed it',
    text: say`A teller claims a withdrawal before handing it over. Claim it first.`,
  },
  withdrawal_claimed: {
    title: 'Being handed over',
    text: say`A teller is handing this withdrawal over, so it can't be changed now. Check the game.`,
  },
  withdrawal_already_closed: {
    title: 'Already closed',
    text: say`This withdrawal is closed. ${command('history')} shows how it ended.`,
  },
  lease_lost: {
    title: 'The claim is no longer yours',
    text: say`Another claim has replaced this one. Check the queue again.`,
  },
  halted: {
    title: 'The bank is closed for a moment',
    text: say`Everything you own is safe. Staff will open it again; please come back later.`,
  },
  invalid: { title: "That doesn't fit", text: say`Fix it and try again. ${command('help')} shows how.` },
  code_not_in_profile: {
    title: "The words aren't in your profile yet",
    text: say`Put all the words into the About text of your Roblox profile and save. Roblox can take two
      minutes to show them. Then use ${command('verify-confirm')}.`,
  },
  profile_filtered: {
    title: 'Roblox hid some of the words',
    text: say`Your profile shows #### in their place. Get other words with ${command('verify')}.`,
  },
  request_reused: {
    title: 'Already used',
    text: say`This was used for something else, and nothing was done now. Start again.`,
  },
  insufficient_pets: {
    title: 'Not enough pets',
    text: say`${command('inventory')} shows what is free. Pets in a withdrawal are not.`,
  },
  insufficient_gems: {
    title: 'Not enough gems',
    text: say`${command('balance')} shows what is free. Gems in a withdrawal are not.`,
  },
  limit_exceeded: {
    title: 'Over a limit',
    text: say`Ask for less, or wait; ${command('cancel')} takes an open withdrawal back.`,
  },
  link_cooldown: {
    title: 'Too soon after linking',
    text: say`This Roblox account was linked to another Discord user until recently. To protect its owner,
      nothing can be withdrawn for now.`,
  },
  frozen: {
    title: 'Your account is frozen',
    text: say`Staff have stopped withdrawals for it. Everything you own is safe: please ask them why.`,
  },
  untradable: {
    title: "Can't be traded",
    text: say`The game does not let this pet be traded. Leave it out and try again with the rest.`,
  },
  upstream_unavailable: {
    title: 'Roblox does not answer',
    text: say`Roblox could not be reached. Nothing is lost; try again in a minute.`,
  },
};

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
