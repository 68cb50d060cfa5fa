import { z } from 'zod';
import type { CommandDependencies } from './dependencies';
import { type Command, defineCommand } from './model/command.ts';
import { pollProfile, startVerification, typedUsername } from './verify-words.ts';

/** Longer than a username may be, so that what is wrong with it is said in our words. */
const MAX_TYPED = 100;
const option = {
  kind: 'text',
  description: 'Your Roblox username: the name with the @, not the display name',
  isRequired: true,
  maxLength: MAX_TYPED,
} as const;

export function verifyCommand(dependencies: CommandDependencies): Command {
  return defineCommand({
    name: 'verify',
    description: 'Link your Roblox account: you get words to put into your profile',
    input: z.strictObject({ username: typedUsername }),
    options: { username: option },
    run: ({ actor }, { username }) => startVerification(dependencies, { actor: actor, username }),
  });
}

export function verifyConfirmCommand(dependencies: CommandDependencies): Command {
  return defineCommand({
    name: 'verify-confirm',
    description: 'The words are in your profile: look there, and link the account',
    input: z.strictObject({ name: typedUsername }),
    options: { name: option },
    run: ({ actor }, { name }) => pollProfile(dependencies, { actor: actor, username: name }),
  });
}
