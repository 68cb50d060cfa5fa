export type Tab = 'members' | 'chat' | 'game';

const NAMES = { members: 'Members', chat: 'Chat', game: 'Game' } as const;

interface TabsProps {
  readonly tab: Tab;
  readonly hasGame: boolean;
  readonly onTab: (tab: Tab) => void;
}

/** On a phone, one part of the page at a time. */
export function Tabs({ tab, hasGame, onTab }: TabsProps) {
  const tabs = ['members', 'chat', ...(hasGame ? (['game'] as const) : [])] as const;
  return (
    <nav class="tabs" aria-label="Parts of the page">
      {tabs.map((one) => (
        <button
          key={one}
          type="button"
          aria-current={one === tab ? 'page' : undefined}
          onClick={() => onTab(one)}
        >
          {NAMES[one]}
        </button>
      ))}
    </nav>
  );
}
