import { balanceCommand } from './balance.ts';
import { cancelCommand } from './cancel.ts';
import type { CommandDependencies } from './dependencies';
import { depositCommand } from './deposit.ts';
import { exportCommand } from './export.ts';
import { forgetMeCommand } from './forget-me.ts';
import { helpCommand } from './help.ts';
import { historyCommand } from './history.ts';
import { inventoryCommand } from './inventory.ts';
import type { Command } from './model/command.ts';
import { createOwnedPets } from './owned-pets.ts';
import { createStaffCommands } from './staff/teller.ts';
import { unlinkCommand } from './unlink.ts';
import { valueCommand } from './value.ts';
import { verifyCommand, verifyConfirmCommand } from './verify.ts';
import { withdrawCommand } from './withdraw.ts';

/** Every command, in the order in which people come to need them. */
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
    valueCommand(dependencies),
    unlinkCommand(dependencies),
    exportCommand(dependencies),
    forgetMeCommand(dependencies, owned),
    ...createStaffCommands(dependencies),
  ];
  return commands;
}
