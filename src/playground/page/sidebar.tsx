import { useState } from 'preact/hooks';
import type { Channel, Language, PretendMember } from '../chat/protocol.ts';
import { post } from './api.ts';
import { Avatar } from './avatar.tsx';
import { Button } from './button.tsx';
import { onSubmit, usePageContext } from './page-context.ts';
import { useUnread } from './use-chat.ts';
import { t, text } from './words.ts';

interface SidebarProps {
  readonly hasGame: boolean;
  readonly canSignOut: boolean;
  readonly onGo: (channel: Channel) => void;
  readonly onSwitch: (memberId: string) => void;
}

/** The channels, and the pretend members. */
export function Sidebar({ hasGame, canSignOut, onGo, onSwitch }: SidebarProps) {
  const { me, members, attempt } = usePageContext();
  const countUnread = useUnread();
  const signOut = async (): Promise<void> => {
    await post('sign-out', {});
    location.reload();
  };
  return (
    <section class="sidebar" aria-label={text('playground.side')}>
      <Channels unread={countUnread(me)} onGo={onGo} />
      <section aria-labelledby="members">
        <h2 id="members">{t('playground.members')}</h2>
        <ul>
          {members.map((member) => (
            <li key={member.id}>
              <Person member={member} unread={countUnread(member).direct} onSwitch={onSwitch} />
            </li>
          ))}
        </ul>
        <LanguageSwitch />
        <NewMember hasStaff={hasGame} onJoin={onSwitch} />
      </section>
      {canSignOut && (
        <Button label={text('playground.sign-out')} tone="secondary" onClick={() => attempt(signOut)} />
      )}
    </section>
  );
}

/** What stands before the name of a channel. */
export const SIGNS = { bank: '#', direct: '✉', operator: '#' } as const satisfies Record<Channel, string>;

interface ChannelsProps extends Pick<SidebarProps, 'onGo'> {
  readonly unread: Readonly<Record<Channel, number>>;
}

function Channels({ unread, onGo }: ChannelsProps) {
  const { me, channel } = usePageContext();
  const channels = ['bank', 'direct', ...(me.isStaff ? (['operator'] as const) : [])] as const;
  return (
    <nav aria-label={text('playground.channels')}>
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
                {SIGNS[other]}
              </span>
              {t(`playground.${other}`)}
              <Unread count={unread[other]} />
            </button>
          </li>
        ))}
      </ul>
    </nav>
  );
}

interface PersonProps extends Pick<SidebarProps, 'onSwitch'> {
  readonly member: PretendMember;
  readonly unread: number;
}

function Person({ member: { id, name, isStaff }, unread, onSwitch }: PersonProps) {
  const { me } = usePageContext();
  return (
    <button
      type="button"
      class="side-item"
      title={id}
      aria-pressed={id === me.id}
      onClick={() => onSwitch(id)}
    >
      <Avatar name={name} />
      {name}
      {isStaff && <span class="tag">{t('playground.staff')}</span>}
      {id === me.id ? <span class="you">{t('playground.you')}</span> : <Unread count={unread} />}
    </button>
  );
}

function Unread({ count }: { count: number }) {
  if (count === 0) return null;
  return (
    <span class="unread">
      <span aria-hidden="true">{count}</span>
      <span class="unseen">{t('playground.unread', { count })}</span>
    </span>
  );
}

/** Each in its own words, for who reads no other. */
const LANGUAGE_NAMES = {
  en: 'English',
  es: 'Español',
  'pt-BR': 'Português (Brasil)',
  de: 'Deutsch',
  fr: 'Français',
} as const satisfies Record<Language, string>;

/** What the selected member is answered in, as if their Discord were set to it. */
function LanguageSwitch() {
  const { me, attempt } = usePageContext();
  return (
    <label class="labelled language">
      {t('playground.answered-in', { name: me.name })}
      <select
        value={me.language}
        onChange={({ currentTarget }) =>
          attempt(() => post('language', { memberId: me.id, language: currentTarget.value }))
        }
      >
        {Object.entries(LANGUAGE_NAMES).map(([language, name]) => (
          <option key={language} value={language} lang={language}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}

/** Adds a pretend member. A name that exists is the same member. */
function NewMember({ hasStaff, onJoin }: { hasStaff: boolean; onJoin: (memberId: string) => void }) {
  const { attempt } = usePageContext();
  const [name, setName] = useState('');
  const [isStaff, setStaff] = useState(false);
  const join = async (): Promise<void> => {
    onJoin((await post<PretendMember>('members', { name, isStaff })).id);
    setName('');
    setStaff(false);
  };
  return (
    <form class="new-member" onSubmit={onSubmit(() => attempt(join))}>
      <label class="labelled">
        {t('playground.add-member')}
        <input
          value={name}
          placeholder={text('playground.name')}
          required
          maxLength={50}
          autocomplete="off"
          onInput={({ currentTarget }) => setName(currentTarget.value)}
        />
      </label>
      <div class="row">
        {hasStaff && (
          <label class="ticked">
            <input type="checkbox" checked={isStaff} onChange={() => setStaff(!isStaff)} />
            {t('playground.staff')}
          </label>
        )}
        <Button label={text('playground.add')} tone="secondary" />
      </div>
    </form>
  );
}
