import { createCommands } from '../commands/commands.ts';
import { createCooldown } from '../commands/dispatch/cooldown.ts';
import { createDesk } from '../commands/dispatch/dispatcher.ts';
import type { Desk } from '../commands/dispatch/types.ts';
import { petNamesOf } from '../commands/model/pet-names.ts';
import { createExplain } from '../commands/model/refusal-reply.ts';
import type { CommandParts } from '../commands/parts.ts';
import type { Logger } from '../log.ts';
import { createPictures } from '../pictures/pictures.ts';

/** How many pictures are kept, in 64 MiB at most; one is packed while the next is drawn. */
const PICTURES = { maxCached: 500, maxBytes: 64 * 1024 * 1024, concurrency: 2 };
const ID_BYTES = 16;
const REFERENCE_BYTES = 4;

export interface OpenedDesk {
  readonly desk: Desk;
  /** An id that nobody can guess. */
  readonly newId: () => string;
  close(): void;
}

/** The desk at which everyone asks, on Discord and in the playground. */
export function openDesk(parts: Omit<CommandParts, 'pictures'>, log: Logger): OpenedDesk {
  const { random, clock } = parts;
  const pictures = createPictures(PICTURES);
  const newId = (): string => Buffer.from(random(ID_BYTES)).toString('base64url');
  const explain = createExplain({
    newReference: () => Buffer.from(random(REFERENCE_BYTES)).toString('hex'),
    onFault: (err, context) => log.error({ err, ...context }, 'a command failed'),
    label: (pet) => petNamesOf(parts.rules().catalogue).label(pet),
  });
  const commands = createCommands({ ...parts, pictures });
  const desk = createDesk({ commands, clock, newId, cooldown: createCooldown(), explain });
  return { desk, newId, close: pictures.close };
}
