import { balanceCommand } from './balance.ts';
import { cancelCommand } from './cancel.ts';
import { depositCommand } from './deposit.ts';
import { exportCommand } from './export.ts';
import { forgetMeCommand } from './forget-me.ts';
import { helpCommand } from './help.ts';
import { historyCommand } from './history.ts';
import { inventoryCommand } from './inventory.ts';
import type { Command } from './model/command.ts';
import { createOwnedPets } from './owned-pets.ts';
import type { CommandParts } from './parts.ts';
import { createStaffCommands } from './staff/teller.ts';
import { unlinkCommand } from './unlink.ts';
import { valueCommand } from './value.ts';
import { verifyCommand, verifyConfirmCommand } from './verify.ts';
import { withdrawCommand } from './withdraw.ts';

/** Every command, in the order in which people come to need them. */
export function createCommands(parts: CommandParts): readonly Command[] {
  const owned = createOwnedPets(parts);
  const commands: readonly Command[] = [
    helpCommand(parts, () => commands),
    verifyCommand(parts),
    verifyConfirmCommand(parts),
    inventoryCommand(parts),
    balanceCommand(parts),
    depositCommand(parts),
    withdrawCommand(parts, owned),
    cancelCommand(parts),
    historyCommand(parts),
    valueCommand(parts),
    unlinkCommand(parts),
    exportCommand(parts),
    forgetMeCommand(parts, owned),
    ...createStaffCommands(parts),
  ];
  return commands;
}
