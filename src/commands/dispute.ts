import { disputeDelivery } from '../bank/dispute.ts';
import { type CommandDependencies, DISCORD } from './dependencies.ts';
import { button, type Control, titled } from './model/reply.ts';
import { strong } from './model/text.ts';

/**
 * Tells staff that a member did not get what a teller says it handed over. It works after a restart, too: the
 * bank knows whose withdrawal it is.
 */
export const disputeButton = (
  { book }: Pick<CommandDependencies, 'book'>,
  withdrawalId: string,
): Control => ({
  ...button('I did not get it', 'danger', async ({ actor: { discordUserId } }) => {
    const { isNew } = await book.perform(disputeDelivery, { withdrawalId, discordUserId }, DISCORD);
    return titled('Staff will look into it', isNew ? 'good' : 'plain')`
      They know that you did not get ${strong(withdrawalId)}, and compare the ledger with the game. Please
      tell them what you saw; a screenshot helps. There is nothing else that you have to do.`;
  }),
  ...{ mayUse: 'anyone', isEphemeral: true },
  standing: { name: 'dispute', about: withdrawalId },
});
