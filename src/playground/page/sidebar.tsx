import type { Entry, Place, PretendMember } from '../chat/wire.ts';
import { post } from './api.ts';
import { Avatar } from './avatar.tsx';
import { Newcomer } from './newcomer.tsx';
import { useUnread } from './unread.ts';
import { useView } from './view.ts';

interface SidebarProps {
  readonly place: Place;
  readonly entries: readonly Entry[];
  readonly hasGame: boolean;
  readonly canSignOut: boolean;
  readonly onGo: (place: Place) => void;
  readonly onBecome: (member: PretendMember) => void;
}

/** Where one can be, and who. */
export function Sidebar({ place, entries, hasGame, canSignOut, onGo, onBecome }: SidebarProps) {
  const { me, members, attempt } = useView();
  const unreadOf = useUnread({ me, place, entries });
  const signOut = async (): Promise<void> => {
    await post('sign-out', {});
    location.reload();
  };
  return (
    <aside class="sidebar" aria-label="Places and members">
      <a class="brand" href="/">
        <img src="/assets/logo.svg" alt="" width="32" height="32" /> Petbank
        <small>playground</small>
      </a>
      <Places {...{ place, onGo }} unread={unreadOf(me)} />
      <section aria-labelledby="members">
        <h2 id="members">Pretend members</h2>
        <ul>
          {members.map((member) => (
            <li key={member.id}>
              <Person member={member} unread={unreadOf(member).direct} onBecome={() => onBecome(member)} />
            </li>
          ))}
        </ul>
        <Newcomer hasStaff={hasGame} onJoin={onBecome} />
      </section>
      {canSignOut && (
        <button type="button" class="button secondary" onClick={() => attempt(signOut)}>
          Sign out
        </button>
      )}
    </aside>
  );
}

interface PlacesProps {
  readonly place: Place;
  readonly unread: Readonly<Record<Place, number>>;
  readonly onGo: (place: Place) => void;
}

export const PLACES = {
  channel: { sign: '#', name: 'bank' },
  direct: { sign: '✉', name: 'Direct messages' },
  operator: { sign: '#', name: 'operator' },
} as const;

function Places({ place, unread, onGo }: PlacesProps) {
  const { me } = useView();
  const places = ['channel', 'direct', ...(me.isStaff ? (['operator'] as const) : [])] as const;
  return (
    <nav aria-label="Places">
      <ul>
        {places.map((one) => (
          <li key={one}>
            <button
              type="button"
              class="side-item"
              aria-current={one === place ? 'page' : undefined}
              onClick={() => onGo(one)}
            >
              <span class="sign" aria-hidden="true">
                {PLACES[one].sign}
              </span>
              {PLACES[one].name}
              <Unread count={unread[one]} />
            </button>
          </li>
        ))}
      </ul>
    </nav>
  );
}

interface PersonProps {
  readonly member: PretendMember;
  readonly unread: number;
  readonly onBecome: () => void;
}

function Person({ member, unread, onBecome }: PersonProps) {
  const { me } = useView();
  const { id, name, isStaff } = member;
  return (
    <button type="button" class="side-item" title={id} aria-pressed={id === me.id} onClick={onBecome}>
      <Avatar name={name} />
      {name}
      {isStaff && <span class="tag">staff</span>}
      {id === me.id ? <span class="you">you</span> : <Unread count={unread} />}
    </button>
  );
}

function Unread({ count }: { count: number }) {
  if (count === 0) return null;
  return (
    <span class="unread">
      {count}
      <span class="unseen"> unread</span>
    </span>
  );
}
