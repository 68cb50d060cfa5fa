import { useEffect, useReducer, useState } from 'preact/hooks';
import type { Channel, ChatEvent, ChatMessage, PretendMember } from '../chat/protocol.ts';
import { usePageContext } from './page-context.ts';

/** What the server has sent so far. */
type ChatState = Omit<Extract<ChatEvent, { kind: 'hello' }>, 'kind'>;

const EMPTY: ChatState = { commands: [], members: [], messages: [] };

/** The state of the chat, kept up to date. The browser reconnects by itself. */
export function useChat(): ChatState & { readonly isConnected: boolean } {
  const [state, dispatch] = useReducer(applyEvent, EMPTY);
  const [isConnected, setConnected] = useState(true);
  useEffect(() => {
    const source = new EventSource('/playground/events');
    source.onopen = () => setConnected(true);
    source.onerror = () => setConnected(false);
    source.onmessage = ({ data }) => dispatch(JSON.parse(data));
    return () => source.close();
  }, []);
  return { ...state, isConnected };
}

function applyEvent(state: ChatState, event: ChatEvent): ChatState {
  switch (event.kind) {
    case 'hello':
      return event;
    case 'member':
      return { ...state, members: upsert(state.members, event.member) };
    case 'message':
      return { ...state, messages: upsert(state.messages, event.message) };
    default:
      return event satisfies never;
  }
}

/** Adds the item, or replaces the one with its id. */
function upsert<Item extends { readonly id: string }>(items: readonly Item[], item: Item): readonly Item[] {
  const index = items.findIndex(({ id }) => id === item.id);
  return index < 0 ? [...items, item] : items.with(index, item);
}

/** Returns what a member sees in a channel. */
export function visibleMessages(member: PretendMember, open: Channel, all: readonly ChatMessage[]) {
  const owners = [member.id, ...(member.isStaff ? ['operator'] : [])];
  return all.filter(
    ({ channel, isPublic, ownerId }) => channel === open && (isPublic || owners.includes(ownerId)),
  );
}

/** Returns a function that counts a member's unread notices in each channel. */
export function useUnread() {
  const { me, channel, messages } = usePageContext();
  const [seen, setSeen] = useState<Readonly<Record<string, number>>>({});
  useEffect(() => {
    setSeen((before) => ({ ...before, [`${me.id} ${channel}`]: messages.length }));
  }, [me.id, channel, messages.length]);
  return (member: PretendMember): Readonly<Record<Channel, number>> => {
    const count = (other: Channel): number => {
      if (member.id === me.id && other === channel) return 0;
      const later = messages.slice(seen[`${member.id} ${other}`] ?? 0);
      return visibleMessages(member, other, later).filter(({ prompt }) => prompt === null).length;
    };
    return { bank: 0, direct: count('direct'), operator: count('operator') };
  };
}
