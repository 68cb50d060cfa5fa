import { useEffect, useState } from 'preact/hooks';
import type { Entry, Place, PretendMember } from '../chat/wire.ts';
import { visibleTo } from './room.ts';

interface Looking {
  readonly me: PretendMember;
  readonly place: Place;
  readonly entries: readonly Entry[];
}

/** How many messages that nobody asked for a member has not looked at, by place. */
export function useUnread({ me, place, entries }: Looking) {
  const [seen, setSeen] = useState<Readonly<Record<string, number>>>({});
  useEffect(() => {
    setSeen((before) => ({ ...before, [`${me.id} ${place}`]: entries.length }));
  }, [me.id, place, entries.length]);
  return (member: PretendMember): Readonly<Record<Place, number>> => {
    const count = (one: Place): number => {
      const isHere = member.id === me.id && one === place;
      const later = entries.slice(seen[`${member.id} ${one}`] ?? 0);
      return isHere ? 0 : visibleTo(member, one, later).filter(({ asked }) => asked === null).length;
    };
    return { channel: 0, direct: count('direct'), operator: count('operator') };
  };
}
