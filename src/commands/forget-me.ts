import { isEmpty } from '../bank/engine/pets.ts';
import { type ForgetAnswer, forgetMember } from '../bank/forget.ts';
import { type CommandDependencies, DISCORD } from './dependencies.ts';
import { type Command, defineSimpleCommand } from './model/command.ts';
import { readPetNames } from './model/pet-names.ts';
import { button, type Reply, titled } from './model/reply.ts';
import { command, lines, say, strong } from './model/text.ts';
import type { OwnedPets } from './owned-pets.ts';
import { keepButton } from './person.ts';

export function forgetMeCommand(dependencies: CommandDependencies, owned: OwnedPets): Command {
  const about = { name: 'forget-me', description: 'Erase everything that the bank knows about you' };
  return defineSimpleCommand(about, async ({ actor: { discordUserId } }): Promise<Reply> => {
    const preview = await dependencies.book.query(forgetMember, { discordUserId }, DISCORD);
    if (preview.kind === 'held') return explainHeld(dependencies, preview);
    const erase = button('Erase me', 'danger', async ({ actor }) => {
      const input = { discordUserId: actor.discordUserId };
      const answer = await dependencies.book.perform(forgetMember, input, DISCORD);
      owned.forget(actor.discordUserId);
      return answer.kind === 'held' ? explainHeld(dependencies, answer) : ERASED;
    });
    return {
      title: 'Erase everything about you?',
      tone: 'warning',
      text: lines([
        say`Erased: your link, your Roblox name and picture, and any verification words. ${command('export')}
          gives you a copy first.`,
        say`Kept: the ledger, which has your Roblox id and no name. The bank forgets messages that it sent you
          after three days.`,
        say`You can come back with ${command('verify')}. Withdrawals then wait for a while: the bank can't
          know that it is still you.`,
      ]),
      rows: [[erase, keepButton('Keep me')]],
    };
  });
}

const ERASED = titled('You are forgotten', 'good')`
  The bank knows nothing about you any more. Goodbye, and thank you.`;

/** Explains why nothing was erased, and what to do about it. */
function explainHeld({ rules }: CommandDependencies, answer: Extract<ForgetAnswer, { kind: 'held' }>): Reply {
  const { username, goods, quarantined, openWithdrawals, openCases } = answer;
  const { summary } = readPetNames(rules().catalogue);
  return {
    title: 'Not while the bank holds something of yours',
    tone: 'warning',
    text: lines([
      say`Nothing was erased, so that nothing is lost.`,
      username !== null && say`The Roblox account: ${strong(username)}.`,
      !isEmpty(goods) &&
        say`In the bank: ${strong(summary(goods))}. Take it out with ${command('withdraw')}.`,
      openWithdrawals > 0 &&
        say`Open withdrawals: ${openWithdrawals}. Collect them in the game, or ${command('cancel')} them.`,
      !isEmpty(quarantined) && say`In quarantine: ${strong(summary(quarantined))}. Please ask the staff.`,
      isEmpty(quarantined) &&
        openCases > 0 &&
        say`Staff are still reviewing ${openCases === 1 ? 'a trade' : 'trades'} of yours. Please ask them.`,
    ]),
  };
}
