import { findCommand } from '../../commands/dispatch/dispatcher.ts';
import { parseTyped, runTyped } from '../../commands/dispatch/typed.ts';
import type { Dispatcher, RenderedReply } from '../../commands/dispatch/types.ts';
import type { Actor, Context } from '../../commands/model/actor.ts';
import type { Choice } from '../../commands/model/command.ts';
import type { Given } from '../../commands/model/reply.ts';
import type { TranslatedForm } from '../../commands/model/translate.ts';
import type { ChatLog, ChatLogDependencies } from './chat-log.ts';
import { parseFields } from './commands.ts';
import type { Members } from './members.ts';
import type { Channel } from './protocol.ts';

interface NewMessage {
  readonly memberId: string;
  /** Made by the page: a message that is sent twice runs once. */
  readonly messageId: string;
  readonly channel: Channel;
}

interface CommandMessage extends NewMessage {
  readonly path: readonly string[];
  /** The text of each option's field. */
  readonly options: Readonly<Record<string, string>>;
}

type CompletionInput = Parameters<Dispatcher['complete']>[0] & { readonly memberId: string };

/** What pretend members do. Results appear in the chat log. An unknown member is refused with `not_found`. */
export function createMemberActions(
  { dispatcher, clock, newId }: ChatLogDependencies,
  members: Members,
  log: ChatLog,
) {
  const actorById = createActors(members);

  /** Shows the prompt at once, and then the reply. */
  async function reply(
    { memberId, messageId, channel }: NewMessage,
    { path, prompt }: { readonly path: readonly string[]; readonly prompt: string },
    run: (context: Context) => Promise<RenderedReply>,
  ): Promise<void> {
    const actor = actorById(memberId);
    if (log.has(messageId)) return;
    const isPublic = channel === 'bank' && (findCommand(dispatcher.commands, path)?.isPublic ?? false);
    const message = { id: messageId, channel, ownerId: memberId, isPublic, at: clock(), prompt };
    log.put({ ...message, reply: null });
    log.show(message, await run({ actor, operationId: `playground:${messageId}` }), actor.language);
  }

  return {
    /** Runs a text command, typed with `!`, `/` or neither before it. */
    async sendText({ typed, ...message }: NewMessage & { readonly typed: string }): Promise<void> {
      const text = members.mention(typed.trim().replace(/^[!/]/, ''));
      const parsed = parseTyped(dispatcher.commands, text);
      await reply(message, { path: parsed?.path ?? [], prompt: typed }, (context) =>
        runTyped(dispatcher, parsed, context, text),
      );
    },
    async runCommand({ path, options, ...message }: CommandMessage): Promise<void> {
      const fields = Object.entries(options).map(([name, text]) => `${name}: ${members.nameOf(text)}`);
      const raw = parseFields(findCommand(dispatcher.commands, path)?.options ?? {}, options);
      const prompt = [`/${path.join(' ')}`, ...fields].join(' ');
      await reply(message, { path, prompt }, (context) => dispatcher.run({ path, raw }, context));
    },
    complete: async ({ memberId, ...input }: CompletionInput): Promise<readonly Choice[]> =>
      dispatcher.complete(input, actorById(memberId)),
    findForm: (memberId: string, controlId: string): TranslatedForm | null =>
      dispatcher.findForm(controlId, actorById(memberId)) ?? null,
    async press(memberId: string, controlId: string, given: Given): Promise<void> {
      const pressed = log.findByControl(controlId);
      const actor = actorById(memberId);
      const { kind, rendered } = await dispatcher.press(controlId, given, actor);
      if (kind === 'replace' && pressed) return log.show(pressed, rendered, actor.language);
      const ephemeral = { id: newId(), channel: pressed?.channel ?? 'bank', isPublic: false } as const;
      log.show({ ...ephemeral, ownerId: memberId, at: clock(), prompt: null }, rendered, actor.language);
    },
  };
}

const createActors =
  (members: Members) =>
  (memberId: string): Actor => {
    const { id, name, language } = members.find(memberId);
    const level = async () => (members.find(id).isStaff ? 'owner' : null);
    return { discordUserId: id, name, language, level };
  };
