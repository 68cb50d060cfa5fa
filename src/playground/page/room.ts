import { useEffect, useReducer, useState } from 'preact/hooks';
import type { ChatEvent, CommandInfo, Entry, PretendMember } from '../chat/wire.ts';

/** What the server has told so far. */
export interface Room {
  readonly commands: readonly CommandInfo[];
  readonly members: readonly PretendMember[];
  readonly entries: readonly Entry[];
}

const EMPTY: Room = { commands: [], members: [], entries: [] };

/** The room as it is, kept up to date; the browser connects again by itself when the line is cut. */
export function useRoom(): Room & { readonly isConnected: boolean } {
  const [room, hear] = useReducer(after, EMPTY);
  const [isConnected, setConnected] = useState(true);
  useEffect(() => {
    const source = new EventSource('/playground/news');
    source.onopen = () => setConnected(true);
    source.onerror = () => setConnected(false);
    source.onmessage = ({ data }) => hear(JSON.parse(data));
    return () => source.close();
  }, []);
  return { ...room, isConnected };
}

function after(room: Room, news: ChatEvent): Room {
  switch (news.kind) {
    case 'hello':
      return { commands: news.commands, members: news.members, entries: news.entries };
    case 'member':
      return { ...room, members: put(room.members, news.member) };
    case 'entry':
      return { ...room, entries: put(room.entries, news.entry) };
    default:
      return news satisfies never;
  }
}

/** With this one at the end, or in the place of the one with its id. */
function put<One extends { readonly id: string }>(all: readonly One[], one: One): readonly One[] {
  const isThere = all.some(({ id }) => id === one.id);
  return isThere ? all.map((other) => (other.id === one.id ? one : other)) : [...all, one];
}

/** What a member sees in a place. */
export function visibleTo(
  { id, isStaff }: PretendMember,
  place: Entry['place'],
  entries: readonly Entry[],
): readonly Entry[] {
  return entries.filter(
    (entry) =>
      entry.place === place &&
      (entry.isPublic || entry.ownerId === id || (isStaff && entry.ownerId === 'operator')),
  );
}
