import { createCommands } from './discord/commands/commands.ts';
import type { CommandParts } from './discord/commands/parts.ts';
import { createCooldown } from './discord/cooldown.ts';
import { createDesk, type Desk } from './discord/desk.ts';
import { createExplain } from './discord/explain.ts';
import { createPictures } from './discord/pictures/pictures.ts';
import type { Logger } from './log.ts';

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
  });
  const commands = createCommands({ ...parts, pictures });
  const desk = createDesk({ commands, clock, newId, cooldown: createCooldown(), explain });
  return { desk, newId, close: pictures.close };
}
