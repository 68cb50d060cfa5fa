import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { BankStatus, Me } from '../protocol.ts';

/** The Roblox name of a member; null where the bank knows none. */
export type NameOf = (robloxUserId: number) => Promise<string | null>;

/** What components anywhere on the page need. */
export interface Dashboard {
  readonly me: Me;
  /** The bank as it was heard of last; undefined before the first time. */
  readonly status: BankStatus | undefined;
  /** Called where the server says that nobody is signed in here any more. */
  readonly onSignedOut: () => void;
  /** Shows a line at the edge of the page for a while. */
  readonly say: (text: string) => void;
  readonly nameOf: NameOf;
}

export const DashboardContext = createContext<Dashboard | null>(null);

export function useDashboard(): Dashboard {
  const value = useContext(DashboardContext);
  if (!value) throw new Error('the component is outside the dashboard');
  return value;
}

const RANKS = ['viewer', 'cashier', 'manager', 'owner'] as const;

/** Whether whoever is signed in may do what takes this level. The server decides it again. */
export function useMay(): (level: (typeof RANKS)[number]) => boolean {
  const { me } = useDashboard();
  return (level) => me.level !== 'admin' && RANKS.indexOf(me.level) >= RANKS.indexOf(level);
}

/** What a button that takes this level says to whoever lacks it; null: they may press it. */
export function useNeeds(): (level: (typeof RANKS)[number]) => string | null {
  const may = useMay();
  return (level) => (may(level) ? null : `Needs a personal token with the level ${level}`);
}
