import { useEffect, useState } from 'preact/hooks';
import type { CommandInfo, Place, PretendMember } from '../chat/wire.ts';
import { newId, post } from './api.ts';
import { Chat } from './chat.tsx';
import { Game } from './game.tsx';
import { useRoom } from './room.ts';
import { Sidebar } from './sidebar.tsx';
import { type Tab, Tabs } from './tabs.tsx';
import { ViewContext } from './view.ts';

interface AppProps {
  readonly hasGame: boolean;
  readonly canSignOut: boolean;
}

/** The whole page: who one is at the left, what is said in the middle, the game at the right. */
export function App({ hasGame, canSignOut }: AppProps) {
  const room = useRoom();
  const { fault, setFault, attempt } = useAttempts();
  const [meId, setMe] = useState('');
  const [place, setPlace] = useState<Place>('channel');
  const [tab, setTab] = useState<Tab>('chat');
  const [command, setCommand] = useState<CommandInfo | null>(null);
  const me = room.members.find(({ id }) => id === meId) ?? room.members[0];
  useEffect(() => setCommand(null), [me?.id]);
  if (!me) return <p class="notice">{room.isConnected ? 'Opening the playground …' : LOST}</p>;

  const here = place === 'operator' && !me.isStaff ? 'channel' : place;
  const saying = (): object => ({ memberId: me.id, messageId: newId(), place: here });
  const start = (path: readonly string[]): void => {
    const found = room.commands.find((command) => command.path.join(' ') === path.join(' '));
    setTab('chat');
    if (found && found.options.length > 0) setCommand(found);
    else attempt(() => post('typed', { ...saying(), typed: `/${path.join(' ')}` }));
  };
  const go = (to: Place): void => {
    setPlace(to);
    setTab('chat');
  };
  const become = (member: PretendMember): void => {
    setMe(member.id);
    setTab('chat');
  };
  return (
    <ViewContext.Provider value={{ ...room, me, start, attempt }}>
      <div class={hasGame ? 'room' : 'room has-no-game'} data-tab={tab}>
        <Sidebar
          {...{ place: here, entries: room.entries, hasGame, canSignOut }}
          onGo={go}
          onBecome={become}
        />
        <Chat {...{ place: here, entries: room.entries, command }} onCommand={setCommand} />
        {hasGame && <Game entries={room.entries} />}
        <Tabs {...{ tab, hasGame }} onTab={setTab} />
      </div>
      <Fault message={room.isConnected ? fault : LOST} onClose={() => setFault('')} />
    </ViewContext.Provider>
  );
}

const LOST = 'The line to the bank is cut. Trying again …';

function useAttempts() {
  const [fault, setFault] = useState('');
  const attempt = (act: () => Promise<unknown>): void => {
    setFault('');
    act().catch((error: unknown) => setFault(error instanceof Error ? error.message : String(error)));
  };
  return { fault, setFault, attempt };
}

function Fault({ message, onClose }: { message: string; onClose: () => void }) {
  return (
    <div role="alert" class={message === '' ? 'unseen' : 'fault'}>
      {message}
      {message !== '' && (
        <button type="button" aria-label="Close" onClick={onClose}>
          ×
        </button>
      )}
    </div>
  );
}
