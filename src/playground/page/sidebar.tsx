import type { Channel, ChatMessage, PretendMember } from '../chat/protocol.ts';
import { post } from './api.ts';
import { Avatar } from './avatar.tsx';
import { NewMember } from './new-member.tsx';
import { usePageContext } from './page-context.ts';
import { useUnread } from './use-chat.ts';

interface SidebarProps {
  readonly channel: Channel;
  readonly messages: readonly ChatMessage[];
  readonly hasGame: boolean;
  readonly canSignOut: boolean;
  readonly onGo: (channel: Channel) => void;
  readonly onSwitch: (member: PretendMember) => void;
}

/** The channels, and the pretend members. */
export function Sidebar({ channel, messages, hasGame, canSignOut, onGo, onSwitch }: SidebarProps) {
  const { me, members, attempt } = usePageContext();
  const countUnread = useUnread({ me, channel, messages });
  const signOut = async (): Promise<void> => {
    await post('sign-out', {});
    location.reload();
  };
  return (
    <aside class="sidebar" aria-label="Channels and members">
      <a class="brand" href="/">
        <img src="/assets/logo.svg" alt="" width="32" height="32" /> Petbank
        <small>playground</small>
      </a>
      <Channels {...{ channel, onGo }} unread={countUnread(me)} />
      <section aria-labelledby="members">
        <h2 id="members">Pretend members</h2>
        <ul>
          {members.map((member) => (
            <li key={member.id}>
              <Person member={member} unread={countUnread(member).direct} onSwitch={() => onSwitch(member)} />
            </li>
          ))}
        </ul>
        <NewMember hasStaff={hasGame} onJoin={onSwitch} />
      </section>
      {canSignOut && (
        <button type="button" class="button secondary" onClick={() => attempt(signOut)}>
          Sign out
        </button>
      )}
    </aside>
  );
}

interface ChannelsProps {
  readonly channel: Channel;
  readonly unread: Readonly<Record<Channel, number>>;
  readonly onGo: (channel: Channel) => void;
}

export const CHANNELS = {
  bank: { sign: '#', name: 'bank' },
  direct: { sign: '✉', name: 'Direct messages' },
  operator: { sign: '#', name: 'operator' },
} as const;

function Channels({ channel, unread, onGo }: ChannelsProps) {
  const { me } = usePageContext();
  const channels = ['bank', 'direct', ...(me.isStaff ? (['operator'] as const) : [])] as const;
  return (
    <nav aria-label="Channels">
      <ul>
        {channels.map((other) => (
          <li key={other}>
            <button
              type="button"
              class="side-item"
              aria-current={other === channel ? 'page' : undefined}
              onClick={() => onGo(other)}
            >
              <span class="sign" aria-hidden="true">
                {CHANNELS[other].sign}
              </span>
              {CHANNELS[other].name}
              <Unread count={unread[other]} />
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
  readonly onSwitch: () => void;
}

function Person({ member, unread, onSwitch }: PersonProps) {
  const { me } = usePageContext();
  const { id, name, isStaff } = member;
  return (
    <button type="button" class="side-item" title={id} aria-pressed={id === me.id} onClick={onSwitch}>
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
