import { Refusal } from '../../bank/engine/refusal.ts';
import { setTellerCard, tellerCardInput } from '../../bank/name-teller.ts';
import type { TellerCardAnswer } from '../../bank/teller-card.ts';
import { listErrors, PLAIN_ENGLISH } from '../../zod-messages.ts';
import { type CliContext, CommandError, unable } from '../command-line.ts';
import { findAccount, openProfiles } from '../roblox-account.ts';
import { COMMAND_LINE, withBook } from '../with-book.ts';

export interface NameOrder {
  readonly teller: string;
  /** A Roblox username or id. */
  readonly account?: string | undefined;
  readonly place?: string | undefined;
  readonly note?: string | undefined;
}

/** Names who a teller is in the game, as members see it. Rejects with CommandError or ArchiveError. */
export const nameTellerAt = (order: NameOrder, context: CliContext): Promise<string> =>
  withBook(context, async (book) => {
    const { teller: tellerId, account, place: placeUrl, note } = order;
    const robloxUserId = account === undefined ? undefined : await findId(account, context);
    const read = tellerCardInput.safeParse({ tellerId, robloxUserId, placeUrl, note }, PLAIN_ENGLISH);
    if (!read.success)
      throw new CommandError(
        listErrors(read.error)
          .map(({ path, message }) => `${path}: ${message}`)
          .join('\n'),
      );
    try {
      const profiles = openProfiles(context);
      return describe(await setTellerCard({ book, profiles }, read.data, COMMAND_LINE));
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      if (error.code === 'upstream_unavailable')
        throw unable('Roblox does not answer. Nothing was changed: try again.', error);
      throw new CommandError(`Roblox knows no account ${account}, or has banned it. Nothing was changed.`);
    }
  });

const findId = async (account: string, context: CliContext): Promise<number> =>
  /^[1-9]\d{0,13}$/.test(account) ? Number(account) : (await findAccount(account, context)).id;

function describe({
  tellerId,
  robloxUserId,
  robloxUsername,
  placeUrl,
  note,
  pending,
}: TellerCardAnswer): string {
  const account = robloxUserId === null ? 'no account' : `${robloxUsername ?? 'Roblox'} (${robloxUserId})`;
  const shown = [account, ...(placeUrl === null ? [] : [placeUrl]), ...(note === null ? [] : [note])];
  const now = `Members see ${tellerId} as ${shown.join(', ')}.`;
  if (!pending) return now;
  const { from, ...changes } = pending;
  return `${now}\nFrom ${from} on: ${JSON.stringify(changes)}. To take it back, name again what it is now.`;
}
