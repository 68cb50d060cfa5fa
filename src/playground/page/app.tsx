import { useState } from 'preact/hooks';
import { newId } from '../../web/page/request.ts';
import type { Channel, CommandInfo } from '../chat/protocol.ts';
import { post } from './api.ts';
import { CloseButton } from './button.tsx';
import { Chat } from './chat.tsx';
import { Game } from './game.tsx';
import { PageContext } from './page-context.ts';
import { Sidebar } from './sidebar.tsx';
import { useChat } from './use-chat.ts';
import { t, text } from './words.ts';

/** The whole page: members at the left, the chat in the middle, the game at the right. */
export function App({ hasGame, canSignOut }: { hasGame: boolean; canSignOut: boolean }) {
  const chat = useChat();
  const { error, setError, run, attempt } = useAttempts();
  const [meId, setMe] = useState('');
  const [wanted, setChannel] = useState<Channel>('bank');
  const [tab, setTab] = useState<Tab>('chat');
  const [command, setCommand] = useState<CommandInfo | null>(null);
  const me = chat.members.find(({ id }) => id === meId) ?? chat.members[0];
  if (!me) return <p class="notice">{chat.isConnected ? t('playground.opening') : LOST}</p>;

  const channel = wanted === 'operator' && !me.isStaff ? 'bank' : wanted;
  const send = (kind: 'messages' | 'commands', content: object): Promise<boolean> =>
    run(() => post(kind, { memberId: me.id, messageId: newId(), channel, ...content }));
  const start = (path: readonly string[]): void => {
    const found = chat.commands.find((command) => command.path.join(' ') === path.join(' '));
    setTab('chat');
    if (found && found.options.length > 0) setCommand(found);
    else void send('messages', { typed: `/${path.join(' ')}` });
  };
  const go = (to: Channel): void => {
    setChannel(to);
    setTab('chat');
  };
  const switchTo = (memberId: string): void => {
    setMe(memberId);
    setCommand(null);
    setTab('chat');
  };
  return (
    <PageContext.Provider value={{ ...chat, me, channel, send, start, attempt }}>
      <main id="main" class={hasGame ? 'layout' : 'layout has-no-game'} data-tab={tab}>
        <h1 class="unseen">{t('playground.title')}</h1>
        <Sidebar hasGame={hasGame} canSignOut={canSignOut} onGo={go} onSwitch={switchTo} />
        <Chat command={command} onCommand={setCommand} />
        {hasGame && <Game />}
        <Tabs tab={tab} hasGame={hasGame} onTab={setTab} />
      </main>
      <ErrorBar message={chat.isConnected ? error : LOST} onClose={() => setError('')} />
    </PageContext.Provider>
  );
}

const LOST = text('playground.lost');

function useAttempts() {
  const [error, setError] = useState('');
  /** Returns whether it did not fail. */
  const run = async (act: () => Promise<unknown>): Promise<boolean> => {
    setError('');
    try {
      await act();
      return true;
    } catch (cause) {
      setError(cause instanceof Error ? cause.message : String(cause));
      return false;
    }
  };
  return { error, setError, run, attempt: (act: () => Promise<unknown>): void => void run(act) };
}

function ErrorBar({ message, onClose }: { message: string; onClose: () => void }) {
  return (
    <div role="alert" class={message === '' ? 'unseen' : 'error'}>
      {message}
      {message !== '' && <CloseButton label={text('playground.close')} onClick={onClose} />}
    </div>
  );
}

type Tab = 'members' | 'chat' | 'game';

/** On a phone, only one of these is visible. */
function Tabs({ tab, hasGame, onTab }: { tab: Tab; hasGame: boolean; onTab: (tab: Tab) => void }) {
  const tabs = ['members', 'chat', ...(hasGame ? (['game'] as const) : [])] as const;
  return (
    <nav class="tabs" aria-label={text('playground.views')}>
      {tabs.map((name) => (
        <button
          key={name}
          type="button"
          aria-current={name === tab ? 'page' : undefined}
          onClick={() => onTab(name)}
        >
          {t(`playground.view-${name}`)}
        </button>
      ))}
    </nav>
  );
}
