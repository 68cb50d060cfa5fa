import { LRUCache } from 'lru-cache';
import { createLiveMessages, type MemberChanges } from '../../commands/dispatch/live-messages.ts';
import type { RenderedControl } from '../../commands/dispatch/panels.ts';
import type { Dispatcher, RenderedReply } from '../../commands/dispatch/types.ts';
import type { Attachment } from '../../commands/model/reply.ts';
import type { Language } from '../../messages/languages.ts';
import type { ChatEvent, ChatMessage, ControlData, ReplyData } from './protocol.ts';

/** How many messages are kept; the oldest go first. */
const MAX_MESSAGES = 400;
/** How many bytes of pictures and files are kept; the oldest go first. */
const MAX_BYTES = 32 * 1024 * 1024;

export interface ChatLogDependencies {
  readonly dispatcher: Dispatcher;
  readonly clock: () => number;
  /** What happens to members, for the messages that follow it. */
  readonly changes?: MemberChanges | undefined;
  /** Returns an id that nobody can guess. */
  readonly newId: () => string;
  readonly sleep: (ms: number) => Promise<void>;
  readonly onError: (error: unknown) => void;
}

export type ChatLog = ReturnType<typeof createChatLog>;

/** Every message of the playground, and the pages that follow along. */
export function createChatLog({ newId, ...dependencies }: ChatLogDependencies) {
  const messages = new Map<string, ChatMessage>();
  const listeners = new Set<(event: ChatEvent) => void>();
  const { serialize, file } = createReplySerializer(newId);
  const liveMessages = createLiveMessages(dependencies);
  const publish = (event: ChatEvent): void => {
    for (const listener of listeners) listener(event);
  };
  /** Adds the message, or replaces the one with its id. */
  const put = (message: ChatMessage): void => {
    messages.set(message.id, message);
    if (messages.size > MAX_MESSAGES) messages.delete(messages.keys().next().value ?? '');
    publish({ kind: 'message', message });
  };
  return {
    file,
    /** Returns all messages, oldest first. */
    messages: (): readonly ChatMessage[] => [...messages.values()],
    has: (id: string): boolean => messages.has(id),
    put,
    /** Puts the message with this reply, and keeps it up to date if the reply is a live one. */
    show(message: Omit<ChatMessage, 'reply'>, rendered: RenderedReply, language?: Language): void {
      const { isPublic, level } = rendered;
      const audience = { ownerId: message.ownerId, isPublic, level, language };
      put({ ...message, reply: serialize(rendered) });
      liveMessages.start(rendered, audience, async (changed) => {
        if (messages.has(message.id)) put({ ...message, reply: serialize(changed) });
      });
    },
    findByControl: (controlId: string): ChatMessage | undefined =>
      [...messages.values()].find(({ reply }) => reply?.rows.flat().some(({ id }) => id === controlId)),
    publish,
    /** Calls the listener with every event until the returned function is called. */
    subscribe(listener: (event: ChatEvent) => void): () => void {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    /** Stops updating live messages. */
    stop: liveMessages.stop,
  };
}

function createReplySerializer(newId: () => string) {
  const files = new LRUCache<string, Attachment>({
    maxSize: MAX_BYTES,
    sizeCalculation: ({ bytes }) => Math.max(1, bytes.byteLength),
  });
  const keep = (file: Attachment): string => {
    const id = newId();
    files.set(id, file);
    return id;
  };
  const keepPicture = (png: Uint8Array) => keep({ name: 'picture.png', type: 'image/png', bytes: png });
  return {
    /** Returns the reply as JSON for the page, which fetches its pictures and files by id. */
    serialize({ title, text, tone, fields, person, picture, file, rows }: RenderedReply): ReplyData {
      return {
        title,
        ...(text && { text }),
        ...(tone && { tone }),
        ...(fields && { fields }),
        // Not their picture: it is on another host, and pages of the bank load nothing from elsewhere.
        ...(person && { person: person.name }),
        ...(picture && { picture: { id: keepPicture(picture.png), alt: picture.alt } }),
        ...(file && { file: { id: keep(file), name: file.name } }),
        rows: rows.map((row) => row.map(serializeControl)),
      };
    },
    file: (id: string): Attachment | undefined => files.get(id),
  };
}

function serializeControl({ id, control }: RenderedControl): ControlData {
  if (control.kind === 'menu') {
    const { kind, placeholder, choices, most } = control;
    return { id, kind, placeholder, choices, ...(most && { most }) };
  }
  const { kind, label, style, isDisabled, whyNot } = control;
  return { id, kind, label, ...(style && { style }), ...(isDisabled && { isDisabled, whyNot }) };
}
