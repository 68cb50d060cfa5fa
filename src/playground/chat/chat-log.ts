import { createLiveMessages } from '../../commands/dispatch/live-messages.ts';
import type { Dispatcher, RenderedReply } from '../../commands/dispatch/types.ts';
import type { ChatEvent, ChatMessage } from './protocol.ts';
import { createReplySerializer, type ReplySerializer } from './serialize-reply.ts';

/** How many messages are kept; the oldest go first. */
const MAX_MESSAGES = 400;

export interface ChatLogDependencies {
  readonly dispatcher: Dispatcher;
  readonly clock: () => number;
  /** Returns an id that nobody can guess. */
  readonly newId: () => string;
  readonly sleep: (ms: number) => Promise<void>;
  readonly onError: (error: unknown) => void;
}

/** Every message of the playground, and the pages that follow along. */
export interface ChatLog extends Pick<ReplySerializer, 'file'> {
  /** Returns all messages, oldest first. */
  messages(): readonly ChatMessage[];
  has(id: string): boolean;
  /** Adds the message, or replaces the one with its id. */
  put(message: ChatMessage): void;
  /** Puts the message with this reply, and keeps it up to date if the reply is a live one. */
  show(message: Omit<ChatMessage, 'reply'>, rendered: RenderedReply): void;
  findByControl(controlId: string): ChatMessage | undefined;
  publish(event: ChatEvent): void;
  /** Calls the listener with every event until the returned function is called. */
  subscribe(listener: (event: ChatEvent) => void): () => void;
  /** Stops updating live messages. */
  stop(): void;
}

export function createChatLog({ newId, ...dependencies }: ChatLogDependencies): ChatLog {
  const messages = new Map<string, ChatMessage>();
  const listeners = new Set<(event: ChatEvent) => void>();
  const { serialize, file } = createReplySerializer(newId);
  const liveMessages = createLiveMessages(dependencies);
  const publish = (event: ChatEvent): void => {
    for (const listener of listeners) listener(event);
  };
  const put = (message: ChatMessage): void => {
    messages.set(message.id, message);
    if (messages.size > MAX_MESSAGES) messages.delete(messages.keys().next().value ?? '');
    publish({ kind: 'message', message });
  };
  return {
    file,
    messages: () => [...messages.values()],
    has: (id) => messages.has(id),
    put,
    show(message, rendered) {
      const audience = { ownerId: message.ownerId, isPublic: rendered.isPublic };
      put({ ...message, reply: serialize(rendered) });
      liveMessages.start(rendered, audience, async (changed) => {
        if (messages.has(message.id)) put({ ...message, reply: serialize(changed) });
      });
    },
    findByControl: (controlId) =>
      [...messages.values()].find(({ reply }) => reply?.rows.flat().some(({ id }) => id === controlId)),
    publish,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    stop: liveMessages.stop,
  };
}
