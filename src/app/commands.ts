import { createCommands } from '../commands/commands.ts';
import type { CommandDependencies } from '../commands/dependencies.ts';
import { createCooldown, createDispatcher } from '../commands/dispatch/dispatcher.ts';
import type { Dispatcher } from '../commands/dispatch/types.ts';
import { readPetNames } from '../commands/model/pet-names.ts';
import { createExplainError } from '../commands/model/refusal-reply.ts';
import type { Logger } from '../log.ts';
import { createPictures } from '../pictures/pictures.ts';

/** How many pictures are kept, in 64 MiB at most; one is packed while the next is drawn. */
const PICTURES = { maxCached: 500, maxBytes: 64 * 1024 * 1024, concurrency: 2 };
const ID_BYTES = 16;
const REFERENCE_BYTES = 4;

export interface OpenedCommands {
  readonly dispatcher: Dispatcher;
  /** An id that nobody can guess. */
  readonly newId: () => string;
  close(): void;
}

/** The dispatcher of all commands, for Discord and the playground. */
export function openCommands(
  dependencies: Omit<CommandDependencies, 'pictures'>,
  log: Logger,
): OpenedCommands {
  const { random, clock } = dependencies;
  const pictures = createPictures(PICTURES);
  const newId = (): string => Buffer.from(random(ID_BYTES)).toString('base64url');
  const explain = createExplainError({
    newReference: () => Buffer.from(random(REFERENCE_BYTES)).toString('hex'),
    onError: (err, context) => log.error({ err, ...context }, 'a command failed'),
    label: (pet) => readPetNames(dependencies.rules().catalogue).label(pet),
  });
  const commands = createCommands({ ...dependencies, pictures });
  const dispatcher = createDispatcher({ commands, clock, newId, cooldown: createCooldown(), explain });
  return { dispatcher, newId, close: pictures.close };
}
