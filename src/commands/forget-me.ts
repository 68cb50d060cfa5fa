import { isEmpty } from '../bank/engine/pets.ts';
import { type ForgetAnswer, forgetMember } from '../bank/forget.ts';
import { type CommandDependencies, DISCORD } from './dependencies.ts';
import { type Command, defineSimpleCommand } from './model/command.ts';
import { readPetNames } from './model/pet-names.ts';
import { button, type Reply, worded } from './model/reply.ts';
import { lines, t } from './model/text.ts';
import type { OwnedPets } from './owned-pets.ts';
import { keepButton } from './person.ts';

export function forgetMeCommand(dependencies: CommandDependencies, owned: OwnedPets): Command {
  const about = { name: 'forget-me', description: t('about.forget-me') };
  return defineSimpleCommand(about, async ({ actor: { discordUserId } }): Promise<Reply> => {
    const preview = await dependencies.book.query(forgetMember, { discordUserId }, DISCORD);
    if (preview.kind === 'held') return explainHeld(dependencies, preview);
    const erase = button(t('forget.erase-me'), 'danger', async ({ actor }) => {
      const input = { discordUserId: actor.discordUserId };
      const answer = await dependencies.book.perform(forgetMember, input, DISCORD);
      owned.forget(actor.discordUserId);
      return answer.kind === 'held' ? explainHeld(dependencies, answer) : ERASED;
    });
    return {
      title: t('forget.title'),
      tone: 'warning',
      text: lines([t('forget.erased'), t('forget.kept'), t('forget.come-back')]),
      rows: [[erase, keepButton(t('forget.keep-me'))]],
    };
  });
}

const ERASED = worded('forget.done', 'good');

/** Explains why nothing was erased, and what to do about it. */
function explainHeld({ rules }: CommandDependencies, answer: Extract<ForgetAnswer, { kind: 'held' }>): Reply {
  const { username, goods, quarantined, openWithdrawals, openCases } = answer;
  const { summary } = readPetNames(rules().catalogue);
  return {
    title: t('forget.held'),
    tone: 'warning',
    text: lines([
      t('forget.held-nothing-erased'),
      username !== null && t('forget.held-account', { name: username }),
      !isEmpty(goods) && t('forget.held-goods', { goods: summary(goods) }),
      openWithdrawals > 0 && t('forget.held-withdrawals', { count: openWithdrawals }),
      !isEmpty(quarantined) && t('forget.held-quarantine', { goods: summary(quarantined) }),
      isEmpty(quarantined) && openCases > 0 && t('forget.held-cases', { count: openCases }),
    ]),
  };
}
