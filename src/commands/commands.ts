import { balanceCommand } from './balance.ts';
import { cancelCommand } from './cancel.ts';
import type { CommandDependencies, StaffDependencies } from './dependencies.ts';
import { depositCommand } from './deposit.ts';
import { exportCommand } from './export.ts';
import { forgetMeCommand } from './forget-me.ts';
import { giftCommand } from './gift.ts';
import { helpCommand } from './help.ts';
import { historyCommand } from './history.ts';
import { inventoryCommand } from './inventory.ts';
import { type Command, defineGroup } from './model/command.ts';
import { t } from './model/text.ts';
import { myPageCommand } from './my-page.ts';
import { noticesCommand } from './notices.ts';
import { createOwnedPets, type OwnedPets } from './owned-pets.ts';
import { proofCommand } from './proof.ts';
import { aboutMemberCommand } from './staff/about-member.ts';
import { adjustCommand } from './staff/adjust.ts';
import { deliverCommand } from './staff/deliver.ts';
import { freezeCommand, haltCommand } from './staff/halt-and-freeze.ts';
import { moveCommand } from './staff/move.ts';
import { nameTellerCommand } from './staff/name-teller.ts';
import { pauseTellerCommand } from './staff/pause-teller.ts';
import { queueCommand } from './staff/queue.ts';
import { reviewCommand } from './staff/review.ts';
import { takeCommand } from './staff/take.ts';
import { undoCommand } from './staff/undo.ts';
import { tellersCommand } from './tellers.ts';
import { tradeCommand } from './trade.ts';
import { unlinkCommand } from './unlink.ts';
import { valueCommand } from './value.ts';
import { verifyCommand, verifyConfirmCommand } from './verify.ts';
import { updateCommand, whoisCommand } from './whois.ts';
import { withdrawCommand } from './withdraw.ts';

/** Creates every command, in the order in which people come to need them. */
export function createCommands(dependencies: CommandDependencies): readonly Command[] {
  const owned = createOwnedPets(dependencies);
  const commands: readonly Command[] = [
    helpCommand(dependencies, () => commands),
    verifyCommand(dependencies),
    verifyConfirmCommand(dependencies),
    inventoryCommand(dependencies),
    balanceCommand(dependencies),
    depositCommand(dependencies),
    withdrawCommand(dependencies, owned),
    cancelCommand(dependencies),
    historyCommand(dependencies),
    ...createGiftCommands(dependencies, owned),
    tellersCommand(dependencies),
    valueCommand(dependencies),
    proofCommand(dependencies),
    ...createPageCommands(dependencies),
    whoisCommand(dependencies),
    updateCommand(dependencies),
    noticesCommand(dependencies),
    unlinkCommand(dependencies),
    exportCommand(dependencies),
    forgetMeCommand(dependencies, owned),
    ...createStaffCommands(dependencies),
  ];
  return commands;
}

/** What members do with each other: none where the operator has switched it off. */
const createGiftCommands = (dependencies: CommandDependencies, owned: OwnedPets): readonly Command[] =>
  dependencies.rules().giftHoldMs === null
    ? []
    : [giftCommand(dependencies, owned), tradeCommand(dependencies)];

/** What leads to pages of this bank: nothing, where nobody knows their address. */
const createPageCommands = (dependencies: CommandDependencies): readonly Command[] =>
  dependencies.publicUrl ? [myPageCommand(dependencies, dependencies.publicUrl)] : [];

/** Attended tellers: staff trade pets in the game themselves, and record it here. */
function tellerCommand(dependencies: StaffDependencies): Command {
  return defineGroup({ name: 'teller', description: t('about.teller'), audience: 'viewer' }, [
    queueCommand(dependencies),
    takeCommand(dependencies),
    deliverCommand(dependencies),
    moveCommand(dependencies),
    nameTellerCommand(dependencies),
    pauseTellerCommand(dependencies),
  ]);
}

/** Creates the staff commands, in the order of `help`. Staff act in the name of their own Roblox account. */
export const createStaffCommands = (dependencies: StaffDependencies): readonly Command[] => [
  tellerCommand(dependencies),
  defineGroup({ name: 'staff', description: t('about.staff'), audience: 'viewer' }, [
    aboutMemberCommand(dependencies),
  ]),
  reviewCommand(dependencies),
  freezeCommand(dependencies),
  haltCommand(dependencies),
  adjustCommand(dependencies),
  undoCommand(dependencies),
];
