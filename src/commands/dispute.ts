import { disputeDelivery } from '../bank/dispute.ts';
import { type CommandDependencies, DISCORD } from './dependencies.ts';
import { button, type Control, worded } from './model/reply.ts';
import { t } from './model/text.ts';

/**
 * Tells staff that a member did not get what a teller says it handed over. It works after a restart, too: the
 * bank knows whose withdrawal it is.
 */
export const disputeButton = (
  { book }: Pick<CommandDependencies, 'book'>,
  withdrawalId: string,
): Control => ({
  ...button(t('dispute.button'), 'danger', async ({ actor: { discordUserId } }) => {
    const { isNew } = await book.perform(disputeDelivery, { withdrawalId, discordUserId }, DISCORD);
    return worded('dispute.reported', isNew ? 'good' : 'plain', { withdrawal: withdrawalId });
  }),
  mayUse: 'anyone',
  isEphemeral: true,
  standing: { name: 'dispute', about: withdrawalId },
});
