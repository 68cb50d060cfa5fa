import { findCommand } from '../../commands/dispatch/dispatcher.ts';
import { parseTyped, runTyped } from '../../commands/dispatch/typed.ts';
import type { RenderedReply } from '../../commands/dispatch/types.ts';
import type { Actor, Context } from '../../commands/model/actor.ts';
import type { Choice } from '../../commands/model/command.ts';
import type { Form, Given } from '../../commands/model/reply.ts';
import { readWritten } from './commands.ts';
import type { Members } from './members.ts';
import type { Screen, ScreenParts } from './screen.ts';
import type { Place } from './wire.ts';

interface Saying {
  readonly memberId: string;
  /** Made by the page: the same one sent twice is done once. */
  readonly messageId: string;
  readonly place: Place;
}

interface Typing {
  readonly memberId: string;
  readonly path: readonly string[];
  readonly option: string;
  readonly typed: string;
}

/** What pretend members do. Unknown ones are refused `not_found`; what comes of it is shown on the screen. */
export interface Talk {
  /** Words as they are typed, with `!`, `/` or neither before them. */
  type(saying: Saying & { readonly typed: string }): Promise<void>;
  /** A command with what is written for its options. */
  ask(
    saying: Saying & {
      readonly path: readonly string[];
      readonly options: Readonly<Record<string, string>>;
    },
  ): Promise<void>;
  complete(typing: Typing): Promise<readonly Choice[]>;
  formOf(memberId: string, controlId: string): Form | null;
  use(memberId: string, controlId: string, given: Given): Promise<void>;
}

export function createTalk(
  { desk: dispatcher, clock, newId }: ScreenParts,
  members: Members,
  screen: Screen,
): Talk {
  const { board, show } = screen;
  const askerOf = (memberId: string): Actor => {
    const { id, name } = members.find(memberId);
    return { discordUserId: id, name, isStaff: async () => members.find(id).isStaff };
  };

  /** Shows what was said, and then the answer. */
  async function say(
    { memberId, messageId, place, asked, path }: Saying & { asked: string; path: readonly string[] },
    answer: (context: Context) => Promise<RenderedReply>,
  ): Promise<void> {
    const actor = askerOf(memberId);
    if (board.has(messageId)) return;
    const isPublic = place === 'channel' && (findCommand(dispatcher.commands, path)?.isPublic ?? false);
    const entry = { id: messageId, place, ownerId: memberId, isPublic, at: clock(), asked };
    board.put({ ...entry, card: null });
    show(entry, await answer({ actor, operationId: `playground:${messageId}` }));
  }

  return {
    async type({ typed, ...saying }) {
      const read = parseTyped(dispatcher.commands, typed.trim().replace(/^[!/]/, ''));
      const said = { ...saying, asked: typed, path: read?.path ?? [] };
      await say(said, (context) => runTyped(dispatcher, read, context));
    },
    async ask({ path, options, ...saying }) {
      const written = Object.entries(options).map(([name, text]) => `${name}: ${text}`);
      const raw = readWritten(findCommand(dispatcher.commands, path)?.options ?? {}, options);
      const said = { ...saying, asked: [`/${path.join(' ')}`, ...written].join(' '), path };
      await say(said, (context) => dispatcher.run({ path, raw }, context));
    },
    complete: async ({ memberId, ...typing }) => dispatcher.complete(typing, askerOf(memberId)),
    formOf: (memberId, controlId) => dispatcher.findForm(controlId, askerOf(memberId)) ?? null,
    async use(memberId, controlId, given) {
      const pressed = board.findByControl(controlId);
      const { kind, rendered } = await dispatcher.press(controlId, given, askerOf(memberId));
      const place = pressed?.place ?? 'channel';
      const aside = { id: newId(), place, ownerId: memberId, isPublic: false, at: clock(), asked: null };
      show(kind === 'replace' && pressed ? pressed : aside, rendered);
    },
  };
}
